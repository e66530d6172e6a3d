"""Class breaks for choropleth maps.

All breaks are display integers (value × 10^decimals, rounded): what the reader sees printed is what
is classed, so 12,3 always lies in the class "12,3 bis unter 15,0".
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.rounding import MISSING, Floats, Integers
from sozialmonitor.domain.classification import ClassMethod
from sozialmonitor.domain.errors import CalculationError

MAXIMUM_DISTINCT = 1500
"""Above this many distinct values Fisher–Jenks works on evenly spaced order statistics."""


def compute_breaks(values: Integers, method: ClassMethod, count: int) -> list[int]:
    """Inner class breaks: class ``c`` holds ``breaks[c-1] <= value < breaks[c]``.

    Args:
        values: any shape, display integers; ``MISSING`` takes no part.
        method: every method but MANUAL, which has nothing to compute.
        count: wished number of classes, at least 1.

    Returns:
        At most ``count - 1`` strictly ascending breaks above the minimum; fewer where values repeat.

    Raises:
        CalculationError: fewer than one class, or MANUAL.

    Source:
        Fisher, W. D. (1958): On grouping for maximum homogeneity; checked against mapclassify.
    """
    if count < 1:
        raise CalculationError("Es muss mindestens eine Klasse geben.")
    present = np.sort(values[values != MISSING].ravel())
    if present.size == 0:
        return []
    match method:
        case ClassMethod.QUANTILE:
            breaks = _quantile_breaks(present, count)
        case ClassMethod.FISHER_JENKS:
            breaks = _fisher_jenks_breaks(present, count)
        case ClassMethod.EQUAL:
            breaks = _equal_breaks(present, count)
        case ClassMethod.MANUAL:
            raise CalculationError("Eigene Klassengrenzen werden angegeben, nicht berechnet.")
    return sorted({int(item) for item in breaks if item > present[0]})


def compute_diverging_offsets(differences: Integers) -> tuple[int, int]:
    """Distances from the reference at which the inner and the outer class begin.

    The inner class holds about two fifths of all areas, the outer ones a fifth together on both sides.

    Args:
        differences: value minus reference, display integers; ``MISSING`` takes no part.

    Returns:
        ``(inner, outer)`` with ``1 <= inner < outer``.
    """
    distances = np.abs(differences[differences != MISSING])
    if distances.size == 0:
        return 1, 2
    inner, outer = (int(np.quantile(distances, share, method="inverted_cdf")) for share in (0.4, 0.8))
    inner = max(inner, 1)
    return inner, max(outer, inner + 1)


def compute_classes(values: Integers, breaks: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Class number of each value; -1 where it is missing."""
    classes = np.searchsorted(np.asarray(breaks, dtype=np.int64), values, side="right")
    return np.where(values == MISSING, -1, classes)


def _quantile_breaks(ordered: Integers, count: int) -> list[int]:
    # A break opens the upper class, so it is the first value of that class, not the last one of the lower.
    return [int(ordered[share * ordered.size // count]) for share in range(1, count)]


def _equal_breaks(ordered: Integers, count: int) -> list[int]:
    edges = np.linspace(ordered[0], ordered[-1], count + 1)[1:-1]
    return [round(float(edge)) for edge in edges]


def _fisher_jenks_breaks(ordered: Integers, count: int) -> list[int]:
    """Least total squared deviation within classes, by dynamic programming over distinct values."""
    distinct, weights = np.unique(ordered, return_counts=True)
    if distinct.size > MAXIMUM_DISTINCT:
        ordered = ordered[np.linspace(0, ordered.size - 1, MAXIMUM_DISTINCT).round().astype(int)]
        distinct, weights = np.unique(ordered, return_counts=True)
    size = distinct.size
    if size <= count:
        return [int(item) for item in distinct]
    # Centred first: with large values the difference of squares below would lose its digits.
    centred = distinct - np.average(distinct, weights=weights)
    weight = np.concatenate([[0.0], np.cumsum(weights)])
    total = np.concatenate([[0.0], np.cumsum(weights * centred)])
    square = np.concatenate([[0.0], np.cumsum(weights * centred**2)])

    def costs_ending_at(end: int) -> Floats:
        starts = np.arange(end)
        spread = (total[end] - total[starts]) ** 2 / (weight[end] - weight[starts])
        costs: Floats = square[end] - square[starts] - spread
        return costs

    best = np.concatenate([[0.0], [costs_ending_at(end)[0] for end in range(1, size + 1)]])
    first_of_last = np.zeros((count, size + 1), dtype=int)
    for classes in range(1, count):
        previous, best = best, np.full(size + 1, np.inf)
        for end in range(classes + 1, size + 1):
            candidates = previous[classes:end] + costs_ending_at(end)[classes:]
            start = int(np.argmin(candidates))
            first_of_last[classes, end] = start + classes
            best[end] = candidates[start]
    breaks: list[int] = []
    end = size
    for classes in range(count - 1, 0, -1):
        end = int(first_of_last[classes, end])
        breaks.append(int(distinct[end]))
    return breaks
