"""One monitor from its folder to everything a release holds of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sozialmonitor.build.boundaries.load import load_boundaries
from sozialmonitor.build.boundaries.shapes import AreaShapes
from sozialmonitor.build.gaps import describe_missing_rows
from sozialmonitor.build.indicators import IndicatorBlock, SeriesByTable, build_indicator
from sozialmonitor.build.keys import KIND_NAMES
from sozialmonitor.build.plausibility import check_plausibility
from sozialmonitor.build.series import build_series
from sozialmonitor.build.territories import check_territories
from sozialmonitor.build.typologies import check_typologies
from sozialmonitor.build.values import load_table
from sozialmonitor.catalog.typologies import FILE as TYPOLOGIES_FILE
from sozialmonitor.domain.errors import Defect, RefusedValueError
from sozialmonitor.domain.indicator import Indicator, check_breaks_inside
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.period import get_period_kind
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
    series: SeriesByTable = {}
    for table in catalogue.tables.values():
        folder, name = data / catalogue.monitor.id, f"{data.name}/{catalogue.monitor.id}/{table.file}"
        rows, found = load_table(table, catalogue, folder / table.file, name, folder)
        defects += found
        if rows is not None and not found:
            series[table.id] = build_series(table, rows, catalogue)
            notes += describe_missing_rows(rows, name)
        if rows is not None:
            place = f"{data.name}/{catalogue.monitor.id}/tables.yaml, Tabelle {table.id}, Schlüssel reference"
            if rows.is_whole:
                defects += _check(place, check_reference_day, table, rows.periods)
                defects += check_territories(rows, catalogue, name)
            defects += check_plausibility(table, rows, catalogue, name)
    blocks: list[IndicatorBlock] = []
    for indicator in catalogue.indicators.values():
        if all(term.table in series for term in indicator.formula.terms):
            place = f"{data.name}/{catalogue.monitor.id}/indicators/{indicator.id}.yaml"
            computed, found = build_indicator(indicator, catalogue, series, place)
            blocks += computed
            defects += found or _check_filled(computed, indicator, series, place)
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


def _check_filled(
    blocks: list[IndicatorBlock], indicator: Indicator, series: SeriesByTable, place: str
) -> list[Defect]:
    """An indicator without values; most often its tables count different periods."""
    if blocks:
        return []
    finding, remedy = "Für diesen Indikator gibt es keinen einzigen Wert", "Reihen und Perioden seiner Tabellen prüfen"
    kinds = {
        term.table: KIND_NAMES[get_period_kind(found.periods[0])]
        for term in indicator.formula.terms
        for found in series[term.table].values()
    }
    if len(set(kinds.values())) > 1:
        finding += f": {', '.join(f'{table} hat {kind}' for table, kind in kinds.items())}"
        remedy = "Tabellen mit Perioden gleicher Länge verwenden"
    return [Defect(place, finding, remedy)]
