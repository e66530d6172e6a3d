"""Correlation against scipy, and where it has nothing to say."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from sozialmonitor.calc.benchmark import Comparison, compute_pair_comparison
from sozialmonitor.calc.correlation import compute_correlation
from sozialmonitor.domain.errors import CalculationError

vectors = st.integers(3, 30).flatmap(
    lambda size: st.tuples(*[st.lists(st.integers(-50, 50).map(float), min_size=size, max_size=size)] * 2)
)


@given(vectors)
def test_it_is_what_scipy_says(pair: tuple[list[float], list[float]]) -> None:
    first, second = (np.array(values) for values in pair)
    assume(np.ptp(first) > 0 and np.ptp(second) > 0)
    found = compute_correlation(first, second)
    assert found.pearson == pytest.approx(stats.pearsonr(first, second).statistic, abs=1e-9)
    assert found.spearman == pytest.approx(stats.spearmanr(first, second).statistic, abs=1e-9)
    assert found.count == len(first)


@given(vectors, st.floats(0.1, 10), st.floats(-100, 100))
def test_unit_and_order_of_the_two_do_not_matter(
    pair: tuple[list[float], list[float]], factor: float, offset: float
) -> None:
    first, second = (np.array(values) for values in pair)
    assume(np.ptp(first) > 0 and np.ptp(second) > 0)
    found, moved = compute_correlation(first, second), compute_correlation(second * factor + offset, first)
    assert moved.pearson == pytest.approx(found.pearson, abs=1e-6)
    assert moved.spearman == pytest.approx(found.spearman, abs=1e-6)


def test_a_gap_in_either_leaves_the_area_out() -> None:
    nan = math.nan
    found = compute_correlation([1, 2, 3, nan, 9], [10, 20, 30, 5, nan])
    assert (found.count, found.pearson, found.spearman) == (3, pytest.approx(1), pytest.approx(1))


def test_ranks_do_not_care_how_far() -> None:
    found = compute_correlation([1, 2, 3, 4], [1, 2, 3, 400])
    assert found.spearman == pytest.approx(1)
    assert found.pearson < 0.9


@pytest.mark.parametrize(("first", "second"), [([1, 2], [2, 1]), ([3, 3, 3], [1, 2, 3]), ([], [])])
def test_too_few_areas_or_no_difference_say_nothing(first: list[float], second: list[float]) -> None:
    found = compute_correlation(first, second)
    assert math.isnan(found.pearson)
    assert math.isnan(found.spearman)
    assert found.count == len(first)


@pytest.mark.parametrize(
    ("first", "second"), [([1, 2, 3], [1, 2]), ([[1, 2, 3]], [[1, 2, 3]]), ([1, 2, math.inf], [1, 2, 3])]
)
def test_bad_input_is_refused(first: list[float], second: list[float]) -> None:
    with pytest.raises(CalculationError):
        compute_correlation(first, second)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((1, 2), (3, 4), Comparison.BELOW),
        ((3, 4), (1, 2), Comparison.ABOVE),
        ((1, 3), (2, 4), Comparison.NOT_DISTINGUISHABLE),
        ((1, 2), (2, 3), Comparison.NOT_DISTINGUISHABLE),
        ((1, 9), (3, 4), Comparison.NOT_DISTINGUISHABLE),
        ((math.nan, math.nan), (3, 4), Comparison.UNKNOWN),
    ],
)
def test_two_areas_differ_only_if_their_intervals_have_nothing_in_common(
    first: tuple[float, float], second: tuple[float, float], expected: Comparison
) -> None:
    assert compute_pair_comparison(first, second) is expected


def test_swapped_limits_are_refused() -> None:
    with pytest.raises(CalculationError, match="vertauscht"):
        compute_pair_comparison((2, 1), (3, 4))
