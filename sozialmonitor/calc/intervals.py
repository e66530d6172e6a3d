"""Confidence intervals of proportions, counts and rates.

Counts are seen as one outcome of chance: a small area's rate says less about its people than a large one's.
A count with the sign "nothing" is zero here, not NaN.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from sozialmonitor.calc.inputs import as_counts
from sozialmonitor.calc.rounding import Floats
from sozialmonitor.domain.errors import CalculationError

CONFIDENCE_95 = 0.95

SMALLEST_BYAR_COUNT = 10
"""Below this count Byar's approximation gives way to the exact limits."""


@dataclass(frozen=True)
class Interval:
    """Limits of the same shape and unit as the values they belong to; NaN where there is none."""

    lower: Floats
    upper: Floats


def compute_wilson_interval(
    counts: npt.ArrayLike, totals: npt.ArrayLike, confidence: float = CONFIDENCE_95, factor: float = 1.0
) -> Interval:
    """Wilson score interval of the proportion ``counts / totals``.

    Args:
        counts: any shape, persons or cases; NaN = no value.
        totals: same shape (or broadcastable), all persons or cases the counts are a part of.
        confidence: 0.95 or 0.998; any level between 0 and 1 is possible.
        factor: unit of the result: 1 for a share of one, 100 for per cent.

    Returns:
        Shape of the input, in the unit given by ``factor``, within 0 and ``factor``. NaN where either
        number is NaN or the total is 0.

    Raises:
        CalculationError: a negative or infinite number, a part larger than its total, or no such level.

    Source:
        OHID Fingertips technical guide; Wilson, E. B. (1927). Checked against PHEindicatormethods.
    """
    part, total = _part_and_total(counts, totals)
    z = -special.ndtri(_tail(confidence))
    centre = 2 * part + z**2
    spread = z * np.sqrt(z**2 + 4 * part * (1 - part / total))
    lower, upper = ((centre + side) / (2 * (total + z**2)) for side in (-spread, spread))
    return _at_the_ends(part, total, Interval(lower, upper), factor)


def compute_beta_interval(
    counts: npt.ArrayLike, totals: npt.ArrayLike, confidence: float = CONFIDENCE_95, factor: float = 1.0
) -> Interval:
    """Interval of a proportion from Beta(k + ½, n − k + ½), the distribution the index draws from.

    Use Wilson beside a published proportion; this one says how far the draws behind P(class) reach.

    Args:
        counts, totals, confidence, factor: as in ``compute_wilson_interval``.

    Returns:
        As in ``compute_wilson_interval``; the lower limit of 0 of n is 0, the upper limit of n of n is 1.

    Raises:
        CalculationError: as in ``compute_wilson_interval``.

    Source:
        Jeffreys interval; Brown, Cai, DasGupta (2001): Interval estimation for a binomial proportion.
    """
    part, total = _part_and_total(counts, totals)
    tail = _tail(confidence)
    lower = special.betaincinv(part + 0.5, total - part + 0.5, tail)
    upper = special.betaincinv(part + 0.5, total - part + 0.5, 1 - tail)
    return _at_the_ends(part, total, Interval(lower, upper), factor)


def compute_byar_interval(counts: npt.ArrayLike, confidence: float = CONFIDENCE_95) -> Interval:
    """Byar's approximate interval of a count; good from about 10 on, see ``compute_count_interval``.

    Args:
        counts: any shape, cases; NaN = no value. confidence: between 0 and 1.

    Returns:
        Same shape, cases. NaN where the count is NaN; the lower limit is NaN also where the
        approximation breaks down and would be negative (1 case at 99.8 %), and 0 for 0 cases.

    Raises:
        CalculationError: a negative or infinite number, or no such level.

    Source:
        Breslow and Day (1987), volume II; OHID Fingertips technical guide. Checked against PHEindicatormethods.
    """
    cases = as_counts(counts, "Fallzahl")
    z = -special.ndtri(_tail(confidence))
    positive = np.where(cases > 0, cases, np.nan)
    lower = positive * (1 - 1 / (9 * positive) - z / (3 * np.sqrt(positive))) ** 3
    upper = (cases + 1) * (1 - 1 / (9 * (cases + 1)) + z / (3 * np.sqrt(cases + 1))) ** 3
    lower = np.where(lower < 0, np.nan, lower)
    return Interval(np.where(cases == 0, 0.0, lower), upper)


