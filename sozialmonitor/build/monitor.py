"""One monitor from its folder to everything a release holds of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sozialmonitor.build.boundaries.load import load_boundaries
from sozialmonitor.build.boundaries.shapes import AreaShapes
from sozialmonitor.build.indicators import IndicatorBlock, build_indicator
from sozialmonitor.build.series import TableSeries, build_series
from sozialmonitor.build.typologies import check_typologies
from sozialmonitor.build.values import load_table
from sozialmonitor.catalog.typologies import FILE as TYPOLOGIES_FILE
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.monitor import MonitorCatalogue


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
        path = data / catalogue.monitor.id / table.file
        frame, found = load_table(table, catalogue, path, f"{data.name}/{catalogue.monitor.id}/{table.file}")
        defects += found
        if not found:
            series[table.id] = build_series(table, frame, catalogue)
    blocks: list[IndicatorBlock] = []
    for indicator in catalogue.indicators.values():
        if all(term.table in series for term in indicator.formula.terms):
            place = f"{data.name}/{catalogue.monitor.id}/indicators/{indicator.id}.yaml"
            computed, found = build_indicator(indicator, catalogue, series, place)
            blocks += computed
            defects += found or _check_filled(computed, place)
    if not defects:
        defects = check_typologies(catalogue, blocks, f"{data.name}/{catalogue.monitor.id}/{TYPOLOGIES_FILE}")
    territory = catalogue.monitor.territory
    published = frozenset(table for table, found in series.items() if territory in found and found[territory].published)
    return BuiltMonitor(catalogue, boundaries, tuple(blocks), published, tuple(notes)), defects


def _check_filled(blocks: list[IndicatorBlock], place: str) -> list[Defect]:
    if blocks:
        return []
    return [
        Defect(place, "Für diesen Indikator gibt es keinen einzigen Wert", "Reihen und Perioden seiner Tabellen prüfen")
    ]
