"""Everything that can be wrong with a boundary file that was read, told at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from sozialmonitor.build.boundaries.drawing import Drawing, Feature, Shapes
from sozialmonitor.build.boundaries.germany import find_german
from sozialmonitor.build.boundaries.match import check_match
from sozialmonitor.build.boundaries.neighbours import check_neighbours
from sozialmonitor.build.boundaries.plausibility import check_plausibility
from sozialmonitor.build.boundaries.rings import MOST_POINTS
from sozialmonitor.build.boundaries.systems import check_position, is_angular, to_degrees
from sozialmonitor.build.boundaries.validity import mend_shapes
from sozialmonitor.domain.errors import Defect, RefusedValueError
from sozialmonitor.domain.geography import Area
from sozialmonitor.texts.format import format_integer, format_number


def check_drawing(drawing: Drawing, areas: tuple[Area, ...], name: str) -> tuple[Shapes, list[Defect], list[str]]:
    """Check shapes, their places and sizes, their neighbours, and whether they are the areas of the list.

    Args:
        drawing: the file as it was read. areas: that it must draw. name: the file's, for messages.

    Returns:
        If nothing is wrong, the shape of every feature in EPSG:4326; every defect; and notes on what was mended or
        put up with.
    """
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
    centre = [] if is_angular(shapes) else [_describe_centre(degrees)]
    defects += check_plausibility(features, degrees, name)
    inside = find_german(degrees)
    degrees[inside], torn, _ = mend_shapes(*_keep(features, degrees, inside), name)  # rounding tears what touches
    if torn:
        return degrees, [*defects, *torn], []
    overlaps, told = check_neighbours(*_keep(features, degrees, inside), name)
    return degrees, [*defects, *overlaps], [*centre, *_describe_mended(labels), *told]


def _keep(features: tuple[Feature, ...], shapes: Shapes, kept: Sequence[bool]) -> tuple[tuple[Feature, ...], Shapes]:
    mask = np.array(kept, dtype=bool)
    return tuple(feature for feature, wanted in zip(features, mask, strict=True) if wanted), shapes[mask]


def _describe_centre(degrees: Shapes) -> str:
    """Where the areas are: only their author sees that a neighbouring zone was named, and they lie in another city."""
    west, south, east, north = shapely.total_bounds(degrees)
    return f"Mittelpunkt bei {format_number((south + north) / 2, 1)}° N, {format_number((west + east) / 2, 1)}° O"


def _describe_mended(labels: list[str]) -> list[str]:
    if not labels:
        return []
    listed = ", ".join(labels[:5]) + (" …" if len(labels) > 5 else "")
    if len(labels) == 1:
        return [f"{listed} war ungültig und wurde ohne Änderung der Größe repariert"]
    return [f"{format_integer(len(labels))} ungültige Flächen wurden ohne Änderung der Größe repariert: {listed}"]
