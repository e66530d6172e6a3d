"""Boundaries of every geography of a monitor, from its files and by joining."""

from __future__ import annotations

from pathlib import Path

from sozialmonitor.build.boundaries.check import check_drawing
from sozialmonitor.build.boundaries.files import load_drawing
from sozialmonitor.build.boundaries.shapes import AreaShapes
from sozialmonitor.build.boundaries.union import unite_groups
from sozialmonitor.build.series import order_from_fine_to_coarse
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.geography import Area, Geography
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.refusals import quote
from sozialmonitor.texts.format import format_integer

MOST_TOLD = 50
"""Defects of one file; a file in which everything is wrong is wrong for one reason."""


def load_boundaries(catalogue: MonitorCatalogue, geo: Path) -> tuple[dict[str, AreaShapes], list[Defect], list[str]]:
    """Polygons of all geographies of a monitor.

    Returns:
        By geography id the areas with their shapes; every defect; and notes on what was mended or put up with.
        Geographies with defects are absent.
    """
    loaded: dict[str, AreaShapes] = {}
    defects: list[Defect] = []
    notes: list[str] = []
    for geography_id in order_from_fine_to_coarse(catalogue):
        geography = catalogue.geographies[geography_id]
        areas = catalogue.areas[geography_id]
        if geography.boundaries.file is not None:
            found, wrong, told = _load_file(geography, areas, geo)
            defects += wrong
        else:
            found, told = _join(geography, catalogue, loaded)
        notes += told
        if found is not None:
            loaded[geography_id] = found
    return loaded, defects, notes


def _load_file(
    geography: Geography, areas: tuple[Area, ...], geo: Path
) -> tuple[AreaShapes | None, list[Defect], list[str]]:
    boundaries = geography.boundaries
    assert boundaries.file is not None
    name = f"{geo.name}/{quote(boundaries.file)}"
    drawing, defects = load_drawing(geo / boundaries.file, name, geo, boundaries.code_column)
    if drawing is None:
        return None, defects, []
    degrees, defects, notes = check_drawing(drawing, areas, name)
    if defects:
        return None, _shorten(defects, name), []
    positions = {feature.code: position for position, feature in enumerate(drawing.features)}
    ordered = degrees[[positions[area.code] for area in areas]]
    return AreaShapes(areas, ordered), [], [f"{name}: {note}" for note in notes]


def _shorten(defects: list[Defect], name: str) -> list[Defect]:
    rest = len(defects) - MOST_TOLD
    if rest <= 1:
        return defects
    more = Defect(
        name, f"Weitere {format_integer(rest)} Mängel in dieser Datei", "erst die genannten beheben", is_rest=True
    )
    return [*defects[:MOST_TOLD], more]


def _join(
    geography: Geography, catalogue: MonitorCatalogue, loaded: dict[str, AreaShapes]
) -> tuple[AreaShapes | None, list[str]]:
    """Union of the finer areas; None if those could not be loaded."""
    assert geography.boundaries.dissolve is not None
    finer = loaded.get(geography.boundaries.dissolve)
    if finer is None:
        return None, []
    areas = catalogue.areas[geography.id]
    ancestors = _find_ancestors(catalogue, geography.boundaries.dissolve, geography.id)
    groups = [ancestors[area.code] for area in finer.areas]
    shapes, closed = unite_groups(finer.shapes, groups, [area.code for area in areas])
    gaps = "eine Lücke" if closed == 1 else f"{format_integer(closed)} Lücken"
    notes = [f"{geography.title}: {gaps} unter 100 m² beim Zusammensetzen geschlossen"] if closed else []
    return AreaShapes(areas, shapes), notes


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
