"""Values with their status: adding up, dividing, comparing; a gap never turns into a number.

A ``Block`` travels as three arrays of the shape ``(periods, areas)``. Its invariant: a value is NaN if
and only if its status has no value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.rounding import Floats
from sozialmonitor.domain.status import Status

Statuses = npt.NDArray[np.int8]

HAS_VALUE = np.array([status.has_value for status in Status])
IS_CLASSED = np.array([status.is_classed for status in Status])

# When several inputs of a sum are missing, the strongest reason is told: secrecy first.
_SEVERITY = (
    Status.SUPPRESSED,
    Status.UNRELIABLE,
    Status.UNKNOWN,
    Status.LATER,
    Status.BLOCKED,
    Status.NO_DATA,
    Status.NOTHING,
    Status.LIMITED,
    Status.SMALL_AREA,
    Status.LESS_THAN_HALF,
    Status.VALUE,
)
_RANK = np.empty(len(Status), dtype=np.int8)
_RANK[list(_SEVERITY)] = np.arange(len(_SEVERITY))
_BY_RANK = np.array(_SEVERITY, dtype=np.int8)


@dataclass(frozen=True)
class Numbers:
    """A published or added-up series: values with statuses, shape ``(periods, areas)``."""

    values: Floats
    statuses: Statuses


@dataclass(frozen=True)
class Block:
    """An indicator over periods and areas.

    Attributes:
        values: unit of the indicator. numerators, denominators: counts, NaN where there is none.
        statuses: ``Status`` of each value.
    """

    values: Floats
    numerators: Floats
    denominators: Floats
    statuses: Statuses

    def get_area(self, position: int) -> Block:
        """A single area, shape ``(periods, 1)``."""
        one = slice(position, position + 1)
        return Block(self.values[:, one], self.numerators[:, one], self.denominators[:, one], self.statuses[:, one])

    def get_cell(self, period: int, position: int) -> Block:
        """A single value, shape ``(1, 1)``."""
        at = slice(period, period + 1), slice(position, position + 1)
        return Block(self.values[at], self.numerators[at], self.denominators[at], self.statuses[at])


def combine_statuses(statuses: Sequence[Statuses]) -> Statuses:
    """The strongest reason of several inputs, elementwise."""
    strongest: Statuses = _BY_RANK[np.min([_RANK[item] for item in statuses], axis=0)]
    return strongest


def compute_sum(terms: Sequence[Numbers], signs: Sequence[int]) -> Numbers:
    """Add series elementwise, each with its sign.

    A sum with a missing term is missing. "Nothing" is exactly zero, so it adds nothing; only a sum
    of nothing but "nothing" stays "nothing".
    """
    statuses = combine_statuses([_drop_nothing(item.statuses) for item in terms])
    all_nothing = np.all([item.statuses == Status.NOTHING for item in terms], axis=0)
    statuses = np.where(all_nothing, np.int8(Status.NOTHING), statuses)
    values = np.sum([sign * nothing_as_zero(item) for item, sign in zip(terms, signs, strict=True)], axis=0)
    return Numbers(np.where(HAS_VALUE[statuses], values, np.nan), statuses)


def compute_group_sums(numbers: Numbers, groups: npt.NDArray[np.int64], count: int) -> Numbers:
    """Add the areas of each group.

    Args:
        numbers: shape ``(periods, areas)``. groups: shape ``(areas,)``, group number of each area.
        count: number of groups.

    Returns:
        Shape ``(periods, count)``. A group with a missing area is missing; an empty group has no data.
    """
    periods = numbers.values.shape[0]
    values = np.full((periods, count), np.nan)
    statuses = np.full((periods, count), Status.NO_DATA, dtype=np.int8)
    for group in range(count):
        members = np.flatnonzero(groups == group)
        if members.size:
            columns = [Numbers(numbers.values[:, area], numbers.statuses[:, area]) for area in members]
            total = compute_sum(columns, [1] * len(columns))
            values[:, group], statuses[:, group] = total.values, total.statuses
    return Numbers(values, statuses)


def choose_complete(candidates: Sequence[Numbers]) -> Numbers:
    """Several ways to the same numbers: of each cell the first that has one, else the first that tells why not.

    Args:
        candidates: at least one, all of one shape.
    """
    statuses = np.stack([item.statuses for item in candidates])
    is_known = HAS_VALUE[statuses] | (statuses == Status.NOTHING)
    preference = 2 * is_known + (statuses != Status.NO_DATA)
    chosen = preference.argmax(axis=0)[None]  # of equals the first
    values = np.stack([item.values for item in candidates])
    return Numbers(*(np.take_along_axis(part, chosen, axis=0)[0] for part in (values, statuses)))


def compute_quotient(numerator: Numbers, denominator: Numbers, factor: float) -> Block:
    """``factor × numerator / denominator``; impossible where the denominator is zero, even for "nothing"."""
    statuses = combine_statuses([numerator.statuses, _drop_nothing(denominator.statuses)])
    bottom = nothing_as_zero(denominator)
    is_known = HAS_VALUE[statuses] | (statuses == Status.NOTHING)
    statuses = np.where(is_known & (bottom == 0), np.int8(Status.BLOCKED), statuses)
    with np.errstate(divide="ignore", invalid="ignore"):
        quotients = factor * numerator.values / bottom
    return Block(np.where(HAS_VALUE[statuses], quotients, np.nan), numerator.values, denominator.values, statuses)


def compute_change(current: Numbers, earlier: Numbers) -> Block:
    """Change in per cent; numerator is the difference, denominator the earlier number."""
    difference = compute_sum([current, earlier], [1, -1])
    return compute_quotient(difference, earlier, 100.0)


def mark(block: Block, where: npt.NDArray[np.bool_], status: Status) -> Block:
    """Give values at ``where`` a status that keeps the number (LESS_THAN_HALF, LIMITED, SMALL_AREA)."""
    statuses = np.where(where & HAS_VALUE[block.statuses], np.int8(status), block.statuses)
    return Block(block.values, block.numerators, block.denominators, statuses)


def _drop_nothing(statuses: Statuses) -> Statuses:
    return np.where(statuses == Status.NOTHING, np.int8(Status.VALUE), statuses)


def get_counted(block: Block) -> Floats:
    """How many are counted, shape ``(periods, areas)``; "nothing" is exactly zero, all other gaps stay NaN."""
    return nothing_as_zero(Numbers(block.numerators, block.statuses))


def nothing_as_zero(numbers: Numbers) -> Floats:
    """Values in which "nothing" is the zero it means; every other gap stays NaN."""
    return np.where(numbers.statuses == Status.NOTHING, 0.0, numbers.values)
