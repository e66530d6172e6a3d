"""Defects of boundaries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import geopandas as gpd

from tests.support.bad_input import Case, replace
from tests.support.town import NAME, Town

GEO = f"geo/{NAME}/stadtteile.geojson"


def change(edit: Callable[[dict[str, Any]], object]) -> Callable[[Town], None]:
    return lambda town: town.change_boundaries(lambda content: edit(content) and None)


def geometry(town: Town) -> gpd.GeoDataFrame:
    return gpd.read_file(town.boundaries)


def use_shapefile(town: Town, *, projection: bool) -> None:
    """Deliver the polygons as a shapefile in UTM 32N, with or without its .prj."""
    target = town.boundaries.with_suffix(".shp")
    geometry(town).to_crs("EPSG:25832").to_file(target)
    if not projection:
        target.with_suffix(".prj").unlink()
    town.replace("geographies.yaml", "stadtteile.geojson", "stadtteile.shp")


def declare_wrong_crs(town: Town) -> None:
    """Metres of UTM 32N declared as Gauß-Krüger zone 5."""
    frame = geometry(town).to_crs("EPSG:25832").set_crs("EPSG:31469", allow_override=True)
    town.boundaries.unlink()
    target = town.boundaries.with_suffix(".gpkg")
    frame.to_file(target)
    town.replace("geographies.yaml", "stadtteile.geojson", "stadtteile.gpkg")


def overlap_itself(content: dict[str, Any]) -> None:
    """A bow tie."""
    content["features"][0]["geometry"]["coordinates"] = [
        [[9.0, 50.01], [9.01, 50.02], [9.01, 50.01], [9.0, 50.02], [9.0, 50.01]]
    ]


BOUNDARY_CASES = [
    Case(
        "an area without polygon",
        change(lambda content: content["features"].pop(2)),
        (
            (
                GEO,
                "Für das Gebiet ›013‹ (Hafen) fehlt die Fläche",
                "Fläche ergänzen oder das Gebiet aus der Liste entfernen",
            ),
        ),
    ),
    Case(
        "a polygon without area",
        change(lambda content: content["features"][2]["properties"].update(code="014")),
        (
            (
                GEO,
                "Für das Gebiet ›013‹ (Hafen) fehlt die Fläche",
                "Fläche ergänzen oder das Gebiet aus der Liste entfernen",
            ),
            (
                GEO,
                "Die Fläche ›014‹ gehört zu keinem Gebiet der Liste",
                "Code berichtigen oder das Gebiet in areas/ ergänzen",
            ),
        ),
    ),
    Case(
        "two polygons of one code",
        change(lambda content: content["features"].append(content["features"][2])),
        (
            (
                GEO,
                "Das Gebiet ›013‹ hat mehrere Flächen (Nummer 3, 7)",
                "zu einer Fläche zusammenfassen oder die falsche löschen",
            ),
        ),
    ),
    Case(
        "an empty geometry",
        change(lambda content: content["features"][2].update(geometry=None)),
        (
            (
                f"{GEO}, Fläche 3 (Gebiet ›013‹)",
                "Die Fläche fehlt",
                "Fläche ergänzen oder den Eintrag löschen",
            ),
        ),
    ),
    Case(
        "a point",
        change(lambda content: content["features"][2].update(geometry={"type": "Point", "coordinates": [9, 50]})),
        (
            (
                f"{GEO}, Fläche 3 (Gebiet ›013‹)",
                "Statt einer Fläche steht hier ein Punkt",
                "Flächen liefern (Polygon oder MultiPolygon)",
            ),
        ),
    ),
    Case(
        "an invalid polygon",
        change(overlap_itself),
        (
            (
                f"{GEO}, Fläche 1 (Gebiet ›011‹)",
                "Die Fläche ist ungültig: der Rand kreuzt sich selbst (bei 9,00500; 50,01500)",
                "im GIS mit ›Geometrien reparieren‹ berichtigen",
            ),
        ),
    ),
    Case(
        "a shapefile without .prj",
        lambda town: use_shapefile(town, projection=False),
        (
            (
                f"geo/{NAME}/stadtteile.shp",
                "Das Koordinatenbezugssystem fehlt",
                "die .prj-Datei dazulegen oder mit EPSG-Angabe speichern (vermutlich EPSG:25832)",
            ),
        ),
    ),
    Case(
        "the file is missing",
        lambda town: town.boundaries.unlink(),
        ((GEO, "Die Grenzdatei fehlt", "ablegen oder boundaries.file berichtigen"),),
    ),
    Case(
        "no column with the code",
        replace(
            "geographies.yaml",
            "file: musterstadt/stadtteile.geojson",
            "file: musterstadt/stadtteile.geojson\n      code_column: ags",
        ),
        (
            (
                GEO,
                "Die Spalte ›ags‹ mit dem Gebietscode fehlt",
                "boundaries.code_column angeben; vorhanden sind: code, name",
            ),
        ),
    ),
    Case(
        "degrees swapped with metres",
        change(
            lambda content: [
                item["geometry"].update(
                    coordinates=[[[500000, 5500000], [500100, 5500000], [500100, 5500100], [500000, 5500000]]]
                )
                for item in content["features"]
            ]
        ),
        (
            (
                GEO,
                "Die Koordinaten passen nicht zum angegebenen Koordinatenbezugssystem EPSG:4326",
                "in EPSG:4326 umrechnen oder das richtige angeben; vermutlich EPSG:25832",
            ),
        ),
    ),
]
