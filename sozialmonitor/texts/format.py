"""German numbers and dates. The only place where a number becomes text."""

from __future__ import annotations

import math

import numpy as np

from sozialmonitor.calc.rounding import MISSING, compute_display_integers, find_less_than_half
from sozialmonitor.domain.indicator import Indicator, Unit
from sozialmonitor.domain.period import Period
from sozialmonitor.domain.status import Status
from sozialmonitor.domain.table import Span, get_reference_day

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"

_UNITS = {
    Unit.PERCENT: "%",
    Unit.PER_HUNDRED: "je 100",
    Unit.PER_THOUSAND: "je 1.000",
    Unit.PER_SQUARE_KILOMETRE: "je km²",
    Unit.PERSONS: "Personen",
    Unit.CASES: "Fälle",
    Unit.YEARS: "Jahre",
}
_UNITS_OF_ONE = {Unit.PERSONS: "Person", Unit.CASES: "Fall", Unit.YEARS: "Jahr"}
_ONES = frozenset({"1", f"{MINUS}1", "+1"})

_MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)


def format_integer(number: float) -> str:
    """1234567 → 1.234.567; an ordinary number of persons or cases."""
    return format_number(number, 0)


def format_number(number: float, decimals: int) -> str:
    """1234.55 → 1.234,6; rounded half away from zero, as everywhere."""
    return format_display_integer(int(compute_display_integers(np.array(number), decimals)), decimals)


def format_plain_number(number: float) -> str:
    """1.5 → 1,5 and −1.0 → −1: a number that somebody has set, with as many decimals as it needs."""
    size = abs(number)
    written = str(int(size)) if float(size).is_integer() else f"{size:.10g}".replace(".", ",")
    return f"{MINUS}{written}" if number < 0 else written


def format_display_integer(integer: int, decimals: int) -> str:
    """Write a display integer (value × 10^decimals) with decimal comma and thousands point."""
    if integer == MISSING:
        return "–"
    digits = f"{abs(integer):0{decimals + 1}d}"
    whole, fraction = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    grouped = f"{int(whole):,}".replace(",", ".")
    sign = MINUS if integer < 0 else ""
    return f"{sign}{grouped},{fraction}" if decimals else f"{sign}{grouped}"


def format_signed_integer(integer: int, decimals: int) -> str:
    """Write the display integer of a difference, with its sign also where it is a plus."""
    return f"{'+' if integer > 0 else ''}{format_display_integer(integer, decimals)}"


def format_unit(unit: Unit, written: str = "") -> str:
    """How a unit is written behind a number, which it agrees with: 1 Fall, −1 Fall, 2 Fälle."""
    return _UNITS_OF_ONE.get(unit, _UNITS[unit]) if is_one(written) else _UNITS[unit]


def is_one(written: str) -> bool:
    """Whether a word behind this number is in the singular: behind 1 and −1, but not behind 1,0."""
    return written in _ONES


def attach_unit(written: str, unit: Unit) -> str:
    """A number with its unit behind it."""
    return f"{written}{NO_BREAK_SPACE}{format_unit(unit, written)}"


def format_value(value: float, status: Status, indicator: Indicator) -> str:
    """A value with unit, or the sign that explains its absence; ``(12,5 %)`` if it is limited.

    A value that is not zero, but too small for the indicator's decimals, is the sign ``0``; a zero is ``0,0 %``.
    """
    return _format_cell(value, status, indicator, has_unit=True)


def format_bare_value(value: float, status: Status, indicator: Indicator) -> str:
    """Like ``format_value`` without the unit, for columns that name it in their head."""
    return _format_cell(value, status, indicator, has_unit=False)


def _format_cell(value: float, status: Status, indicator: Indicator, *, has_unit: bool) -> str:
    if math.isnan(value):
        return status.sign
    number = format_number(value, indicator.decimals)
    is_tiny = status is Status.LESS_THAN_HALF or bool(find_less_than_half(value, indicator.decimals))
    written = Status.LESS_THAN_HALF.sign if is_tiny else attach_unit(number, indicator.unit) if has_unit else number
    return f"({written})" if status is Status.LIMITED else written


def format_period(code: str) -> str:
    """2024 → 2024; 2024-Q1 → 1. Quartal 2024; 2024-06 → Juni 2024."""
    period = Period(code)
    if "Q" in code:
        return f"{code[-1]}. Quartal {period.year}"
    return f"{_MONTHS[period.end[1] - 1]} {period.year}" if "-" in code else code


def format_reference_date(code: str, reference: str) -> str:
    """What a period stands for: ``31.12.2015``, ``2015``, ``Jahresmittel 2015`` or ``Mittel 1. Quartal 2015``."""
    if (day := get_reference_day(code, reference)) is not None:
        return f"{day:%d.%m.%Y}"
    if reference == Span.AVERAGE:
        return f"{'Mittel' if '-' in code else 'Jahresmittel'} {format_period(code)}"
    return format_period(code)


def begin_sentence(words: str) -> str:
    """The same words with a capital at their beginning."""
    return words[:1].upper() + words[1:]


def build_sort_key(name: str) -> str:
    """German dictionary order: ä as a, ß as ss."""
    return name.casefold().translate(str.maketrans("äöü", "aou"))


def format_dative_plural(title: str) -> str:
    """Stadtteile → Stadtteilen, as it follows "in 3 von 38"; titles of several words are called Gebieten."""
    if " " in title:
        return "Gebieten"
    return title if title.endswith(("n", "s")) else f"{title}n"
