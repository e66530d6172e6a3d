"""Pooled years, small denominators, quartiles and fifths."""

from __future__ import annotations

import math
import statistics
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.calc.pooling import (
    compute_pooled,
    compute_quintiles,
    compute_small_denominators,
    compute_spread,
    compute_window_starts,
)
from sozialmonitor.domain.errors import CalculationError

counts = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 900)), min_size=1, max_size=8)
numbers = st.lists(st.integers(-30, 30).map(float), min_size=5, max_size=30)


def pool(pairs: list[tuple[int, int]], width: int, **more: Any) -> Any:
    top, bottom = np.array(pairs, dtype=float).T[:, :, np.newaxis]
    return compute_pooled(top, bottom, np.arange(len(pairs)), step=1, width=width, **more)


def test_three_years_by_hand() -> None:
    top = [[1, 2], [3, 4], [5, np.nan], [7, 8]]
    bottom = [[10, 0], [10, 0], [20, 5], [20, 6]]
    found = compute_pooled(top, bottom, [2019, 2020, 2021, 2022], step=1, width=3, factor=100)
    np.testing.assert_allclose(found.values, [[22.5, np.nan], [30, np.nan]])
    np.testing.assert_allclose(found.numerators, [[9, np.nan], [15, np.nan]])
    np.testing.assert_allclose(found.denominators, [[40, 5], [50, 11]])
    assert list(zip(found.first.tolist(), found.last.tolist(), strict=True)) == [(0, 2), (1, 3)]


def test_a_rate_over_nobody_is_missing() -> None:
    found = compute_pooled([[1.0], [2.0]], [[0.0], [0.0]], [1, 2], step=1, width=2)
    assert np.isnan(found.values).all()
    assert found.numerators.tolist() == [[3.0]]


def test_no_window_across_a_gap() -> None:
    starts = compute_window_starts([2015, 2016, 2018, 2019, 2020], 1, 2)
    assert starts.tolist() == [0, 2, 3]
    assert compute_window_starts([2015, 2016, 2018, 2019, 2020], 1, 3).tolist() == [2]
    assert compute_window_starts([2015, 2016, 2018, 2019, 2020], 1, 4).tolist() == []
    assert compute_window_starts([2015, 2016], 1, 3).tolist() == []
    assert compute_window_starts([2015, 2016, 2018], 1, 1).tolist() == [0, 1, 2]
    assert compute_window_starts([2024 + month / 12 for month in range(4)], 1 / 12, 4).tolist() == [0]
    empty = compute_pooled(np.ones((2, 3)), np.ones((2, 3)), [1, 2], step=1, width=5)
    assert empty.values.shape == (0, 3)


@given(st.lists(st.integers(0, 25), min_size=1, max_size=12, unique=True).map(sorted), st.integers(1, 5))
def test_windows_are_all_runs(years: list[int], width: int) -> None:
    expected = [i for i, year in enumerate(years) if years[i : i + width] == list(range(year, year + width))]
    assert compute_window_starts(years, 1, width).tolist() == expected


@given(counts, st.integers(1, 4))
def test_agrees_with_loops(pairs: list[tuple[int, int]], width: int) -> None:
    found = pool(pairs, width, factor=100)
    expected = []
    for start in range(len(pairs) - width + 1):
        bottom = sum(pair[1] for pair in pairs[start : start + width])
        top = sum(pair[0] for pair in pairs[start : start + width])
        expected.append(100 * top / bottom if bottom else math.nan)
    np.testing.assert_allclose(found.values[:, 0], expected)


@given(counts.filter(lambda pairs: all(bottom for _, bottom in pairs)))
def test_a_pooled_rate_lies_between_its_years(pairs: list[tuple[int, int]]) -> None:
    rates = [top / bottom for top, bottom in pairs]
    (value,) = pool(pairs, len(pairs)).values[:, 0]
    assert min(rates) - 1e-12 <= value <= max(rates) + 1e-12


@given(counts, st.randoms(), st.integers(2, 50))
def test_order_within_the_window_and_size_do_not_matter(pairs: list[tuple[int, int]], random: Any, factor: int) -> None:
    shuffled = [(top * factor, bottom * factor) for top, bottom in random.sample(pairs, len(pairs))]
    np.testing.assert_allclose(pool(shuffled, len(pairs)).values, pool(pairs, len(pairs)).values)


