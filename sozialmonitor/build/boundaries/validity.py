"""Whether polygons are valid; what touches or crosses itself by a hair is mended, everything else is told."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import shapely

from sozialmonitor.build.boundaries.drawing import Feature, Shapes
from sozialmonitor.build.boundaries.pairs import find_close_pairs
from sozialmonitor.domain.errors import Defect
from sozialmonitor.texts.format import format_number

MOST_CHANGED = 1e-4
"""Share of its size that an area may gain or lose by being mended. Official files need less than 10⁻¹⁵."""

_MOST_POINTS = 100_000
_MOST_PAIRS = 50
"""Edges near an edge, on average."""

_REASONS = {
    "Self-intersection": "der Rand kreuzt sich selbst",
    "Ring Self-intersection": "der Rand berührt sich selbst",
    "Hole lies outside shell": "ein Loch liegt außerhalb",
    "Holes are nested": "ein Loch liegt in einem anderen",
    "Nested shells": "ein Teil liegt in einem anderen",
    "Nested holes": "ein Loch liegt in einem anderen",
    "Interior is disconnected": "das Innere zerfällt in mehrere Stücke",
    "Duplicate Rings": "ein Ring ist doppelt",
    "Too few points in geometry component": "ein Ring hat zu wenige verschiedene Punkte",
    "Invalid Coordinate": "eine Koordinate ist keine Zahl",
    "Ring is not closed": "ein Ring ist nicht geschlossen",
    "Repeated Point": "ein Punkt ist doppelt",
}
_REASON = re.compile(r"([A-Za-z -]+?)\s*\[(\S+) (\S+?)(?: \S+)?\]")


def mend_shapes(features: tuple[Feature, ...], shapes: Shapes, name: str) -> tuple[Shapes, list[Defect], list[str]]:
    """Valid shapes, None where one is not.

    Args:
        features: those with a shape. shapes: theirs, in any coordinate system. name: the file's, for messages.

    Returns:
        The shapes, what is wrong with those that cannot be mended, and the labels of those that were.
    """
    valid = shapely.is_valid(shapes)
    mended, defects, labels = shapes.copy(), [], []
    for position in np.flatnonzero(~valid):
        found = _mend(shapes[position])
        mended[position] = found
        if found is None:
            finding = f"Die Fläche ist ungültig: {describe_reason(shapely.is_valid_reason(shapes[position]))}"
            defects.append(features[position].refuse(name, finding, "im GIS mit ›Geometrien reparieren‹ berichtigen"))
        else:
            labels.append(features[position].label)
    return mended, defects, labels


def describe_reason(reason: str) -> str:
    """Why a polygon is invalid, with the place, in German."""
    found = _REASON.match(reason)
    if found is None:
        return _REASONS.get(reason, "der Rand ist fehlerhaft")
    words = _REASONS.get(found[1], "der Rand ist fehlerhaft")
    try:
        x, y = float(found[2]), float(found[3])
        decimals = 5 if max(abs(x), abs(y)) <= 360 else 1
        return f"{words} (bei {format_number(x, decimals)}; {format_number(y, decimals)})"
    except (ValueError, OverflowError):
        return words


def _mend(shape: Any) -> Any:
    """A valid shape of the same size; None if there is none."""
    if shapely.get_num_coordinates(shape) > _MOST_POINTS:
        return None
    points, rings = shapely.get_coordinates(shapely.get_rings(shape), return_index=True)
    follows = rings[1:] == rings[:-1]
    edges = shapely.linestrings(np.stack([points[:-1], points[1:]], axis=1)[follows])
    if find_close_pairs(edges, _MOST_PAIRS) is None:
        return None  # a tangle: mending it would take for ever
    try:
        found = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    except shapely.errors.GEOSException:
        return None
    if found.geom_type not in ("Polygon", "MultiPolygon") or found.is_empty or not found.is_valid:
        return None
    return found if abs(found.area - shape.area) <= MOST_CHANGED * shape.area else None
