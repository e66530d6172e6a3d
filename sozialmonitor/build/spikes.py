"""Values that leave what stands before and after them and come back: a slip of the pen, not a development."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.rounding import Floats
from sozialmonitor.domain.period import PeriodKind, get_period_kind

SPIKE = 5.0
"""How many times both neighbours a value may be, or they may be it.

Of 4,200 real values with neighbours, and 870 of Berlin, the largest spike of 500 persons is 1.4-fold.
"""
SMALLEST_SPIKE = 500.0
"""Counts that stay below it, and smaller differences, are left alone."""


def find_neighbours(values: Floats) -> tuple[Floats, Floats]:
    """For each value the one before it and the one after it, however long ago.

    Args:
        values: shape ``(periods, areas)``, periods ascending; NaN = no value.

    Returns:
        Two arrays of that shape; NaN where there is none.
    """
    return _find_previous(values), _find_previous(values[::-1])[::-1]


def find_spikes(values: Floats, periods: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Counts far above, or far below, both of their neighbours.

    What comes again in the same month of another year is a season and no spike.

    Args:
        values: counts, shape ``(periods, areas)``, zeros among them; NaN = no value. periods: their codes, ascending.
    """
    before, after = find_neighbours(values)
    lower, upper = np.minimum(before, after), np.maximum(before, after)
    with np.errstate(invalid="ignore"):
        above = (values >= SPIKE * upper) & (values - upper >= SMALLEST_SPIKE)
        below = (values * SPIKE <= lower) & (lower - values >= SMALLEST_SPIKE)
    found: npt.NDArray[np.bool_] = above | below
    for period, area in np.argwhere(found).tolist():
        others = values[_list_same_season(periods, period), area]
        with np.errstate(invalid="ignore"):
            comes_again = others * SPIKE > values[period, area] if above[period, area] else others < lower[period, area]
        found[period, area] = not comes_again.any()
    return found


def _find_previous(values: Floats) -> Floats:
    rows = np.where(np.isnan(values), -1, np.arange(len(values))[:, None])
    last = np.vstack([np.full((1, values.shape[1]), -1), np.maximum.accumulate(rows, axis=0)[:-1]])
    found: Floats = np.where(last < 0, np.nan, np.take_along_axis(values, np.maximum(last, 0), axis=0))
    return found


def _list_same_season(periods: Sequence[str], position: int) -> list[int]:
    """Positions of the same quarter or month in other years; a year has no season."""
    code = periods[position]
    if get_period_kind(code) is PeriodKind.YEAR:
        return []
    return [other for other, item in enumerate(periods) if other != position and item[4:] == code[4:]]
