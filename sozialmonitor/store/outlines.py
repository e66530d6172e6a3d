"""Outlines of the areas of a geography, from the same coarse TopoJSON the browser's map is drawn from."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import shapely

from sozialmonitor.calc.rounding import Floats

Outline = tuple[Floats, ...]
"""Rings of one area, each of the shape ``(points, 2)``: longitude and latitude in degrees, the first point
repeated at the end. Holes are rings too; the even-odd rule leaves them empty."""


def load_outlines(content: bytes, share: float = 0.0) -> tuple[Outline, ...]:
    """Read a quantised TopoJSON; one outline per area, in the order of the areas' codes.

    Args:
        content: of the file.
        share: what may still be lost, as a share of the longer side. Borders stay shared: they are simplified
            before they are joined to rings.
    """
    topology = json.loads(content)
    scale, origin = (np.array(topology["transform"][key], dtype=np.float64) for key in ("scale", "translate"))
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + origin for arc in topology["arcs"]]
    if share:
        arcs = _simplify(arcs, share)
    return tuple(_join_area(geometry, arcs) for geometry in topology["objects"]["areas"]["geometries"])


def read_area_codes(content: bytes) -> list[str]:
    """Codes of the areas in a TopoJSON, in its order.

    Raises:
        ValueError: it is none; the message is German.
    """
    try:
        geometries = json.loads(content)["objects"]["areas"]["geometries"]
        return [geometry["properties"]["code"] for geometry in geometries]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ValueError("das sind keine Grenzen") from None


def _simplify(arcs: list[Floats], share: float) -> list[Floats]:
    points = np.concatenate(arcs)
    tolerance = float(np.ptp(points, axis=0).max()) * share
    lines = shapely.simplify([shapely.linestrings(arc) for arc in arcs], tolerance)
    return [shapely.get_coordinates(line) for line in lines]


def _join_area(geometry: dict[str, Any], arcs: list[Floats]) -> Outline:
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    rings = [_join_ring(ring, arcs) for polygon in polygons for ring in polygon]
    for ring in rings:
        ring.flags.writeable = False
    return tuple(rings)


def _join_ring(indices: list[int], arcs: list[Floats]) -> Floats:
    """Arcs one behind the other; ``~i`` is arc ``i`` backwards, and each begins where the last one ended."""
    parts = [arcs[index] if index >= 0 else arcs[~index][::-1] for index in indices]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
