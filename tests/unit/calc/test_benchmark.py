"""An area differs from the city only if its interval excludes the city's value."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.calc.benchmark import Comparison, compute_comparisons
from sozialmonitor.calc.intervals import Interval, compute_wilson_interval
from sozialmonitor.domain.errors import CalculationError

UNKNOWN, SAME, BELOW, ABOVE = Comparison

# Quarters are exact in binary, so moving and stretching below cannot move a limit past the benchmark.
quarters = st.integers(-400, 400).map(lambda number: number / 4)


def test_every_case() -> None:
    interval = Interval(
        np.array([3.0, 1.0, 2.0, 1.0, 2.0, np.nan, 1.0]), np.array([4.0, 1.5, 3.0, 2.0, 2.0, 3.0, np.nan])
    )
    found = compute_comparisons(interval, 2.0)
    assert found.tolist() == [ABOVE, BELOW, SAME, SAME, SAME, UNKNOWN, UNKNOWN]
    assert found.dtype == np.int8


def test_one_benchmark_for_each_period() -> None:
    interval = Interval(np.full((3, 2), 1.0), np.full((3, 2), 2.0))
    found = compute_comparisons(interval, np.array([[0.5], [2.5], [np.nan]]))
    assert found.tolist() == [[ABOVE] * 2, [BELOW] * 2, [UNKNOWN] * 2]


def test_small_areas_cannot_be_told_apart_where_large_ones_can() -> None:
    interval = compute_wilson_interval([3, 300], [20, 2000], factor=100)
    assert compute_comparisons(interval, 10.0).tolist() == [SAME, ABOVE]


@given(quarters, quarters, quarters, quarters, st.sampled_from([0.25, 1.0, 8.0]))
def test_unit_and_origin_do_not_matter(one: float, two: float, level: float, offset: float, factor: float) -> None:
    lower, upper = np.array([min(one, two)]), np.array([max(one, two)])
    found = compute_comparisons(Interval(lower, upper), level)
    moved = Interval(lower * factor + offset, upper * factor + offset)
    assert compute_comparisons(moved, level * factor + offset) == found


@given(quarters, quarters, quarters)
def test_turning_the_scale_turns_the_result(one: float, two: float, level: float) -> None:
    lower, upper = np.array([min(one, two)]), np.array([max(one, two)])
    (found,) = compute_comparisons(Interval(lower, upper), level)
    (turned,) = compute_comparisons(Interval(-upper, -lower), -level)
    assert turned == {SAME: SAME, ABOVE: BELOW, BELOW: ABOVE}[Comparison(found)]


@given(quarters, quarters, quarters, st.integers(0, 40))
def test_a_wider_interval_never_decides_more(one: float, two: float, level: float, more: int) -> None:
    lower, upper = np.array([min(one, two)]), np.array([max(one, two)])
    (found,) = compute_comparisons(Interval(lower, upper), level)
    (wider,) = compute_comparisons(Interval(lower - more, upper + more), level)
    assert wider in (found, SAME)


@pytest.mark.parametrize(
    ("lower", "upper", "level", "message"),
    [(2.0, 1.0, 1.0, "Untergrenze liegt über"), (1.0, 2.0, np.inf, "Vergleichswert: ein Wert ist unendlich")],
)
def test_impossible_input(lower: float, upper: float, level: float, message: str) -> None:
    with pytest.raises(CalculationError, match=message):
        compute_comparisons(Interval(np.array([lower]), np.array([upper])), level)
