"""Sentences made by rules: each branch, and no claim that the numbers do not bear."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.calc.rounding import MISSING
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.status import Status
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.views.reading import (
    describe_comparison,
    describe_status,
    format_difference,
)
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


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_its_own_words(status: Status) -> None:
    assert [describe_status(other) for other in Status].count(describe_status(status)) == 1
