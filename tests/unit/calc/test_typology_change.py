"""The four parts of a change: they sum exactly, and each is what it is called."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.calc.rounding import Floats
from sozialmonitor.calc.typology.change import Edition, Part, State, compute_index_change, fill_editions
from sozialmonitor.calc.typology.index import compute_index
from sozialmonitor.calc.typology.scheme import Scheme
from sozialmonitor.domain.errors import CalculationError
from sozialmonitor.domain.indicator import Direction
from sozialmonitor.domain.typology import Standardisation
from tests.support.slow_typology import Rules, compute_index_slowly

BEFORE, AFTER = State(0, 0, 0), State(1, 1, 1)
AREAS = 9
CODES = tuple("ABCDEFGHI")
SAME = list(zip(CODES, CODES, strict=True))
MERGED = [*SAME[:-1], ("I", "H")]


def make_scheme(count: int, method: Standardisation = Standardisation.Z) -> Scheme:
    references = np.full(count, 15.0)
    return Scheme(
        tuple("ABCD"[:count]), np.ones(count), (Direction.LOWER_IS_BETTER,) * count, method, references=references
    )


def make_edition(values: Floats, method: Standardisation = Standardisation.Z) -> Edition:
    return Edition(CODES[: len(values)], values, make_scheme(values.shape[1], method), np.ones(len(values), bool))


def make_editions(seed: int, method: Standardisation = Standardisation.Z) -> dict[State, Edition]:
    """Every state: two periods; three indicators, then two; nine areas, of which the last two are then merged."""
    rng = np.random.default_rng(seed)
    editions = {}
    for period in (0, 1):
        full = rng.gamma(2, 8, (AREAS, 3)) + 3 * period
        merged = np.vstack([full[:-2], full[-2:].mean(axis=0)])
        for boundaries, values in enumerate((full, merged)):
            editions[State(period, 0, boundaries)] = make_edition(values, method)
            editions[State(period, 1, boundaries)] = make_edition(values[:, 1:], method)
    return editions


def get_index(edition: Edition) -> Floats:
    return compute_index(edition.values, edition.scheme, edition.is_valued).values


@given(st.integers(0, 100_000), st.sampled_from(Standardisation))
def test_the_parts_sum_to_the_change(seed: int, method: Standardisation) -> None:
    editions = make_editions(seed, method)
    found = compute_index_change(editions, MERGED)
    np.testing.assert_allclose(found.before, get_index(editions[BEFORE]), atol=1e-12)
    np.testing.assert_allclose(found.after, get_index(editions[AFTER])[[*range(AREAS - 1), AREAS - 2]], atol=1e-12)
    np.testing.assert_allclose(found.total, found.after - found.before, atol=1e-12)
    np.testing.assert_allclose(found.parts.sum(axis=1), found.total, atol=1e-9)
    assert found.orders == 24


def find_counterfactual(editions: dict[State, Edition], own: int, city: int, indicators: int, boundaries: int) -> float:
    """The first area's index with its own values of one period and the yardstick of another, in lists."""
    mine, others = (editions[State(period, indicators, boundaries)].values for period in (own, city))
    columns = [[row[j] for row in others.tolist()] for j in range(others.shape[1])]
    means = [sum(column) / len(column) for column in columns]
    spreads = [
        (sum((value - mean) ** 2 for value in column) / len(column)) ** 0.5
        for column, mean in zip(columns, means, strict=True)
    ]
    rows = compute_index_slowly(others.tolist(), Rules([1.0] * len(means), [False] * len(means)))
    assert rows is not None
    sums = [row.sum for row in rows if row]
    total = sum((x - m) / s for x, m, s in zip(mine[0].tolist(), means, spreads, strict=True))
    spread = (sum(value**2 for value in sums) / len(sums)) ** 0.5  # sums of z-scores have mean 0
    return float(total / spread)


@given(st.integers(0, 100_000))
def test_a_part_is_the_mean_step_over_all_orders(seed: int) -> None:
    editions = make_editions(seed)
    index = {state: find_counterfactual(editions, *state) for state in itertools.product((0, 1), repeat=4)}
    expected = [0.0] * 4
    for order in itertools.permutations(range(4)):
        state = [0, 0, 0, 0]
        for part in order:
            here = index[tuple(state)]
            state[part] = 1
            expected[part] += (index[tuple(state)] - here) / 24
    np.testing.assert_allclose(compute_index_change(editions, MERGED).parts[0], expected, atol=1e-9)


def decompose_two(before: Floats, after: Floats) -> Floats:
    editions = {BEFORE: make_edition(before), AFTER: make_edition(after)}
    filled = fill_editions(editions, same_indicators=True, same_boundaries=True)
    return compute_index_change(filled, SAME).parts


