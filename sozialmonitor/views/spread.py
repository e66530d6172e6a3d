"""The newest values of every rate at a geography, and how they spread over its areas."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.observations import HAS_VALUE, IS_CLASSED
from sozialmonitor.calc.pooling import Spread, compute_spread
from sozialmonitor.calc.rounding import MISSING, Floats, Integers, compute_display_integers
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.store.store import Store


@dataclass(frozen=True)
class Newest:
    """All rates of a monitor that have values at a geography, in the order of the themes.

    What does not depend on the area shown; made once per release and geography.

    Attributes:
        indicators: the rates. periods: position of each one's newest period with any value.
        values: shape ``(areas, indicators)``, unit of the indicator; NaN where there is no value or the
            area is not valued (fewer inhabitants than the monitor demands).
        display: the same as display integers; MISSING for NaN.
        counts: shape ``(indicators,)``, areas with a value.
        spread: each of the shape ``(indicators,)``.
    """

    indicators: tuple[Indicator, ...]
    periods: tuple[int, ...]
    values: Floats
    display: Integers
    counts: npt.NDArray[np.int64]
    spread: Spread

    def compute_rank(self, column: int, position: int) -> int | None:
        """Place of an area among all valued ones, 1 = highest value; equal printed values share a place."""
        own = self.display[position, column]
        return None if own == MISSING else 1 + int((self.display[:, column] > own).sum())


def build_newest(store: Store, monitor: str, geography: str) -> Newest:
    """Gather the newest period of every rate; counts are left out, they cannot be compared between areas."""
    catalogue = store.get_catalogue(monitor)
    order = {theme.id: index for index, theme in enumerate(catalogue.monitor.themes)}
    found = [
        indicator
        for indicator in sorted(catalogue.indicators.values(), key=lambda item: order[item.theme])
        if indicator.is_rate and geography in store.get_levels(monitor, indicator.id)
    ]
    areas = len(store.get_areas(monitor, geography))
    values = np.full((areas, len(found)), np.nan)
    display = np.full((areas, len(found)), MISSING, dtype=np.int64)
    periods = []
    for column, indicator in enumerate(found):
        block = store.get_observations(monitor, indicator.id, geography).block
        period = find_newest_period(block.statuses)
        classed = np.where(IS_CLASSED[block.statuses[period]], block.values[period], np.nan)
        values[:, column], display[:, column] = classed, compute_display_integers(classed, indicator.decimals)
        periods.append(period)
    counts = np.count_nonzero(~np.isnan(values), axis=0)
    return Newest(tuple(found), tuple(periods), values, display, counts, compute_spread(values.T))


def find_newest_period(statuses: npt.NDArray[np.int8]) -> int:
    """Position of the last period in which any area has a value; the last one if there is none.

    Args:
        statuses: shape ``(periods, areas)``.
    """
    valued = np.flatnonzero(HAS_VALUE[statuses].any(axis=1))
    return int(valued[-1]) if valued.size else len(statuses) - 1
