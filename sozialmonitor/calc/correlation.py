"""Do two indicators go together over the areas? Never whether one is the cause of the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

from sozialmonitor.calc.inputs import as_numbers, is_constant
from sozialmonitor.calc.rounding import Floats
from sozialmonitor.domain.errors import CalculationError

SMALLEST_NUMBER = 3
"""Two points always lie on a line."""


@dataclass(frozen=True)
class Correlation:
    """Correlation over the areas that have both values.

    Attributes:
        pearson: of the values; 1 or −1 if they lie on a straight line. spearman: of their ranks, ties
            with mean ranks; 1 or −1 if one always rises or falls with the other. NaN where undefined.
        count: number of areas with both values.
    """

    pearson: float
    spearman: float
    count: int


def compute_correlation(first: npt.ArrayLike, second: npt.ArrayLike) -> Correlation:
    """Pearson's and Spearman's coefficient of two indicators.

    Args:
        first, second: shape ``(areas,)``, each in its own unit; NaN = no value. An area without both
            values takes no part.

    Returns:
        Coefficients between −1 and 1; NaN with fewer than three areas, or where one indicator is the
        same in all of them.

    Raises:
        CalculationError: different shapes, no vector, or an infinite number.

    Source:
        Pearson (1896); Spearman (1904). Unweighted: every area counts as one, whatever its size.
    """
    x, y = as_numbers(first, "Erster Indikator"), as_numbers(second, "Zweiter Indikator")
    if x.ndim != 1 or x.shape != y.shape:
        raise CalculationError("Korrelation: beide Indikatoren müssen für dieselben Gebiete vorliegen.")
    is_paired = ~np.isnan(x) & ~np.isnan(y)
    x, y = x[is_paired], y[is_paired]
    if x.size < SMALLEST_NUMBER or is_constant(x) or is_constant(y):
        return Correlation(float("nan"), float("nan"), int(x.size))
    return Correlation(_correlate(x, y), _correlate(rankdata(x), rankdata(y)), int(x.size))


def _correlate(x: Floats, y: Floats) -> float:
    a, b = x - x.mean(), y - y.mean()
    coefficient = (a @ b) / np.sqrt((a @ a) * (b @ b))
    return float(np.clip(coefficient, -1, 1))  # rounding must not push it over
