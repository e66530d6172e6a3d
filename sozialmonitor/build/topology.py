"""TopoJSON for the browser: simplified so that shared borders stay shared, quantised, precompressed."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass

import brotli
import geopandas as gpd
import shapely
from topojson.core.topology import Topology

from sozialmonitor.build.boundaries import GEOGRAPHIC_CRS, METRIC_CRS

_GRID = 20_000
"""Positions per axis: two hundredths of a pixel on a wide screen."""


@dataclass(frozen=True)
class Geometry:
    """One level of detail as it is served: the file name carries a hash of the content.

    Hyphens only: streamlit-folium strips ``_[a-z0-9]+`` when it compares maps.
    """

    name: str
    plain: bytes
    gzipped: bytes
    brotlied: bytes


def build_topology(frame: gpd.GeoDataFrame, share: float) -> Geometry:
    """Simplify and encode the areas of one geography.

    Args:
        frame: columns ``code, name, geometry`` in EPSG:4326, in the order the map's values will have.
        share: what may be lost, as a share of the longer side of the whole territory.
    """
    metric = frame.to_crs(METRIC_CRS)
    west, south, east, north = metric.total_bounds
    tolerance = max(east - west, north - south) * share
    simplified = metric.set_geometry(shapely.coverage_simplify(metric.geometry.to_numpy(), tolerance), crs=METRIC_CRS)
    degrees = simplified.to_crs(GEOGRAPHIC_CRS)
    topology = Topology(
        degrees[["code", "name", "geometry"]],
        object_name="areas",
        prequantize=_GRID,
        topology=True,
        shared_coords=True,
    ).to_dict()
    return _pack(topology)


def _pack(topology: dict[str, object]) -> Geometry:
    for geometry in topology["objects"]["areas"]["geometries"]:  # type: ignore[index]
        properties = geometry["properties"]
        geometry["properties"] = {"code": properties["code"], "name": properties["name"]}
        geometry.pop("id", None)
        geometry.pop("bbox", None)
    plain = json.dumps(topology, ensure_ascii=False, separators=(",", ":"), default=float).encode()
    name = f"{hashlib.sha256(plain).hexdigest()[:20]}.json"
    return Geometry(name, plain, gzip.compress(plain, 9, mtime=0), brotli.compress(plain, quality=9))
