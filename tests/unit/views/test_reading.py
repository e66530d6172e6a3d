"""Sentences made by rules: each branch, and no claim that the numbers do not bear."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.calc.rounding import MISSING
from sozialmonitor.domain.indicator import Indicator, Unit
from sozialmonitor.domain.status import Status
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_value
from sozialmonitor.texts.german import text
from sozialmonitor.views.reading import (
    describe_comparison,
    describe_status,
    format_difference,
    format_difference_in_unit,
    format_signed_change,
)
from sozialmonitor.views.series.reading import describe_signs
from tests.support.town import NAME


@pytest.fixture(scope="module")
def quotient(town_store: Store) -> Indicator:
    return town_store.get_indicator(NAME, "arbeitslosenquotient")


@pytest.fixture(scope="module")
def share(town_store: Store) -> Indicator:
    return town_store.get_indicator(NAME, "unter-18-anteil")


@pytest.fixture(scope="module")
def per_hundred(town_store: Store) -> Indicator:
    return town_store.get_indicator(NAME, "jugendquotient")


@given(st.integers(-5000, 5000), st.integers(-5000, 5000))
def test_a_comparison_agrees_with_the_printed_numbers(quotient: Indicator, display: int, reference: int) -> None:
    sentence = describe_comparison(display, reference, "Stadtwert", quotient)
    if display == reference:
        assert sentence == text("reading.equal", reference="Stadtwert")
        return
    key = "reading.above" if display > reference else "reading.below"
    difference = format_difference(abs(display - reference), quotient)
    assert sentence == text(key, difference=difference, reference="Stadtwert")
    assert "−" not in difference


@pytest.mark.parametrize(("display", "reference"), [(MISSING, 5), (5, MISSING), (MISSING, MISSING)])
def test_nothing_is_compared_with_a_gap(quotient: Indicator, display: int, reference: int) -> None:
    assert describe_comparison(display, reference, "Stadtwert", quotient) is None


def test_only_shares_differ_by_percentage_points(quotient: Indicator, per_hundred: Indicator) -> None:
    assert format_difference(25, quotient) == f"2,5 {text('unit.percentage_points')}"
    assert format_difference(250, per_hundred) == "2,50"
    whole = quotient.model_copy(update={"decimals": 0})
    assert [format_difference(item, whole) for item in (1, 2)] == ["1 Prozentpunkt", "2 Prozentpunkte"]
    cases = whole.model_copy(update={"unit": Unit.CASES})
    assert [format_difference_in_unit(item, cases) for item in (1, 2)] == ["1\u00a0Fall", "2\u00a0Fälle"]


@pytest.mark.parametrize(
    ("percent", "written"),
    [
        (8.44, "+8,4 %"),
        (-0.05, "\u22120,1 %"),
        (-0.049, "unter 0,1 %"),
        (0.01, "unter 0,1 %"),
        (0.0, "0,0 %"),
    ],
)
def test_a_change_that_is_not_zero_is_not_printed_as_zero(percent: float, written: str) -> None:
    assert format_signed_change(percent) == written.replace(" %", "\u00a0%")


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_its_own_words(status: Status) -> None:
    assert [describe_status(other) for other in Status].count(describe_status(status)) == 1


def test_only_a_declared_smallest_count_calls_a_count_small(town_store: Store) -> None:
    """Brackets of a source have reasons of their own: 415 households are no small number."""
    indicators = town_store.get_catalogue(NAME).indicators.values()
    assert {item.reliability is None for item in indicators} == {True, False}
    for item in indicators:
        words = "eingeschränkt verlässlich" + (" (kleine Fallzahl)" if item.reliability else "")
        assert describe_status(Status.LIMITED, item) == words
        assert describe_signs(np.array([Status.LIMITED], dtype=np.int8), item) == (f"() {words}",)
    assert describe_status(Status.LIMITED) == "eingeschränkt verlässlich"


def test_the_key_names_only_signs_that_a_table_prints(town_store: Store) -> None:
    indicator = next(iter(town_store.get_catalogue(NAME).indicators.values()))
    for status in Status:
        written = format_value(5.0 if status.has_value else float("nan"), status, indicator)
        if status is Status.LESS_THAN_HALF:
            written = Status.LESS_THAN_HALF.sign
        is_printed = written == status.sign or written.startswith("(")
        assert bool(describe_signs(np.array([status], dtype=np.int8))) == is_printed, status
