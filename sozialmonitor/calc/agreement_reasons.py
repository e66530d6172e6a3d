"""Why an area is in another class by one index than by another: which indicator, or only other cut-offs.

Two indices are in different units (sums of z-scores, mean ranks, percentage points), so both are measured in standard
deviations over the areas that both value: index minus mean, divided by the spread. What an indicator contributes to an
index is weight × score, minus its mean over the areas, divided by the same spread; the contributions add up to the
index exactly. An indicator that an index does not hold contributes nothing to it. Hence the difference of the two
indices of an area is the sum, over all indicators of either, of the differences of their contributions.

The reason for another class is then told in two steps:

1. Both indices are cut with the cut-offs of the second. If that no longer leads to different classes, or to the other
   side, the cut-offs alone explain the difference.
2. Else the reason is the indicator with the largest difference in the direction in which the indices differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sozialmonitor.calc.rounding import Floats, Integers
from sozialmonitor.calc.typology import ClassedIndex
from sozialmonitor.calc.typology_classes import TOLERANCE, UNCLASSED
from sozialmonitor.calc.typology_scheme import Flags
from sozialmonitor.domain.errors import CalculationError

CUTOFFS = -1
"""Stands for "only the cut-offs" among the columns of indicators."""


@dataclass(frozen=True, eq=False)
class Opinion:
    """A classification of areas by an index.

    Attributes:
        indicators: ids, unique. factors: what the scores are multiplied with, shape ``(indicators,)``.
    """

    indicators: tuple[str, ...]
    factors: Floats
    classed: ClassedIndex


@dataclass(frozen=True, eq=False)
class Disagreement:
    """Where two opinions differ, and why.

    Attributes:
        indicators: of both, those of the first in front.
        differences: shape ``(areas, indicators)``, contribution to the first index minus that to the second, in
            standard deviations; NaN where an area is not valued by both.
        totals: shape ``(areas,)``, first index minus second; the differences sum to it.
        is_different: shape ``(areas,)``, valued by both and in another class.
        reasons: shape ``(areas,)``, column of the indicator or ``CUTOFFS``; only of use where ``is_different``.
    """

    indicators: tuple[str, ...]
    differences: Floats
    totals: Floats
    is_different: Flags
    reasons: Integers


def compute_disagreement(first: Opinion, second: Opinion) -> Disagreement:
    """Compare two opinions on the same areas, whose classes mean the same in the same order.

    Raises:
        CalculationError: unlike numbers of areas or of classes, clusters, fewer than two areas valued by both, or an
            index that is the same in all of them.
    """
    codes, others = first.classed.codes.astype(np.int64), second.classed.codes.astype(np.int64)
    if codes.shape != others.shape:
        raise CalculationError("Vergleich: beide Einteilungen müssen für dieselben Gebiete vorliegen.")
    if first.classed.thresholds.size != second.classed.thresholds.size or not first.classed.thresholds.size:
        raise CalculationError("Vergleich: beide Einteilungen brauchen gleich viele geordnete Klassen.")
    both = (codes != UNCLASSED) & (others != UNCLASSED)
    indicators = tuple(dict.fromkeys([*first.indicators, *second.indicators]))
    parts = [_spread_out(opinion, both, indicators) for opinion in (first, second)]
    differences = parts[0] - parts[1]
    totals = differences.sum(axis=1)
    _, limits = _measure(second, both)
    index = parts[0].sum(axis=1)
    cut_anew = (index[:, None] > limits + TOLERANCE).sum(axis=1)
    leading = np.argmax(np.where(np.isnan(differences), -np.inf, differences * np.sign(totals)[:, None]), axis=1)
    return Disagreement(
        indicators=indicators,
        differences=differences,
        totals=totals,
        is_different=both & (codes != others),
        reasons=np.where(np.sign(cut_anew - others) == np.sign(codes - others), leading, CUTOFFS).astype(np.int64),
    )


def _spread_out(opinion: Opinion, both: Flags, indicators: Sequence[str]) -> Floats:
    """Contributions in standard deviations, a column for each of ``indicators``; NaN where not valued by both."""
    contributions = opinion.classed.index.scores * opinion.factors
    spread, _ = _measure(opinion, both)
    known = (contributions - contributions[both].mean(axis=0)) / spread
    columns = {name: known[:, column] for column, name in enumerate(opinion.indicators)}
    nothing = np.zeros(both.shape)
    full = np.column_stack([columns.get(name, nothing) for name in indicators])
    return np.where(both[:, None], full, np.nan)


def _measure(opinion: Opinion, both: Flags) -> tuple[float, Floats]:
    """Spread of the sums over the areas valued by both, and the cut-offs in standard deviations over them."""
    sums, index = opinion.classed.index.sums[both], opinion.classed.index.values[both]
    if len(sums) < 2 or np.ptp(index) <= TOLERANCE:
        raise CalculationError("Vergleich: zu wenige Gebiete sind in beiden Einteilungen bewertet.")
    return float(sums.std()), (opinion.classed.thresholds - index.mean()) / index.std()
