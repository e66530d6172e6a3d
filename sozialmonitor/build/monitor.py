"""One monitor from its folder to everything a release holds of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sozialmonitor.build.boundaries.load import load_boundaries
from sozialmonitor.build.boundaries.shapes import AreaShapes
from sozialmonitor.build.indicators import IndicatorBlock, build_indicator
from sozialmonitor.build.plausibility import check_plausibility
from sozialmonitor.build.series import TableSeries, build_series
from sozialmonitor.build.typologies import check_typologies
from sozialmonitor.build.values import load_table
from sozialmonitor.catalog.typologies import FILE as TYPOLOGIES_FILE
from sozialmonitor.domain.errors import Defect, RefusedValueError
from sozialmonitor.domain.indicator import Indicator, check_breaks_inside
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.table import Table, check_reference_day

T = TypeVar("T", Indicator, Table)


@dataclass(frozen=True)
class BuiltMonitor:
    """A checked monitor.

    Attributes:
        boundaries: by geography id. blocks: every indicator at every geography it reaches.
        published_totals: tables that hold published numbers of the whole territory.
        notes: what was mended in the boundaries or put up with, for whoever runs the command.
    """

    catalogue: MonitorCatalogue
    boundaries: dict[str, AreaShapes]
    blocks: tuple[IndicatorBlock, ...]
    published_totals: frozenset[str]
    notes: tuple[str, ...] = ()


def build_monitor(catalogue: MonitorCatalogue, data: Path, geo: Path) -> tuple[BuiltMonitor, list[Defect]]:
    """Read values and boundaries of a monitor and compute its indicators; collects all defects."""
    boundaries, defects, notes = load_boundaries(catalogue, geo)
    series: dict[str, dict[str, TableSeries]] = {}
    for table in catalogue.tables.values():
        folder, name = data / catalogue.monitor.id, f"{data.name}/{catalogue.monitor.id}/{table.file}"
        rows, found = load_table(table, catalogue, folder / table.file, name, folder)
        defects += found
        if rows is not None and not found:
            series[table.id] = build_series(table, rows, catalogue)
        if rows is not None:
            place = f"{data.name}/{catalogue.monitor.id}/tables.yaml, Tabelle {table.id}, Schlüssel reference"
            if rows.is_whole:
                defects += _check(place, check_reference_day, table, rows.periods)
            defects += check_plausibility(table, rows, catalogue, name)
    blocks: list[IndicatorBlock] = []
    for indicator in catalogue.indicators.values():
        if all(term.table in series for term in indicator.formula.terms):
            place = f"{data.name}/{catalogue.monitor.id}/indicators/{indicator.id}.yaml"
            computed, found = build_indicator(indicator, catalogue, series, place)
            blocks += computed
            defects += found or _check_filled(computed, place)
            periods = [period for block in computed for period in block.periods]
            defects += _check(f"{place}, Schlüssel breaks", check_breaks_inside, indicator, periods)
    if not defects:
        defects = check_typologies(catalogue, blocks, f"{data.name}/{catalogue.monitor.id}/{TYPOLOGIES_FILE}")
    territory = catalogue.monitor.territory
    published = frozenset(table for table, found in series.items() if territory in found and found[territory].published)
    return BuiltMonitor(catalogue, boundaries, tuple(blocks), published, tuple(notes)), defects


def _check(place: str, check: Callable[[T, Iterable[str]], None], declared: T, periods: Iterable[str]) -> list[Defect]:
    """Hold what the catalogue declares against the periods there are."""
    try:
        check(declared, periods)
    except RefusedValueError as refusal:
        return [Defect(place, refusal.finding, refusal.remedy)]
    return []


def _check_filled(blocks: list[IndicatorBlock], place: str) -> list[Defect]:
    if blocks:
        return []
    return [
        Defect(place, "Für diesen Indikator gibt es keinen einzigen Wert", "Reihen und Perioden seiner Tabellen prüfen")
    ]
