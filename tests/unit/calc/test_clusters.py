"""Ward clusters: against joining by hand, and the same whatever the order of the areas."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.calc.typology.clusters import MOST_AREAS, compute_ward_clusters
from sozialmonitor.domain.errors import CalculationError

points = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=4, max_size=14, unique=True)


def join_slowly(rows: list[tuple[float, ...]], count: int) -> set[frozenset[tuple[float, ...]]]:
    """Join the two groups whose union adds least to the squares, until ``count`` are left."""
    groups = [[row] for row in rows]

    def spread(group: list[tuple[float, ...]]) -> float:
        middle = np.mean(group, axis=0)
        return float(((np.array(group) - middle) ** 2).sum())

    while len(groups) > count:
        a, b = min(
            itertools.combinations(range(len(groups)), 2),
            key=lambda pair: (
                spread(groups[pair[0]] + groups[pair[1]]) - spread(groups[pair[0]]) - spread(groups[pair[1]])
            ),
        )
        groups[a] += groups.pop(b)
    return {frozenset(group) for group in groups}


def test_agrees_with_joining_by_hand() -> None:
    for seed in range(20):
        rows = [tuple(row) for row in np.random.default_rng(seed).normal(size=(14, 2)).tolist()]
        codes = compute_ward_clusters(rows, [1, 1], 4)
        found = {frozenset(row for row, code in zip(rows, codes, strict=True) if code == one) for one in range(4)}
        assert found == join_slowly(rows, 4)


@given(points, st.randoms(use_true_random=False))
def test_the_order_of_the_areas_does_not_matter(rows: list[tuple[int, int]], random: Any) -> None:
    """Whole numbers make many equal distances, where the order would decide."""
    codes = compute_ward_clusters(rows, [1, 2], 3)
    order = list(range(len(rows)))
    random.shuffle(order)
    again = compute_ward_clusters([rows[position] for position in order], [1, 2], 3)
    assert again.tolist() == codes[order].tolist()


@given(points)
def test_clusters_are_numbered_by_their_burden(rows: list[tuple[int, int]]) -> None:
    codes = compute_ward_clusters(rows, [1, 2], 3)
    burden = np.array(rows) @ [1, 2]
    means = [burden[codes == code].mean() for code in sorted(set(codes.tolist()))]
    assert means == sorted(means)


def test_a_gap_has_no_cluster_and_equal_areas_share_one() -> None:
    codes = compute_ward_clusters([[0.0, 0], [np.nan, 0], [0, 0], [5, 5], [9, 9], [5, 5]], [1, 1], 3)
    assert codes.tolist() == [0, -1, 0, 1, 2, 1]


def test_a_weight_of_zero_takes_an_indicator_out() -> None:
    rows = [[0.0, 9], [0.1, 0], [5, 9], [5.1, 0]]
    assert compute_ward_clusters(rows, [1, 0], 2).tolist() == [0, 0, 1, 1]


def test_more_clusters_than_areas_are_impossible() -> None:
    with pytest.raises(CalculationError, match="2 verschiedene Gebiete lassen sich nicht in 3 Gruppen teilen"):
        compute_ward_clusters([[1.0], [1], [2]], [1], 3)


def test_too_many_areas_are_refused_before_their_distances_fill_the_memory() -> None:
    with pytest.raises(CalculationError, match="10001 Gebiete sind zu viele; höchstens 10000"):
        compute_ward_clusters([[float(row)] for row in range(MOST_AREAS + 1)], [1], 3)


def test_squared_distances_are_weighted() -> None:
    """With a weight of 4, a step of 1 counts 2: less than the step of 3 across. Not 4, which would be more."""
    rows = [[0.0, 0], [1, 0], [0, 3], [1, 3]]
    assert compute_ward_clusters(rows, [4, 1], 2).tolist() == [0, 0, 1, 1]
