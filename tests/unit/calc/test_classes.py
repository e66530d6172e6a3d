"""Class breaks: properties that every method has, and mapclassify as an independent second opinion."""

from __future__ import annotations

from itertools import pairwise

import mapclassify
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sozialmonitor.calc.classes import (
    MAXIMUM_DISTINCT,
    compute_breaks,
    compute_classes,
    compute_diverging_offsets,
)
from sozialmonitor.calc.rounding import MISSING, Integers
from sozialmonitor.domain.classification import ClassMethod
from sozialmonitor.domain.errors import CalculationError

COMPUTED = [ClassMethod.QUANTILE, ClassMethod.FISHER_JENKS, ClassMethod.EQUAL]

integers = st.integers(-10_000, 10_000)
values = st.lists(integers | st.just(int(MISSING)), max_size=60).map(lambda items: np.array(items, dtype=np.int64))
present = st.lists(integers, min_size=1, max_size=60).map(lambda items: np.array(items, dtype=np.int64))
few = st.lists(st.integers(0, 12), min_size=1, max_size=60).map(lambda items: np.array(items, dtype=np.int64))
counts = st.integers(1, 7)
methods = st.sampled_from(COMPUTED)


@given(values, methods, counts)
def test_breaks_ascend_above_the_smallest_value(numbers: Integers, method: ClassMethod, count: int) -> None:
    breaks = compute_breaks(numbers, method, count)
    assert len(breaks) <= count - 1
    assert all(lower < upper for lower, upper in pairwise(breaks))
    valued = numbers[numbers != MISSING]
    if breaks:
        assert valued.min() < breaks[0]
        assert breaks[-1] <= valued.max()
    assert all(isinstance(item, int) for item in breaks)


@given(values, methods, counts)
def test_every_value_lies_in_exactly_one_class(numbers: Integers, method: ClassMethod, count: int) -> None:
    breaks = compute_breaks(numbers, method, count)
    classes = compute_classes(numbers, breaks)
    edges = [-np.inf, *breaks, np.inf]
    for number, found in zip(numbers, classes, strict=True):
        inside = [index for index, (lower, upper) in enumerate(pairwise(edges)) if lower <= number < upper]
        assert [found] == ([-1] if number == MISSING else inside)


@given(few, methods, counts)
def test_no_class_is_empty_but_for_equal_width(numbers: Integers, method: ClassMethod, count: int) -> None:
    breaks = compute_breaks(numbers, method, count)
    if method is not ClassMethod.EQUAL:
        assert set(compute_classes(numbers, breaks)) == set(range(len(breaks) + 1))


@given(values, methods, counts, st.randoms(use_true_random=False))
def test_the_order_of_areas_does_not_matter(numbers: Integers, method: ClassMethod, count: int, random: object) -> None:
    mixed = numbers.tolist()
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert compute_breaks(np.array(mixed, dtype=np.int64), method, count) == compute_breaks(numbers, method, count)


@given(values, methods, counts)
def test_gaps_and_shape_take_no_part(numbers: Integers, method: ClassMethod, count: int) -> None:
    expected = compute_breaks(numbers[numbers != MISSING], method, count)
    assert compute_breaks(numbers, method, count) == expected
    assert compute_breaks(np.stack([numbers, np.full_like(numbers, MISSING)]), method, count) == expected


@given(present, methods, counts, st.integers(-1000, 1000))
def test_moving_all_values_moves_the_breaks(numbers: Integers, method: ClassMethod, count: int, shift: int) -> None:
    assume(method is not ClassMethod.EQUAL or shift % 2 == 0)  # half to even rounds otherwise around odd shifts
    moved = compute_breaks(numbers + shift, method, count)
    if method is ClassMethod.FISHER_JENKS:
        assert cost(numbers + shift, moved) == pytest.approx(cost(numbers, compute_breaks(numbers, method, count)))
    else:
        assert moved == [item + shift for item in compute_breaks(numbers, method, count)]


@given(st.lists(integers, min_size=1, max_size=60, unique=True), counts)
def test_quantiles_have_equally_many_values(numbers: list[int], count: int) -> None:
    """As equal as a whole number of areas allows; also where there are fewer areas than classes."""
    ordered = np.array(numbers, dtype=np.int64)
    classes = compute_classes(ordered, compute_breaks(ordered, ClassMethod.QUANTILE, count))
    sizes = np.bincount(classes)
    assert sizes.max() - sizes.min() <= 1
    assert sizes.size == min(count, len(numbers))


