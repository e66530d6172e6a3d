"""Boundaries of every geography of a monitor, from its files and by joining."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import shapely

from sozialmonitor.build.boundaries.drawing import Drawing, Feature, Shapes, show
from sozialmonitor.build.boundaries.files import load_drawing
from sozialmonitor.build.boundaries.match import check_match
from sozialmonitor.build.boundaries.neighbours import check_neighbours
from sozialmonitor.build.boundaries.plausibility import check_plausibility
from sozialmonitor.build.boundaries.rings import MOST_POINTS
from sozialmonitor.build.boundaries.shapes import AreaShapes
from sozialmonitor.build.boundaries.systems import check_position, find_german, to_degrees
from sozialmonitor.build.boundaries.union import unite_groups
from sozialmonitor.build.boundaries.validity import mend_shapes
from sozialmonitor.build.series import order_from_fine_to_coarse
from sozialmonitor.domain.errors import Defect, RefusedValueError
from sozialmonitor.domain.geography import Area, Geography
from sozialmonitor.domain.monitor import MonitorCatalogue
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
    name = f"{geo.name}/{show(boundaries.file)}"
    drawing, defects = load_drawing(geo / boundaries.file, name, geo, boundaries.code_column)
    if drawing is None:
        return None, defects, []
    degrees, defects, notes = check_drawing(drawing, areas, name)
    if defects:
        return None, _shorten(defects, name), []
    positions = {feature.code: position for position, feature in enumerate(drawing.features)}
    ordered = degrees[[positions[area.code] for area in areas]]
    return AreaShapes(areas, ordered), [], [f"{name}: {note}" for note in notes]


def check_drawing(drawing: Drawing, areas: tuple[Area, ...], name: str) -> tuple[Shapes, list[Defect], list[str]]:
    """Everything that is wrong with a file, and its shapes in EPSG:4326 if nothing is."""
    flawed = [feature.refuse(name, flaw.finding, flaw.remedy) for feature in drawing.features for flaw in feature.flaws]
    matches = check_match(drawing.features, areas, name)
    drawn = tuple(feature for feature in drawing.features if feature.shape is not None)
    shapes = np.array([feature.shape for feature in drawn] or [None], dtype=object)[: len(drawn)]
    if shapely.get_num_coordinates(shapes).sum() > MOST_POINTS:
        finding = f"Die Datei hat mehr als {MOST_POINTS // 1_000_000} Millionen Punkte"
        return shapes, [Defect(name, finding, "im GIS vereinfachen")], []
    degrees, found, notes = _check_shapes(drawn, shapes, drawing.crs, name)
    return degrees, [*found, *flawed, *matches], notes


def _check_shapes(
    features: tuple[Feature, ...], shapes: Shapes, crs: str | None, name: str
) -> tuple[Shapes, list[Defect], list[str]]:
    mended, defects, labels = mend_shapes(features, shapes, name)
    features, shapes = _keep(features, mended, [shape is not None for shape in mended])
    if not features:
        return shapes, defects, []
    try:
        degrees = to_degrees(shapes, crs)
        misplaced = check_position(shapes, degrees, crs or "")
        if misplaced is not None:
            raise misplaced
    except RefusedValueError as error:
        return shapes, [Defect(name, error.finding, error.remedy), *defects], []
    defects += check_plausibility(features, degrees, name)
    inside = find_german(degrees)
    degrees[inside], torn, _ = mend_shapes(*_keep(features, degrees, inside), name)  # rounding tears what touches
    if torn:
        return degrees, [*defects, *torn], []
    overlaps, told = check_neighbours(*_keep(features, degrees, inside), name)
    return degrees, [*defects, *overlaps], [*_describe_mended(labels), *told]


def _keep(features: tuple[Feature, ...], shapes: Shapes, kept: Sequence[bool]) -> tuple[tuple[Feature, ...], Shapes]:
    mask = np.array(kept, dtype=bool)
    return tuple(feature for feature, wanted in zip(features, mask, strict=True) if wanted), shapes[mask]


def _describe_mended(labels: list[str]) -> list[str]:
    if not labels:
        return []
    listed = ", ".join(labels[:5]) + (" …" if len(labels) > 5 else "")
    if len(labels) == 1:
        return [f"{listed} war ungültig und wurde ohne Änderung der Größe repariert"]
    return [f"{format_integer(len(labels))} ungültige Flächen wurden ohne Änderung der Größe repariert: {listed}"]


def _shorten(defects: list[Defect], name: str) -> list[Defect]:
    rest = len(defects) - MOST_TOLD
    if rest <= 1:
        return defects
    more = Defect(name, f"Weitere {format_integer(rest)} Mängel in dieser Datei", "erst die genannten beheben")
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
    notes = [f"{geography.title}: {format_integer(closed)} Lücken unter 100 m² beim Zusammensetzen geschlossen"]
    return AreaShapes(areas, shapes), notes if closed else []


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
