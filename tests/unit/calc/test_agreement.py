"""Agreement of two classifications: by hand, against pairs counted one by one, and what must always hold."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.calc.typology.agreement import compute_agreement
from sozialmonitor.domain.errors import CalculationError

pairs = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=25)


def count_rand(first: list[int], second: list[int]) -> float:
    """Adjusted Rand index over all pairs of areas."""
    together = [(first[i] == first[j], second[i] == second[j]) for i, j in itertools.combinations(range(len(first)), 2)]
    both = sum(a and b for a, b in together)
    rows, columns = sum(a for a, _ in together), sum(b for _, b in together)
    expected, most = rows * columns / len(together), (rows + columns) / 2
    return (both - expected) / (most - expected) if most != expected else math.nan


def test_by_hand() -> None:
    """Cohen's example with 50 proposals: 20 and 15 agreed, 5 and 10 not; kappa 0.4."""
    first = [0] * 25 + [1] * 25
    second = [0] * 20 + [1] * 5 + [0] * 10 + [1] * 15
    found = compute_agreement(first, second)
    assert found.table.tolist() == [[20, 5], [10, 15]]
    assert (found.same, found.count) == (35, 50)
    assert found.kappa == pytest.approx(0.4)


@given(pairs)
def test_agrees_with_pairs_counted_one_by_one(pairs: list[tuple[int, int]]) -> None:
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    found = compute_agreement(first, second, 4)
    assert found.rand == pytest.approx(count_rand(first, second), nan_ok=True)
    same = sum(a == b for a, b in pairs) / len(pairs)
    chance = sum(first.count(code) * second.count(code) for code in range(4)) / len(pairs) ** 2
    assert found.kappa == pytest.approx((same - chance) / (1 - chance) if chance < 1 else math.nan, nan_ok=True)
    assert found.table.sum() == len(pairs)


@given(pairs, st.permutations(range(4)))
def test_names_of_groups_do_not_matter_for_rand(pairs: list[tuple[int, int]], names: list[int]) -> None:
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    renamed = [names[code] for code in second]
    found, again = compute_agreement(first, second), compute_agreement(first, renamed)
    assert again.rand == pytest.approx(found.rand, nan_ok=True)
    with_itself = compute_agreement(first, [names[code] for code in first]).rand
    assert with_itself == pytest.approx(1) or len(set(first)) in {1, len(first)}


@given(pairs)
def test_it_is_mutual(pairs: list[tuple[int, int]]) -> None:
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    there, back = compute_agreement(first, second, 4), compute_agreement(second, first, 4)
    np.testing.assert_array_equal(there.table, back.table.T)
    assert there.kappa == pytest.approx(back.kappa, nan_ok=True)
    assert there.rand == pytest.approx(back.rand, nan_ok=True)


def test_areas_classed_in_one_only_are_left_out() -> None:
    assert compute_agreement([0, 1, -1, 1], [0, 1, 1, -1]).count == 2


@pytest.mark.parametrize(
    ("first", "second", "classes", "message"),
    [
        ([0, 1], [0], None, "für dieselben Gebiete"),
        ([0, -1], [-1, 0], None, "kein Gebiet ist in beiden"),
        ([0, 4], [0, 1], 4, "eine Klasse mehr"),
    ],
)
def test_impossible_input(first: Any, second: Any, classes: int | None, message: str) -> None:
    with pytest.raises(CalculationError, match=message):
        compute_agreement(first, second, classes)
