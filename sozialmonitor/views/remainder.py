"""People who are counted in the whole territory, but in none of its areas."""

from __future__ import annotations

from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.store.observations import Observations


def compute_remainder(
    catalogue: MonitorCatalogue, indicator: Indicator, observations: Observations, reference: Observations, period: str
) -> float | None:
    """How many of those counted in the whole territory belong to none of the areas.

    Returns:
        A count of at least one, below zero only in a balance; None where an area has no count, the total has
        none, nothing is left over, or the numerator is a change and no count.
    """
    row, total = observations.get_position(period), reference.get_position(period)
    if row is None or total is None or indicator.formula.years:
        return None
    remainder = float(reference.block.numerators[total, 0] - observations.block.numerators[row].sum())
    size = abs(remainder) if catalogue.may_be_negative(indicator) else remainder
    return remainder if size >= 0.5 else None  # also None for nan
