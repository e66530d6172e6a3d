"""German numbers and dates."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.calc.rounding import MISSING, compute_display_integers
from sozialmonitor.domain.indicator import Indicator, Unit
from sozialmonitor.domain.status import Status
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import (
    MINUS,
    NO_BREAK_SPACE,
    format_bare_value,
    format_display_integer,
    format_integer,
    format_number,
    format_period,
    format_plain_number,
    format_reference_date,
    format_unit,
    format_value,
)
from tests.support.town import NAME
from tests.unit.domain.test_period import periods


def read_german(text: str) -> Decimal:
    """What a German reader understands."""
    return Decimal(text.replace(MINUS, "-").replace(".", "").replace(",", "."))


@given(st.integers(-(10**12), 10**12), st.integers(0, 3))
def test_a_german_reads_the_number_that_was_meant(integer: int, decimals: int) -> None:
    text = format_display_integer(integer, decimals)
    assert read_german(text) == Decimal(integer).scaleb(-decimals)
    whole, _, fraction = text.partition(",")
    assert len(fraction) == decimals
    groups = whole.lstrip(MINUS).split(".")
    assert 1 <= len(groups[0]) <= 3
    assert all(len(group) == 3 for group in groups[1:])
    assert "-" not in text, "the minus sign, not a hyphen"


@given(st.decimals(-1_000_000, 1_000_000, places=3), st.integers(0, 3))
def test_a_number_is_printed_as_it_is_classed(number: Decimal, decimals: int) -> None:
    expected = Decimal(int(compute_display_integers(float(number), decimals))).scaleb(-decimals)
    assert read_german(format_number(float(number), decimals)) == expected


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [
        (1020.25, 1, "1.020,3"),
        (1234567, 0, "1.234.567"),
        (0.05, 1, "0,1"),
        (-0.05, 1, "−0,1"),
        (-0.04, 1, "0,0"),
        (999.95, 1, "1.000,0"),
        (12, 3, "12,000"),
        (math.nan, 1, "–"),
    ],
)
def test_examples(number: float, decimals: int, text: str) -> None:
    assert format_number(number, decimals) == text


def test_missing_and_integers() -> None:
    assert format_display_integer(MISSING, 1) == "–"
    assert format_integer(321261.0) == "321.261"


@pytest.mark.parametrize("unit", list(Unit))
def test_every_unit_is_written_in_its_own_way(unit: Unit) -> None:
    assert format_unit(unit)
    assert [format_unit(other) for other in Unit].count(format_unit(unit)) == 1


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1.0, "1 Fall"),
        (-1.0, "\u22121 Fall"),
        (0.0, "0 Fälle"),
        (2.0, "2 Fälle"),
        (-2.0, "\u22122 Fälle"),
        (11.0, "11 Fälle"),
    ],
)
def test_a_unit_agrees_with_its_number(town_store: Store, number: float, written: str) -> None:
    indicator = town_store.get_indicator(NAME, "einwohner").model_copy(update={"unit": Unit.CASES})
    assert format_value(number, Status.VALUE, indicator) == written.replace(" ", NO_BREAK_SPACE)
    assert not indicator.decimals


@pytest.fixture
def quotient(town_store: Store) -> Indicator:
    return town_store.get_indicator(NAME, "arbeitslosenquotient")


@pytest.mark.parametrize("status", [status for status in Status if not status.has_value])
def test_a_gap_is_printed_as_its_sign(quotient: Indicator, status: Status) -> None:
    assert format_value(math.nan, status, quotient) == status.sign != ""


def test_a_value_is_printed_with_its_unit(quotient: Indicator) -> None:
    assert format_value(5.25, Status.VALUE, quotient) == f"5,3{NO_BREAK_SPACE}%"
    assert format_value(5.25, Status.LIMITED, quotient) == f"(5,3{NO_BREAK_SPACE}%)"
    assert format_value(5.25, Status.SMALL_AREA, quotient) == f"5,3{NO_BREAK_SPACE}%"


@pytest.mark.parametrize(
    ("value", "status", "written"),
    [
        (0.0, Status.VALUE, f"0,0{NO_BREAK_SPACE}%"),
        (0.04, Status.VALUE, "0"),
        (-0.04, Status.VALUE, "0"),
        (0.04, Status.LESS_THAN_HALF, "0"),
        (0.0, Status.LESS_THAN_HALF, "0"),
        (0.04, Status.LIMITED, "(0)"),
        (0.0, Status.LIMITED, f"(0,0{NO_BREAK_SPACE}%)"),
        (0.05, Status.VALUE, f"0,1{NO_BREAK_SPACE}%"),
    ],
)
def test_what_is_too_small_to_be_seen_is_no_zero(
    quotient: Indicator, value: float, status: Status, written: str
) -> None:
    assert format_value(value, status, quotient) == written
    assert format_bare_value(value, status, quotient) == written.replace(f"{NO_BREAK_SPACE}%", "")


@given(st.integers(-(2**53), 2**53))
def test_a_number_that_was_set_keeps_every_digit(number: int) -> None:
    assert read_german(format_plain_number(float(number))) == number


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("2024", "2024"),
        ("2024-Q1", "1. Quartal 2024"),
        ("2024-Q4", "4. Quartal 2024"),
        ("2024-01", "Januar 2024"),
        ("2024-12", "Dezember 2024"),
    ],
)
def test_periods_in_words(code: str, text: str) -> None:
    assert format_period(code) == text


@given(periods, periods)
def test_two_periods_never_look_alike(first: str, second: str) -> None:
    assert (format_period(first) == format_period(second)) == (first == second)


@pytest.mark.parametrize(
    ("code", "reference", "text"),
    [
        ("2015", "12-31", "31.12.2015"),
        ("2015", "06-30", "30.06.2015"),
        ("2015", "year", "2015"),
        ("2015", "average", "Jahresmittel 2015"),
        ("2015-Q2", "year", "2. Quartal 2015"),
        ("2015-Q2", "average", "Mittel 2. Quartal 2015"),
        ("2024-Q1", "end", "31.03.2024"),
        ("2024-02", "end", "29.02.2024"),
        ("2015", "end", "31.12.2015"),
    ],
)
def test_reference_dates(code: str, reference: str, text: str) -> None:
    assert format_reference_date(code, reference) == text
