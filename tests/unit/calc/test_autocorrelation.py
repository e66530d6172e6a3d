"""Moran's I: a second implementation with a full matrix, all permutations of a small town, false alarms."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.calc.autocorrelation import compute_morans_i
from sozialmonitor.domain.errors import CalculationError

Neighbours = list[list[int]]
RING: Neighbours = [[4, 1], [0, 2], [1, 3], [2, 4], [3, 0]]


def build_grid(side: int) -> Neighbours:
    """Queen contiguity of a square chessboard."""
    cells = [(row, column) for row in range(side) for column in range(side)]
    return [
        [j for j, other in enumerate(cells) if other != cell and max(abs(np.subtract(cell, other))) == 1]
        for cell in cells
    ]


BOARD = build_grid(4)


def compute_slowly(values: Any, neighbours: Neighbours) -> float:
    """n/S0 · ΣΣ w_ij z_i z_j / Σ z_i², over areas with a value and a neighbour with a value."""
    kept = [
        i
        for i, value in enumerate(values)
        if not np.isnan(value) and any(not np.isnan(values[j]) for j in neighbours[i])
    ]
    mean = sum(values[i] for i in kept) / len(kept)
    numerator, weight_sum = 0.0, 0.0
    for i in kept:
        valued = [j for j in neighbours[i] if j in kept]
        for j in valued:
            weight_sum += 1 / len(valued)
            numerator += (values[i] - mean) * (values[j] - mean) / len(valued)
    return len(kept) / weight_sum * numerator / sum((values[i] - mean) ** 2 for i in kept)


numbers = st.integers(0, 50).map(float)
boards = st.lists(st.one_of(numbers, numbers, st.just(np.nan)), min_size=16, max_size=16)


def has_answer(values: list[float]) -> bool:
    present = {value for value in values if not np.isnan(value)}
    return sum(not np.isnan(value) for value in values) >= 12 and len(present) > 1


@given(boards.filter(has_answer))
def test_agrees_with_loops(values: list[float]) -> None:
    kept = [v for i, v in enumerate(values) if any(not np.isnan(values[j]) for j in BOARD[i]) and not np.isnan(v)]
    if len(set(kept)) < 2:
        return
    found = compute_morans_i(values, BOARD, seed=1, permutations=1)
    assert found.statistic == pytest.approx(compute_slowly(values, BOARD), abs=1e-10)
    assert found.areas == len(kept)
    assert found.expected == -1 / (len(kept) - 1)


@given(boards.filter(has_answer), st.permutations(range(16)), st.integers(1, 90), st.integers(-99, 99))
def test_order_unit_and_level_do_not_matter(values: list[float], order: list[int], factor: int, offset: int) -> None:
    place = {old: new for new, old in enumerate(order)}
    shuffled = [[place[j] for j in BOARD[old]] for old in order]
    try:
        expected = compute_morans_i(values, BOARD, seed=1, permutations=1).statistic
    except CalculationError:  # equal values everywhere once the islands are gone
        return
    moved = np.array(values)[order] * factor + offset
    assert compute_morans_i(moved, shuffled, seed=1, permutations=1).statistic == pytest.approx(expected, abs=1e-9)


def test_a_slope_resembles_and_a_chessboard_does_not() -> None:
    slope = np.add.outer(np.arange(6), np.arange(6)).ravel()
    found = compute_morans_i(slope, build_grid(6), seed=1)
    assert found.statistic > 0.5
    assert found.p_value == 0.001
    alternating = compute_morans_i([0, 1] * 4, [[(i - 1) % 8, (i + 1) % 8] for i in range(8)], seed=1)
    assert alternating.statistic == pytest.approx(-1)
    assert alternating.p_value < 0.1


def test_the_seed_decides() -> None:
    values = np.random.default_rng(5).normal(size=36)
    first, again, other = (compute_morans_i(values, build_grid(6), seed=seed) for seed in (1, 1, 2))
    assert first == again
    assert first.statistic == other.statistic
    assert first.p_value != other.p_value


def test_p_value_is_that_of_all_permutations() -> None:
    values = [1.0, 2.0, 4.0, 8.0, 9.0]
    expected = -1 / 4
    distance = abs(compute_slowly(values, RING) - expected)
    all_distances = [abs(compute_slowly(order, RING) - expected) for order in permutations(values)]
    exact = sum(item >= distance - 1e-12 for item in all_distances) / len(all_distances)
    assert 0.05 < exact < 0.95
    assert compute_morans_i(values, RING, seed=1, permutations=9999).p_value == pytest.approx(exact, abs=0.02)


def test_random_towns_raise_few_false_alarms() -> None:
    random = np.random.default_rng(11)
    p_values = [
        compute_morans_i(random.normal(size=36), build_grid(6), seed=i, permutations=99).p_value for i in range(400)
    ]
    assert 0.02 < np.mean(np.array(p_values) <= 0.05) < 0.09
    assert 0.44 < np.mean(np.array(p_values) <= 0.5) < 0.56


def test_islands_and_gaps_take_no_part() -> None:
    values = [1.0, 2.0, 4.0, 8.0, 9.0]
    with_more = compute_morans_i([*values, 1000.0, np.nan], [*RING, [], []], seed=1)
    assert with_more == compute_morans_i(values, RING, seed=1)


@pytest.mark.parametrize(
    ("values", "neighbours", "message"),
    [
        ([1, 2, 3], [[1], [0, 2], []], "gegenseitig"),
        ([1, 2, 3], [[1, 1], [0, 0, 2], [1]], "doppelt"),
        ([1, 2, 3], [[0, 1], [0, 2], [1]], "eigener Nachbar"),
        ([1, 2, 3], [[1], [0, 3], [1]], "gehört nicht zu den Gebieten"),
        ([1, 2, 3], [[1], [0]], "Liste seiner Nachbarn"),
        ([[1, 2]], [[1], [0]], "Liste seiner Nachbarn"),
        ([1, 2, np.nan], [[1], [0, 2], [1]], "weniger als drei Gebiete"),
        ([1, 2, 3], [[], [], []], "weniger als drei Gebiete"),
        ([0.1, 0.1, 0.1], [[1], [0, 2], [1]], "denselben Wert"),
        ([1, np.inf, 3], [[1], [0, 2], [1]], "Werte: ein Wert ist unendlich"),
    ],
)
def test_impossible_input(values: Any, neighbours: Neighbours, message: str) -> None:
    with pytest.raises(CalculationError, match=message):
        compute_morans_i(values, neighbours, seed=1)


def test_no_permutation_no_p_value() -> None:
    with pytest.raises(CalculationError, match="ohne Zufallsanordnungen"):
        compute_morans_i([1, 2, 3, 4, 5], RING, seed=1, permutations=0)
