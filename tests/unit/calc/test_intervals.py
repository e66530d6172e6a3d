"""Intervals against published figures, and what must hold for every count."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sozialmonitor.calc.intervals import (
    Interval,
    compute_beta_interval,
    compute_byar_interval,
    compute_count_interval,
    compute_poisson_interval,
    compute_rate_interval,
    compute_wilson_interval,
)
from sozialmonitor.domain.errors import CalculationError

LEVELS = {"95_0": 0.95, "99_8": 0.998}
levels = st.sampled_from(sorted(LEVELS.values()))
parts_of_totals = st.integers(1, 10_000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


def read_golden(root: Path, name: str) -> list[dict[str, str]]:
    lines = (root / "tests" / "golden" / "phe" / name).read_text("utf-8").splitlines()
    assert lines[0].startswith("# Source: ")
    return list(csv.DictReader(lines[1:]))


def column(rows: list[dict[str, str]], name: str) -> Any:
    return np.array([float(row[name] or "nan") for row in rows])


@pytest.mark.parametrize(
    ("table", "compute"), [("proportion", compute_wilson_interval), ("rate", compute_rate_interval)]
)
@pytest.mark.parametrize("level", LEVELS)
def test_published_shares_and_rates(root: Path, table: str, compute: Callable[..., Interval], level: str) -> None:
    rows = read_golden(root, f"{table}.csv")
    assert len(rows) == {"proportion": 19, "rate": 20}[table]
    scale = column(rows, "multiplier")
    interval = compute(column(rows, "Numerator"), column(rows, "Denominator"), LEVELS[level])
    np.testing.assert_allclose(interval.lower * scale, column(rows, f"lower{level}cl"), rtol=1e-9)
    np.testing.assert_allclose(interval.upper * scale, column(rows, f"upper{level}cl"), rtol=1e-9)


def test_published_rates_change_their_method_at_ten_cases(root: Path) -> None:
    for row in read_golden(root, "rate.csv"):
        if row["Numerator"] and row["method"] and row["Denominator"]:
            assert (row["method"] == "Exact") == (float(row["Numerator"]) < 10)


def test_published_counts(root: Path) -> None:
    rows = read_golden(root, "byars_wilson.csv")
    assert len(rows) == 13
    for row in rows:
        confidence, count = float(row["confidence"].rstrip("%")) / 100, float(row["x"])
        if row["method"] == "Wilson":
            interval = compute_wilson_interval(count, float(row["n"]), confidence)
        else:
            interval = compute_byar_interval(count, confidence)
        # An empty lower limit: the approximation would be negative and is no limit.
        np.testing.assert_allclose(interval.lower, float(row["lowercl"] or "nan"), rtol=1e-9)
        np.testing.assert_allclose(interval.upper, float(row["uppercl"]), rtol=1e-9)


@pytest.mark.parametrize(("count", "total", "lower", "upper"), [(5, 100, 2.154, 11.175), (222, 3215, 6.079, 7.834)])
def test_the_examples_of_the_methods(count: int, total: int, lower: float, upper: float) -> None:
    interval = compute_wilson_interval(count, total, factor=100)
    assert (interval.lower, interval.upper) == pytest.approx((lower, upper), abs=5e-4)


@given(parts_of_totals, levels)
def test_wilson_holds_the_share_and_stays_within_bounds(share: tuple[int, int], level: float) -> None:
    part, total = share
    interval = compute_wilson_interval(part, total, level)
    assert 0 <= interval.lower <= part / total + 1e-15
    assert part / total - 1e-15 <= interval.upper <= 1
    assert interval.lower < interval.upper


@given(parts_of_totals, levels)
def test_wilson_limits_are_where_the_score_test_turns(share: tuple[int, int], level: float) -> None:
    part, total = share
    interval = compute_wilson_interval(part, total, level)
    for limit in (float(interval.lower), float(interval.upper)):
        if 0 < limit < 1:
            score = (part / total - limit) ** 2 * total / (limit * (1 - limit))
            assert score == pytest.approx(stats.norm.ppf((1 + level) / 2) ** 2, rel=1e-6)


@given(parts_of_totals, levels)
def test_shares_and_their_complements_mirror_each_other(share: tuple[int, int], level: float) -> None:
    part, total = share
    for compute in (compute_wilson_interval, compute_beta_interval):
        interval, mirrored = compute(part, total, level), compute(total - part, total, level)
        np.testing.assert_allclose(interval.lower, 1 - mirrored.upper, atol=1e-9)


@given(st.integers(0, 3000), levels)
def test_exact_limits_are_where_the_poisson_tails_turn(count: int, level: float) -> None:
    interval = compute_poisson_interval(count, level)
    tail = (1 - level) / 2
    assert stats.poisson.cdf(count, interval.upper) == pytest.approx(tail, rel=1e-6)
    if count:
        assert stats.poisson.sf(count - 1, interval.lower) == pytest.approx(tail, rel=1e-6)
    else:
        assert interval.lower == 0


@given(st.integers(10, 100_000), levels)
def test_byar_is_close_to_exact_from_ten_cases_on(count: int, level: float) -> None:
    byar, exact = compute_byar_interval(count, level), compute_poisson_interval(count, level)
    assert byar.lower == pytest.approx(exact.lower, rel=0.02)
    assert byar.upper == pytest.approx(exact.upper, rel=0.02)


def test_the_method_changes_at_ten_cases() -> None:
    found, exact, byar = (
        compute([0, 9, 10]) for compute in (compute_count_interval, compute_poisson_interval, compute_byar_interval)
    )
    assert found.upper.tolist() == [exact.upper[0], exact.upper[1], byar.upper[2]]
    assert found.lower.tolist() == [0, exact.lower[1], byar.lower[2]]
    assert byar.lower[0] == 0


@given(st.integers(0, 5000), levels)
def test_count_limits_grow_with_the_count(count: int, level: float) -> None:
    interval = compute_count_interval([count, count + 1], level)
    assert interval.lower[0] < interval.lower[1]
    assert interval.upper[0] < interval.upper[1]
    assert interval.lower[0] <= count < interval.upper[0]


@given(parts_of_totals)
def test_the_stricter_level_is_wider(share: tuple[int, int]) -> None:
    for compute in (compute_wilson_interval, compute_beta_interval, compute_rate_interval):
        usual, strict = compute(*share, 0.95), compute(*share, 0.998)
        assert strict.lower <= usual.lower
        assert usual.upper <= strict.upper


@given(parts_of_totals, levels)
def test_more_people_make_narrower_intervals(share: tuple[int, int], level: float) -> None:
    part, total = share
    few, many = compute_wilson_interval(part, total, level), compute_wilson_interval(4 * part, 4 * total, level)
    assert many.upper - many.lower < few.upper - few.lower


def test_beta_limits_hold_the_draws_of_the_index() -> None:
    draws = np.random.default_rng(1).beta(7.5, 43.5, 400_000)
    interval = compute_beta_interval(7, 50, factor=100)
    np.testing.assert_allclose([interval.lower, interval.upper], 100 * np.quantile(draws, [0.025, 0.975]), rtol=0.01)
    assert compute_beta_interval(0, 50).lower == 0
    assert compute_beta_interval(50, 50).upper == 1


@pytest.mark.parametrize("compute", [compute_wilson_interval, compute_beta_interval, compute_rate_interval])
def test_a_gap_stays_a_gap(compute: Callable[..., Interval]) -> None:
    interval = compute([[np.nan, 3, 0], [3, np.nan, 3]], [[10, np.nan, 0], [10, 10, 10]], factor=100)
    gaps = [[True, True, True], [False, True, False]]
    np.testing.assert_array_equal(np.isnan(interval.lower), gaps)
    np.testing.assert_array_equal(np.isnan(interval.upper), gaps)


def test_a_missing_count_has_no_limits() -> None:
    for compute in (compute_count_interval, compute_byar_interval, compute_poisson_interval):
        interval = compute([np.nan, 20])
        np.testing.assert_array_equal(np.isnan(interval.lower), [True, False])
        np.testing.assert_array_equal(np.isnan(interval.upper), [True, False])


def test_rates_may_exceed_their_denominator_and_carry_the_factor() -> None:
    per_one, per_thousand = compute_rate_interval(250, 220), compute_rate_interval(250, 220, factor=1000)
    assert per_one.upper > 1
    np.testing.assert_allclose(per_thousand.lower, 1000 * per_one.lower)


@pytest.mark.parametrize(
    ("compute", "arguments", "message"),
    [
        (compute_wilson_interval, (-1, 10), "Zähler: -1 ist negativ"),
        (compute_wilson_interval, (1, -10), "Nenner: -10 ist negativ"),
        (compute_wilson_interval, (11, 10), "Zähler ist größer als sein Nenner"),
        (compute_beta_interval, (11, 10), "Zähler ist größer als sein Nenner"),
        (compute_wilson_interval, (1, np.inf), "Nenner: ein Wert ist unendlich"),
        (compute_wilson_interval, (1, 10, 95), "Vertrauensniveau 95"),
        (compute_wilson_interval, (1, 10, np.nan), "Vertrauensniveau nan"),
        (compute_byar_interval, (-2,), "Fallzahl: -2 ist negativ"),
        (compute_poisson_interval, (-2,), "Fallzahl: -2 ist negativ"),
        (compute_count_interval, (5, 0), "Vertrauensniveau 0"),
        (compute_rate_interval, (5, -3), "Nenner: -3 ist negativ"),
    ],
)
def test_what_has_no_interval(compute: Callable[..., Interval], arguments: tuple[float, ...], message: str) -> None:
    with pytest.raises(CalculationError, match=message):
        compute(*arguments)
