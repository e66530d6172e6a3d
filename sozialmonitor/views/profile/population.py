"""How many people live in an area, how that changed, and how its population is made up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sozialmonitor.domain.formula import Operator
from sozialmonitor.domain.indicator import Indicator, Unit
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.status import Status
from sozialmonitor.store.observations import Observations
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_integer, format_number, format_period, format_value
from sozialmonitor.texts.german import text
from sozialmonitor.views.map_view import describe_period
from sozialmonitor.views.profile.rows import ProfileRow, Trace, build_trace
from sozialmonitor.views.reading import describe_status, format_signed_change


@dataclass(frozen=True)
class Population:
    """The population of one area.

    Attributes:
        value: number with unit, or that there is none. details: date, share of all, change.
        table: rows ``period, number`` of the whole series, written.
        structure: rates of the same theme that are parts of the population.
    """

    indicator: Indicator
    value: str
    details: tuple[str, ...]
    trace: Trace
    table: tuple[tuple[str, str], ...]
    structure: tuple[ProfileRow, ...]


def build_population(
    store: Store, selection: Selection, position: int, rows: Sequence[ProfileRow]
) -> Population | None:
    """Describe the population; None where the monitor shows no number of inhabitants at this level.

    Args:
        position: of the area. rows: its rates.
    """
    catalogue = store.get_catalogue(selection.monitor)
    indicator = find_population(catalogue)
    if indicator is None or selection.geography not in store.get_levels(selection.monitor, indicator.id):
        return None
    observations = store.get_observations(selection.monitor, indicator.id, selection.geography)
    block, periods = observations.block, observations.periods
    values, statuses = block.values[:, position], [Status(item) for item in block.statuses[:, position]]
    table = [
        (format_period(code), format_value(float(value), status, indicator))
        for code, value, status in zip(periods, values, statuses, strict=True)
    ]
    newest = len(periods) - 1
    details = [describe_period(catalogue, indicator.id, periods[newest])]
    if math.isnan(values[newest]):
        details.append(text("profile.reason", reason=describe_status(statuses[newest], indicator)))
    else:
        total = float(store.get_reference_values(selection.monitor, indicator.id, periods[newest:])[0])
        details += [
            *_describe_share(float(values[newest]), total),
            *_describe_change(indicator, observations, position),
        ]
    return Population(
        indicator=indicator,
        value=text("panel.no_value") if math.isnan(values[newest]) else table[newest][1],
        details=tuple(details),
        # The whole territory would press the area onto the zero line.
        trace=build_trace(indicator, observations, position, np.full(len(periods), np.nan)),
        table=tuple(table),
        structure=tuple(row for row in rows if row.indicator.theme == indicator.theme and _is_part(row.indicator)),
    )


def find_population(catalogue: MonitorCatalogue) -> Indicator | None:
    """The indicator that counts the series by which small areas are recognised."""
    wanted = (catalogue.monitor.small_areas.population,)
    counts = (item for item in catalogue.indicators.values() if item.formula.operator is Operator.COUNT)
    return next((item for item in counts if item.formula.numerator == wanted), None)


def _is_part(indicator: Indicator) -> bool:
    return indicator.formula.operator is Operator.SHARE and indicator.unit is Unit.PERCENT


def _describe_share(value: float, total: float) -> list[str]:
    if not total > 0:  # also true for nan
        return []
    return [text("profile.share", share=format_number(100 * value / total, 1), total=format_integer(total))]


def _describe_change(indicator: Indicator, observations: Observations, position: int) -> list[str]:
    """Change since the first period that can be compared with the newest one."""
    values, periods = observations.block.values[:, position], observations.periods
    stretches = indicator.number_stretches(periods, with_reference=False)
    usable = [
        index
        for index, stretch in enumerate(stretches[:-1])
        if stretch == stretches[-1] and values[index] > 0  # false for nan
    ]
    if not usable:
        return []
    first = usable[0]
    change = 100 * float(values[-1] - values[first]) / float(values[first])
    written = format_signed_change(change)
    is_cut = len(usable) < np.count_nonzero(values[:-1] > 0)  # false for nan
    key = "profile.change_since_break" if is_cut else "profile.change"
    return [text(key, first=format_period(periods[first]), last=format_period(periods[-1]), change=written)]
