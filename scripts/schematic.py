"""Schematic areas: a partition of a city outline around known centre points.

Plain Voronoi cells give every area about the same size, which misleads where a dense quarter lies
beside a harbour. The sizes of the areas are published, so the cells are weighted (a power diagram)
until their sizes agree with them; a point then belongs to the area with the smallest
``distance² − weight``. Coordinates are metres (EPSG:25832) throughout.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from shapely import Point, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

Array = npt.NDArray[np.float64]

MARGIN = 20_000.0
"""Metres around the outline within which cells are drawn before they are clipped."""

GRID = 0.01
"""Metres. Corners are computed once per cell and differ in the last bits; on this grid they are the same."""

TOLERANCE = 0.005
"""Share of the city that may lie in areas larger than published."""


def cut_half_plane(corners: Array, normal: Array, limit: float) -> Array:
    """Keep the part of a convex polygon where ``corner · normal <= limit``.

    Args:
        corners: shape ``(n, 2)``, in order, not closed.
    """
    excess = corners @ normal - limit
    if (excess <= 0).all():
        return corners
    kept = []
    for here, there, a, b in zip(corners, np.roll(corners, -1, axis=0), excess, np.roll(excess, -1), strict=True):
        if a <= 0:
            kept.append(here)
        if a < 0 < b or b < 0 < a:
            kept.append(here + (there - here) * a / (a - b))
    return np.array(kept).reshape(-1, 2)


def draw_cells(centres: Array, weights: Array, outline: BaseGeometry) -> list[BaseGeometry]:
    """One cell per centre, clipped to the outline; an overwhelmed cell is empty."""
    west, south, east, north = outline.bounds
    frame = np.array(box(west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN).exterior.coords)[:-1]
    power = (centres**2).sum(axis=1) - weights
    cells = []
    for own, centre in enumerate(centres):
        corners = frame
        for other in np.delete(np.arange(len(centres)), own):
            corners = cut_half_plane(corners, 2 * (centres[other] - centre), power[other] - power[own])
        corners = np.round(corners / GRID) * GRID
        cells.append(Polygon(corners).intersection(outline) if len(corners) > 2 else Polygon())
    return cells


def fit_weights(centres: Array, sizes: Array, outline: BaseGeometry, steps: int = 400) -> Array:
    """Weights with which the cells get the published sizes (in any unit, only shares count)."""
    wanted = sizes / sizes.sum() * outline.area
    weights = np.zeros(len(centres))
    pace = 0.5
    best = np.inf
    for _ in range(steps):
        missing = wanted - np.array([cell.area for cell in draw_cells(centres, weights, outline)])
        excess = np.abs(missing).sum() / 2 / outline.area
        if excess < TOLERANCE:
            return weights
        pace = pace * 0.7 if excess > best else pace  # it swings around the solution: smaller steps
        best = min(best, excess)
        weights = weights + pace * missing
    raise RuntimeError(f"no weights found: {excess:.1%} of the city still in the wrong area")


def move_inside(point: Point, outline: BaseGeometry) -> Point:
    """A centre on the wrong side of the city limit goes to the nearest place inside."""
    return point if outline.covers(point) else nearest_points(outline, point)[0]


def join_detached_parts(cells: list[BaseGeometry], centres: list[Point]) -> list[BaseGeometry]:
    """Give pieces cut off by a bend of the outline to the neighbour they share most border with.

    Cells must have matching corners. Afterwards every area is one piece around its centre, unless
    the outline itself has several parts.
    """
    parts = [list(getattr(cell, "geoms", [cell])) for cell in cells]
    mains = [min(pieces, key=centre.distance) for pieces, centre in zip(parts, centres, strict=True)]
    loose = [piece for pieces, main in zip(parts, mains, strict=True) for piece in pieces if piece is not main]
    while loose:
        length, _, _, piece, main = max(
            (piece.boundary.intersection(main.boundary).length, -i, -k, i, k)
            for i, piece in enumerate(loose)
            for k, main in enumerate(mains)
        )
        if length == 0:
            raise RuntimeError("a detached piece touches no area: the outline has several parts")
        mains[main] = mains[main].union(loose.pop(piece))
    return mains
