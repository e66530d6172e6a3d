"""Where an area lies among all areas and to the whole territory, on one line from −1 to 1."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from sozialmonitor.calc.rounding import Floats
from sozialmonitor.domain.indicator import Direction

SMALLEST_FOR_QUARTILES = 5
"""With fewer areas a quarter of them is less than two."""


@dataclass(frozen=True)
class Spine:
    """Positions on the line; right is better, or higher if the indicator is neutral. NaN = not there.

    Attributes:
        has_benchmark: whether the middle of the line is the value of the whole territory. Otherwise the line
            reaches from the lowest to the highest area, and its middle means nothing.
        low, high: the outermost areas, left and right. box_low, box_high: quartiles of the areas.
        value: the area itself. error_low, error_high: its 95 % interval, cut off at the ends of the line.
    """

    has_benchmark: bool
    is_neutral: bool
    low: float
    box_low: float
    box_high: float
    high: float
    value: float
    error_low: float
    error_high: float


def build_spine(
    value: float,
    interval: tuple[float, float],
    spread: tuple[float, float, float, float],
    benchmark: float,
    count: int,
    direction: Direction,
) -> Spine | None:
    """Scale one indicator so that the benchmark is the centre and the farthest area touches an end.

    Both sides have the same scale: equal distances on the line are equal differences.

    Args:
        value, interval: of the area, unit of the indicator; NaN = none.
        spread: minimum, lower quartile, upper quartile and maximum of all valued areas, same unit.
        benchmark: value of the whole territory; NaN = none.
        count: number of valued areas.

    Returns:
        None where no area is valued.
    """
    minimum, lower, upper, maximum = spread
    if math.isnan(minimum):
        return None
    has_benchmark = not math.isnan(benchmark)
    centre = benchmark if has_benchmark else (minimum + maximum) / 2
    reach = max(abs(minimum - centre), abs(maximum - centre)) or 1.0
    sign = -1.0 if direction is Direction.LOWER_IS_BETTER else 1.0
    quartiles = (lower, upper) if count >= SMALLEST_FOR_QUARTILES else (math.nan, math.nan)
    points: Floats = sign * (np.array([minimum, maximum, *quartiles, *interval, value]) - centre) / reach
    minimum, maximum, lower, upper, error_low, error_high, own = np.clip(points, -1.0, 1.0).tolist()
    if sign < 0:
        minimum, maximum, lower, upper, error_low, error_high = maximum, minimum, upper, lower, error_high, error_low
    return Spine(
        has_benchmark=has_benchmark,
        is_neutral=direction is Direction.NEUTRAL,
        low=minimum,
        box_low=lower,
        box_high=upper,
        high=maximum,
        value=own,
        error_low=error_low,
        error_high=error_high,
    )
