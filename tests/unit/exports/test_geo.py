"""Figures on boundaries, as other programs read them."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely
from shapely.geometry import shape

from sozialmonitor.domain.selection import Selection
from sozialmonitor.exports.geo import build_geojson, build_geopackage, round_outlines
from sozialmonitor.store.store import Store
from sozialmonitor.views.export.view import Export, build_screen_export
from tests.support.town import NAME


@pytest.fixture(scope="module")
def share(town_store: Store) -> Export:
    selection = Selection(NAME, "unter-18-anteil", "stadtteile", "2023")
    return build_screen_export(town_store, selection, all_periods=True, only_selected=False)


@pytest.fixture(scope="module")
def areas(town_store: Store) -> gpd.GeoDataFrame:
    return town_store.load_boundaries(NAME, "stadtteile")


@pytest.fixture(scope="module")
def collection(share: Export, areas: gpd.GeoDataFrame) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(build_geojson(share, areas))
    return content


def test_one_feature_per_area_and_period(collection: dict[str, Any]) -> None:
    keys = [(item["properties"]["code"], item["properties"]["period"]) for item in collection["features"]]
    assert len(keys) == len(set(keys)) == 6 * 4, "neither the city nor those without an area are drawn"


def test_geojson_follows_the_standard(collection: dict[str, Any], areas: gpd.GeoDataFrame) -> None:
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    west, south, east, north = areas.total_bounds
    for feature in collection["features"]:
        outline = shape(feature["geometry"])
        assert outline.is_valid
        for polygon in getattr(outline, "geoms", [outline]):
            assert polygon.exterior.is_ccw
        (x, y) = outline.representative_point().coords[0]
        assert west <= x <= east
        assert south <= y <= north


def test_gaps_are_null_and_explained(collection: dict[str, Any]) -> None:
    rows = {(item["properties"]["code"], item["properties"]["period"]): item for item in collection["features"]}
    secret = rows["013", "2023"]["properties"]
    assert (secret["value"], secret["numerator"], secret["sign"]) == (None, None, "•")
    assert secret["sign"] in collection["metadata"]["signs"]


def test_geojson_names_its_sources(collection: dict[str, Any], share: Export) -> None:
    assert collection["metadata"]["title"] == share.title
    assert collection["metadata"]["notes"] == [f"{label}: {note}" for label, note in share.notes]


def test_the_geopackage_holds_the_same(
    share: Export, areas: gpd.GeoDataFrame, collection: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "x.gpkg"
    path.write_bytes(build_geopackage(share, areas))
    assert {name for name, _ in pyogrio.list_layers(path)} == {"observations", "notes", "signs"}
    values = gpd.read_file(path, layer="observations")
    assert values.crs == "EPSG:4326"
    rows = [item["properties"] for item in collection["features"]]
    for name in ("code", "name", "period", "sign"):
        assert values[name].tolist() == [row[name] for row in rows]
    for name in ("value", "numerator", "denominator"):
        expected = [np.nan if row[name] is None else row[name] for row in rows]
        np.testing.assert_array_equal(values[name].to_numpy(float), np.array(expected, float))
    notes = pyogrio.read_dataframe(path, layer="notes", read_geometry=False)
    assert list(zip(notes["label"], notes["note"], strict=True)) == list(share.notes)


def test_only_the_chosen_areas_are_drawn(town_store: Store, areas: gpd.GeoDataFrame) -> None:
    selection = Selection(NAME, "unter-18-anteil", "stadtteile", "2023", ("022", "011"))
    chosen = build_screen_export(town_store, selection, all_periods=False, only_selected=True)
    features = json.loads(build_geojson(chosen, areas))["features"]
    assert [item["properties"]["name"] for item in features] == ["Altstadt", "Öderan"]


def test_the_same_export_is_the_same_bytes(share: Export, areas: gpd.GeoDataFrame) -> None:
    assert build_geojson(share, areas) == build_geojson(share, areas)
    assert build_geopackage(share, areas) == build_geopackage(share, areas)
    assert b"1980-01-01T00:00:00" in build_geopackage(share, areas), "no clock enters the file"


def test_rounding_keeps_narrow_inlets_open(areas: gpd.GeoDataFrame, share: Export) -> None:
    """An inlet four centimetres wide: at six decimals its banks meet, and the outline crosses itself."""
    outline = shapely.Polygon(
        [(9, 50), (9.01, 50), (9.01, 50.01), (9.0050002, 50.01), (9.0050001, 50.005), (9.0049998, 50.01), (9, 50.01)]
    )
    shapes = np.array([outline, shapely.box(9.01, 50, 9.02, 50.01)], dtype=object)
    assert not shapely.is_valid(shapely.transform(outline, lambda xy: np.round(xy, 6)))
    rounded = round_outlines(shapes)
    assert shapely.is_valid(rounded).all()
    np.testing.assert_array_equal(shapely.get_coordinates(rounded), np.round(shapely.get_coordinates(shapes), 7))
    drawn = areas.set_geometry(np.where(areas["code"] == "011", outline, areas.geometry), crs=areas.crs)
    features = json.loads(build_geojson(share, drawn))["features"]
    assert all(shape(item["geometry"]).is_valid for item in features)


def test_every_outline_of_the_embedded_monitors_stays_valid(real_store: Store) -> None:
    for monitor in real_store.get_monitors():
        for geography in real_store.get_catalogue(monitor.id).geographies:
            shapes = real_store.load_boundaries(monitor.id, geography).geometry.to_numpy()
            rounded = round_outlines(shapely.orient_polygons(shapes))
            assert shapely.is_valid(rounded).all()
            assert shapely.is_ccw(shapely.get_exterior_ring(shapely.get_parts(rounded))).all()
            np.testing.assert_array_equal(shapely.get_num_coordinates(rounded), shapely.get_num_coordinates(shapes))


def test_the_layer_can_be_queried_without_quotes(share: Export, areas: gpd.GeoDataFrame, tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    path.write_bytes(build_geopackage(share, areas))
    with sqlite3.connect(path) as database:
        assert database.execute("SELECT count(value) FROM observations WHERE period = '2023'").fetchone() == (5,)
