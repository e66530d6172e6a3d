"""Measures of segregation: textbook examples, a second implementation in loops, and what must always hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sozialmonitor.calc.inequality import (
    compute_chance_index,
    compute_dissimilarity,
    compute_isolation,
    compute_location_quotients,
    compute_segregation_gini,
    compute_segregation_index,
)
from sozialmonitor.domain.errors import CalculationError

MEASURES = [compute_segregation_index, compute_segregation_gini, compute_isolation]
Areas = list[tuple[int, int]]
"""Group and rest of each area."""

towns: st.SearchStrategy[Areas] = st.lists(
    st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=2, max_size=12
).filter(lambda areas: all(sum(column) > 0 for column in zip(*areas, strict=True)))


def as_arrays(areas: Areas) -> tuple[Any, Any]:
    group, rest = np.array(areas, dtype=float).T
    return group, group + rest


def compute_slowly(areas: Areas) -> tuple[float, float, float, list[float | None]]:
    """IS, Gini, isolation and location quotients as they stand in the textbook."""
    a, t = [group for group, _ in areas], [group + rest for group, rest in areas]
    group, total = sum(a), sum(t)
    share = group / total
    index = sum(abs(a[i] / group - (t[i] - a[i]) / (total - group)) for i in range(len(a))) / 2
    lived = [i for i in range(len(a)) if t[i]]
    double_sum = sum(t[i] * t[j] * abs(a[i] / t[i] - a[j] / t[j]) for i in lived for j in lived)
    isolation = sum(a[i] / group * a[i] / t[i] for i in lived)
    quotients = [a[i] / t[i] / share if t[i] else None for i in range(len(a))]
    return index, double_sum / (2 * total**2 * share * (1 - share)), isolation, quotients


@pytest.mark.parametrize(
    ("first", "second", "dissimilarity", "gini"),
    [((100, 60, 40, 0), (0, 40, 60, 100), 0.6, 0.8), ((80, 80, 20, 20), (20, 20, 80, 80), 0.6, 0.6)],
)
def test_the_examples_of_the_methods(
    first: tuple[float, ...], second: tuple[float, ...], dissimilarity: float, gini: float
) -> None:
    total = np.add(first, second)
    assert compute_dissimilarity(first, second) == pytest.approx(dissimilarity, abs=1e-12)
    assert compute_segregation_index(first, total) == pytest.approx(dissimilarity, abs=1e-12)
    assert compute_segregation_gini(first, total) == pytest.approx(gini, abs=1e-12)


def test_one_town_by_hand() -> None:
    group, total = [30, 10, 0], [60, 40, 100]
    assert compute_isolation(group, total) == pytest.approx(0.75 * 0.5 + 0.25 * 0.25)
    np.testing.assert_allclose(compute_location_quotients(group, total), [2.5, 1.25, 0])


@given(towns)
def test_agrees_with_loops(areas: Areas) -> None:
    arrays = as_arrays(areas)
    index, gini, isolation, quotients = compute_slowly(areas)
    assert compute_segregation_index(*arrays) == pytest.approx(index, abs=1e-12)
    assert compute_segregation_gini(*arrays) == pytest.approx(gini, abs=1e-10)
    assert compute_isolation(*arrays) == pytest.approx(isolation, abs=1e-12)
    expected = [np.nan if item is None else item for item in quotients]
    np.testing.assert_allclose(compute_location_quotients(*arrays), expected, atol=1e-12)


@given(towns, st.randoms(), st.integers(2, 1000))
def test_order_and_size_of_the_town_do_not_matter(areas: Areas, random: Any, factor: int) -> None:
    shuffled = [(group * factor, rest * factor) for group, rest in random.sample(areas, len(areas))]
    for measure in MEASURES:
        assert measure(*as_arrays(shuffled)) == pytest.approx(measure(*as_arrays(areas)), abs=1e-10)


@given(towns)
def test_bounds(areas: Areas) -> None:
    group, total = as_arrays(areas)
    index, gini, isolation = (measure(group, total) for measure in MEASURES)
    assert -1e-12 <= index <= gini + 1e-9, "Gini lies above its largest inscribed polygon"
    assert gini <= 1 + 1e-12
    assert group.sum() / total.sum() - 1e-12 <= isolation <= 1 + 1e-12


@given(towns)
def test_group_and_rest_are_equally_segregated(areas: Areas) -> None:
    group, total = as_arrays(areas)
    assert compute_dissimilarity(group, total - group) == pytest.approx(compute_dissimilarity(total - group, group))
    for measure in MEASURES[:2]:
        assert measure(group, total) == pytest.approx(measure(total - group, total), abs=1e-10)


@given(towns)
def test_mean_location_quotient_is_one(areas: Areas) -> None:
    group, total = as_arrays(areas)
    quotients = compute_location_quotients(group, total)
    assert np.nansum(quotients * total) / total.sum() == pytest.approx(1)


@given(towns, st.data())
def test_moving_members_to_where_they_are_fewer_never_segregates(areas: Areas, data: st.DataObject) -> None:
    """One member of the denser area changes places with one of the rest of the thinner area."""
    dense, thin = (data.draw(st.sampled_from(range(len(areas)))) for _ in range(2))
    group, total = as_arrays(areas)
    assume(min(total[dense], total[thin]) > 0)
    assume((group[dense] - 1) / total[dense] >= (group[thin] + 1) / total[thin])
    before = [measure(group, total) for measure in MEASURES]
    group[dense] -= 1
    group[thin] += 1
    for measure, value in zip(MEASURES, before, strict=True):
        assert measure(group, total) <= value + 1e-10


def test_extremes() -> None:
    assert [measure([50, 0], [50, 80]) for measure in MEASURES] == pytest.approx([1, 1, 1])
    assert [measure([5, 20], [50, 200]) for measure in MEASURES] == pytest.approx([0, 0, 0.1], abs=1e-12)


def test_areas_with_a_gap_are_left_out() -> None:
    group, total = [30, np.nan, 10, 7, 0, 0], [60, 50, 40, np.nan, 100, 0]
    for measure in MEASURES:
        assert measure(group, total) == pytest.approx(measure([30, 10, 0], [60, 40, 100]))
    assert compute_dissimilarity([1, np.nan, 2], [3, 4, 5]) == pytest.approx(compute_dissimilarity([1, 2], [3, 5]))
    np.testing.assert_allclose(
        compute_location_quotients(group, total), [2.5, np.nan, 1.25, np.nan, 0, np.nan], atol=1e-12
    )


@pytest.mark.parametrize("measure", [*MEASURES, compute_location_quotients])
@pytest.mark.parametrize(
    ("group", "total", "message"),
    [
        ([-1, 5], [10, 10], "Gruppe: -1 ist negativ"),
        ([1, 5], [10, -10], "Bevölkerung: -10 ist negativ"),
        ([11, 5], [10, 10], "Gruppe größer als die Bevölkerung"),
        ([0, 0], [10, 10], "Gruppe ohne Personen"),
        ([10, 10], [10, 10], "übrige Bevölkerung ohne Personen"),
        ([np.nan, 1], [10, np.nan], "Gruppe ohne Personen"),
        ([1, 2, 3], [10, 10], "dieselben Gebiete"),
        ([[1, 2]], [[10, 10]], "dieselben Gebiete"),
        ([np.inf, 2], [10, 10], "Gruppe: ein Wert ist unendlich"),
    ],
)
def test_impossible_input(measure: Callable[..., Any], group: Any, total: Any, message: str) -> None:
    with pytest.raises(CalculationError, match=message):
        measure(group, total)


def test_two_groups_need_somebody_each() -> None:
    with pytest.raises(CalculationError, match="Vergleichsgruppe ohne Personen"):
        compute_dissimilarity([1, 2], [0, 0])


def test_chance_alone_gives_what_loops_give() -> None:
    """Shuffle the people of four areas one by one: the mean index is the same."""
    group, total = np.array([6.0, 2.0, 1.0, 3.0]), np.array([20.0, 30.0, 10.0, 40.0])
    random = np.random.default_rng(1)
    home = np.repeat(np.arange(4), total.astype(int))
    indices = []
    for _ in range(2000):
        members = np.bincount(random.permutation(home)[:12], minlength=4).astype(float)
        indices.append(compute_segregation_index(members, total))
    chance = compute_chance_index(group, total, seed=2, draws=2000)
    assert chance.mean == pytest.approx(np.mean(indices), abs=0.01)
    assert chance.upper == pytest.approx(np.quantile(indices, 0.95), abs=0.02)


def test_chance_weighs_less_in_larger_groups() -> None:
    small = compute_chance_index([5, 5, 5], [100, 100, 100], seed=1)
    large = compute_chance_index([500, 500, 500], [10000, 10000, 10000], seed=1)
    assert large.mean < small.mean / 3
    assert small.mean < small.upper


def test_chance_is_repeatable_and_leaves_gaps_out() -> None:
    full = compute_chance_index([5, 7, 5], [100, 90, 100], seed=1)
    assert full == compute_chance_index([5, np.nan, 7, 5], [100, 50, 90, 100], seed=1)
    assert full != compute_chance_index([5, 7, 5], [100, 90, 100], seed=2)
