"""Measures of inequality of an indicator, for all periods; numbers only, so that sessions can share them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.inequality import (
    ChanceIndex,
    compute_chance_index,
    compute_isolation,
    compute_location_quotients,
    compute_segregation_gini,
    compute_segregation_index,
)
from sozialmonitor.calc.observations import Block, get_counted
from sozialmonitor.calc.rounding import Floats
from sozialmonitor.domain.errors import CalculationError
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.store.store import Store

_FEWEST_AREAS = 2
_SEED = 20


@dataclass(frozen=True)
class Measures:
    """How unevenly a group is spread over the areas in one period.

    Attributes:
        is_present: areas that took part, shape ``(areas,)``: group and total are both known.
        group, total: persons (or households …) in these areas.
        segregation, gini, isolation: 0 to 1. share: the group's part of everybody, 0 to 1.
        chance: segregation index of a group of this size spread by chance.
        quotients: location quotients, shape ``(areas,)``; NaN where an area took no part.
    """

    is_present: npt.NDArray[np.bool_]
    group: float
    total: float
    segregation: float
    gini: float
    isolation: float
    chance: ChanceIndex
    quotients: Floats

    @property
    def share(self) -> float:
        """The group's part of everybody in the areas that took part."""
        return self.group / self.total

    @property
    def movers(self) -> float:
        """How many would have to belong to another area for the share to be the same everywhere."""
        return self.segregation * self.group


def build_measures(store: Store, monitor: str, indicator_id: str, geography: str) -> tuple[Measures | None, ...]:
    """Measures for each period of an indicator; None where they have no answer."""
    indicator = store.get_indicator(monitor, indicator_id)
    block = store.get_observations(monitor, indicator_id, geography).block
    if not store.get_catalogue(monitor).is_part_of_whole(indicator):
        return (None,) * len(block.values)
    groups = get_counted(block)
    return tuple(_compute(group, total) for group, total in zip(groups, block.denominators, strict=True))


def list_suitable(store: Store, catalogue: MonitorCatalogue) -> dict[str, tuple[str, ...]]:
    """Indicators that can be measured at all, each with the levels at which both counts are known."""
    monitor = catalogue.monitor.id
    found = {}
    for key, indicator in catalogue.indicators.items():
        levels = store.get_levels(monitor, key) if catalogue.is_part_of_whole(indicator) else ()
        usable = tuple(level for level in levels if _has_counts(store.get_observations(monitor, key, level).block))
        if usable:
            found[key] = usable
    return found


def _has_counts(block: Block) -> bool:
    present = ~np.isnan(get_counted(block)) & ~np.isnan(block.denominators)
    return bool((present.sum(axis=1) >= _FEWEST_AREAS).any())


def _compute(group: Floats, total: Floats) -> Measures | None:
    is_present = ~(np.isnan(group) | np.isnan(total))
    if is_present.sum() < _FEWEST_AREAS:
        return None
    try:
        return Measures(
            is_present=is_present,
            group=float(group[is_present].sum()),
            total=float(total[is_present].sum()),
            segregation=compute_segregation_index(group, total),
            gini=compute_segregation_gini(group, total),
            isolation=compute_isolation(group, total),
            chance=compute_chance_index(group, total, seed=_SEED),
            quotients=compute_location_quotients(group, total),
        )
    except CalculationError:  # nobody in the group, or everybody: a distribution of nobody has no measure
        return None
