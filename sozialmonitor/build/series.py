"""From checked tables to dense series per geography: published where published, else added up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sozialmonitor.build.values import TableRows
from sozialmonitor.calc.observations import Numbers, compute_group_sums, compute_sum
from sozialmonitor.domain.geography import UNASSIGNED
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.period import Period
from sozialmonitor.domain.status import Status
from sozialmonitor.domain.table import Table


@dataclass(frozen=True)
class TableSeries:
    """All series of one table at one geography.

    Attributes:
        periods: ascending codes. numbers: by series id, shape ``(periods, areas)``, areas by code.
        published: whether any number stands in the table itself rather than being added up.
    """

    periods: tuple[str, ...]
    numbers: dict[str, Numbers]
    published: bool


def build_series(table: Table, rows: TableRows, catalogue: MonitorCatalogue) -> dict[str, TableSeries]:
    """Dense series of a table for every geography that it reaches.

    Coarser geographies are added up from the next finer one where they are not published; the whole
    territory also receives those who belong to no area. A rate is never added up.

    Returns:
        By geography id; geographies without a single number are absent.
    """
    periods = tuple(sorted(set(rows.periods), key=Period))
    found: dict[str, TableSeries] = {}
    for geography in order_from_fine_to_coarse(catalogue):
        published = pivot(table, rows, catalogue, geography, periods)
        added = {
            series: _add_up(table, series, rows, catalogue, geography, periods, found)
            for series, declaration in table.series.items()
            if declaration.additive
        }
        numbers = {series: _prefer(published[series], added.get(series)) for series in table.series}
        if any((item.statuses != Status.NO_DATA).any() for item in numbers.values()):
            found[geography] = TableSeries(periods, numbers, geography in rows.geographies)
    return found


def order_from_fine_to_coarse(catalogue: MonitorCatalogue) -> list[str]:
    """Geography ids such that every geography comes before its parent."""
    depth: dict[str, int] = {}
    for geography in catalogue.geographies.values():
        steps, parent = 0, geography.parent
        while parent is not None and steps < len(catalogue.geographies):
            above = catalogue.geographies.get(parent)
            steps, parent = steps + 1, above.parent if above else None
        depth[geography.id] = steps
    return sorted(depth, key=lambda item: (-depth[item], item))


def get_parent_numbers(catalogue: MonitorCatalogue, geography: str) -> npt.NDArray[np.int64]:
    """For each area of a geography the position of its parent among the parent geography's areas."""
    parent = catalogue.geographies[geography].parent
    positions = {area.code: index for index, area in enumerate(catalogue.areas[parent])} if parent else {}
    return np.array([positions.get(area.parent or "", -1) for area in catalogue.areas[geography]], dtype=np.int64)


def pivot(
    table: Table, rows: TableRows, catalogue: MonitorCatalogue, geography: str, periods: tuple[str, ...]
) -> dict[str, Numbers]:
    """What the table itself holds for a geography, shape ``(periods, areas)``; NO_DATA elsewhere."""
    period_at = {code: position for position, code in enumerate(periods)}
    area_at = {area.code: position for position, area in enumerate(catalogue.areas[geography])}
    chosen = [row for row, item in enumerate(rows.geographies) if item == geography and rows.areas[row] != UNASSIGNED]
    at = [period_at[rows.periods[row]] for row in chosen], [area_at[rows.areas[row]] for row in chosen]
    numbers = {}
    for series in table.series:
        values = np.full((len(periods), len(area_at)), np.nan)
        statuses = np.full(values.shape, Status.NO_DATA, dtype=np.int8)
        values[at], statuses[at] = rows.numbers[series].values[chosen], rows.numbers[series].statuses[chosen]
        numbers[series] = Numbers(values, statuses)
    return numbers


def _add_up(
    table: Table,
    series: str,
    rows: TableRows,
    catalogue: MonitorCatalogue,
    geography: str,
    periods: tuple[str, ...],
    found: dict[str, TableSeries],
) -> Numbers | None:
    """The series added up from the finer geography, or None where that is not allowed or not possible."""
    is_territory = geography == catalogue.monitor.territory
    children = [item.id for item in catalogue.geographies.values() if item.parent == geography and item.id in found]
    if not children or (is_territory and not table.complete):
        return None
    finer = found[children[0]].numbers[series]
    count = len(catalogue.areas[geography])
    total = compute_group_sums(finer, get_parent_numbers(catalogue, children[0]), count)
    return add_unassigned(total, rows, series, periods) if is_territory else total


def add_unassigned(total: Numbers, rows: TableRows, series: str, periods: tuple[str, ...]) -> Numbers:
    """The sum over all areas of the territory and those who belong to none of them, shape ``(periods, 1)``."""
    chosen = [row for row, area in enumerate(rows.areas) if area == UNASSIGNED]
    if not chosen:
        return total
    at = [periods.index(rows.periods[row]) for row in chosen]
    values = np.full((len(periods), 1), np.nan)
    statuses = np.full(values.shape, Status.NOTHING, dtype=np.int8)
    values[at, 0], statuses[at, 0] = rows.numbers[series].values[chosen], rows.numbers[series].statuses[chosen]
    return compute_sum([total, Numbers(values, statuses)], [1, 1])


def _prefer(published: Numbers, added: Numbers | None) -> Numbers:
    if added is None:
        return published
    absent = published.statuses == Status.NO_DATA
    return Numbers(
        np.where(absent, added.values, published.values), np.where(absent, added.statuses, published.statuses)
    )
