"""Can an area be told apart from a benchmark, such as the value of the whole city?"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.inputs import as_numbers
from sozialmonitor.calc.intervals import Interval
from sozialmonitor.domain.errors import CalculationError


class Comparison(IntEnum):
    """Where a value lies. Higher and lower only; whether that is good, the indicator's direction says."""

    UNKNOWN = 0
    NOT_DISTINGUISHABLE = 1
    BELOW = 2
    ABOVE = 3


def compute_comparisons(interval: Interval, benchmark: npt.ArrayLike) -> npt.NDArray[np.int8]:
    """Compare values with a benchmark by their confidence intervals.

    The benchmark counts as known without error. It must lie outside the interval; on a limit it still
    lies inside.

    Args:
        interval: limits of any shape, unit of the indicator; NaN = no interval.
        benchmark: a number or an array that broadcasts to the limits (``(periods, 1)`` beside
            ``(periods, areas)``), same unit; NaN = no value.

    Returns:
        ``Comparison`` of each value, shape of the limits; UNKNOWN where a limit or the benchmark is NaN.

    Raises:
        CalculationError: an infinite number, or a lower limit above its upper limit.

    Source:
        OHID Fingertips technical guide, comparison with a benchmark by overlapping intervals.
    """
    lower, upper = as_numbers(interval.lower, "Untergrenze"), as_numbers(interval.upper, "Obergrenze")
    level = as_numbers(benchmark, "Vergleichswert")
    if (lower > upper).any():
        raise CalculationError("Intervall: eine Untergrenze liegt über ihrer Obergrenze; sind sie vertauscht?")
    return np.select(
        [np.isnan(lower) | np.isnan(upper) | np.isnan(level), lower > level, upper < level],
        [np.int8(Comparison.UNKNOWN), np.int8(Comparison.ABOVE), np.int8(Comparison.BELOW)],
        np.int8(Comparison.NOT_DISTINGUISHABLE),
    )


def compute_pair_comparison(first: tuple[float, float], second: tuple[float, float]) -> Comparison:
    """Compare two values by whether their confidence intervals overlap.

    Args:
        first, second: lower and upper limit of each value, same unit and level; NaN = no interval.

    Returns:
        ABOVE or BELOW (the first against the second) if the intervals have no point in common,
        NOT_DISTINGUISHABLE if they touch or overlap, UNKNOWN where a limit is NaN.

    Raises:
        CalculationError: an infinite number, or a lower limit above its upper limit.

    Source:
        Non-overlapping 95 % intervals: a stricter rule than a test of the difference, so it claims less.
    """
    limits = as_numbers([first, second], "Intervalle")
    if (limits[:, 0] > limits[:, 1]).any():
        raise CalculationError("Intervall: eine Untergrenze liegt über ihrer Obergrenze; sind sie vertauscht?")
    if np.isnan(limits).any():
        return Comparison.UNKNOWN
    if limits[0, 0] > limits[1, 1]:
        return Comparison.ABOVE
    return Comparison.BELOW if limits[0, 1] < limits[1, 0] else Comparison.NOT_DISTINGUISHABLE
