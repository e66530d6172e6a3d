"""Figures on their boundaries: GeoJSON and GeoPackage."""

from __future__ import annotations

import json
import tempfile
from functools import partial
from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyogrio
import shapely

from sozialmonitor.exports.cells import list_signs
from sozialmonitor.views.export.view import Export

_EPOCH = {"OGR_CURRENT_DATE": "1980-01-01T00:00:00Z"}
_DECIMALS = range(6, 10)
"""Of degrees. Six are about ten centimetres; where that closes a narrow inlet, more are kept."""

LAYER = "observations"
"""Of the GeoPackage; ``values`` is a word of SQL that must be quoted in every query."""


def build_geojson(export: Export, areas: gpd.GeoDataFrame) -> bytes:
    """RFC 7946: one feature per area and period, in WGS 84, rings wound as the standard asks for.

    Args:
        areas: columns ``code, geometry`` in EPSG:4326.
    """
    outlines = round_outlines(shapely.orient_polygons(areas.geometry.to_numpy()))
    joined = _join(export, areas.set_geometry(outlines, crs=areas.crs))
    collection = json.loads(joined.to_json(drop_id=True, na="null"))
    collection.pop("crs", None)
    collection["metadata"] = {
        "title": export.title,
        "notes": [f"{label}: {note}" for label, note in export.notes],
        "signs": dict(list_signs()),
    }
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def build_geopackage(export: Export, areas: gpd.GeoDataFrame) -> bytes:
    """One layer with the figures, and tables with notes and signs beside it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.gpkg"
        pyogrio.set_gdal_config_options(_EPOCH)  # the format notes when it was written
        _join(export, areas).to_file(path, layer=LAYER, driver="GPKG")
        for layer, rows, names in (
            ("notes", export.notes, ["label", "note"]),
            ("signs", list_signs(), ["sign", "meaning"]),
        ):
            frame = pd.DataFrame(list(rows), columns=names)
            pyogrio.write_dataframe(frame, path, layer=layer, driver="GPKG", append=True)
        return path.read_bytes()


def round_outlines(shapes: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """Shapes in degrees with the fewest decimals that keep every one valid; the same for all, so borders stay shared.

    What no number of decimals keeps valid is left as it is.
    """
    for decimals in _DECIMALS:
        rounded: npt.NDArray[np.object_] = shapely.transform(shapes, partial(np.round, decimals=decimals))
        if shapely.is_valid(rounded).all():
            return rounded
    return shapes


def _join(export: Export, areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Only rows that have an area: totals and remainders have no place on a map."""
    outlines = gpd.GeoDataFrame({"code": areas["code"]}, geometry=areas.geometry, crs=areas.crs)
    values = export.values[export.values["geography"] == export.geography]
    merged = outlines.merge(values, on="code", how="inner")
    return merged.sort_values(["indicator", "period", "code"], ignore_index=True)
