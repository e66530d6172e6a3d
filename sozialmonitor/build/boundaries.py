"""Boundaries of every geography: read, check, dissolve."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pyogrio
import shapely
from pyogrio.errors import DataSourceError

from sozialmonitor.build.series import order_from_fine_to_coarse
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.geography import Area, Geography
from sozialmonitor.domain.monitor import MonitorCatalogue

GEOGRAPHIC_CRS = "EPSG:4326"
METRIC_CRS = "EPSG:25832"
"""ETRS89 / UTM zone 32N: metres for all of Germany, good enough for simplifying and measuring."""

_GERMANY = (5.0, 47.0, 16.0, 56.0)


def load_boundaries(catalogue: MonitorCatalogue, geo: Path) -> tuple[dict[str, gpd.GeoDataFrame], list[Defect]]:
    """Polygons of all geographies of a monitor.

    Returns:
        By geography id a frame in EPSG:4326 with the columns ``code, name, parent, geometry``, ordered
        by code as the catalogue's areas are; and every defect. Geographies with defects are absent.
    """
    frames: dict[str, gpd.GeoDataFrame] = {}
    defects: list[Defect] = []
    for geography_id in order_from_fine_to_coarse(catalogue):
        geography = catalogue.geographies[geography_id]
        areas = catalogue.areas[geography_id]
        if geography.boundaries.file is not None:
            frame, found = _load_file(geography, areas, geo)
            defects += found
        else:
            frame = _dissolve(geography, catalogue, frames)
        if frame is not None:
            frames[geography_id] = _describe(frame, areas)
    return frames, defects


def _load_file(
    geography: Geography, areas: tuple[Area, ...], geo: Path
) -> tuple[gpd.GeoDataFrame | None, list[Defect]]:
    boundaries = geography.boundaries
    assert boundaries.file is not None
    path, name = geo / boundaries.file, f"{geo.name}/{boundaries.file}"
    if not path.exists():
        return None, [Defect(name, "Die Grenzdatei fehlt", "ablegen oder boundaries.file berichtigen")]
    try:
        frame = pyogrio.read_dataframe(path)
    except (DataSourceError, ValueError) as error:
        return None, [
            Defect(
                name, f"Die Grenzdatei ist nicht lesbar ({error})", "als GeoJSON, GeoPackage oder Shapefile speichern"
            )
        ]
    if "geometry" not in frame.columns:
        return None, [
            Defect(name, "Die Datei enthält keine Flächen", "als GeoJSON, GeoPackage oder Shapefile speichern")
        ]
    column = boundaries.code_column
    if column not in frame.columns:
        listed = ", ".join(str(item) for item in frame.columns if item != "geometry")
        return None, [
            Defect(
                name,
                f"Die Spalte ›{column}‹ mit dem Gebietscode fehlt",
                f"boundaries.code_column angeben; vorhanden sind: {listed}",
            )
        ]
    frame = frame[[column, "geometry"]].rename(columns={column: "code"})
    frame["code"] = frame["code"].astype(str)
    defects = _check_crs(frame, name)
    if not defects:
        defects = _check_geometries(frame, name) + _check_match(frame, areas, name)
    if defects:
        return None, defects
    return frame[["code", "geometry"]].to_crs(GEOGRAPHIC_CRS), []


def _check_crs(frame: gpd.GeoDataFrame, name: str) -> list[Defect]:
    if frame.crs is None:
        return [
            Defect(
                name,
                "Das Koordinatenbezugssystem fehlt",
                "die .prj-Datei dazulegen oder mit EPSG-Angabe speichern (z. B. EPSG:25832)",
            )
        ]
    if frame.geometry.isna().all():
        return []  # told area by area
    west, south, east, north = frame.to_crs(GEOGRAPHIC_CRS).total_bounds
    lower_west, lower_south, upper_east, upper_north = _GERMANY
    if lower_west <= west <= east <= upper_east and lower_south <= south <= north <= upper_north:
        return []
    finding = (
        f"Die Flächen liegen nicht in Deutschland (Länge {west:.2f} bis {east:.2f}, Breite {south:.2f} bis {north:.2f})"
    )
    return [Defect(name, finding, f"Koordinatenbezugssystem prüfen; angegeben ist {frame.crs.to_string()}")]


def _check_geometries(frame: gpd.GeoDataFrame, name: str) -> list[Defect]:
    defects = []
    for code, geometry in zip(frame["code"], frame.geometry, strict=True):
        if geometry is None or geometry.is_empty:
            defects.append(
                Defect(f"{name}, Gebiet ›{code}‹", "Die Fläche fehlt", "Fläche ergänzen oder das Gebiet entfernen")
            )
        elif geometry.geom_type not in {"Polygon", "MultiPolygon"}:
            defects.append(
                Defect(
                    f"{name}, Gebiet ›{code}‹",
                    f"Statt einer Fläche liegt hier ein {geometry.geom_type}",
                    "Flächen liefern",
                )
            )
        elif not geometry.is_valid:
            reason = shapely.is_valid_reason(geometry)
            defects.append(
                Defect(
                    f"{name}, Gebiet ›{code}‹",
                    f"Die Fläche ist ungültig ({reason})",
                    "im GIS mit ›Geometrien reparieren‹ berichtigen",
                )
            )
    return defects


def _check_match(frame: gpd.GeoDataFrame, areas: tuple[Area, ...], name: str) -> list[Defect]:
    drawn, listed = list(frame["code"]), [area.code for area in areas]
    defects = [
        Defect(name, f"Das Gebiet ›{code}‹ hat mehrere Flächen", "zu einer Fläche zusammenfassen")
        for code in sorted({code for code in drawn if drawn.count(code) > 1})
    ]
    defects += [
        Defect(
            name,
            f"Für das Gebiet ›{area.code}‹ ({area.name}) fehlt die Fläche",
            "Fläche ergänzen oder das Gebiet aus der Liste entfernen",
        )
        for area in areas
        if area.code not in set(drawn)
    ]
    defects += [
        Defect(
            name,
            f"Die Fläche ›{code}‹ gehört zu keinem Gebiet der Liste",
            "Code berichtigen oder das Gebiet in areas/ ergänzen",
        )
        for code in sorted(set(drawn) - set(listed))
    ]
    return defects


def _dissolve(
    geography: Geography, catalogue: MonitorCatalogue, frames: dict[str, gpd.GeoDataFrame]
) -> gpd.GeoDataFrame | None:
    """Union of the finer areas; None if those could not be loaded."""
    assert geography.boundaries.dissolve is not None
    finer = frames.get(geography.boundaries.dissolve)
    if finer is None:
        return None
    ancestors = _find_ancestors(catalogue, geography.boundaries.dissolve, geography.id)
    grouped = finer[["code", "geometry"]].assign(code=finer["code"].map(ancestors))
    # Coverage union keeps shared borders exactly shared, but fails where official files overlap by a hair, as
    # those of Berlin and Köln do.
    matches = shapely.coverage_is_valid(grouped.geometry.to_numpy())
    return grouped.dissolve(by="code", method="coverage" if matches else "unary").reset_index()


def _find_ancestors(catalogue: MonitorCatalogue, fine: str, coarse: str) -> dict[str, str]:
    """For each code of the finer geography the code of the coarser area it lies in."""
    ancestors = {area.code: area.code for area in catalogue.areas[fine]}
    current = fine
    while current != coarse:
        parents = {area.code: area.parent or "" for area in catalogue.areas[current]}
        ancestors = {code: parents[ancestor] for code, ancestor in ancestors.items()}
        parent = catalogue.geographies[current].parent
        if parent is None:
            break
        current = parent
    return ancestors


def _describe(frame: gpd.GeoDataFrame, areas: tuple[Area, ...]) -> gpd.GeoDataFrame:
    """Names and parents from the catalogue, in the catalogue's order."""
    ordered = frame.set_index("code").loc[[area.code for area in areas]].reset_index()
    ordered.insert(1, "name", [area.name for area in areas])
    ordered.insert(2, "parent", [area.parent or "" for area in areas])
    return ordered
