"""Real boundaries, and the same ones with as many points as offices deliver."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from sozialmonitor.domain.text import is_name

Points = npt.NDArray[np.float64]

CENTRE = (8.47, 49.49)
"""Subsets are the areas nearest to this point (longitude, latitude)."""

PARTS = 10
"""The official boundaries in ``geo/gemeinden`` (VG250, 157 areas) have 9.6 times the points of the same areas here."""

_SWING = 0.08


def load_boundaries(path: Path) -> gpd.GeoDataFrame:
    """All areas of the reference file with the columns ``code, name, geometry``, nearest to the centre first."""
    frame = gpd.read_file(path)[["AGS", "GEN", "geometry"]].rename(columns={"AGS": "code", "GEN": "name"})
    frame["name"] = [
        name if is_name(name) else f"Gebiet {code}" for code, name in zip(frame.code, frame.name, strict=True)
    ]
    centre = gpd.GeoSeries.from_xy([CENTRE[0]], [CENTRE[1]], crs=4326).to_crs(frame.crs).iloc[0]
    order = np.argsort(frame.geometry.representative_point().distance(centre).to_numpy(), kind="stable")
    frame = frame.iloc[order].reset_index(drop=True)
    return frame.set_geometry(frame.geometry.make_valid())


def refine(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Replace each straight line by ``PARTS`` slightly swinging ones, the same for both neighbours of a border.

    Where the swing would let a border cross itself, the lines of that area only get the points and stay straight.
    """
    straight: set[bytes] = set()
    while True:
        geometries = [_refine_geometry(geometry, straight) for geometry in frame.geometry]
        crossing = np.flatnonzero(~shapely.is_valid(geometries))
        keys = {
            key
            for index in crossing
            for ring in shapely.get_rings(frame.geometry.iloc[index])
            for key in _get_keys(ring)
        }
        if keys <= straight:
            return frame.set_geometry(gpd.GeoSeries(geometries, crs=frame.crs).make_valid())
        straight |= keys


def _refine_geometry(geometry: Any, straight: set[bytes]) -> Any:
    polygons = []
    for part in shapely.get_parts(geometry):
        shell, *holes = (_refine_ring(ring, straight) for ring in shapely.get_rings(part))
        polygons.append(shapely.Polygon(shell, holes))
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def _refine_ring(ring: Any, straight: set[bytes]) -> Points:
    low, high, is_reversed = _order_ends(shapely.get_coordinates(ring))
    along = np.arange(1, PARTS)[None, :, None] / PARTS
    line = (high - low)[:, None, :]
    swing = _SWING * _scatter(low, high) * np.minimum(along, 1 - along)
    if straight:
        swing[[key in straight for key in _get_keys(ring)]] = 0
    across = np.stack([-line[..., 1], line[..., 0]], axis=-1)
    inner = low[:, None, :] + along * line + swing * across
    inner[is_reversed] = inner[is_reversed][:, ::-1]
    starts = np.where(is_reversed[:, None], high, low)[:, None, :]
    refined: Points = np.vstack([np.concatenate([starts, inner], axis=1).reshape(-1, 2), starts[0]])
    return refined


def _order_ends(points: Points) -> tuple[Points, Points, npt.NDArray[np.bool_]]:
    """Ends of each line in an order that does not depend on the ring's direction."""
    start, end = points[:-1], points[1:]
    is_reversed = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    swap = is_reversed[:, None]
    return np.where(swap, end, start), np.where(swap, start, end), is_reversed


def _scatter(low: Points, high: Points) -> Points:
    """Numbers between -1 and 1 for the inner points of each line; the same line always gets the same ones."""
    phase = (low * [12.9898, 78.233]).sum(axis=1) + (high * [39.346, 11.135]).sum(axis=1)
    noise = np.sin(phase[:, None] + 17.0 * np.arange(1, PARTS)) * 43758.5453
    scattered: Points = 2 * (noise - np.floor(noise)) - 1
    return scattered[..., None]


def _get_keys(ring: Any) -> list[bytes]:
    low, high, _ = _order_ends(shapely.get_coordinates(ring))
    return [ends.tobytes() for ends in np.hstack([low, high])]
