"""What can be wrong with a boundary file: every defect told by name, in German, all at once, with place and remedy."""

from __future__ import annotations

import copy
import gzip
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely

from sozialmonitor.build.boundaries.check import check_drawing
from sozialmonitor.build.boundaries.drawing import Feature
from sozialmonitor.build.boundaries.files import load_drawing
from sozialmonitor.build.boundaries.load import load_boundaries
from sozialmonitor.build.boundaries.neighbours import check_neighbours
from sozialmonitor.catalog.loader import load_catalogues
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.geography import Area
from tests.support.town import NAME, Town

Change = Callable[[dict[str, Any]], object]
GEO = f"geo/{NAME}/stadtteile.geojson"
FIRST = f"{GEO}, Fläche 1 (Gebiet ›011‹)"


def load(town: Town) -> tuple[list[Defect], list[str]]:
    ((catalogue,), defects) = load_catalogues(town.data)
    assert not defects
    _, defects, notes = load_boundaries(catalogue, town.geo)
    return defects, notes


def change_points(change: Callable[[float, float], list[float]]) -> Change:
    """Every point of every polygon."""

    def walk(nested: list[Any]) -> list[Any]:
        return change(*nested) if isinstance(nested[0], float) else [walk(item) for item in nested]

    return lambda content: [
        item["geometry"].update(coordinates=walk(item["geometry"]["coordinates"])) for item in content["features"]
    ]


def change_ring(change: Callable[[list[list[float]]], object]) -> Change:
    """The only ring of the first polygon."""
    return lambda content: change(content["features"][0]["geometry"]["coordinates"][0])


def set_crs(name: str) -> Change:
    return lambda content: content.update(crs={"type": "name", "properties": {"name": name}})


def add_square(code: str, west: float, south: float, east: float, north: float) -> Change:
    outline = json.loads(shapely.to_geojson(shapely.box(west, south, east, north)))
    feature = {"type": "Feature", "properties": {"code": code}, "geometry": outline}
    return lambda content: content["features"].append(feature)


def add_hole(points: list[list[float]]) -> Change:
    return lambda content: content["features"][0]["geometry"]["coordinates"].append(points)


def set_code(code: object) -> Change:
    return lambda content: content["features"][0]["properties"].update(code=code)


