"""Rounding against Python's decimal arithmetic, which counts as the reference."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sozialmonitor.calc.rounding import (
    MISSING,
    compute_display_integers,
    find_less_than_half,
    round_half_away,
    split_display_integer,
)

written = st.decimals(-10_000_000, 10_000_000, places=4, allow_nan=False)
"""Numbers as sources write them; a tie such as 0.15 is exact here and a hair off in binary."""


def reference(number: Decimal, decimals: int) -> int:
    """ROUND_HALF_UP of ``decimal`` rounds half away from zero, also below zero."""
    return int(number.scaleb(decimals).quantize(Decimal(1), rounding=ROUND_HALF_UP))


@given(written, st.integers(0, 3))
@example(Decimal("1020.25"), 1)
@example(Decimal("-1020.25"), 1)
@example(Decimal("0.15"), 1)
@example(Decimal("2.675"), 2)
@example(Decimal("-0.5"), 0)
@example(Decimal("0.4999"), 0)
@example(Decimal("9999999.9995"), 3)
def test_rounding_is_that_of_decimal_arithmetic(number: Decimal, decimals: int) -> None:
    assert int(compute_display_integers(float(number), decimals)) == reference(number, decimals)


@given(st.integers(-10_000_000, 10_000_000), st.integers(0, 3))
@example(100, 2)
def test_every_tie_is_seen_as_one(half: int, decimals: int) -> None:
    """1.005 with two decimals is 1.01, although in binary it lies a hair below the tie."""
    number = (2 * half + 1) * Decimal("0.5").scaleb(-decimals)
    assert int(compute_display_integers(float(number), decimals)) == reference(number, decimals)


@given(st.integers(-(2**53), 2**53))
@example(2**53 - 1)
@example(-(2**53) + 1)
@example(2**52 + 1)
@example(10**15 + 1)
def test_whole_numbers_stay_what_they_are(number: int) -> None:
    """Up to the largest that a float can count; adding a half first would make an even number of an odd one."""
    assert int(compute_display_integers(float(number), 0)) == number


@given(written, st.integers(0, 3))
@example(Decimal("0.04"), 1)
@example(Decimal("-0.04"), 1)
@example(Decimal("0.05"), 1)
@example(Decimal("0"), 1)
def test_less_than_half_is_seen_but_not_a_zero(number: Decimal, decimals: int) -> None:
    expected = number != 0 and reference(number, decimals) == 0
    assert bool(find_less_than_half(float(number), decimals)) is expected


@given(st.integers(0, 100_000), st.integers(1, 100_000), st.integers(0, 3))
def test_shares_are_rounded_like_exact_fractions(part: int, whole: int, decimals: int) -> None:
    """Values are quotients of counts; where the exact quotient is a tie, it must be seen as one."""
    exact = Decimal(part) * 100 / Decimal(whole)
    scaled = exact.scaleb(decimals)
    is_nearly_a_tie = abs(scaled % 1 - Decimal("0.5")) < Decimal("1e-9") and part * 200 * 10**decimals % whole
    if not is_nearly_a_tie:
        assert int(compute_display_integers(100 * part / whole, decimals)) == reference(exact, decimals)


@given(st.lists(written | st.just(Decimal("NaN")), max_size=20), st.integers(0, 3))
def test_shape_and_gaps_are_kept(numbers: list[Decimal], decimals: int) -> None:
    values = np.array([float(number) for number in numbers]).reshape(-1, 1)
    integers = compute_display_integers(values, decimals)
    assert integers.dtype == np.int64
    assert integers.shape == values.shape
    assert np.array_equal(integers == MISSING, np.isnan(values))


@given(written, st.integers(0, 3))
def test_rounding_is_symmetric_and_done_once(number: Decimal, decimals: int) -> None:
    value = float(number)
    assert compute_display_integers(-value, decimals) == -compute_display_integers(value, decimals)
    rounded = round_half_away(value, decimals)
    assert round_half_away(rounded, decimals) == rounded


def test_the_example_of_the_method() -> None:
    assert round_half_away(1020.25, 1) == 1020.3
    assert round_half_away([0.05, -0.05, 2.5, -2.5], 1).tolist() == [0.1, -0.1, 2.5, -2.5]


@pytest.mark.parametrize("decimals", [0, 1, 3])
def test_nan_stays_nan(decimals: int) -> None:
    assert np.isnan(round_half_away(np.nan, decimals))


@given(
    st.lists(st.floats(-50, 50, allow_nan=False).map(lambda part: round(part, 6)), min_size=1, max_size=6),
    st.floats(-50, 50, allow_nan=False),
    st.integers(0, 2),
)
def test_printed_parts_add_up_to_the_printed_difference(parts: list[float], before: float, decimals: int) -> None:
    """The total is the difference of two rounded numbers, so it may lie a unit beside the sum of the parts."""
    ends = compute_display_integers([before, before + sum(parts)], decimals)
    total = int(ends[1] - ends[0])
    integers = split_display_integer(parts, total, decimals)
    assert integers.sum() == total
    assert (np.abs(integers - np.array(parts) * 10**decimals) < 2 + 1e-6).all()
    is_zero = np.array(parts) == 0
    if not is_zero.all():
        assert (integers[is_zero] == 0).all()


def test_the_largest_remainder_is_rounded_up() -> None:
    assert split_display_integer([0.126, 0.124, 0.0], 25, 2).tolist() == [13, 12, 0]
    assert split_display_integer([-0.606, 0.717, 0.0, 0.0], 11, 2).tolist() == [-61, 72, 0, 0]
    assert split_display_integer([0.1 + 0.2, 0.0], 30, 2).tolist() == [30, 0]
    assert split_display_integer([0.0, 0.0], 1, 2).tolist() == [1, 0]
    assert split_display_integer([0.308, 0.121], 41, 2).tolist() == [30, 11], "who was rounded down least gives back"