def test_what_did_not_change_has_no_part() -> None:
    values = make_editions(1)[BEFORE].values
    moved = values.copy()
    moved[3] += 4
    parts = decompose_two(values, moved)
    assert (parts[:, [Part.INDICATORS, Part.BOUNDARIES]] == 0).all()
    others = np.arange(AREAS) != 3
    np.testing.assert_allclose(parts[others, Part.OWN_VALUES], 0, atol=1e-12)
    assert parts[3, Part.OWN_VALUES] > 0
    assert np.abs(parts[others, Part.CITY]).min() > 0, "one area moves the yardstick of all"


def test_an_area_can_fall_although_it_improved() -> None:
    """All others improve more: own values push the burden down, the city pushes it up further."""
    values = make_editions(2)[BEFORE].values + 30
    better = values - 10
    better[4] = values[4] - 2
    parts = decompose_two(values, better)
    assert parts[4, Part.OWN_VALUES] < 0
    assert parts[4].sum() > 0
    assert parts[4, Part.CITY] > -parts[4, Part.OWN_VALUES]


def test_only_the_set_changed() -> None:
    values = make_editions(3)[BEFORE].values
    short, full = make_edition(values[:, 1:]), make_edition(values)
    editions = {BEFORE: full, State(0, 1, 0): short, State(1, 0, 0): full, AFTER: short}
    found = compute_index_change(fill_editions(editions, same_indicators=False, same_boundaries=True), SAME)
    np.testing.assert_allclose(found.parts[:, Part.INDICATORS], found.total, atol=1e-12)
    np.testing.assert_allclose(found.parts[:, Part.CITY], 0, atol=1e-12)


def test_only_the_boundaries_changed() -> None:
    editions = make_editions(4)
    frozen = {state: editions[State(0, 0, state.boundaries)] for state in editions}
    found = compute_index_change(frozen, MERGED)
    np.testing.assert_allclose(found.parts[:, Part.BOUNDARIES], found.total, atol=1e-12)
    assert np.abs(found.total[-2:]).min() > 0


def test_without_later_values_of_a_dropped_indicator_fewer_orders_are_left() -> None:
    """As in Berlin in 2019: the old set has no values any more, so the set must change before the values do."""
    editions = {state: edition for state, edition in make_editions(5).items() if state[:2] != (1, 0)}
    found = compute_index_change(editions, MERGED)
    assert 0 < found.orders < 24
    np.testing.assert_allclose(found.parts.sum(axis=1), found.total, atol=1e-9)


def test_an_area_not_valued_has_no_parts() -> None:
    editions = make_editions(6)
    valued = np.ones(AREAS, bool)
    valued[2] = False
    editions[BEFORE] = replace(editions[BEFORE], is_valued=valued)
    found = compute_index_change(editions, MERGED)
    assert np.isnan(found.parts[2]).all()
    assert np.isnan(found.before[2])
    assert not np.isnan(np.delete(found.parts, 2, axis=0)).any()


def test_what_cannot_be_taken_apart_is_said() -> None:
    editions = make_editions(7)
    ends = {BEFORE: editions[BEFORE], AFTER: editions[AFTER]}
    with pytest.raises(CalculationError, match="kein Weg führt von der alten zur neuen Ausgabe"):
        compute_index_change(ends, MERGED)
    with pytest.raises(CalculationError, match="müssen beide vorliegen"):
        compute_index_change({BEFORE: editions[BEFORE]}, MERGED)
    for codes in (("A",) * AREAS, CODES[1:]):
        broken = {state: replace(edition, codes=codes) for state, edition in editions.items()}
        with pytest.raises(CalculationError, match="einen eigenen Gebietscode"):
            compute_index_change(broken, MERGED)


def test_areas_are_found_by_their_codes() -> None:
    editions = make_editions(8)
    expected = compute_index_change(editions, MERGED)
    state, order = State(1, 0, 0), [4, 1, 8, 0, 2, 3, 7, 5, 6]
    shuffled = editions[state].values[order]
    editions[state] = replace(editions[state], codes=tuple(CODES[row] for row in order), values=shuffled)
    found = compute_index_change(editions, MERGED)
    np.testing.assert_allclose(found.parts, expected.parts, atol=1e-12)
    gone = compute_index_change(editions, [("A", "A"), ("A", "gibt es nicht")])
    assert not np.isnan(gone.parts[0]).any()
    assert np.isnan(gone.after[1])
    assert np.isnan(gone.parts[1]).all()