NO_AREA = "gehört zu keinem Gebiet der Liste"
CASES: list[tuple[str, Change, list[tuple[str, str]]]] = [
    ("axes swapped", change_points(lambda x, y: [y, x]), [(GEO, "Länge und Breite sind vertauscht")]),
    (
        "axes swapped in metres",
        lambda content: (
            set_crs("EPSG:25832")(content),
            change_points(lambda x, y: [5538630 + (y - 50) * 111000, 500000 + (x - 9) * 71000])(content),
        ),
        [(GEO, "Rechtswert und Hochwert sind vertauscht")],
    ),
    (
        "elsewhere",
        change_points(lambda x, y: [x + 100.0, y]),
        [(GEO, "Die Flächen liegen nicht in Deutschland (Länge 109,00 bis 109,03, Breite 50,00 bis 50,02)")],
    ),
    (
        "one of many elsewhere",
        change_ring(lambda ring: [point.__setitem__(0, point[0] + 100) for point in ring]),
        [(FIRST, "Die Fläche liegt nicht in Deutschland (bei Länge 109,01, Breite 50,02)")],
    ),
    ("unknown system", set_crs("EPSG:999999"), [(GEO, "Das Koordinatenbezugssystem EPSG:999999 ist unbekannt")]),
    ("heights as system", set_crs("EPSG:5783"), [(GEO, "EPSG:5783 ist kein Bezugssystem für Karten")]),
    (
        "not a system",
        set_crs("Musterstadt 1:5000"),
        [(GEO, "Das Koordinatenbezugssystem ›Musterstadt 1:5000‹ ist unbekannt")],
    ),
    (
        "system of another kind",
        lambda content: content.update(crs=[]),
        [(GEO, "Das Koordinatenbezugssystem ist nicht lesbar")],
    ),
    ("open ring", change_ring(list.pop), [(FIRST, "Ein Ring der Fläche ist nicht geschlossen")]),
    (
        "short ring",
        change_ring(lambda ring: ring.__delitem__(slice(1, 3))),
        [(FIRST, "Ein Ring der Fläche hat nur 3 Punkte")],
    ),
    ("empty ring", add_hole([]), [(FIRST, "Ein Ring der Fläche hat keinen Punkt")]),
    (
        "four dimensions",
        change_ring(lambda ring: [point.extend([1.0, 2.0]) for point in ring]),
        [(FIRST, "Die Punkte haben 4 Koordinaten")],
    ),
    (
        "unequal points",
        change_ring(lambda ring: ring[1].append(3.0)),
        [(FIRST, "Die Koordinaten haben nicht die Form von GeoJSON")],
    ),
    (
        "text as number",
        change_ring(lambda ring: ring[1].__setitem__(0, "9.01")),
        [(FIRST, "Die Koordinaten haben nicht die Form von GeoJSON")],
    ),
    (
        "no number",
        change_ring(lambda ring: ring[1].__setitem__(0, float("nan"))),
        [(FIRST, "Eine Koordinate ist keine endliche Zahl")],
    ),
    (
        "infinite",
        change_ring(lambda ring: ring[1].__setitem__(0, float("inf"))),
        [(FIRST, "Eine Koordinate ist keine endliche Zahl")],
    ),
    (
        "enormous",
        change_ring(lambda ring: ring[1].__setitem__(0, 10**400)),
        [(FIRST, "Eine Koordinate ist größer als jede auf der Erde")],
    ),
    (
        "hole outside",
        add_hole([[9.5, 50.0], [9.5, 50.01], [9.51, 50.01], [9.5, 50.0]]),
        [(FIRST, "Die Fläche ist ungültig: ein Loch liegt außerhalb (bei 9,50000; 50,00000)")],
    ),
    (
        "tiny",
        change_ring(
            lambda ring: [
                point.__setitem__(slice(None), [9.005 + (point[0] - 9) / 1e4, 50.015 + (point[1] - 50) / 1e4])
                for point in ring
            ]
        ),
        [(FIRST, "Die Fläche ist mit 0,0 m² zu klein für ein Gebiet")],
    ),
    (
        "Germany",
        add_square("99", 6, 47.3, 15, 55),
        [
            (f"{GEO}, Fläche 7 (Gebiet ›99‹)", "Die Fläche ist mit 537.487 km² größer als Deutschland"),
            (f"{GEO}, Fläche 7 (Gebiet ›99‹)", "Die Fläche überdeckt 6 andere"),
            (GEO, f"Die Fläche ›99‹ {NO_AREA}"),
        ],
    ),
    (
        "the whole town as one more area",
        add_square("00", 9, 50, 9.03, 50.02),
        [
            (f"{GEO}, Fläche 7 (Gebiet ›00‹)", "Die Fläche überdeckt 6 andere"),
            (GEO, f"Die Fläche ›00‹ {NO_AREA}"),
        ],
    ),
    (
        "one shape for two areas",
        lambda content: content["features"][1].update(geometry=copy.deepcopy(content["features"][0]["geometry"])),
        [(f"{GEO}, Fläche 2 (Gebiet ›012‹)", "Die Fläche ist dieselbe wie Fläche 1 (Gebiet ›011‹)")],
    ),
    (
        "overlap",
        change_ring(lambda ring: [ring[index].__setitem__(0, 9.011) for index in (1, 2)]),
        [
            (
                f"{GEO}, Fläche 2 (Gebiet ›012‹)",
                "Die Fläche überlappt mit Fläche 1 (Gebiet ›011‹) auf 79.460 m²; das sind 10,0 % der kleineren",
            )
        ],
    ),
    (
        "no code",
        set_code(None),
        [(f"{GEO}, Fläche 1", "Der Gebietscode fehlt"), (GEO, "Für das Gebiet ›011‹ (Altstadt) fehlt die Fläche")],
    ),
    (
        "a list as code",
        set_code([]),
        [
            (f"{GEO}, Fläche 1", "Der Gebietscode ist weder Text noch Zahl"),
            (GEO, "Für das Gebiet ›011‹ (Altstadt) fehlt die Fläche"),
        ],
    ),
    (
        "a hostile code",
        set_code("\x1b[31m" + "x" * 90),
        [
            (GEO, "Für das Gebiet ›011‹ (Altstadt) fehlt die Fläche"),
            (GEO, f"Die Fläche ›[U+001B][31m{'x' * 52}…‹ {NO_AREA}"),
        ],
    ),
    (
        "no feature",
        lambda content: content["features"].__setitem__(0, 7),
        [
            (f"{GEO}, Fläche 1", "Der Gebietscode fehlt"),
            (f"{GEO}, Fläche 1", "Die Fläche fehlt"),
            (GEO, "Für das Gebiet ›011‹ (Altstadt) fehlt die Fläche"),
        ],
    ),
    ("TopoJSON", lambda content: content.update(type="Topology"), [(GEO, "Die Datei ist TopoJSON")]),
    (
        "JSON of Esri",
        lambda content: content.update(geometryType="esriGeometryPolygon"),
        [(GEO, "Die Datei ist JSON von Esri, kein GeoJSON")],
    ),
    (
        "a single feature",
        lambda content: content.update(type="Feature"),
        [(GEO, "Die Datei ist ein einzelner Eintrag")],
    ),
]


