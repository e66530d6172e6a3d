"""Coarser areas as the union of finer ones, without the slivers that a hair between neighbours leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from sozialmonitor.build.boundaries.drawing import Shapes
from sozialmonitor.build.boundaries.systems import METRES_PER_DEGREE

SMALLEST_HOLE = 100.0
"""Square metres. A smaller hole in a union is a gap between neighbours, not a place."""
GRID = 1e-7
"""Degrees, about a centimetre: what points are snapped to where a union fails."""


def unite_groups(shapes: Shapes, groups: Sequence[str], order: Sequence[str]) -> tuple[Shapes, int]:
    """One shape per group, and the number of gaps that were closed.

    Args:
        shapes: valid, in EPSG:4326. groups: of each shape. order: all groups, in the order of the result.
    """
    # Coverage union keeps shared borders exactly shared, but fails where official files overlap by a hair, as
    # those of Berlin and Köln do.
    unite = shapely.coverage_union_all if shapely.coverage_is_valid(shapes) else shapely.union_all
    members = np.array(groups, dtype=object)
    united, closed = [], 0
    for group in order:
        shape, count = close_gaps(_unite(shapes[members == group], unite))
        united.append(shape)
        closed += count
    return np.array(united, dtype=object), closed


def close_gaps(shape: Any) -> tuple[Any, int]:
    """The shape without its holes under 100 m²; the same object if it has none. EPSG:4326."""
    polygons = [(polygon, _find_places(polygon)) for polygon in shapely.get_parts(shape)]
    closed = sum(len(polygon.interiors) - len(kept) for polygon, kept in polygons)
    if not closed:
        return shape, 0
    parts = [shapely.Polygon(polygon.exterior, kept) for polygon, kept in polygons]
    return (parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)), closed


def _unite(shapes: Shapes, unite: Any) -> Any:
    try:
        found = unite(shapes)
    except shapely.errors.GEOSException:
        found = shapely.union_all(shapely.set_precision(shapes, GRID))
    # A union of polygons can leave lines or points where they only touch.
    polygons = [part for part in shapely.get_parts(found) if part.geom_type == "Polygon"]
    if found.geom_type in ("Polygon", "MultiPolygon"):
        return found
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def _find_places(polygon: Any) -> list[Any]:
    """Holes that are large enough to be places."""
    if not polygon.interiors:
        return []
    scale = METRES_PER_DEGREE**2 * np.cos(np.radians(polygon.bounds[1]))
    return [ring for ring in polygon.interiors if shapely.Polygon(ring).area * scale >= SMALLEST_HOLE]
