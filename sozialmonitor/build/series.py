"""From checked tables to dense series per geography: published where published, else added up."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sozialmonitor.build.values import TableRows
from sozialmonitor.calc.observations import Numbers, choose_complete, compute_group_sums, compute_sum
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

    Coarser geographies are added up from a next finer one where they are not published; the whole
    territory also receives those who belong to no area. A rate is never added up.

    Returns:
        By geography id; geographies without a single number are absent.
    """
    periods = tuple(sorted(set(rows.periods), key=Period))
    with_rest = {item for item, area in zip(rows.geographies, rows.areas, strict=True) if area == UNASSIGNED}
    found: dict[str, TableSeries] = {}
    for geography in order_from_fine_to_coarse(catalogue):
        published = pivot(table, rows, catalogue, geography, periods)
        may_add = table.complete or geography != catalogue.monitor.territory
        children = _list_below(catalogue, geography, with_rest) if may_add else {}
        below = {child: branch for child, branch in children.items() if child in found}
        added = {
            series: _add_up(series, rows, catalogue, geography, periods, below, found)
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
    series: str,
    rows: TableRows,
    catalogue: MonitorCatalogue,
    geography: str,
    periods: tuple[str, ...],
    below: Mapping[str, set[str]],
    found: Mapping[str, TableSeries],
) -> Numbers | None:
    """The series added up from a finer geography; of several, each sum from the first that has all its parts.

    Args:
        below: the geographies to add up from, in the order of preference, each with all that lie in it.
        found: what is known of them.

    Returns:
        None where there is nothing to add up from.
    """
    totals: list[Numbers] = []
    for child, branch in below.items():
        groups = get_parent_numbers(catalogue, child)
        total = compute_group_sums(found[child].numbers[series], groups, len(catalogue.areas[geography]))
        if geography == catalogue.monitor.territory:
            total = add_unassigned(total, rows, series, periods, branch | {geography})
        totals.append(total)
    return choose_complete(totals) if totals else None


def _list_below(catalogue: MonitorCatalogue, geography: str, with_rest: set[str]) -> dict[str, set[str]]:
    """The geographies right below one, each with all that lie in it.

    First those for which it is told who is in no area, then the one that makes up this geography's boundaries.
    """
    children = [item.id for item in catalogue.geographies.values() if item.parent == geography]
    branches = {child: list_branch(catalogue, child) for child in children}
    whole = catalogue.geographies[geography].boundaries.dissolve
    children.sort(key=lambda item: (branches[item].isdisjoint(with_rest), whole not in branches[item]))
    return {child: branches[child] for child in children}


def list_branch(catalogue: MonitorCatalogue, geography: str) -> set[str]:
    """A geography and all that lie in it."""
    finer = (item.id for item in catalogue.geographies.values() if item.parent == geography)
    return {geography}.union(*(list_branch(catalogue, item) for item in finer))


def add_unassigned(
    total: Numbers, rows: TableRows, series: str, periods: tuple[str, ...], levels: Collection[str]
) -> Numbers:
    """The sum over all areas of the territory and those who belong to none of them, shape ``(periods, 1)``.

    Args:
        levels: geographies that ``total`` is made of; who belongs to no area of another one may belong to one of these.
    """
    chosen = [row for row, area in enumerate(rows.areas) if area == UNASSIGNED and rows.geographies[row] in levels]
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