@given(st.lists(integers, min_size=2, max_size=40, unique=True), st.integers(2, 7))
def test_quantiles_are_those_of_mapclassify(numbers: list[int], count: int) -> None:
    """Where the number of areas is a multiple of the number of classes there is only one answer."""
    numbers = numbers[: len(numbers) // count * count]
    assume(len(numbers) > count)
    ordered = np.array(numbers, dtype=np.int64)
    classes = compute_classes(ordered, compute_breaks(ordered, ClassMethod.QUANTILE, count))
    assert classes.tolist() == mapclassify.Quantiles(ordered, k=count).yb.tolist()


def cost(numbers: Integers, breaks: list[int]) -> float:
    """Σ squared deviation from the mean within classes."""
    return sum_squares(numbers, compute_classes(numbers, breaks))


def sum_squares(numbers: npt.NDArray[np.number], classes: npt.NDArray[np.int64]) -> float:
    groups = [numbers[classes == item].astype(float) for item in set(classes.tolist())]
    return float(sum(((group - group.mean()) ** 2).sum() for group in groups))


@pytest.mark.filterwarnings("ignore:Numba not installed:UserWarning")  # slow is good enough for an oracle
@given(present, st.integers(2, 6))
def test_fisher_jenks_is_as_good_as_mapclassify(numbers: Integers, count: int) -> None:
    """Ties allow several partitions, so the sum of squares is compared, not the breaks."""
    assume(np.unique(numbers).size > count)
    breaks = compute_breaks(numbers, ClassMethod.FISHER_JENKS, count)
    centred = numbers - numbers.mean()  # mapclassify computes in float32
    theirs = mapclassify.FisherJenks(centred, k=count)
    assert len(breaks) == count - 1
    assert cost(numbers, breaks) <= sum_squares(centred, theirs.yb) * (1 + 1e-5) + 1e-6


def test_fisher_jenks_keeps_its_digits_with_large_values() -> None:
    """Three groups a hair apart, far from zero: without centring the squares would swallow the differences."""
    groups = [10**9, 10**9 + 10, 10**9 + 20]
    numbers = np.array([start + step for start in groups for step in range(5)], dtype=np.int64)
    assert compute_breaks(numbers, ClassMethod.FISHER_JENKS, 3) == groups[1:]


def test_fisher_jenks_copes_with_many_values() -> None:
    numbers = np.random.default_rng(1).integers(0, 10**6, 4 * MAXIMUM_DISTINCT)
    breaks = compute_breaks(numbers, ClassMethod.FISHER_JENKS, 5)
    assert [round(item / 10**6, 1) for item in breaks] == [0.2, 0.4, 0.6, 0.8]


@given(present, counts)
def test_equal_classes_are_equally_wide(numbers: Integers, count: int) -> None:
    width = (int(numbers.max()) - int(numbers.min())) / count
    breaks = compute_breaks(numbers, ClassMethod.EQUAL, count)
    for item in breaks:
        steps = (item - int(numbers.min())) / width
        assert abs(steps - round(steps)) * width <= 0.5 + 1e-6, "each break is a rounded step"


@pytest.mark.parametrize("method", COMPUTED)
def test_a_single_value_needs_no_break(method: ClassMethod) -> None:
    assert compute_breaks(np.array([7, 7, 7]), method, 5) == []
    assert compute_breaks(np.array([], dtype=np.int64), method, 5) == []
    assert compute_breaks(np.array([MISSING]), method, 5) == []
    assert compute_breaks(np.array([1, 2, 3]), method, 1) == []


def test_what_cannot_be_computed_is_refused() -> None:
    with pytest.raises(CalculationError, match="mindestens eine Klasse"):
        compute_breaks(np.array([1, 2]), ClassMethod.QUANTILE, 0)
    with pytest.raises(CalculationError, match="werden angegeben, nicht berechnet"):
        compute_breaks(np.array([1, 2]), ClassMethod.MANUAL, 3)


@given(values)
def test_diverging_classes_hold_two_fifths_and_four_fifths(differences: Integers) -> None:
    valued = np.abs(differences[differences != MISSING])
    inner, outer = compute_diverging_offsets(np.where(differences == MISSING, MISSING, differences))
    assert 1 <= inner < outer
    if valued.size:
        assert (valued <= inner).mean() >= 0.4
        assert (valued <= outer).mean() >= 0.8


@given(values, st.integers(1, 7))
def test_classes_of_given_breaks(numbers: Integers, count: int) -> None:
    """Also for breaks a user typed in: ascending, but anywhere."""
    breaks = list(range(-3 * count, 4 * count, 7))
    expected = [-1 if number == MISSING else sum(number >= item for item in breaks) for number in numbers]
    assert compute_classes(numbers, breaks).tolist() == expected
