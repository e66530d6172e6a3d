"""A second, slow and obvious implementation of an index and its classes: lists, one area at a time, no numpy.

It shares no code with the program. Gaps are None.
"""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass

TINY = 1e-9


@dataclass(frozen=True)
class Rules:
    """How an index is formed, in plain words.

    Attributes:
        strengths: whether a higher value is better, for each indicator.
    """

    weights: list[float]
    strengths: list[bool]
    method: str = "z"
    aggregation: str = "sum"
    second: bool = True
    city: list[float] | None = None


@dataclass(frozen=True)
class Row:
    """Result of a valued area."""

    scores: list[float]
    sum: float
    index: float


def compute_index_slowly(
    table: list[list[float | None]], rules: Rules, valued: list[bool] | None = None
) -> list[Row | None] | None:
    """A row for each area, None for an area that is not valued; None altogether if there is no index."""
    areas = [number for number, row in enumerate(table) if None not in row and (valued is None or valued[number])]
    if len(areas) < 5 or not any(rules.weights):
        return None
    scores: dict[int, list[float]] = {area: [] for area in areas}
    for column in range(len(rules.weights)):
        sign = -1 if rules.strengths[column] else 1
        values = [sign * table[area][column] for area in areas]  # type: ignore[operator]
        if len(set(values)) == 1:
            return None
        for area, value in zip(areas, values, strict=True):
            city = None if rules.city is None else sign * rules.city[column]
            scores[area].append(standardise(value, values, rules.method, city))
    sums = {area: sum(w * z for w, z in zip(rules.weights, scores[area], strict=True)) for area in areas}
    if rules.aggregation == "mean":
        sums = {area: total / sum(rules.weights) for area, total in sums.items()}
    index = dict(sums)
    if rules.second:
        mean, spread = statistics.fmean(sums.values()), statistics.pstdev(sums.values())
        if spread < TINY:
            return None
        index = {area: (total - mean) / spread for area, total in sums.items()}
    return [Row(scores[n], sums[n], index[n]) if n in scores else None for n in range(len(table))]


def standardise(value: float, values: list[float], method: str, city: float | None) -> float:
    """One value among the values of all valued areas."""
    if method == "z":
        return (value - statistics.fmean(values)) / statistics.pstdev(values)
    if method == "min_max":
        return (value - min(values)) / (max(values) - min(values))
    if method == "rank":
        below, equal = sum(other < value for other in values), sum(other == value for other in values)
        return (below + equal / 2) / len(values)
    assert method == "distance"
    assert city is not None
    return value - city


def classify_slowly(index: float, cutoffs: list[float]) -> int:
    """Class by cut-offs as they are: on a cut-off the class that is nearer to 0."""
    code = 0
    for cutoff in cutoffs:
        is_on = abs(index - cutoff) <= TINY
        if (index > cutoff and not is_on) or (is_on and cutoff <= 0):
            code += 1
    return code


def list_ranges(table: list[list[float | None]]) -> list[float]:
    """Difference between largest and smallest value of each column, 0 for an empty one."""
    columns = [[value for value in column if value is not None] for column in zip(*table, strict=True)]
    return [max(column) - min(column) if column else 0.0 for column in columns]


def as_nan(table: list[list[float | None]]) -> list[list[float]]:
    """The same table with NaN for None, as the program wants it."""
    return [[math.nan if value is None else float(value) for value in row] for row in table]
