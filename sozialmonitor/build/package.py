"""The files of a release, cut to one audience, as bytes: what is not for them is never written."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from sozialmonitor.build.boundaries.shapes import AreaShapes
from sozialmonitor.build.indicators import IndicatorBlock
from sozialmonitor.build.monitor import BuiltMonitor
from sozialmonitor.build.topology import Geometry, build_topology
from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.table import Table
from sozialmonitor.domain.typology import Typology

DETAIL = {"coarse": 1 / 1200, "fine": 1 / 8000}
"""Levels of detail: what may be lost, as a share of the territory's longer side."""

Geometries = dict[tuple[str, str], Geometry]
"""(geography id, level of detail) → TopoJSON."""


def build_geometries(built: BuiltMonitor) -> Geometries:
    """TopoJSON of every geography in both levels of detail; the same for all audiences."""
    return {
        (geography, level): build_topology(areas, share)
        for geography, areas in built.boundaries.items()
        for level, share in DETAIL.items()
    }


def build_package(built: BuiltMonitor, geometries: Geometries, audience: Audience) -> dict[str, bytes] | None:
    """All files of a monitor for one audience, by path inside the audience's folder.

    Returns:
        None when the audience may see no indicator of the monitor.
    """
    catalogue = cut_catalogue(built.catalogue, audience)
    if not catalogue.indicators:
        return None
    folder = catalogue.monitor.id
    blocks = [block for block in built.blocks if block.indicator in catalogue.indicators]
    files = {f"{folder}/catalogue.json": _dump_catalogue(catalogue, built, geometries)}
    for geography in catalogue.geographies:
        areas = [area.code for area in catalogue.areas[geography]]
        own = [block for block in blocks if block.geography == geography]
        files[f"{folder}/values/{geography}.parquet"] = _dump_values(own, areas)
        files[f"{folder}/areas/{geography}.parquet"] = _dump_areas(built.boundaries[geography])
    for geometry in geometries.values():
        files[f"geometry/{geometry.name}"] = geometry.plain
        files[f"geometry/{geometry.name}.gz"] = geometry.gzipped
        files[f"geometry/{geometry.name}.br"] = geometry.brotlied
    return files


def cut_catalogue(catalogue: MonitorCatalogue, audience: Audience) -> MonitorCatalogue:
    """The catalogue without indicators above the audience, nor anything that only they use or that tells of them."""
    indicators = {key: item for key, item in catalogue.indicators.items() if audience.may_see(item.audience)}
    terms = {(term.table, term.series) for item in indicators.values() for term in item.formula.terms}
    tables = {key: _cut_table(table, terms) for key, table in catalogue.tables.items() if key in dict(terms)}
    sources_used = {table.source for table in tables.values()}
    sources_used |= {geography.boundaries.source for geography in catalogue.geographies.values()}
    sources = {key: source for key, source in catalogue.sources.items() if key in sources_used}
    licences_used = {source.licence for source in sources.values()}
    licences = {key: licence for key, licence in catalogue.licences.items() if key in licences_used}
    typologies = _cut_typologies(catalogue, indicators)
    themes_used = {item.theme for item in indicators.values()}
    themes = tuple(theme for theme in catalogue.monitor.themes if theme.id in themes_used)
    monitor = catalogue.monitor.model_copy(update={"themes": themes})
    return replace(
        catalogue,
        monitor=monitor,
        indicators=indicators,
        tables=tables,
        sources=sources,
        licences=licences,
        typologies=typologies,
    )


def _cut_typologies(catalogue: MonitorCatalogue, indicators: Mapping[str, Indicator]) -> dict[str, Typology]:
    """A class tells of every indicator behind it, and of the number of inhabitants."""
    population = catalogue.population_indicator
    if population is None or population.id not in indicators:
        return {}
    return {key: item for key, item in catalogue.typologies.items() if set(item.indicator_ids) <= set(indicators)}


def _cut_table(table: Table, terms: set[tuple[str, str]]) -> Table:
    series = {key: item for key, item in table.series.items() if (table.id, key) in terms}
    return table.model_copy(update={"series": series})


def _dump_catalogue(catalogue: MonitorCatalogue, built: BuiltMonitor, geometries: Geometries) -> bytes:
    content = {
        "monitor": catalogue.monitor.model_dump(mode="json"),
        "geographies": _dump_models(catalogue.geographies.values()),
        "areas": {
            geography: [[area.code, area.name, area.parent] for area in areas]
            for geography, areas in catalogue.areas.items()
        },
        "sources": _dump_models(catalogue.sources.values()),
        "licences": _dump_models(catalogue.licences.values()),
        "tables": _dump_models(catalogue.tables.values()),
        "indicators": _dump_models(catalogue.indicators.values()),
        "typologies": _dump_models(catalogue.typologies.values()),
        "published_totals": sorted(built.published_totals & set(catalogue.tables)),
        "geometry": {
            geography: {level: geometries[geography, level].name for level in DETAIL}
            for geography in catalogue.geographies
        },
        "bounds": {geography: _bounds(built.boundaries[geography]) for geography in catalogue.geographies},
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _dump_models(models: Iterable[object]) -> list[object]:
    return [model.model_dump(mode="json") for model in models]  # type: ignore[attr-defined]


def _bounds(areas: AreaShapes) -> list[list[float]]:
    """South-west and north-east corner, latitude first, as Leaflet wants them."""
    west, south, east, north = (round(float(item), 5) for item in shapely.total_bounds(areas.shapes))
    return [[south, west], [north, east]]


def _dump_values(blocks: Sequence[IndicatorBlock], areas: Sequence[str]) -> bytes:
    """The complete grid, ordered by indicator, period and area, so that it loads without sorting."""
    columns: dict[str, list[np.ndarray]] = {name: [] for name in ("indicator", "period", "area")}
    codes = np.array(areas, dtype=object)
    for item in blocks:
        periods, count = np.array(item.periods, dtype=object), len(codes)
        columns["indicator"].append(np.full(periods.size * count, item.indicator, dtype=object))
        columns["period"].append(np.repeat(periods, count))
        columns["area"].append(np.tile(codes, periods.size))

    def flat(name: str, kind: type) -> np.ndarray:
        parts = [getattr(item.block, name).ravel() for item in blocks]
        return np.concatenate(parts).astype(kind) if parts else np.array([], dtype=kind)

    arrays = {
        name: pa.array(np.concatenate(parts) if parts else [], pa.string()).dictionary_encode()
        for name, parts in columns.items()
    }
    arrays |= {
        "value": pa.array(flat("values", np.float64)),
        "numerator": pa.array(flat("numerators", np.float64)),
        "denominator": pa.array(flat("denominators", np.float64)),
        "status": pa.array(flat("statuses", np.int8)),
    }
    sink = io.BytesIO()
    pq.write_table(pa.table(arrays), sink, compression="zstd")
    return sink.getvalue()


def _dump_areas(areas: AreaShapes) -> bytes:
    sink = io.BytesIO()
    areas.to_frame().to_parquet(sink, compression="zstd", index=False)
    return sink.getvalue()