@pytest.mark.parametrize(("change", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_defect_is_told_by_name(town: Town, change: Change, expected: list[tuple[str, str]]) -> None:
    town.change_boundaries(lambda content: change(content) and None)
    defects, _ = load(town)
    assert [(defect.place, defect.finding) for defect in defects] == expected


CONTENTS: list[tuple[str, bytes, str]] = [
    ("VRT", b'<OGRVRTDataSource><OGRVRTLayer name="x"/></OGRVRTDataSource>', "ein Verweis auf andere Dateien (VRT)"),
    ("KML", b"<?xml version='1.0'?>\n<kml xmlns='http://www.opengis.net/kml/2.2'/>", "KML"),
    ("GML", b"<?xml version='1.0'?><wfs:FeatureCollection xmlns:gml='http://www.opengis.net/gml'/>", "GML"),
    ("HTML", b"\n<!DOCTYPE html><html>", "eine HTML-Seite"),
    ("ZIP", b"PK\x03\x04rest", "ein ZIP-Archiv"),
    ("workbook", b"PK\x03\x04 xl/workbook.xml", "eine Excel-Datei"),
    ("gzip", gzip.compress(b"{}"), "eine gepackte Datei (gzip)"),
    ("FlatGeobuf", b"fgb\x03fgb\x00", "eine FlatGeobuf-Datei"),
    ("empty", b" \n", "leer"),
    ("UTF-16", "{}".encode("utf-16"), "nicht in UTF-8 geschrieben"),
    ("Latin-1", '{"ä": 1}'.encode("latin-1"), "nicht in UTF-8 geschrieben"),
    ("text", b"code;name\n011;Altstadt\n", "keine Grenzdatei"),
    ("a shapefile under another name", b"\x00\x00\x27\x0a" + b"\0" * 96, "ein Shapefile, heißt aber nicht .shp"),
    ("half a file", b'{"type": "FeatureCollection",\n"features": [', "kein vollständiges JSON (Zeile 2, Zeichen 14)"),
    ("deep", b'{"features":' * 100_000, "zu tief verschachtelt"),
    ("answer of a service", b'{"error": {"code": 400}}', "keine Liste von Flächen"),
]


@pytest.mark.parametrize(("content", "finding"), [case[1:] for case in CONTENTS], ids=[case[0] for case in CONTENTS])
def test_another_format_is_called_by_its_name(town: Town, content: bytes, finding: str) -> None:
    """Whatever the file is called: nothing but its content decides, and nothing in it is followed."""
    town.boundaries.write_bytes(content)
    (defect,), _ = load(town)
    assert (defect.place, defect.finding) == (GEO, f"Die Datei ist {finding}")
    assert defect.remedy


def test_everything_wrong_is_told_at_once(town: Town) -> None:
    """A wrong coordinate system hides neither invalid shapes nor what is missing."""
    for change in (
        set_crs("EPSG:999999"),
        lambda content: content["features"].pop(5),
        add_hole([[9.5, 50.0], [9.5, 50.01], [9.51, 50.01], [9.5, 50.0]]),
        lambda content: content["features"][2]["geometry"]["coordinates"][0].pop(),
        lambda content: content["features"][3]["properties"].update(code="21"),
    ):
        town.change_boundaries(lambda content, change=change: change(content) and None)  # type: ignore[misc]
    defects, _ = load(town)
    assert [(defect.place.removeprefix(GEO), defect.finding.split(" (")[0]) for defect in defects] == [
        ("", "Das Koordinatenbezugssystem EPSG:999999 ist unbekannt"),
        (", Fläche 1 (Gebiet ›011‹)", "Die Fläche ist ungültig: ein Loch liegt außerhalb"),
        (", Fläche 3 (Gebiet ›013‹)", "Ein Ring der Fläche ist nicht geschlossen"),
        ("", "Für das Gebiet ›021‹"),
        ("", "Für das Gebiet ›023‹"),
        ("", "Die Fläche ›21‹ gehört zu keinem Gebiet der Liste"),
    ]
    assert defects[-1].remedy.startswith("gemeint ist vermutlich ›021‹; führende Nullen gehören zum Code")


def test_many_defects_are_told_in_part(town: Town) -> None:
    town.change_boundaries(lambda content: content["features"].extend([{}] * 500) and None)
    defects, _ = load(town)
    assert len(defects) == 51
    assert defects[-1].finding == "Weitere 950 Mängel in dieser Datei"


@pytest.mark.parametrize(
    "change",
    [
        change_points(lambda x, y: [x, y, 100.0]),
        lambda content: content.pop("crs"),
        set_crs("urn:ogc:def:crs:EPSG::4326"),
        set_crs("EPSG:4258"),
        set_code("011 "),
        lambda content: [
            item.update(geometry={"type": "MultiPolygon", "coordinates": [item["geometry"]["coordinates"]]})
            for item in content["features"]
        ],
    ],
    ids=["heights", "no system", "an old name of the system", "ETRS89", "a space", "multipolygons"],
)
def test_what_is_harmless_passes(town: Town, change: Change) -> None:
    town.change_boundaries(lambda content: change(content) and None)
    assert load(town) == ([], [])


def test_numbers_as_codes_are_text(town: Town) -> None:
    """11 and 11.0 are ›11‹; whether that is the area ›011‹ is for the office to say."""
    for number in (11, 11.0):
        town.change_boundaries(lambda content, number=number: set_code(number)(content) and None)  # type: ignore[misc]
        defects, _ = load(town)
        assert [defect.finding for defect in defects][-1] == f"Die Fläche ›11‹ {NO_AREA}"
        assert defects[-1].remedy.startswith("gemeint ist vermutlich ›011‹")


def test_a_border_that_touches_itself_is_mended_and_told(town: Town) -> None:
    """Official files have it (Köln, Flensburg); the size stays what it was."""
    pinched = [[9.0, 50.01], [9.01, 50.01], [9.01, 50.02], [9.005, 50.01], [9.0, 50.02], [9.0, 50.01]]
    town.change_boundaries(lambda content: content["features"][0]["geometry"].update(coordinates=[pinched]) and None)
    defects, notes = load(town)
    assert defects == []
    assert notes == [f"{GEO}: Fläche 1 (Gebiet ›011‹) war ungültig und wurde ohne Änderung der Größe repariert"]


@pytest.mark.parametrize(
    ("size", "shift", "allowed"),
    [(0.01, 9e-6, True), (0.01, 2e-5, False), (0.0005, 4.5e-6, True), (0.0005, 6e-6, False)],
    ids=["0.09 % of 79 ha", "0.2 % of 79 ha", "0.9 % of 0.2 ha", "1.2 % of 0.2 ha"],
)
def test_how_much_two_areas_may_share(size: float, shift: float, *, allowed: bool) -> None:
    squares = [shapely.box(9, 50, 9 + size, 50 + size), shapely.box(9 + size - shift, 50, 9 + 2 * size, 50 + size)]
    features = tuple(Feature(number, str(number), square) for number, square in enumerate(squares, start=1))
    defects, notes = check_neighbours(features, np.array(squares, dtype=object), "x")
    assert bool(notes) == allowed
    assert bool(defects) != allowed


def test_the_command_tells_what_was_mended(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    town.change_boundaries(lambda content: change_ring(lambda ring: ring[1].__setitem__(0, 9.010005))(content) and None)
    assert town.run("build") == 0
    note = f"  Hinweis: {GEO}: eine Überlappung von 199 m² zwischen zwei Gebieten hingenommen\n"
    assert note in capsys.readouterr().out


# --- GeoPackage and Shapefile -------------------------------------------------------------------------------------


@pytest.fixture
def package(town: Town) -> Path:
    """The polygons as a GeoPackage, without the triggers that need functions of a GIS."""
    path = town.boundaries.with_suffix(".gpkg")
    gpd.read_file(town.boundaries).to_file(path, layer="gebiete")
    town.replace("geographies.yaml", "stadtteile.geojson", "stadtteile.gpkg")
    with sqlite3.connect(path) as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
    return path


STATEMENTS: list[tuple[str, list[str], str]] = [
    ("no defect", [], ""),
    ("a trigger", ["CREATE TRIGGER x AFTER INSERT ON gebiete BEGIN DELETE FROM gebiete; END"], ""),
    (
        "an endless view",
        [
            "DROP TABLE gebiete",
            "CREATE VIEW gebiete AS WITH RECURSIVE c(code, geom) AS "
            "(SELECT '011', zeroblob(1000) UNION ALL SELECT code, geom FROM c) SELECT * FROM c",
        ],
        "Die Ebene ›gebiete‹ ist eine Abfrage und keine Tabelle",
    ),
    (
        "an endless list of layers",
        [
            "ALTER TABLE gpkg_contents RENAME TO old",
            "CREATE VIEW gpkg_contents AS WITH RECURSIVE c(x) AS "
            "(SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT * FROM c",
        ],
        "Die Datei ist eine SQLite-Datenbank, aber kein GeoPackage",
    ),
    ("no layer", ["DELETE FROM gpkg_contents"], "Das GeoPackage enthält keine Ebene mit Flächen"),
    (
        "two layers",
        ["INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('zwei', 'features', 'zwei')"],
        "Das GeoPackage enthält mehrere Ebenen: ›gebiete‹, ›zwei‹",
    ),
    ("no geometry", ["DELETE FROM gpkg_geometry_columns"], "Die Ebene ›gebiete‹ hat keine Spalte mit Flächen"),
    ("a short cell", ["UPDATE gebiete SET geom = x'4750' WHERE fid = 1"], "Die Fläche ist beschädigt"),
    ("a cell of zeros", ["UPDATE gebiete SET geom = zeroblob(50000000) WHERE fid = 1"], "Die Fläche ist beschädigt"),
    ("a text", ["UPDATE gebiete SET geom = 'hier' WHERE fid = 1"], "Die Fläche ist beschädigt"),
    (
        "more points than bytes",
        ["UPDATE gebiete SET geom = x'4750000100000000010300000001000000FFFFFF7F' WHERE fid = 1"],
        "Die Fläche ist beschädigt",
    ),
    (
        "a curve",
        ["UPDATE gebiete SET geom = x'4750000100000000010A00000000000000' WHERE fid = 1"],
        "Statt einer Fläche steht hier eine Fläche mit Kreisbögen",
    ),
    ("no system", ["UPDATE gpkg_geometry_columns SET srs_id = -1"], "Das Koordinatenbezugssystem fehlt"),
    (
        "nonsense as system",
        ["UPDATE gpkg_spatial_ref_sys SET organization = 'x', definition = 'quatsch' WHERE srs_id = 4326"],
        "Das Koordinatenbezugssystem ›quatsch‹ ist unbekannt",
    ),
]


@pytest.mark.parametrize(
    ("statements", "finding"), [case[1:] for case in STATEMENTS], ids=[case[0] for case in STATEMENTS]
)
def test_a_geopackage_is_read_as_tables_only(town: Town, package: Path, statements: list[str], finding: str) -> None:
    with sqlite3.connect(package) as database:
        for statement in statements:
            database.execute(statement)
    defects, _ = load(town)
    assert [defect.finding for defect in defects] == ([finding] if finding else [])


def test_a_geopackage_that_is_still_open_is_refused(town: Town, package: Path) -> None:
    """What was changed last stands in the journal beside it."""
    package.with_name(f"{package.name}-wal").write_bytes(b"changes")
    (defect,), _ = load(town)
    assert defect.finding.startswith("Das GeoPackage ist noch geöffnet")


def test_a_shapefile_names_the_part_that_is_missing_or_damaged(town: Town) -> None:
    target = town.boundaries.with_suffix(".shp")
    gpd.read_file(town.boundaries).to_crs("EPSG:31467").to_file(target)
    town.replace("geographies.yaml", "stadtteile.geojson", "stadtteile.shp")
    assert load(town) == ([], [f"geo/{NAME}/stadtteile.shp: Mittelpunkt bei 50,0° N, 9,0° O"])
    dbf, shp = target.with_suffix(".dbf"), target.read_bytes()
    table = dbf.read_bytes()
    for content, finding in (
        (table[:40], "Die .dbf-Datei ist beschädigt oder unvollständig"),
        (table[:4] + b"\5" + table[5:], "Die .shp-Datei hat 6 Flächen, die .dbf-Datei 5 Zeilen"),
        (None, "Neben dem Shapefile fehlt die .dbf-Datei mit den Codes"),
    ):
        dbf.unlink()
        if content is not None:
            dbf.write_bytes(content)
        assert [defect.finding for defect in load(town)[0]] == [finding]
        dbf.write_bytes(table)
    target.write_bytes(shp[:-20])
    assert [defect.finding for defect in load(town)[0]] == ["Die .shp-Datei ist beschädigt oder unvollständig"]


def test_no_file_outside_of_the_folder_is_read(town: Town) -> None:
    outside = town.geo.parent / "outside.geojson"
    outside.write_bytes(town.boundaries.read_bytes())
    town.boundaries.unlink()
    town.boundaries.symlink_to(outside)
    assert [defect.finding for defect in load(town)[0]] == ["Die Datei liegt nicht im Ordner ›geo‹"]
    town.boundaries.unlink()
    town.boundaries.symlink_to("/dev/zero")
    assert [defect.finding for defect in load(town)[0]] == ["Die Datei liegt nicht im Ordner ›geo‹"]


def test_a_heap_of_shapes_is_refused_before_it_is_cut(town: Town) -> None:
    """Three million pairs would take minutes and gigabytes."""
    heap = [
        {
            "type": "Feature",
            "properties": {"code": str(side)},
            "geometry": json.loads(shapely.to_geojson(shapely.box(9, 50, 9 + side, 50 + side))),
        }
        for side in np.linspace(0.001, 0.002, 2000).tolist()
    ]
    town.change_boundaries(lambda content: content.update(features=heap) and None)
    areas = tuple(Area(item["properties"]["code"], "x", None) for item in heap)  # otherwise the list is told first
    drawing, _ = load_drawing(town.boundaries, GEO, town.geo, "code")
    assert drawing is not None
    _, defects, _ = check_drawing(drawing, areas, GEO)
    assert [defect.finding for defect in defects] == ["Viele Flächen liegen übereinander"]
