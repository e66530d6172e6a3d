"""Why an area is in another class by one index than by another: which indicator, or only other cut-offs.

Two indices are in different units (sums of z-scores, mean ranks, percentage points), so both are measured in standard
deviations over the areas that both value: index minus mean, divided by the spread. What an indicator contributes to an
index is weight × score, minus its mean over the areas, divided by the same spread; the contributions add up to the
index exactly. An indicator that an index does not hold contributes nothing to it. Hence the difference of the two
indices of an area is the sum, over all indicators of either, of the differences of their contributions.

Whether the indices or the cut-offs are the reason for another class is told by exchanging one of the two: each index is
also cut with the cut-offs of the other. The part of the indices is the step from class to class when the index is
exchanged, the part of the cut-offs when they are; each is the mean over both orders (its Shapley value), so neither
typology is preferred and the parts add up to the difference of the classes. Where the part of the indices is at least
as large, the indicator with the largest difference in their direction is named; where both are equal, both are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sozialmonitor.calc.rounding import Floats, Integers
from sozialmonitor.calc.typology.classes import TOLERANCE, UNCLASSED
from sozialmonitor.calc.typology.result import ClassedIndex
from sozialmonitor.calc.typology.scheme import Flags
from sozialmonitor.domain.errors import CalculationError

CUTOFFS = -1
"""Stands for the cut-offs among the columns of indicators."""


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
        reasons: shape ``(areas,)``, column of the indicator or ``CUTOFFS``. is_joint: shape ``(areas,)``, whether the
            cut-offs share in it equally. Both are only of use where ``is_different``.
    """

    indicators: tuple[str, ...]
    differences: Floats
    totals: Floats
    is_different: Flags
    reasons: Integers
    is_joint: Flags


def compute_disagreement(first: Opinion, second: Opinion) -> Disagreement:
    """Compare two opinions on the same areas, whose classes mean the same in the same order.

    Raises:
        CalculationError: unlike numbers of areas or of classes, clusters, fewer than two areas valued by both, or an
            index that is the same in all of them.
    """
    codes, others = first.classed.codes, second.classed.codes
    if codes.shape != others.shape:
        raise CalculationError("Vergleich: beide Einteilungen müssen für dieselben Gebiete vorliegen.")
    if first.classed.thresholds.size != second.classed.thresholds.size or not first.classed.thresholds.size:
        raise CalculationError("Vergleich: beide Einteilungen brauchen gleich viele geordnete Klassen.")
    both = (codes != UNCLASSED) & (others != UNCLASSED)
    indicators = tuple(dict.fromkeys([*first.indicators, *second.indicators]))
    parts = [_spread_out(opinion, both, indicators) for opinion in (first, second)]
    differences = parts[0] - parts[1]
    totals = differences.sum(axis=1)
    by_index, by_cutoffs = _split(first, second, both)
    leading = np.argmax(np.where(np.isnan(differences), -np.inf, differences * np.sign(totals)[:, None]), axis=1)
    return Disagreement(
        indicators=indicators,
        differences=differences,
        totals=totals,
        is_different=both & (codes != others),
        reasons=np.where(by_index >= by_cutoffs, leading, CUTOFFS).astype(np.int64),
        is_joint=by_index == by_cutoffs,
    )


def _split(first: Opinion, second: Opinion, both: Flags) -> tuple[Integers, Integers]:
    """Twice the parts of indices and cut-offs in the distance of the classes, shape ``(areas,)``.

    They add up to twice the distance. A part is negative where it works against the difference there is.
    """
    codes, others = first.classed.codes.astype(np.int64), second.classed.codes.astype(np.int64)
    first_anew, second_anew = _cut(first, second, both), _cut(second, first, both)
    by_index = (codes - second_anew) + (first_anew - others)
    by_cutoffs = (codes - first_anew) + (second_anew - others)
    side = np.sign(codes - others)
    return side * by_index, side * by_cutoffs


def _cut(opinion: Opinion, other: Opinion, both: Flags) -> Integers:
    """Classes of an index with the cut-offs of another, both in standard deviations, shape ``(areas,)``."""
    index = opinion.classed.index.values
    own, (_, limits) = index[both], _measure(other, both)
    standardised = np.where(both, (index - own.mean()) / own.std(), -np.inf)
    return np.asarray((standardised[:, None] > limits + TOLERANCE).sum(axis=1), np.int64)


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
