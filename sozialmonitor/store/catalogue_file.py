"""The released catalogue: the same models as the authored one, plus what the build found out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pydantic import ValidationError

from sozialmonitor.domain.area_label import qualify_areas
from sozialmonitor.domain.geography import Area, Geography
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.model import Model
from sozialmonitor.domain.monitor import Monitor, MonitorCatalogue
from sozialmonitor.domain.source import Licence, Source
from sozialmonitor.domain.table import Table
from sozialmonitor.domain.text import is_code, is_name
from sozialmonitor.domain.typology import Typology
from sozialmonitor.store.layout import LEVELS

Corner = tuple[float, float]


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


M = TypeVar("M", bound=_HasId)


@dataclass(frozen=True)
class ReleasedCatalogue:
    """A catalogue with derived facts.

    Attributes:
        published_totals: tables that hold published numbers of the whole territory.
        geometry: geography id → level of detail → file name. bounds: south-west and north-east corner.
    """

    catalogue: MonitorCatalogue
    published_totals: frozenset[str]
    geometry: dict[str, dict[str, str]]
    bounds: dict[str, list[list[float]]]


class _CatalogueFile(Model):
    monitor: Monitor
    geographies: tuple[Geography, ...]
    areas: dict[str, tuple[tuple[str, str, str | None], ...]]
    sources: tuple[Source, ...]
    licences: tuple[Licence, ...]
    tables: tuple[Table, ...]
    indicators: tuple[Indicator, ...]
    typologies: tuple[Typology, ...]
    published_totals: tuple[str, ...]
    geometry: dict[str, dict[str, str]]
    bounds: dict[str, tuple[Corner, Corner]]


def load_released_catalogue(content: bytes, monitor: str) -> ReleasedCatalogue:
    """Read ``catalogue.json`` of a monitor.

    Raises:
        ValueError: it is no catalogue of this monitor, or one part of it refers to what another lacks; the message
            is German and names the part.
    """
    try:
        found = _CatalogueFile.model_validate_json(content)
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors(include_url=False)[0]["loc"])
        raise ValueError(f"unerwartet ist die Angabe ›{place}‹") from None
    geographies = _by_id(found.geographies)
    areas = {key: [Area(*item) for item in items] for key, items in found.areas.items()}
    catalogue = MonitorCatalogue(
        monitor=found.monitor,
        geographies=geographies,
        areas=qualify_areas(areas, geographies),
        sources=_by_id(found.sources),
        licences=_by_id(found.licences),
        tables=_by_id(found.tables),
        indicators=_by_id(found.indicators),
        typologies=_by_id(found.typologies),
    )
    _check_ids(catalogue, monitor)
    _check_areas(catalogue)
    _check_geometry(catalogue, found)
    bounds = {key: [list(corner) for corner in corners] for key, corners in found.bounds.items()}
    return ReleasedCatalogue(catalogue, frozenset(found.published_totals), found.geometry, bounds)


def _by_id(models: Sequence[M]) -> dict[str, M]:
    found = {model.id: model for model in models}
    _require(len(found) == len(models), "eine Kennung steht zweimal da")
    return found


def _check_ids(catalogue: MonitorCatalogue, monitor: str) -> None:
    head = catalogue.monitor
    _require(head.id == monitor, f"der Monitor heißt ›{head.id}‹")
    _require_known((head.territory, head.default_geography), catalogue.geographies, "die Gliederung")
    _require_known((head.default_indicator,), catalogue.indicators, "den Indikator")
    themes = {theme.id for theme in head.themes}
    for indicator in catalogue.indicators.values():
        _require_known((indicator.theme,), themes, "das Thema")
        for term in indicator.formula.terms:
            _require_known((term.table,), catalogue.tables, "die Tabelle")
            _require_known((term.series,), catalogue.tables[term.table].series, "die Reihe")
    used = [table.source for table in catalogue.tables.values() if table.source is not None]
    used += [geography.boundaries.source for geography in catalogue.geographies.values()]
    _require_known(used, catalogue.sources, "die Quelle")
    _require_known((source.licence for source in catalogue.sources.values()), catalogue.licences, "die Lizenz")
    for typology in catalogue.typologies.values():
        _require_known(typology.indicator_ids, catalogue.indicators, "den Indikator")


def _check_areas(catalogue: MonitorCatalogue) -> None:
    _require(set(catalogue.areas) == set(catalogue.geographies), "Gliederungen und Gebiete passen nicht zusammen")
    for geography, areas in catalogue.areas.items():
        codes = [area.code for area in areas]
        _require(bool(codes) and codes == sorted(set(codes)), f"die Gebiete von ›{geography}‹ sind nicht geordnet")
        _require(all(is_code(area.code) and is_name(area.name) for area in areas), "ein Gebiet ist falsch bezeichnet")
    _require(len(catalogue.areas[catalogue.monitor.territory]) == 1, "das ganze Gebiet ist nicht eines")


def _check_geometry(catalogue: MonitorCatalogue, found: _CatalogueFile) -> None:
    _require(
        set(found.geometry) == set(found.bounds) == set(catalogue.geographies)
        and all(tuple(sorted(levels)) == tuple(sorted(LEVELS)) for levels in found.geometry.values()),
        "Gliederungen und Grenzen passen nicht zusammen",
    )
    for corners in found.bounds.values():
        _require(all(math.isfinite(item) for corner in corners for item in corner), "eine Ecke der Karte fehlt")


def _require_known(keys: Iterable[str], known: Iterable[str], kind: str) -> None:
    known = set(known)
    for key in keys:
        _require(key in known, f"unbekannt ist {kind} ›{key}‹")


def _require(holds: bool, reason: str) -> None:
    if not holds:
        raise ValueError(reason)
