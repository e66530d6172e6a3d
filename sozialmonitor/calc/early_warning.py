"""Hints that an area deserves a second look, and how many of them chance alone would bring.

Two rules, each with its own count of false alarms:

* trends: at least ``FEWEST_WORSE`` indicators of an area worsened by the tested trend;
* classes: more likely than ``LIKELY`` the area is now in a class with more burden than before.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.stats import binom

from sozialmonitor.calc.rounding import Floats, Integers
from sozialmonitor.calc.trends import Trend
from sozialmonitor.calc.typology.classes import UNCLASSED, Codes
from sozialmonitor.calc.typology.scheme import Flags
from sozialmonitor.domain.errors import CalculationError
from sozialmonitor.domain.indicator import Direction

FEWEST_WORSE = 2
"""So many indicators have to worsen: a single one is told by the overview already."""

FALSE_RISE = 0.004
"""How often the trend test reports a change in one certain direction where there is none, at most.

By its level it should be 0.001, half of the two-sided 0.2 %. Simulated with nothing but chance it is about that among
thousands of persons, but more among few: up to 0.002 among 100 persons, and 0.004 among 30. The same sign in five
further fits does not make up for it. The bound holds for shares of at least 30 persons and for rates of events.
"""

LIKELY = 0.5
"""More probable than this, an area is called likely to have fallen."""


def find_worsened(trends: npt.NDArray[np.int8], direction: Direction) -> Flags:
    """Where a tested trend leads to the unfavourable side; nowhere for a neutral indicator.

    Args:
        trends: ``Trend`` of each area, any shape.
    """
    worse = {Direction.LOWER_IS_BETTER: Trend.RISING, Direction.HIGHER_IS_BETTER: Trend.FALLING}.get(direction)
    return np.zeros(trends.shape, bool) if worse is None else trends == worse


def compute_false_alarms(
    tests: npt.NDArray[np.int64] | Sequence[int], level: float = FALSE_RISE, fewest: int = FEWEST_WORSE
) -> tuple[float, float]:
    """How many areas would be hinted at although nothing has changed anywhere.

    In an area with m tests the number of false reports is at most binomial with m and ``level`` if the tests are
    independent; the chance of ``fewest`` or more of them is added up over the areas. Indicators are related,
    however: if one reports falsely, so may the other. Whatever their relation, by Markov's inequality the chance is
    at most m × level ÷ fewest.

    Args:
        tests: number of tested indicators of each area, shape ``(areas,)``.
        level: how often one test reports falsely, at most. fewest: reports that make a hint.

    Returns:
        Upper bound for independent tests, and upper bound for any relation between them.

    Raises:
        CalculationError: a negative number of tests, a level that is no probability, or ``fewest`` below 1.
    """
    counts = np.asarray(tests, np.int64)
    if (counts < 0).any() or not 0 <= level <= 1 or fewest < 1:
        raise CalculationError("Fehlalarme: Zahl der Prüfungen, Niveau oder Mindestzahl ist unmöglich.")
    independent = binom.sf(fewest - 1, counts, level)
    related = np.where(counts < fewest, 0.0, np.minimum(1.0, counts * level / fewest))
    return float(independent.sum()), float(related.sum())


def compute_fall_probabilities(probabilities: Floats, earlier: Codes) -> Floats:
    """How likely each area is now in a class with more burden than it had.

    Args:
        probabilities: shape ``(areas, classes)``, share of draws in each class, from least to most burden; NaN = not
            valued now. earlier: class at the earlier period, shape ``(areas,)``, ``UNCLASSED`` = not valued then.

    Returns:
        Shape ``(areas,)``; NaN where the area is not valued in both periods.

    Raises:
        CalculationError: unlike numbers of areas, or a class that there is not.
    """
    if probabilities.ndim != 2 or earlier.shape != probabilities.shape[:1]:
        raise CalculationError("Klassenwechsel: beide Zeitpunkte müssen für dieselben Gebiete vorliegen.")
    if earlier.max(initial=UNCLASSED) >= probabilities.shape[1]:
        raise CalculationError("Klassenwechsel: die frühere Klasse gibt es heute nicht.")
    is_worse = np.arange(probabilities.shape[1]) > earlier[:, None]
    fallen = np.where(is_worse, probabilities, 0.0 * probabilities).sum(axis=1)  # 0 × NaN stays NaN
    return np.where(earlier == UNCLASSED, np.nan, np.minimum(fallen, 1.0))


def find_likely_falls(probabilities: Floats, likely: float = LIKELY) -> Integers:
    """Positions of the areas that have probably fallen, ascending; NaN is never one of them."""
    return np.flatnonzero(np.nan_to_num(probabilities, nan=0.0) > likely)


def compute_expected_errors(probabilities: Floats) -> float:
    """How many of the hinted areas have not fallen, on average: Σ(1 − P) over them."""
    return float((1 - probabilities).sum())
