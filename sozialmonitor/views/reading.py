"""Sentences made by rules from the numbers: where an area lies, and what is known about it."""

from __future__ import annotations

from collections.abc import Iterable

from sozialmonitor.calc.benchmark import Comparison
from sozialmonitor.calc.rounding import MISSING, find_less_than_half
from sozialmonitor.calc.trends import Trend
from sozialmonitor.domain.indicator import Break, Indicator, Unit
from sozialmonitor.domain.status import Status
from sozialmonitor.texts.format import (
    MINUS,
    attach_unit,
    format_display_integer,
    format_integer,
    format_number,
    format_period,
    format_unit,
    is_one,
)
from sozialmonitor.texts.german import text


def describe_comparison(display: int, reference: int, label: str, indicator: Indicator) -> str | None:
    """How a value lies to that of the whole territory; None where there is nothing to compare.

    Works on display integers, so that the sentence agrees with the numbers printed beside it. The
    difference is not tested for significance and the sentence does not claim that it was.
    """
    if MISSING in (display, reference):
        return None
    difference = display - reference
    if difference == 0:
        return text("reading.equal", reference=label)
    key = "reading.above" if difference > 0 else "reading.below"
    return text(key, difference=format_difference(abs(difference), indicator), reference=label)


def describe_tested(
    display: int, reference: int, label: str, comparison: Comparison, indicator: Indicator
) -> str | None:
    """How a value lies to that of the whole territory, and whether the difference is secured.

    Args:
        display, reference: display integers. label: how the whole territory is called ("Stadtwert").
        comparison: result of the test; UNKNOWN where none was possible, which the sentence says.
    """
    plain = describe_comparison(display, reference, label, indicator)
    if plain is None:
        return None
    key = {
        Comparison.ABOVE: "reading.secured",
        Comparison.BELOW: "reading.secured",
        Comparison.NOT_DISTINGUISHABLE: "reading.not_distinguishable",
        Comparison.UNKNOWN: "reading.untested",
    }[comparison]
    return text(key, comparison=plain, reference=label)


def describe_trend(trend: Trend) -> str:
    """What the last five periods say: rising, falling, no secured change, or too few periods."""
    return text(f"trend.{trend.name.lower()}")


def format_difference(difference: int, indicator: Indicator) -> str:
    """A difference of two display integers with the right word for percentage points, and no other unit."""
    written = format_display_integer(difference, indicator.decimals)
    if indicator.unit is not Unit.PERCENT:
        return written
    return f"{written} {text('unit.percentage_point' if is_one(written) else 'unit.percentage_points')}"


def format_difference_in_unit(difference: int, indicator: Indicator) -> str:
    """A difference of two display integers with its unit: 2,5 Prozentpunkte, 1 Fall."""
    if indicator.unit is Unit.PERCENT:
        return format_difference(difference, indicator)
    return attach_unit(format_display_integer(difference, indicator.decimals), indicator.unit)


def format_change(percent: float) -> str:
    """The size of a change in per cent; one that is not zero is never printed as zero.

    Args:
        percent: without its sign.
    """
    is_tiny = bool(find_less_than_half(percent, 1))
    return attach_unit(text("overview.tiny") if is_tiny else format_number(percent, 1), Unit.PERCENT)


def format_signed_change(percent: float) -> str:
    """A change in per cent with its sign: +8,4 %, −0,5 %, unter 0,1 %."""
    is_plain = percent == 0 or bool(find_less_than_half(percent, 1))
    return f"{'' if is_plain else '+' if percent > 0 else MINUS}{format_change(abs(percent))}"


def describe_status(status: Status, indicator: Indicator | None = None) -> str:
    """What a status means, in words.

    Args:
        indicator: whose value it is: a source has reasons of its own for its brackets, and only where the catalogue
            names a smallest count it is known that the count is small.
    """
    if status is Status.LIMITED and indicator is not None and indicator.reliability is not None:
        return text("status.limited_by_count")
    return text(f"status.{status.name.lower()}")


def date_break(item: Break, reference: str) -> str:
    """From when on a series is not comparable, and whether that concerns the whole territory alone.

    Args:
        reference: how the value of the whole territory is called.
    """
    when = format_period(item.period)
    return text("note.break_of_reference", period=when, reference=reference) if item.is_of_reference else when


def list_break_notes(indicator: Indicator, reference: str) -> tuple[str, ...]:
    """All breaks of an indicator, below a head that says what they are."""
    breaks = indicator.list_breaks(with_reference=True)
    return tuple(f"{date_break(item, reference)}: {item.note}" for item in breaks)


def describe_breaks(breaks: Iterable[Break], reference: str) -> tuple[str, ...]:
    """What has to be known about breaks, each in a sentence."""
    return tuple(text("note.break", period=date_break(item, reference), note=item.note) for item in breaks)


def name_measure(title: str, unit: str) -> str:
    """What numbers are of, with their unit, unless the title names it already."""
    if not unit or unit in title:
        return title
    if unit == format_unit(Unit.PERCENT):
        return text("unit.of_percent", title=title, unit=unit)
    return text("unit.of_rate" if unit.startswith("je ") else "unit.of_number", title=title, unit=unit)


def describe_expectation(number: float) -> str:
    """How many false alarms chance alone is expected to bring; decimals would feign a precision it does not have."""
    return text("expectation.below_one") if number < 1 else text("expectation.about", number=format_integer(number))
