"""TopoJSON for the browser: simplified so that shared borders stay shared, quantised, precompressed."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from sozialmonitor.build.boundaries.drawing import Shapes
from sozialmonitor.build.boundaries.shapes import AreaShapes
from sozialmonitor.build.boundaries.systems import METRIC_CRS

if TYPE_CHECKING:
    import geopandas as gpd

_GRID = 20_000
"""Positions per axis: two hundredths of a pixel on a wide screen."""

_DOT = 3
"""Half the width, in positions, of what stands for an area too small for the grid."""

_CENTIMETRE = 0.01


@dataclass(frozen=True)
class Geometry:
    """One level of detail as it is served: the file name carries a hash of the content.

    Hyphens only: streamlit-folium strips ``_[a-z0-9]+`` when it compares maps.
    """

    name: str
    plain: bytes
    gzipped: bytes
    brotlied: bytes


def build_topology(areas: AreaShapes, share: float) -> Geometry:
    """Simplify and encode the areas of one geography.

    Args:
        areas: in the order the map's values will have.
        share: what may be lost, as a share of the longer side of the whole territory.
    """
    frame = areas.to_frame()
    metric = frame.to_crs(METRIC_CRS)
    west, south, east, north = metric.total_bounds
    tolerance = max(east - west, north - south) * share
    simplified = metric.set_geometry(simplify_together(metric.geometry.to_numpy(), tolerance), crs=METRIC_CRS)
    degrees = simplified.to_crs(frame.crs)
    topology = _encode(degrees)
    lost = ["arcs" not in geometry for geometry in topology["objects"]["areas"]["geometries"]]
    if any(lost):
        dots = np.where(lost, _draw_dots(degrees.geometry.to_numpy()), degrees.geometry.to_numpy())
        topology = _encode(degrees.set_geometry(dots, crs=degrees.crs))
    return _pack(topology)


def _encode(frame: gpd.GeoDataFrame) -> dict[str, Any]:
    from topojson.core.topology import Topology  # late, as all that only building needs

    encoded: dict[str, Any] = Topology(
        frame[["code", "name", "geometry"]],
        object_name="areas",
        prequantize=_GRID,
        topology=True,
        shared_coords=True,
    ).to_dict()
    return encoded


def _draw_dots(shapes: Shapes) -> Shapes:
    """A square of a few positions in the middle of each area, for those too small to be seen."""
    west, south, east, north = shapely.total_bounds(shapes)
    middles = shapely.get_coordinates(shapely.centroid(shapes))
    half = np.array([east - west, north - south]) * _DOT / _GRID
    dots: Shapes = shapely.box(*(middles - half).T, *(middles + half).T)
    return dots


def simplify_together(shapes: Shapes, tolerance: float) -> Shapes:
    """Simplified shapes, every one still there; shared borders stay shared wherever the shapes allow it.

    Args:
        shapes: in metres. Projecting can leave a sliver without points, over which the library stumbles: then they
            are snapped to a centimetre, and what still cannot be simplified together is simplified one by one.
        tolerance: in metres.
    """
    for prepare in (_leave, _snap):
        try:
            simplified = shapely.coverage_simplify(prepare(shapes), tolerance)
            break
        except shapely.errors.GEOSException:
            continue
    else:
        simplified = shapely.simplify(shapes, tolerance, preserve_topology=True)
    lost = shapely.is_empty(simplified) | shapely.is_missing(simplified)
    return np.where(lost, shapes, simplified)


def _leave(shapes: Shapes) -> Shapes:
    return shapes


def _snap(shapes: Shapes) -> Shapes:
    sound = shapely.make_valid(shapes, method="structure", keep_collapsed=False)
    snapped: Shapes = shapely.set_precision(sound, _CENTIMETRE)
    return np.where(shapely.is_empty(snapped), shapes, snapped)


def _pack(topology: dict[str, Any]) -> Geometry:
    import brotli

    for geometry in topology["objects"]["areas"]["geometries"]:
        properties = geometry["properties"]
        geometry["properties"] = {"code": properties["code"], "name": properties["name"]}
        geometry.pop("id", None)
        geometry.pop("bbox", None)
    plain = json.dumps(topology, ensure_ascii=False, separators=(",", ":"), default=float).encode()
    name = f"{hashlib.sha256(plain).hexdigest()[:20]}.json"
    return Geometry(name, plain, gzip.compress(plain, 9, mtime=0), brotli.compress(plain, quality=9))