@pytest.mark.parametrize(
    ("top", "bottom", "positions", "step", "width", "message"),
    [
        ([[-1.0]], [[1.0]], [1], 1, 1, "Zähler: -1 ist negativ"),
        ([[1.0]], [[-1.0]], [1], 1, 1, "Nenner: -1 ist negativ"),
        ([[1.0]], [[1.0, 2.0]], [1], 1, 1, "dieselben Perioden und Gebiete"),
        ([[1.0]], [[1.0]], [1, 2], 1, 1, "dieselben Perioden und Gebiete"),
        ([1.0], [1.0], [1], 1, 1, "dieselben Perioden und Gebiete"),
        ([[1.0], [1.0]], [[1.0], [1.0]], [2, 1], 1, 1, "zeitlich aufsteigen"),
        ([[1.0], [1.0]], [[1.0], [1.0]], [1, 1], 1, 1, "zeitlich aufsteigen"),
        ([[1.0]], [[1.0]], [[1]], 1, 1, "zeitlich aufsteigen"),
        ([[1.0]], [[1.0]], [1], 0, 1, "größer als 0"),
        ([[1.0]], [[1.0]], [1], 1, 0, "größer als 0"),
    ],
)
def test_what_cannot_be_pooled(top: Any, bottom: Any, positions: Any, step: float, width: int, message: str) -> None:
    with pytest.raises(CalculationError, match=message):
        compute_pooled(top, bottom, positions, step=step, width=width)


def test_small_denominators() -> None:
    assert compute_small_denominators([29.9, 30, 31, np.nan, 0], 30).tolist() == [True, False, False, False, True]
    with pytest.raises(CalculationError, match="Nenner: -1 ist negativ"):
        compute_small_denominators([-1.0], 30)
    for threshold in (-1, np.nan):
        with pytest.raises(CalculationError, match="Mindestgröße"):
            compute_small_denominators([1.0], threshold)


@given(numbers, numbers, st.floats(0, 100))
def test_a_higher_threshold_never_relies_on_more(one: list[float], two: list[float], threshold: float) -> None:
    denominators = np.abs(one + two)
    low, high = (compute_small_denominators(denominators, limit) for limit in (threshold, threshold + 5))
    assert (high | ~low).all()


def test_spread_by_hand() -> None:
    found = compute_spread([[4, 1, np.nan, 3, 2, 10], [np.nan] * 6])
    for values, expected in zip(
        (found.minimum, found.lower_quartile, found.median, found.upper_quartile, found.maximum),
        (1, 2, 3, 4, 10),
        strict=True,
    ):
        np.testing.assert_array_equal(values, [expected, np.nan])
    assert compute_spread([5.0, 6.0]).lower_quartile == 5.25
    assert np.isnan(compute_spread([]).maximum)


@given(numbers)
def test_spread_agrees_with_the_standard_library(values: list[float]) -> None:
    found = compute_spread([*values, np.nan])
    expected = statistics.quantiles(values, n=4, method="inclusive")
    assert [found.lower_quartile, found.median, found.upper_quartile] == pytest.approx(expected)
    assert (found.minimum, found.maximum) == (min(values), max(values))


@given(numbers, st.permutations(range(5)))
def test_fifths_are_ordered_and_shared_by_equal_values(values: list[float], order: list[int]) -> None:
    fifths = compute_quintiles([*values, np.nan])
    assert fifths[-1] == 0
    for one, first in zip(values, fifths, strict=False):
        below = sum(value < one for value in values)
        assert first == next(k for k in range(5, 0, -1) if below >= (k - 1) * len(values) / 5)
    assert compute_quintiles([[10, 20, 30, 40, 50][i] for i in order]).tolist() == [i + 1 for i in order]


@given(st.integers(1, 20).flatmap(lambda fold: st.permutations(range(5 * fold))))
def test_fifths_of_different_values_are_equally_large(values: list[int]) -> None:
    assert len(set(np.bincount(compute_quintiles(values), minlength=6)[1:].tolist())) == 1


def test_four_areas_have_no_fifths() -> None:
    with pytest.raises(CalculationError, match="nur 4 Gebiete"):
        compute_quintiles([1, 2, 3, 4, np.nan])
