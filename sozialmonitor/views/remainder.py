"""People who are counted in the whole territory, but in none of its areas."""

from __future__ import annotations

from sozialmonitor.calc.observations import get_counted
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.store.observations import Observations


def compute_remainder(
    catalogue: MonitorCatalogue, indicator: Indicator, observations: Observations, reference: Observations, period: str
) -> float | None:
    """How many of those counted in the whole territory belong to none of the areas.

    Returns:
        A count of at least one, below zero only in a balance; None where an area has no count, the total has
        none, nothing is left over, or the numerator is a change and no count. "Nothing" is the zero it is in sums.
    """
    row, total = observations.get_position(period), reference.get_position(period)
    if row is None or total is None or indicator.formula.years:
        return None
    remainder = float(get_counted(reference.block)[total, 0] - get_counted(observations.block)[row].sum())
    size = abs(remainder) if catalogue.may_be_negative(indicator) else remainder
    return remainder if size >= 0.5 else None  # also None for nan
