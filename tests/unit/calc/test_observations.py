"""Arithmetic with gaps: a value is NaN exactly where its status has none, whatever is done with it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.calc.observations import (
    HAS_VALUE,
    IS_CLASSED,
    Block,
    Numbers,
    combine_statuses,
    compute_change,
    compute_group_sums,
    compute_quotient,
    compute_sum,
    mark,
)
from sozialmonitor.domain.status import SIGN_TO_STATUS, Status
from tests.support.slow import Cell, add, divide

INPUT = [*SIGN_TO_STATUS.values(), Status.VALUE, Status.LIMITED, Status.NO_DATA]
"""What a value file can produce."""

number = st.integers(-50, 1000).map(float) | st.floats(-1e6, 1e6).map(lambda item: round(item, 3))
cell = st.tuples(st.sampled_from(INPUT), number)


def make(cells: list[tuple[Status, float]]) -> Numbers:
    """One period of areas; statuses without value hold NaN."""
    statuses = np.array([[status for status, _ in cells]], dtype=np.int8)
    values = np.array([[value if status.has_value else np.nan for status, value in cells]])
    return Numbers(values, statuses)


def to_cell(pair: tuple[Status, float]) -> Cell:
    status, value = pair
    return Cell(value if status.has_value else None, status.name)


def get_cell(found: Numbers | Block, area: int = 0) -> Cell:
    value = float(found.values[0, area])
    return Cell(None if math.isnan(value) else value, Status(found.statuses[0, area]).name)


def assert_same(found: Cell, expected: Cell) -> None:
    assert found.status == expected.status
    assert found.number == (None if expected.number is None else pytest.approx(expected.number, rel=1e-9, abs=1e-9))


def assert_invariant(found: Numbers | Block) -> None:
    assert np.array_equal(np.isnan(found.values), ~HAS_VALUE[found.statuses])
    assert found.statuses.dtype == np.int8
    assert not np.isinf(found.values).any()


terms = st.lists(cell, min_size=1, max_size=5)
signed = st.lists(st.tuples(cell, st.sampled_from([1, -1])), min_size=1, max_size=5)


@given(signed)
def test_a_sum_is_that_of_the_slow_arithmetic(parts: list[tuple[tuple[Status, float], int]]) -> None:
    found = compute_sum([make([item]) for item, _ in parts], [sign for _, sign in parts])
    assert_invariant(found)
    assert_same(get_cell(found), add([(sign, to_cell(item)) for item, sign in parts]))


@given(cell, cell, st.sampled_from([1.0, 100.0, 1000.0]))
def test_a_quotient_is_that_of_the_slow_arithmetic(
    top: tuple[Status, float], bottom: tuple[Status, float], factor: float
) -> None:
    found = compute_quotient(make([top]), make([bottom]), factor)
    assert_invariant(found)
    assert_same(get_cell(found), divide(to_cell(top), to_cell(bottom), factor))
    for counts, given_cell in ((found.numerators, top), (found.denominators, bottom)):
        assert np.isnan(counts[0, 0]) if not given_cell[0].has_value else counts[0, 0] == given_cell[1]


@given(cell, cell)
def test_a_change_is_that_of_the_slow_arithmetic(now: tuple[Status, float], then: tuple[Status, float]) -> None:
    found = compute_change(make([now]), make([then]))
    assert_invariant(found)
    difference = add([(1, to_cell(now)), (-1, to_cell(then))])
    assert_same(get_cell(found), divide(difference, to_cell(then), 100))


@given(st.lists(st.tuples(cell, st.integers(-1, 3)), min_size=1, max_size=12))
def test_group_sums_are_those_of_the_slow_arithmetic(members: list[tuple[tuple[Status, float], int]]) -> None:
    found = compute_group_sums(make([item for item, _ in members]), np.array([group for _, group in members]), 4)
    assert_invariant(found)
    assert found.values.shape == (1, 4)
    for group in range(4):
        own = [(1, to_cell(item)) for item, where in members if where == group]
        assert_same(get_cell(found, group), add(own) if own else Cell(None, "NO_DATA"))


@given(terms, st.randoms(use_true_random=False))
def test_the_order_of_terms_does_not_matter(parts: list[tuple[Status, float]], random: object) -> None:
    mixed = list(parts)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    first, second = (compute_sum([make([item]) for item in order], [1] * len(order)) for order in (parts, mixed))
    assert_same(get_cell(first), get_cell(second))


@given(terms)
def test_secrecy_wins_over_every_other_reason(parts: list[tuple[Status, float]]) -> None:
    """If one part is secret, the total must say so: otherwise it would look as if it could be asked for."""
    with_secret = [*parts, (Status.SUPPRESSED, 0.0)]
    found = compute_sum([make([item]) for item in with_secret], [1] * len(with_secret))
    assert found.statuses[0, 0] == Status.SUPPRESSED
    assert np.isnan(found.values[0, 0])
    quotient = compute_quotient(make([parts[0]]), make([(Status.SUPPRESSED, 0.0)]), 100.0)
    assert quotient.statuses[0, 0] == Status.SUPPRESSED


@given(st.lists(number, min_size=1, max_size=4), st.integers(1, 3))
def test_nothing_adds_nothing(numbers: list[float], gaps: int) -> None:
    parts = [make([(Status.VALUE, item)]) for item in numbers]
    nothing = [make([(Status.NOTHING, 0.0)])] * gaps
    with_nothing = compute_sum([*parts, *nothing], [1] * (len(parts) + gaps))
    assert_same(get_cell(with_nothing), get_cell(compute_sum(parts, [1] * len(parts))))
    assert get_cell(compute_sum(nothing, [1] * gaps)) == Cell(None, "NOTHING"), "nothing and nothing is nothing"


@pytest.mark.parametrize(
    "status", [status for status in INPUT if not status.has_value and status is not Status.NOTHING]
)
def test_a_missing_part_is_never_taken_for_zero(status: Status) -> None:
    found = compute_sum([make([(Status.VALUE, 5.0)]), make([(status, 0.0)])], [1, 1])
    assert get_cell(found) == Cell(None, status.name)


@pytest.mark.parametrize(
    "top", [(Status.VALUE, 0.0), (Status.VALUE, 3.0), (Status.NOTHING, 0.0), (Status.LIMITED, 2.0)]
)
@pytest.mark.parametrize("bottom", [(Status.VALUE, 0.0), (Status.NOTHING, 0.0), (Status.LIMITED, 0.0)])
def test_nothing_can_be_divided_by_zero(top: tuple[Status, float], bottom: tuple[Status, float]) -> None:
    assert get_cell(compute_quotient(make([top]), make([bottom]), 100.0)) == Cell(None, "BLOCKED")


def test_a_change_from_nothing_is_impossible_and_to_nothing_is_a_loss_of_everything() -> None:
    nothing, some = make([(Status.NOTHING, 0.0)]), make([(Status.VALUE, 40.0)])
    assert get_cell(compute_change(some, nothing)) == Cell(None, "BLOCKED")
    assert get_cell(compute_change(nothing, some)) == Cell(-100.0, "VALUE")
    assert get_cell(compute_change(nothing, nothing)) == Cell(None, "BLOCKED")


@given(st.lists(cell, min_size=1, max_size=8), st.data(), st.sampled_from([Status.LIMITED, Status.SMALL_AREA]))
def test_a_mark_keeps_the_number_and_never_makes_one(
    cells: list[tuple[Status, float]], data: st.DataObject, status: Status
) -> None:
    plain = make(cells)
    where = np.array([data.draw(st.lists(st.booleans(), min_size=len(cells), max_size=len(cells)))])
    block = Block(plain.values, plain.values, plain.values, plain.statuses)
    found = mark(block, where, status)
    assert_invariant(found)
    assert np.array_equal(found.values, plain.values, equal_nan=True)
    expected = [
        status if chosen and before.has_value else before for chosen, (before, _) in zip(where[0], cells, strict=True)
    ]
    assert found.statuses[0].tolist() == expected


@given(st.lists(st.lists(st.sampled_from(list(Status)), min_size=3, max_size=3), min_size=1, max_size=4))
def test_combining_statuses_is_order_free_and_keeps_what_is_alike(rows: list[list[Status]]) -> None:
    arrays = [np.array(row, dtype=np.int8) for row in rows]
    combined = combine_statuses(arrays)
    assert np.array_equal(combined, combine_statuses(arrays[::-1]))
    assert np.array_equal(combined, combine_statuses([combined, *arrays]))
    for column, found in enumerate(combined):
        assert found in {row[column] for row in rows}, "a reason is never invented"


def test_every_status_is_either_with_or_without_value() -> None:
    assert HAS_VALUE.tolist() == [status.has_value for status in Status]
    assert IS_CLASSED.tolist() == [status.is_classed for status in Status]
    assert [int(status) for status in Status] == list(range(len(Status))), "they index the arrays above"
    assert all(HAS_VALUE[status] for status in Status if status.is_classed)
