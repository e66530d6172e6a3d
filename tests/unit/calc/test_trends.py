"""Tested trends against published cases and against exact fractions, one area at a time."""

from __future__ import annotations

import json
import time
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sozialmonitor.calc.intervals import Interval, compute_wilson_interval
from sozialmonitor.calc.trends import Trend, compute_trends
from sozialmonitor.domain.errors import CalculationError

UNDETERMINED, UNCHANGED, RISING, FALLING = Trend
YEARS = np.arange(2020.0, 2025.0)

Series = list[tuple[Fraction, Fraction]]
"""Value and half the width of its interval, one pair per period."""

series = st.lists(
    st.tuples(st.integers(-60, 60), st.integers(1, 40)).map(lambda pair: (Fraction(pair[0], 4), Fraction(pair[1], 8))),
    min_size=5,
    max_size=5,
)


def compute_slowly(points: Series) -> tuple[Trend, Fraction, Fraction]:
    """The test in the five sums of the textbook, in exact fractions: trend, slope per period and χ²."""

    def fit(kept: list[int]) -> tuple[Fraction, Fraction]:
        w = {i: (Fraction("3.92") / (2 * points[i][1])) ** 2 for i in kept}
        s, sx = sum(w.values()), sum(w[i] * i for i in kept)
        sy, sxx = sum(w[i] * points[i][0] for i in kept), sum(w[i] * i * i for i in kept)
        sxy = sum(w[i] * i * points[i][0] for i in kept)
        return (s * sxy - sx * sy) / (s * sxx - sx**2), s / (s * sxx - sx**2)

    slope, variance = fit([0, 1, 2, 3, 4])
    slopes = [slope] + [fit([i for i in range(5) if i != left_out])[0] for left_out in range(5)]
    chi_square = slope**2 / variance
    trend = UNCHANGED
    if chi_square > Fraction("9.54953570608324"):
        if all(item > 0 for item in slopes):
            trend = RISING
        if all(item < 0 for item in slopes):
            trend = FALLING
    return trend, slope, chi_square


def as_arrays(areas: list[Series]) -> tuple[Any, Interval]:
    values = np.array([[float(value) for value, _ in points] for points in areas]).T
    halves = np.array([[float(half) for _, half in points] for points in areas]).T
    return values, Interval(values - halves, values + halves)


def find_trends(areas: list[Series]) -> list[int]:
    found: list[int] = compute_trends(*as_arrays(areas), YEARS, 1).trends.tolist()
    return found


def test_published_cases(root: Path) -> None:
    golden = json.loads((root / "tests" / "golden" / "phe" / "trend.json").read_text("utf-8"))
    cases = golden["cases"]
    values, lower, upper = (np.array([case[key] for case in cases]).T for key in ("value", "lo", "hi"))
    found = compute_trends(values, Interval(lower, upper), YEARS, 1)
    assert [Trend(item) for item in found.trends] == [
        {"increasing": RISING, "decreasing": FALLING}[case["expected"]] for case in cases
    ]
    assert len(cases) == 4


@given(st.lists(series, min_size=1, max_size=6))
def test_agrees_with_exact_fractions(areas: list[Series]) -> None:
    found = compute_trends(*as_arrays(areas), YEARS, 1)
    for area, points in enumerate(areas):
        trend, slope, chi_square = compute_slowly(points)
        assert found.slopes[area] == pytest.approx(float(slope), rel=1e-9, abs=1e-9)
        assert found.chi_squares[area] == pytest.approx(float(chi_square), rel=1e-9, abs=1e-9)
        assert Trend(found.trends[area]) is trend


def test_all_three_results_occur_among_random_series() -> None:
    """Otherwise the comparison above would compare nothing."""
    random = np.random.default_rng(3)
    areas = [
        [(Fraction(int(v), 4), Fraction(int(h), 8)) for v, h in zip(random.integers(-60, 60, 5), halves, strict=True)]
        for halves in random.integers(1, 40, (300, 5))
    ]
    expected = [compute_slowly(points)[0] for points in areas]
    assert find_trends(areas) == expected
    assert set(expected) == {UNCHANGED, RISING, FALLING}


def test_one_outlier_is_no_trend() -> None:
    outlier = [(Fraction(value), Fraction(1, 2)) for value in (10, 10, 10, 10, 20)]
    secured = [(Fraction(value), Fraction(1, 2)) for value in (10, 12, 14, 16, 20)]
    assert find_trends([outlier, secured]) == [UNCHANGED, RISING]
    assert compute_slowly(outlier)[2] > 100, "χ² alone would call it a trend"


def test_a_flat_line_of_any_level_is_no_trend() -> None:
    """0.1 and its like are not exact in binary; a fit through equal values may come out at 1e-17."""
    values = np.array([[0.1, 1 / 3, 7.7e5]] * 4 + [[9.0, 9.0, 9e6]])
    weights = np.array([[0.01, 0.003, 12.3], [0.02, 0.004, 3.1], [0.07, 0.001, 4.4], [0.03, 0.002, 2.2], [0.1] * 3])
    found = compute_trends(values, Interval(values - weights, values + weights), YEARS, 1)
    assert found.trends.tolist() == [UNCHANGED] * 3
    assert (found.chi_squares > 10).all(), "only the direction is missing"


@given(series)
def test_backwards_and_upside_down_turn_the_trend(points: Series) -> None:
    turned = {UNCHANGED: UNCHANGED, RISING: FALLING, FALLING: RISING}
    found, backwards, mirrored = find_trends([points, points[::-1], [(-value, half) for value, half in points]])
    assert backwards == mirrored == turned[Trend(found)]


