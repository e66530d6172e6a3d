"""Our readers of GeoJSON, GeoPackage and Shapefile against GDAL, which reads all three."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely

from sozialmonitor.build.boundaries.check import check_drawing
from sozialmonitor.build.boundaries.drawing import Drawing
from sozialmonitor.build.boundaries.files import load_drawing
from sozialmonitor.build.boundaries.shapes import AreaShapes
from sozialmonitor.build.boundaries.systems import to_degrees
from sozialmonitor.build.boundaries.union import unite_groups
from sozialmonitor.build.package import DETAIL
from sozialmonitor.build.topology import build_topology
from sozialmonitor.domain.geography import Area
from sozialmonitor.store.store import Store

REAL = [
    ("koeln/Stadtteil.shp", "STT_NR", 86),
    ("flensburg/flensburg_stadtteile.zip", "AREA_ID", 13),
    ("flensburg/flensburg_stadtbezirke.zip", "AREA_ID", 41),
    ("scale_vg5000_2021/VG5000_KRS.shp", "ARS", 401),
    ("scale_vg5000_2021/VG5000_GEM.shp", "ARS", 10_997),
    ("berlin_lor_mss/berlin-lor-district-regions-until-2020.geojson", "id", 138),
    ("berlin_lor_mss/berlin-lor-districts.geojson", "id", 12),
    ("mannheim/mannheim_stadtteile_38.geojson", "id", 38),
]
"""Boundaries as offices publish them: file, column of the code, areas."""

MENDED = {
    "koeln/Stadtteil.shp": "Fläche 79 (Gebiet ›202‹) war ungültig",
    "flensburg/flensburg_stadtbezirke.zip": "2 ungültige Flächen wurden",
    "scale_vg5000_2021/VG5000_GEM.shp": "3 ungültige Flächen wurden",
}
"""Files with shapes that touch themselves, and how the note about them begins."""

every_real_file = pytest.mark.parametrize(("file", "column", "count"), REAL, ids=[item[0] for item in REAL])


@pytest.fixture
def real_file(shared: Path, tmp_path: Path, file: str) -> Path:
    path = shared / "data" / file
    if path.suffix != ".zip":
        return path
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path)
    return next(tmp_path.rglob("*.shp"))


def load(path: Path, column: str) -> Drawing:
    drawing, defects = load_drawing(path, path.name, path.parent, column)
    assert defects == []
    assert drawing is not None
    return drawing


@every_real_file
def test_files_of_offices_are_read_as_gdal_reads_them(real_file: Path, column: str, count: int) -> None:
    drawing, expected = load(real_file, column), pyogrio.read_dataframe(real_file)
    assert len(drawing.features) == len(expected) == count
    assert [feature.code for feature in drawing.features] == expected[column].astype(str).tolist()
    assert set(drawing.columns) == set(expected.columns) - {"geometry"}
    shapes = np.array([feature.shape for feature in drawing.features], dtype=object)
    assert shapely.equals_identical(shapes, shapely.force_2d(expected.geometry.to_numpy())).mean() > 0.98
    np.testing.assert_array_equal(shapely.normalize(shapes), shapely.normalize(expected.geometry.to_numpy()))


@every_real_file
def test_files_of_offices_pass(real_file: Path, file: str, column: str, count: int) -> None:
    """What they have of hairs and of shapes that touch themselves is put up with or mended, and told."""
    drawing = load(real_file, column)
    areas = tuple(Area(feature.code or "", "x", None) for feature in drawing.features)
    degrees, defects, notes = check_drawing(drawing, areas, "x")
    assert defects == []
    assert len(degrees) == count
    assert shapely.is_valid(degrees).all()
    told = [note for note in notes if "repariert" in note]
    assert len(told) == (file in MENDED)
    assert all(note.startswith(MENDED[file]) for note in told)
    united, _ = unite_groups(degrees, ["all"] * count, ["all"])  # Köln's slivers once stopped the build here
    for share in DETAIL.values():
        build_topology(AreaShapes((Area("all", "all", None),), united), share)
    expected = pyogrio.read_dataframe(real_file).to_crs("EPSG:4326").total_bounds
    np.testing.assert_allclose(shapely.total_bounds(degrees), expected, atol=1e-5)  # a metre


HOLES = shapely.MultiPolygon(
    [
        shapely.Polygon(shapely.box(9, 50, 9.1, 50.1).exterior, [shapely.box(9.02, 50.02, 9.08, 50.08).exterior]),
        shapely.Polygon(
            shapely.box(9.03, 50.03, 9.07, 50.07).exterior, [shapely.box(9.04, 50.04, 9.06, 50.06).exterior]
        ),
    ]
)
"""An island in the hole of another part, with a hole of its own."""
SHAPES = [HOLES, shapely.box(9.2, 50, 9.3, 50.1), shapely.force_3d(shapely.box(9.3, 50, 9.4, 50.1), 120.0)]


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "shp"])
@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:25832", "EPSG:31467", "EPSG:3857"])
def test_each_format_gives_the_same(tmp_path: Path, ending: str, crs: str) -> None:
    path = tmp_path / f"Gebiete ä.{ending}"
    frame = gpd.GeoDataFrame({"Straße": ["01", "02", "03"]}, geometry=SHAPES, crs="EPSG:4326").to_crs(crs)
    frame.to_file(path, **({"RFC7946": "NO"} if ending == "geojson" else {}))
    drawing = load(path, "Straße")
    assert [feature.code for feature in drawing.features] == ["01", "02", "03"]
    shapes = np.array([feature.shape for feature in drawing.features], dtype=object)
    degrees = to_degrees(shapes, drawing.crs)
    assert not shapely.has_z(degrees).any()
    differences = shapely.symmetric_difference(degrees, shapely.force_2d(np.array(SHAPES, dtype=object)))
    assert shapely.area(differences).max() < 1e-8


def test_a_shapefile_in_another_code_page(tmp_path: Path) -> None:
    path = tmp_path / "gebiete.shp"
    frame = gpd.GeoDataFrame({"Straße": ["Süd"]}, geometry=SHAPES[1:2], crs="EPSG:4326")
    frame.to_file(path, encoding="cp1252")
    assert load(path, "Straße").features[0].code == "Süd"
    path.with_suffix(".cpg").unlink()
    assert load(path, "Straße").features[0].code == "Süd", (
        "the table itself names its code page, or the usual one is taken"
    )


def test_numbers_in_a_table_become_codes(tmp_path: Path) -> None:
    path = tmp_path / "gebiete.shp"
    frame = gpd.GeoDataFrame({"a": [11, 12], "b": [11.0, 12.5]}, geometry=SHAPES[:2], crs="EPSG:4326")
    frame.to_file(path)
    for column, expected in (("a", ["11", "12"]), ("b", ["11", "12.5"])):
        assert [feature.code for feature in load(path, column).features] == expected


def test_a_large_file_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    path = tmp_path / "x.geojson"
    path.write_bytes(b'{"type":"FeatureCollection","features":[' + b"[]," * 3_600_000 + b"[]]}")
    _, (defect,) = load_drawing(path, "x", tmp_path, "code")
    assert defect.finding == "Die Datei hat mehr als 2 Millionen Punkte"
    path.write_bytes(b"{" + b" " * 60_000_001)
    _, (defect,) = load_drawing(path, "x", tmp_path, "code")
    assert defect.finding == "Die Datei ist mit 60 MB zu groß für GeoJSON"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"),
        ("OGC:CRS84", "EPSG:4326"),
        ("EPSG:25832", "EPSG:25832"),
        ("urn:ogc:def:crs:EPSG::25833", "EPSG:25833"),
        ("urn:ogc:def:crs:EPSG:6.18:31467", "EPSG:31467"),
        ("http://www.opengis.net/def/crs/EPSG/0/4258", "EPSG:4258"),
        ("EPSG:999999", "EPSG:999999"),
    ],
)
def test_names_of_systems(tmp_path: Path, name: str, expected: str) -> None:
    path = tmp_path / "x.geojson"
    crs = {"type": "name", "properties": {"name": name}}
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": []}))
    assert load(path, "code").crs == expected


def test_the_embedded_boundaries_are_published_as_their_files_draw_them(real_store: Store, root: Path) -> None:
    """No point is moved on the way: what is stored is what GDAL reads from the file."""
    for monitor in real_store.get_monitors():
        for geography in real_store.get_catalogue(monitor.id).geographies.values():
            if geography.boundaries.file is not None:
                stored = real_store.load_boundaries(monitor.id, geography.id)
                drawn = gpd.read_file(root / "geo" / geography.boundaries.file).set_index("code").loc[stored["code"]]
                assert shapely.equals_identical(stored.geometry.to_numpy(), drawn.geometry.to_numpy()).all()
                assert stored.crs == "EPSG:4326"
