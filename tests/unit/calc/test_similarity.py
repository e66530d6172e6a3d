"""Similar areas: by hand, against loops, and what must always hold."""

from __future__ import annotations

import math
import statistics
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.calc.similarity import compute_similar_areas, compute_standard_scores
from sozialmonitor.domain.errors import CalculationError

cells = st.one_of(st.integers(0, 40).map(float), st.integers(0, 40).map(float), st.just(np.nan))
tables = st.lists(st.lists(cells, min_size=4, max_size=4), min_size=4, max_size=9)


def compute_slowly(table: Any, area: int) -> list[tuple[float, int]] | None:
    """All comparable areas as (distance, row), the nearest first; None if the area cannot be compared."""
    columns = []
    for column in zip(*table, strict=True):
        present = [value for value in column if not math.isnan(value)]
        if len(set(present)) > 1:
            mean, deviation = statistics.fmean(present), statistics.pstdev(present)
            columns.append([(value - mean) / deviation for value in column])
    if not columns or 2 * sum(not math.isnan(column[area]) for column in columns) < len(columns):
        return None
    found = []
    for other in range(len(table)):
        squares = [(column[other] - column[area]) ** 2 for column in columns]
        squares = [item for item in squares if not math.isnan(item)]
        if other != area and 2 * len(squares) >= len(columns):
            found.append((math.sqrt(sum(squares) * len(columns) / len(squares)), other))
    return sorted(found)


def test_by_hand() -> None:
    table = [[0, 10], [1, 10], [2, 30], [3, 30]]
    deviation = math.sqrt(1.25)
    found = compute_similar_areas(table, 0, 2)
    assert found.areas.tolist() == [1, 2]
    np.testing.assert_allclose(found.distances, [1 / deviation, math.hypot(2 / deviation, 2)])
    np.testing.assert_allclose(found.differences, [[1 / deviation, 0], [2 / deviation, 2]])


@given(tables)
def test_agrees_with_loops(table: list[list[float]]) -> None:
    expected = compute_slowly(table, 0)
    if expected is None:
        with pytest.raises(CalculationError):
            compute_similar_areas(table, 0, len(table))
        return
    found = compute_similar_areas(table, 0, len(table))
    np.testing.assert_allclose(found.distances, [distance for distance, _ in expected], atol=1e-9)
    distances = {row: distance for distance, row in expected}
    np.testing.assert_allclose(found.distances, [distances[row] for row in found.areas.tolist()], atol=1e-9)
    assert sorted(distances) == sorted(found.areas.tolist())
    for distance, differences in zip(found.distances, found.differences, strict=True):
        usable = np.count_nonzero([len({v for v in c if not math.isnan(v)}) > 1 for c in zip(*table, strict=True)])
        used = differences[~np.isnan(differences)]
        assert distance == pytest.approx(math.sqrt((used**2).sum() * usable / used.size), abs=1e-9)


@given(tables, st.integers(1, 90), st.integers(-99, 99), st.permutations(range(4)))
def test_units_and_order_of_indicators_do_not_matter(
    table: list[list[float]], factor: int, offset: int, order: list[int]
) -> None:
    try:
        found = compute_similar_areas(table, 0, 20)
    except CalculationError:
        return
    moved = np.array(table)[:, order]
    moved[:, 0] = moved[:, 0] * factor + offset
    again = compute_similar_areas(moved, 0, 20)
    np.testing.assert_allclose(again.distances, found.distances, atol=1e-9)


@given(tables)
def test_distance_is_mutual(table: list[list[float]]) -> None:
    def measure(one: int, other: int) -> float | None:
        try:
            found = compute_similar_areas(table, one, 20)
        except CalculationError:
            return None
        return dict(zip(found.areas.tolist(), found.distances.tolist(), strict=True)).get(other)

    there, back = measure(0, 1), measure(1, 0)
    assert there == (back if back is None else pytest.approx(back))


@given(tables, st.integers(1, 5))
def test_fewer_wishes_give_the_first_of_all(table: list[list[float]], count: int) -> None:
    try:
        found, some = compute_similar_areas(table, 0, 20), compute_similar_areas(table, 0, count)
    except CalculationError:
        return
    assert some.areas.tolist() == found.areas[:count].tolist()
    assert some.differences.shape == (some.areas.size, 4)
    assert (np.diff(found.distances) >= 0).all()


@given(tables)
def test_scores_have_mean_zero_and_spread_one(table: list[list[float]]) -> None:
    for column, scores in zip(zip(*table, strict=True), compute_standard_scores(table).T, strict=True):
        present = [value for value in column if not math.isnan(value)]
        if len(set(present)) < 2:
            assert np.isnan(scores).all()
            continue
        np.testing.assert_array_equal(np.isnan(scores), np.isnan(column))
        assert np.nanmean(scores) == pytest.approx(0, abs=1e-12)
        assert np.nanstd(scores) == pytest.approx(1)


def test_a_gap_scales_the_distance_up_and_half_is_enough() -> None:
    table = np.array([[0.0, 0, 0, 0], [1, 1, 1, 1], [1, 1, np.nan, np.nan], [1, np.nan, np.nan, np.nan], [2, 2, 2, 2]])
    found = compute_similar_areas(table, 0, 9)
    assert sorted(found.areas.tolist()) == [1, 2, 4], "one of four indicators is too little"
    used = found.differences[found.areas.tolist().index(2)][:2]
    assert found.distances[found.areas.tolist().index(2)] == pytest.approx(math.sqrt(2 * (used**2).sum()))


def test_a_constant_indicator_is_no_indicator() -> None:
    table = np.array([[0.0, 5], [1, 2], [3, 9]])
    constant = np.column_stack([table, [0.1 + 0.2, 0.3, 0.3]])
    with_constant, without = compute_similar_areas(constant, 0, 2), compute_similar_areas(table, 0, 2)
    np.testing.assert_array_equal(with_constant.distances, without.distances)
    assert np.isnan(with_constant.differences[:, 2]).all()


def test_of_equally_distant_areas_the_first_comes_first() -> None:
    table = [[0.0]] + [[2.0 if row % 7 == 0 else 1.0] for row in range(1, 60)]
    expected = [row for row in range(1, 60) if row % 7] + [row for row in range(1, 60) if row % 7 == 0]
    assert compute_similar_areas(table, 0, 59).areas.tolist() == expected


@pytest.mark.parametrize(
    ("table", "area", "count", "message"),
    [
        ([[1.0], [2]], 2, 1, "Nummer 2 gibt es nicht"),
        ([[1.0], [2]], -1, 1, "Nummer -1 gibt es nicht"),
        ([[1.0], [2]], 0, 0, "mindestens eines"),
        ([[1.0], [1]], 0, 1, "kein Indikator unterscheidet"),
        ([[np.nan, np.nan, 1], [1, 2, 3], [2, 3, 4]], 0, 1, "mehr als die Hälfte"),
        ([1.0, 2.0], 0, 1, "Gebiete × Indikatoren"),
        ([[np.inf], [2]], 0, 1, "Indikatoren: ein Wert ist unendlich"),
    ],
)
def test_impossible_input(table: Any, area: int, count: int, message: str) -> None:
    with pytest.raises(CalculationError, match=message):
        compute_similar_areas(table, area, count)