def compute_poisson_interval(counts: npt.ArrayLike, confidence: float = CONFIDENCE_95) -> Interval:
    """Exact Poisson interval of a count: ½χ²(α/2; 2x) to ½χ²(1 − α/2; 2x + 2).

    Args:
        counts: any shape, cases, need not be whole; NaN = no value. confidence: between 0 and 1.

    Returns:
        Same shape, cases; NaN where the count is NaN. The lower limit of 0 cases is 0.

    Raises:
        CalculationError: a negative or infinite number, or no such level.

    Source:
        OHID Fingertips technical guide. Checked against PHEindicatormethods.
    """
    cases = as_counts(counts, "Fallzahl")
    tail = _tail(confidence)
    # χ² with 2x degrees of freedom is twice a gamma variable with shape x.
    lower = special.gammaincinv(np.where(cases > 0, cases, np.nan), tail)
    return Interval(np.where(cases == 0, 0.0, lower), special.gammainccinv(cases + 1, tail))


def compute_count_interval(counts: npt.ArrayLike, confidence: float = CONFIDENCE_95) -> Interval:
    """Interval of a count: exact below 10 cases, Byar from 10 on; everything else as in those two."""
    cases = as_counts(counts, "Fallzahl")
    is_small = cases < SMALLEST_BYAR_COUNT
    # The exact limits are slow, so they are computed for small counts only.
    exact = compute_poisson_interval(np.where(is_small, cases, np.nan), confidence)
    byar = compute_byar_interval(cases, confidence)
    return Interval(np.where(is_small, exact.lower, byar.lower), np.where(is_small, exact.upper, byar.upper))


def compute_rate_interval(
    counts: npt.ArrayLike, denominators: npt.ArrayLike, confidence: float = CONFIDENCE_95, factor: float = 1.0
) -> Interval:
    """Interval of the rate ``factor × counts / denominators``, whose counts are no part of the denominators.

    Args:
        counts: any shape, cases; NaN = no value. denominators: same shape (or broadcastable).
        confidence: between 0 and 1. factor: 1000 for a rate per thousand.

    Returns:
        Shape of the input, in the unit of the rate; NaN where either number is NaN or the denominator is 0.

    Raises:
        CalculationError: a negative or infinite number, or no such level.

    Source:
        OHID Fingertips technical guide; the denominator counts as known without error.
    """
    bottom = as_counts(denominators, "Nenner")
    scale = factor / np.where(bottom > 0, bottom, np.nan)
    cases = compute_count_interval(counts, confidence)
    return Interval(cases.lower * scale, cases.upper * scale)


def _part_and_total(counts: npt.ArrayLike, totals: npt.ArrayLike) -> tuple[Floats, Floats]:
    part, total = as_counts(counts, "Zähler"), as_counts(totals, "Nenner")
    if (part > total).any():
        raise CalculationError("Anteil: ein Zähler ist größer als sein Nenner; für Raten gilt ein anderes Intervall.")
    return part, np.where(total > 0, total, np.nan)


def _at_the_ends(part: Floats, total: Floats, share: Interval, factor: float) -> Interval:
    """Nobody of n has the lower limit 0 and all of n the upper limit 1, exactly and not up to rounding."""
    lower = np.where((part == 0) & (total > 0), 0.0, share.lower)
    upper = np.where((part == total) & (total > 0), 1.0, share.upper)
    return Interval(factor * lower, factor * upper)


def _tail(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise CalculationError(f"Vertrauensniveau {confidence:g}: es liegt zwischen 0 und 1, zum Beispiel 0.95.")
    return (1 - confidence) / 2
