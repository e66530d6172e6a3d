"""The line from −1 to 1: centre, sides, ends, and what must not be drawn."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.domain.indicator import Direction
from sozialmonitor.views.profile.spine import Spine, build_spine

NAN = math.nan
NO_INTERVAL = (NAN, NAN)
SPREAD = (2.0, 4.0, 8.0, 15.0)


def build(value: float, benchmark: float = 5.0, direction: Direction = Direction.NEUTRAL, count: int = 13) -> Spine:
    spine = build_spine(value, (value - 1, value + 1), SPREAD, benchmark, count, direction)
    assert spine is not None
    return spine


def test_the_benchmark_is_the_centre_and_the_farthest_area_touches_an_end() -> None:
    spine = build(5.0)
    assert spine.value == 0
    assert (spine.low, spine.high) == (pytest.approx(-0.3), 1.0)
    assert (spine.box_low, spine.box_high) == (pytest.approx(-0.1), pytest.approx(0.3))
    assert (spine.error_low, spine.error_high) == (pytest.approx(-0.1), pytest.approx(0.1))


def test_right_is_better() -> None:
    assert build(10.0, direction=Direction.HIGHER_IS_BETTER).value == pytest.approx(0.5)
    lower = build(10.0, direction=Direction.LOWER_IS_BETTER)
    assert lower.value == pytest.approx(-0.5)
    assert (lower.low, lower.high) == (-1.0, pytest.approx(0.3))
    assert lower.error_low < lower.value < lower.error_high
    assert lower.box_low < lower.box_high


def test_only_neutral_indicators_are_neutral() -> None:
    assert build(5.0).is_neutral
    assert not build(5.0, direction=Direction.LOWER_IS_BETTER).is_neutral


def test_without_a_benchmark_the_line_reaches_from_the_lowest_to_the_highest() -> None:
    spine = build(15.0, benchmark=NAN)
    assert not spine.has_benchmark
    assert (spine.low, spine.high, spine.value) == (-1.0, 1.0, 1.0)


def test_few_areas_have_no_quartiles() -> None:
    assert math.isnan(build(5.0, count=4).box_low)
    assert not math.isnan(build(5.0, count=5).box_low)


def test_a_missing_value_stays_missing() -> None:
    spine = build_spine(NAN, NO_INTERVAL, SPREAD, 5.0, 13, Direction.NEUTRAL)
    assert spine is not None
    assert math.isnan(spine.value)
    assert math.isnan(spine.error_low)


def test_nothing_is_drawn_where_no_area_has_a_value() -> None:
    assert build_spine(NAN, NO_INTERVAL, (NAN, NAN, NAN, NAN), 5.0, 0, Direction.NEUTRAL) is None


def test_equal_areas_lie_in_the_centre() -> None:
    spine = build_spine(5.0, NO_INTERVAL, (5.0, 5.0, 5.0, 5.0), 5.0, 13, Direction.NEUTRAL)
    assert spine is not None
    assert (spine.low, spine.value, spine.high) == (0, 0, 0)


numbers = st.floats(-1e6, 1e6)


@given(st.lists(numbers, min_size=4, max_size=4).map(sorted), numbers, numbers, st.sampled_from(Direction))
def test_everything_stays_on_the_line_in_order(
    spread: list[float], value: float, benchmark: float, direction: Direction
) -> None:
    minimum, lower, upper, maximum = spread
    spine = build_spine(value, (value, value), (minimum, lower, upper, maximum), benchmark, 13, direction)
    assert spine is not None
    assert -1 <= spine.low <= spine.box_low <= spine.box_high <= spine.high <= 1
    assert -1 <= spine.value <= 1
