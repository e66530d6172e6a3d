"""Did an area's value really rise or fall, or is it within chance?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.inputs import as_numbers
from sozialmonitor.calc.intervals import Interval
from sozialmonitor.calc.pooling import compute_window_starts
from sozialmonitor.calc.rounding import Floats
from sozialmonitor.domain.errors import CalculationError

PERIODS = 5
"""Number of periods tested: the most recent ones."""

CRITICAL_CHI_SQUARE = 9.54953570608324
"""99.8 % point of χ² with one degree of freedom, to the digits of the reference implementation."""

_INTERVAL_WIDTH = 3.92
"""Width of a 95 % interval in standard errors."""

_NO_SLOPE = 1e-12
"""A rise over the window below this share of the level is rounding error, not a sign."""


class Trend(IntEnum):
    """Result of the test. Rising and falling only; whether that is good, the indicator's direction says."""

    NOT_DETERMINABLE = 0
    NO_SECURED_CHANGE = 1
    RISING = 2
    FALLING = 3


@dataclass(frozen=True)
class TrendTest:
    """Tested trends, each of the shape ``(areas,)``.

    Attributes:
        trends: ``Trend`` of each area.
        slopes: weighted slope, unit of the indicator per year; NaN where not determinable.
        chi_squares: squared slope over its variance; NaN where not determinable.
    """

    trends: npt.NDArray[np.int8]
    slopes: Floats
    chi_squares: Floats


def compute_trends(values: npt.ArrayLike, interval: Interval, positions: npt.ArrayLike, step: float) -> TrendTest:
    """Test the last five periods of every area for a trend.

    A straight line is fitted with weights 1/SE². It counts as rising or falling only if χ² exceeds the
    99.8 % point **and** the line leads the same way when any one of the five periods is left out.

    Args:
        values: shape ``(periods, areas)``, unit of the indicator; NaN = no value.
        interval: **95 %** limits of the values, same shape and unit; SE = (upper − lower) / 3.92.
        positions: shape ``(periods,)``, strictly ascending, in years: 2024.0, second quarter 2024.25.
        step: usual distance of two periods in years.

    Returns:
        NOT_DETERMINABLE where the last five periods are not consecutive, fewer than five, or one of
        them has no value or no interval (or one without width). The trend ends with the last period
        given: an older run of five says nothing about today.

    Raises:
        CalculationError: shapes that do not match, a lower limit above its upper limit, an infinite
            number, positions not ascending, or a step that is not positive.

    Source:
        OHID Fingertips technical guide, recent trends; checked against the cases of dhsc-govuk/FingertipsNext.
        Unlike there, a fit without any slope agrees with neither direction (there it counts as rising).
    """
    points = as_numbers(values, "Werte")
    lower, upper = as_numbers(interval.lower, "Untergrenze"), as_numbers(interval.upper, "Obergrenze")
    years = as_numbers(positions, "Perioden")
    if points.ndim != 2 or not (points.shape == lower.shape == upper.shape) or years.size != points.shape[0]:
        raise CalculationError("Werte und Intervalle müssen für dieselben Perioden und Gebiete vorliegen.")
    if (lower > upper).any():
        raise CalculationError("Intervall: eine Untergrenze liegt über ihrer Obergrenze; sind sie vertauscht?")
    areas = points.shape[1]
    test = TrendTest(
        np.full(areas, Trend.NOT_DETERMINABLE, dtype=np.int8), np.full(areas, np.nan), np.full(areas, np.nan)
    )
    if years.size - PERIODS not in compute_window_starts(years, step, PERIODS):
        return test
    errors = (upper[-PERIODS:] - lower[-PERIODS:]) / _INTERVAL_WIDTH
    usable = np.flatnonzero(np.all(~np.isnan(points[-PERIODS:]) & (errors > 0), axis=0))
    test.trends[usable], test.slopes[usable], test.chi_squares[usable] = _test_complete(
        years[-PERIODS:, np.newaxis], points[-PERIODS:, usable], errors[:, usable] ** -2
    )
    return test


def _test_complete(x: Floats, y: Floats, weights: Floats) -> tuple[npt.NDArray[np.int8], Floats, Floats]:
    """Trend, slope and χ² of areas that have everything, shape ``(PERIODS, areas)``."""
    slopes, precisions = _fit(x, y, weights)
    noise = _NO_SLOPE * np.abs(y).max(axis=0) / np.ptp(x)
    rising, falling = slopes > noise, slopes < -noise
    for left_out in range(PERIODS):
        rest = np.arange(PERIODS) != left_out
        partial, _ = _fit(x[rest], y[rest], weights[rest])
        rising &= partial > noise
        falling &= partial < -noise
    chi_squares = slopes**2 * precisions
    is_secured = chi_squares > CRITICAL_CHI_SQUARE
    trends = np.select(
        [is_secured & rising, is_secured & falling],
        [np.int8(Trend.RISING), np.int8(Trend.FALLING)],
        np.int8(Trend.NO_SECURED_CHANGE),
    )
    return trends, slopes, chi_squares


def _fit(x: Floats, y: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Weighted slope and its precision (one over its variance, the weights being exact)."""
    total = weights.sum(axis=0)
    # Centred first: with years around 2000 the difference of squares would lose its digits.
    x_centred = x - (weights * x).sum(axis=0) / total
    y_centred = y - (weights * y).sum(axis=0) / total
    precisions = (weights * x_centred**2).sum(axis=0)
    return (weights * x_centred * y_centred).sum(axis=0) / precisions, precisions