@given(series, st.sampled_from([Fraction(1, 100), Fraction(1000)]), st.integers(-50, 50))
def test_unit_and_level_do_not_matter(points: Series, factor: Fraction, offset: int) -> None:
    assume(abs(compute_slowly(points)[2] - Fraction("9.5495")) > Fraction("0.001"))
    assert len(set(find_trends([points, [(value * factor + offset, half * factor) for value, half in points]]))) == 1


@given(series, st.integers(2, 9))
def test_less_certain_values_never_secure_a_trend(points: Series, wider: int) -> None:
    found, uncertain = find_trends([points, [(value, half * wider) for value, half in points]])
    assert uncertain in (found, UNCHANGED)


@given(st.permutations(range(4)))
def test_areas_do_not_know_each_other(order: list[int]) -> None:
    counts = np.array([[50, 10, 90, 40], [60, 11, 70, 40], [70, 9, 50, 41], [80, np.nan, 30, 40], [90, 9, 10, 39]])
    interval = compute_wilson_interval(counts, 1000.0)
    found = compute_trends(counts / 1000, interval, YEARS, 1)
    assert found.trends.tolist() == [RISING, UNDETERMINED, FALLING, UNCHANGED]
    shuffled = Interval(interval.lower[:, order], interval.upper[:, order])
    assert (compute_trends(counts[:, order] / 1000, shuffled, YEARS, 1).trends == found.trends[order]).all()


RISE = np.array([[10.0], [12], [14], [16], [18], [20]])


@pytest.mark.parametrize(
    ("positions", "step", "expected"),
    [
        ([2019, 2020, 2021, 2022, 2023, 2024], 1, RISING),
        ([2015, 2020, 2021, 2022, 2023, 2024], 1, RISING),  # the gap lies before the last five
        ([2019, 2020, 2021, 2022, 2023, 2025], 1, UNDETERMINED),
        ([2018, 2019, 2021, 2022, 2023, 2024], 1, UNDETERMINED),
        ([2014, 2016, 2018, 2020, 2022, 2024], 2, RISING),
        ([2014, 2016, 2018, 2020, 2022, 2024], 1, UNDETERMINED),
        ([2023.75, 2024, 2024.25, 2024.5, 2024.75, 2025], 0.25, RISING),
        ([2024 + month / 12 for month in range(6)], 1 / 12, RISING),
    ],
)
def test_only_consecutive_periods_count(positions: list[float], step: float, expected: Trend) -> None:
    found = compute_trends(RISE, Interval(RISE - 1, RISE + 1), positions, step)
    assert found.trends.tolist() == [expected]
    assert np.isnan(found.slopes[0]) == (expected is UNDETERMINED)


def test_the_slope_is_per_year() -> None:
    found = compute_trends(RISE, Interval(RISE - 1, RISE + 1), 2000 + np.arange(6) / 4, 0.25)
    assert found.slopes[0] == pytest.approx(8)


def test_four_periods_are_too_few() -> None:
    found = compute_trends(RISE[:4], Interval(RISE[:4] - 1, RISE[:4] + 1), YEARS[:4], 1)
    assert found.trends.tolist() == [UNDETERMINED]


def test_a_gap_or_an_interval_without_width_is_not_bridged() -> None:
    values = np.repeat(RISE, 4, axis=1)
    lower, upper = values - 1, values + 1
    values[5, 0] = np.nan  # the latest value is missing: an older trend says nothing about today
    lower[3, 1] = np.nan
    lower[2, 2] = upper[2, 2] = values[2, 2]
    values[0, 3] = np.nan  # before the last five
    found = compute_trends(values, Interval(lower, upper), np.arange(6.0), 1)
    assert found.trends.tolist() == [UNDETERMINED, UNDETERMINED, UNDETERMINED, RISING]
    assert np.isnan(found.chi_squares).tolist() == [True, True, True, False]


def test_no_area_at_all() -> None:
    nothing = np.empty((5, 0))
    assert compute_trends(nothing, Interval(nothing, nothing), YEARS, 1).trends.size == 0


@pytest.mark.parametrize(
    ("values", "lower", "positions", "step", "message"),
    [
        (RISE[:, 0], RISE[:, 0], range(6), 1, "dieselben Perioden und Gebiete"),
        (RISE, RISE[:5], range(6), 1, "dieselben Perioden und Gebiete"),
        (RISE, RISE, range(5), 1, "dieselben Perioden und Gebiete"),
        (RISE, RISE + 2, range(6), 1, "Untergrenze liegt über"),
        (RISE * np.inf, RISE, range(6), 1, "Werte: ein Wert ist unendlich"),
        (RISE, RISE, [0, 1, 2, 3, 5, 4], 1, "zeitlich aufsteigen"),
        (RISE, RISE, [0, 1, 2, 3, 4, np.nan], 1, "zeitlich aufsteigen"),
        (RISE, RISE, range(6), 0, "größer als 0"),
    ],
)
def test_impossible_input(values: Any, lower: Any, positions: Any, step: float, message: str) -> None:
    with pytest.raises(CalculationError, match=message):
        compute_trends(values, Interval(lower, RISE + 1), list(positions), step)


def test_a_country_takes_seconds() -> None:
    random = np.random.default_rng(0)
    values = random.normal(100, 10, (10, 11_000 * 60))
    started = time.perf_counter()
    compute_trends(values, Interval(values - 5, values + 5), np.arange(10.0), 1)
    assert time.perf_counter() - started < 10
