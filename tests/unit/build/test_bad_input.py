"""Every defect a statistics office can deliver: its exact place, finding and remedy, and nothing published."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest

from sozialmonitor.catalog.loader import load_catalogues
from sozialmonitor.domain.audience import Audience
from sozialmonitor.store.store import Store
from tests.support.town import NAME, Town, hash_files

POPULATION = "values/einwohner.csv"
VALUES = f"data/{NAME}/{POPULATION}"
GEO = f"geo/{NAME}/stadtteile.geojson"
SIGNS = "( . - ... x / • )"
TYPOLOGY_LEVELS = (6, 15, 35)
"""Lines in typologies.yaml that name the level of a typology."""

Expected = tuple[str, str, str]
"""Place, finding, remedy."""


@dataclass(frozen=True)
class Case:
    """One way to spoil the town, and all defects that must be told."""

    name: str
    spoil: Callable[[Town], None]
    defects: tuple[Expected, ...]


def replace(path: str, old: str, new: str) -> Callable[[Town], None]:
    return lambda town: town.replace(path, old, new)


def write(path: str, content: str | bytes) -> Callable[[Town], None]:
    raw = content if isinstance(content, bytes) else content.encode()
    return lambda town: (town.folder / path).write_bytes(raw) and None


def append(path: str, content: str) -> Callable[[Town], None]:
    return lambda town: town.append(path, content)


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


VALUE_CASES = [
    Case(
        "unknown code",
        replace(POPULATION, "stadtteile,022,2018,", "stadtteile,777,2018,"),
        (
            (
                f"{VALUES}, Zeile 6, Spalte area",
                "Der Gebietscode ›777‹ ist in ›stadtteile‹ unbekannt",
                "Code berichtigen oder das Gebiet in areas/stadtteile.csv ergänzen",
            ),
        ),
    ),
    Case(
        "code without leading zeros",
        replace(POPULATION, "stadtteile,022,2018,", "stadtteile,22,2018,"),
        (
            (
                f"{VALUES}, Zeile 6, Spalte area",
                "Der Gebietscode ›22‹ ist in ›stadtteile‹ unbekannt",
                "gemeint ist vermutlich ›022‹; führende Nullen gehören zum Code, die Spalte als Text speichern",
            ),
        ),
    ),
    Case(
        "code turned into a decimal number",
        replace(POPULATION, "stadtteile,022,2018,", "stadtteile,22.0,2018,"),
        (
            (
                f"{VALUES}, Zeile 6, Spalte area",
                "Der Gebietscode ›22.0‹ ist in ›stadtteile‹ unbekannt",
                "gemeint ist vermutlich ›022‹; führende Nullen gehören zum Code, die Spalte als Text speichern",
            ),
        ),
    ),
    Case(
        "the same row twice",
        append(POPULATION, "stadtteile,022,2018,1000,150\n"),
        (
            (
                f"{VALUES}, Zeile 30",
                "Gebiet ›022‹ mit Periode ›2018‹ steht schon in Zeile 6",
                "eine der beiden Zeilen löschen",
            ),
        ),
    ),
    Case(
        "text where a number belongs",
        replace(POPULATION, "stadtteile,022,2018,1000,", "stadtteile,022,2018,etwa tausend,"),
        (
            (
                f"{VALUES}, Zeile 6, Spalte population",
                "›etwa tausend‹ ist keine Zahl",
                f"Zahl mit Dezimalpunkt oder ein Zeichen der amtlichen Statistik eintragen {SIGNS}",
            ),
        ),
    ),
    Case(
        "a number no computer can hold",
        replace(POPULATION, "stadtteile,022,2018,1000,", f"stadtteile,022,2018,{'9' * 16},"),
        (
            (
                f"{VALUES}, Zeile 6, Spalte population",
                "›9999999999999999‹ ist keine Zahl",
                f"Zahl mit Dezimalpunkt oder ein Zeichen der amtlichen Statistik eintragen {SIGNS}",
            ),
        ),
    ),
    Case(
        "decimal comma",
        replace("values/arbeit.csv", "stadtteile,011,2020,130,5.1", 'stadtteile,011,2020,130,"5,1"'),
        (
            (
                f"data/{NAME}/values/arbeit.csv, Zeile 2, Spalte quotient",
                "›5,1‹ hat ein Dezimalkomma",
                "mit Dezimalpunkt schreiben: ›5.1‹",
            ),
        ),
    ),
    Case(
        "thousands point and decimal comma",
        replace(POPULATION, "stadtteile,022,2018,1000,", 'stadtteile,022,2018,"1.000,0",'),
        (
            (
                f"{VALUES}, Zeile 6, Spalte population",
                "›1.000,0‹ hat ein Dezimalkomma",
                "mit Dezimalpunkt schreiben: ›1000.0‹",
            ),
        ),
    ),
    Case(
        "a value without area",
        replace(POPULATION, "stadtteile,022,2018,", "stadtteile,,2018,"),
        (
            (
                f"{VALUES}, Zeile 6, Spalte area",
                "Ein Wert steht ohne Gebiet da",
                "Gebietscode eintragen; nicht zuordenbare Fälle mit ›UNASSIGNED‹",
            ),
        ),
    ),
    Case(
        "an empty cell",
        replace(POPULATION, "stadtteile,022,2018,1000,", "stadtteile,022,2018,,"),
        (
            (
                f"{VALUES}, Zeile 6, Spalte population",
                "Die Zelle ist leer",
                f"Zahl eintragen oder ein Zeichen, das die Lücke erklärt {SIGNS}",
            ),
        ),
    ),
    Case(
        "semicolons",
        lambda town: (
            (town.folder / POPULATION).write_text(
                (town.folder / POPULATION).read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8"
            )
            and None
        ),
        (
            (
                f"{VALUES}, Zeile 1",
                "Die Spalten sind mit Semikolon getrennt",
                "mit Komma getrennt und mit Dezimalpunkt speichern",
            ),
        ),
    ),
    Case(
        "a missing column, another one misspelt",
        replace(POPULATION, "period,population,under_18", "period,popolation,under_18"),
        (
            (f"{VALUES}, Zeile 1", "Die Spalte ›population‹ fehlt", "ergänzen"),
            (
                f"{VALUES}, Zeile 1",
                "Die Spalte ›popolation‹ ist in tables.yaml nicht vereinbart",
                "gemeint ist vermutlich ›population‹",
            ),
        ),
    ),
    Case(
        "a surplus comma in every row",
        write("values/kita.csv", "geography,area,period,places\nstadtbezirke,01,2020,3,\nstadtbezirke,02,2020,4,\n"),
        (
            (
                f"data/{NAME}/values/kita.csv",
                "Die Zeilen haben mehr Zellen als die Kopfzeile",
                "überzählige Kommas am Zeilenende löschen",
            ),
        ),
    ),
    Case(
        "an unknown geography",
        replace("values/kita.csv", "stadtbezirke,01,2020", "stadtbezirk,01,2020"),
        (
            (
                f"data/{NAME}/values/kita.csv, Zeile 2, Spalte geography",
                "Die Gliederung ›stadtbezirk‹ gibt es nicht",
                "gemeint ist vermutlich ›stadtbezirke‹",
            ),
        ),
    ),
    Case(
        "no period",
        replace("values/kita.csv", "stadtbezirke,01,2020", "stadtbezirke,01,31.12.2020"),
        (
            (
                f"data/{NAME}/values/kita.csv, Zeile 2, Spalte period",
                "›31.12.2020‹ ist keine Periode",
                "als 2024, 2024-Q1 oder 2024-06 schreiben",
            ),
        ),
    ),
    Case(
        "unassignable people at two levels",
        append(POPULATION, "stadtbezirke,UNASSIGNED,2023,5,1\n"),
        (
            (
                f"{VALUES}, Zeile 30, Spalte area",
                "›UNASSIGNED‹ steht in Periode ›2023‹ schon bei einer anderen Gliederung",
                "nicht zuordenbare Fälle nur bei einer Gliederung angeben",
            ),
        ),
    ),
    Case(
        "the table is missing",
        lambda town: (town.folder / "values/kita.csv").unlink(),
        (
            (
                f"data/{NAME}/values/kita.csv",
                "Die Wertedatei fehlt",
                "anlegen oder die Tabelle aus tables.yaml entfernen",
            ),
        ),
    ),
    Case(
        "the table has no rows",
        write("values/kita.csv", "geography,area,period,places\n"),
        (
            (
                f"data/{NAME}/indicators/kita-plaetze.yaml",
                "Für diesen Indikator gibt es keinen einzigen Wert",
                "Reihen und Perioden seiner Tabellen prüfen",
            ),
        ),
    ),
    Case(
        "not UTF-8",
        write("values/kita.csv", "geography,area,period,places\nBezirk Süd,01,2020,3\n".encode("latin-1")),
        (
            (
                f"data/{NAME}/values/kita.csv",
                "Die Datei ist nicht in UTF-8 geschrieben",
                "als CSV UTF-8 speichern",
            ),
        ),
    ),
    Case(
        "a share above 100 %",
        replace("values/arbeit.csv", "stadtteile,012,2020,150,9.6", "stadtteile,012,2020,150,109.6"),
        (
            (
                f"data/{NAME}/indicators/arbeitslosenquotient.yaml",
                "Gebiet ›012‹ (stadtteile), Periode 2020: der Anteil ist 109,6 % und damit größer als 100 %",
                "Wert berichtigen oder als Einheit ›per_hundred‹ angeben",
            ),
        ),
    ),
    Case(
        "numerator above denominator",
        replace("values/wohnungen.csv", "stadtteile,012,2021,1300,13", "stadtteile,012,2021,1300,1313"),
        (
            (
                f"data/{NAME}/indicators/leerstand.yaml",
                "Gebiet ›012‹ (stadtteile), Periode 2021: der Zähler 1313 ist größer als der Nenner 1300",
                "Reihen der Formel oder Werte berichtigen",
            ),
        ),
    ),
    Case(
        "numerator above a denominator of zero",
        replace("values/wohnungen.csv", "stadtteile,023,2021,0,-", "stadtteile,023,2021,0,3"),
        (
            (
                f"data/{NAME}/indicators/leerstand.yaml",
                "Gebiet ›023‹ (stadtteile), Periode 2021: der Zähler 3 ist größer als der Nenner 0",
                "Reihen der Formel oder Werte berichtigen",
            ),
        ),
    ),
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
        ((GEO, "Das Gebiet ›013‹ hat mehrere Flächen", "zu einer Fläche zusammenfassen"),),
    ),
    Case(
        "an empty geometry",
        change(lambda content: content["features"][2].update(geometry=None)),
        ((f"{GEO}, Gebiet ›013‹", "Die Fläche fehlt", "Fläche ergänzen oder das Gebiet entfernen"),),
    ),
    Case(
        "a point",
        change(lambda content: content["features"][2].update(geometry={"type": "Point", "coordinates": [9, 50]})),
        ((f"{GEO}, Gebiet ›013‹", "Statt einer Fläche liegt hier ein Point", "Flächen liefern"),),
    ),
    Case(
        "an invalid polygon",
        change(overlap_itself),
        (
            (
                f"{GEO}, Gebiet ›011‹",
                "Die Fläche ist ungültig (Self-intersection[9.005 50.015])",
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
                "die .prj-Datei dazulegen oder mit EPSG-Angabe speichern (z. B. EPSG:25832)",
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
                "Die Flächen liegen nicht in Deutschland "
                "(Länge 500000.00 bis 500100.00, Breite 5500000.00 bis 5500100.00)",
                "Koordinatenbezugssystem prüfen; angegeben ist EPSG:4326",
            ),
        ),
    ),
]

CATALOGUE_CASES = [
    Case(
        "an unknown key",
        replace("indicators/leerstand.yaml", "direction: lower_is_better", "direktion: lower_is_better"),
        (
            (f"data/{NAME}/indicators/leerstand.yaml, Schlüssel direction", "Die Angabe ›direction‹ fehlt", "ergänzen"),
            (
                f"data/{NAME}/indicators/leerstand.yaml, Zeile 11, Schlüssel direktion",
                "Der Schlüssel ›direktion‹ ist unbekannt",
                "gemeint ist vermutlich ›direction‹",
            ),
        ),
    ),
    Case(
        "an unknown key inside a list",
        replace(
            "geographies.yaml",
            "      source: mustergrenzen\n      kind: schematic\n      file:",
            "      source: mustergrenzen\n      kind: schematic\n      farbe: blau\n      file:",
        ),
        (
            (
                f"data/{NAME}/geographies.yaml, Zeile 13, Schlüssel geographies.0.boundaries.farbe",
                "Der Schlüssel ›farbe‹ ist unbekannt",
                "erlaubt sind: code_column, dissolve, file, kind, note, source",
            ),
            *[
                (
                    f"data/{NAME}/{file}.yaml",
                    "Die Gliederung ›stadtteile‹ gibt es nicht",
                    "gemeint ist vermutlich ›stadtbezirke‹",
                )
                for file in ("geographies", "monitor")
            ],
            *[
                (
                    f"data/{NAME}/typologies.yaml, Zeile {line}, Schlüssel typologies.{position}.geography",
                    "Die Gliederung ›stadtteile‹ gibt es nicht",
                    "gemeint ist vermutlich ›stadtbezirke‹",
                )
                for position, line in enumerate(TYPOLOGY_LEVELS)
            ],
        ),
    ),
    Case(
        "a word that is not on the list",
        replace("indicators/leerstand.yaml", "unit: percent", "unit: prozent"),
        (
            (
                f"data/{NAME}/indicators/leerstand.yaml, Zeile 9, Schlüssel unit",
                "›prozent‹ ist hier nicht möglich",
                "erlaubt sind: percent, per_hundred, per_thousand, per_square_kilometre, persons, cases, years",
            ),
        ),
    ),
    Case(
        "an indicator without source",
        replace(
            "tables.yaml", "    file: values/kita.csv\n    source: musterstatistik\n", "    file: values/kita.csv\n"
        ),
        (
            (
                f"data/{NAME}/indicators/kita-plaetze.yaml, Zeile 12, Schlüssel formula",
                "Der Indikator ›kita-plaetze‹ hat keine Quelle: die Tabelle ›kita‹ nennt keine",
                "in tables.yaml bei ›kita‹ source angeben",
            ),
        ),
    ),
    Case(
        "an unknown source",
        replace("tables.yaml", "source: fallakten", "source: fallakte"),
        ((f"data/{NAME}/tables.yaml", "Die Quelle ›fallakte‹ gibt es nicht", "gemeint ist vermutlich ›fallakten‹"),),
    ),
    Case(
        "an unknown licence",
        replace("sources.yaml", "licence: nur-intern", "licence: geheim"),
        ((f"data/{NAME}/sources.yaml", "Die Lizenz ›geheim‹ gibt es nicht", "vorhanden sind: frei, nur-intern"),),
    ),
    Case(
        "an unknown series in a formula",
        replace("indicators/anzeigen.yaml", "anzeigen.notices", "anzeigen.notes"),
        (
            (
                f"data/{NAME}/indicators/anzeigen.yaml, Zeile 12, Schlüssel formula",
                "Die Reihe ›notes‹ gibt es in der Tabelle ›anzeigen‹ nicht",
                "gemeint ist vermutlich ›notices‹",
            ),
        ),
    ),
    Case(
        "an unknown table in a formula",
        replace("indicators/anzeigen.yaml", "anzeigen.notices", "anzeige.notices"),
        (
            (
                f"data/{NAME}/indicators/anzeigen.yaml, Zeile 12, Schlüssel formula",
                "Die Tabelle ›anzeige‹ gibt es nicht",
                "gemeint ist vermutlich ›anzeigen‹",
            ),
        ),
    ),
    Case(
        "no series at all",
        replace("indicators/anzeigen.yaml", "anzeigen.notices", "Anzeigen"),
        (
            (
                f"data/{NAME}/indicators/anzeigen.yaml, Zeile 14, Schlüssel formula.numerator",
                "›Anzeigen‹ ist keine Reihe; erwartet wird ›tabelle.spalte‹ oder ›-tabelle.spalte‹",
                "Angabe berichtigen",
            ),
        ),
    ),
    Case(
        "a rate in a sum",
        replace("indicators/anzeigen.yaml", "anzeigen.notices", "arbeit.quotient"),
        (
            (
                f"data/{NAME}/indicators/anzeigen.yaml, Zeile 12, Schlüssel formula",
                "Die Reihe ›arbeit.quotient‹ ist nicht addierbar (additive: false)",
                "nur Anzahlen in Zähler und Nenner verwenden",
            ),
        ),
    ),
    Case(
        "an operator without its denominator",
        replace("indicators/leerstand.yaml", "  denominator: wohnungen.flats\n", ""),
        (
            (
                f"data/{NAME}/indicators/leerstand.yaml, Zeile 12, Schlüssel formula",
                "die Rechenart ›share‹ braucht ›denominator‹",
                "Angabe berichtigen",
            ),
        ),
    ),
    Case(
        "an operator with something it would ignore",
        replace(
            "indicators/leerstand.yaml",
            "  denominator: wohnungen.flats\n",
            "  denominator: wohnungen.flats\n  years: 3\n",
        ),
        (
            (
                f"data/{NAME}/indicators/leerstand.yaml, Zeile 12, Schlüssel formula",
                "die Rechenart ›share‹ verwendet ›years‹ nicht",
                "Angabe berichtigen",
            ),
        ),
    ),
    Case(
        "an unknown theme",
        replace("indicators/leerstand.yaml", "theme: bevoelkerung", "theme: wohnen"),
        (
            (
                f"data/{NAME}/indicators/leerstand.yaml, Zeile 3, Schlüssel theme",
                "Das Thema ›wohnen‹ gibt es nicht",
                "vorhanden sind: arbeit, bevoelkerung, hilfen",
            ),
        ),
    ),
    Case(
        "a break that is no period",
        replace("indicators/unter-18-anteil.yaml", 'period: "2021"', "period: irgendwann"),
        (
            (
                f"data/{NAME}/indicators/unter-18-anteil.yaml, Zeile 19, Schlüssel breaks.0",
                "›irgendwann‹ ist keine Periode",
                "als 2024, 2024-Q1 oder 2024-06 schreiben",
            ),
        ),
    ),
    Case(
        "an id that is not the file's name",
        append("indicators/leerstand.yaml", "id: einwohner\n"),
        (
            (
                f"data/{NAME}/indicators/leerstand.yaml, Zeile 18, Schlüssel id",
                "Die id ›einwohner‹ weicht vom Dateinamen ›leerstand‹ ab",
                "id weglassen oder die Datei ebenso benennen",
            ),
        ),
    ),
    Case(
        "a key twice",
        append("indicators/leerstand.yaml", "unit: per_hundred\n"),
        (
            (
                f"data/{NAME}/indicators/leerstand.yaml, Zeile 18, Schlüssel unit",
                "Der Schlüssel steht schon in Zeile 9",
                "einen der beiden löschen",
            ),
        ),
    ),
    Case(
        "broken YAML",
        append("indicators/leerstand.yaml", "breaks: [unclosed\n"),
        (
            (
                f"data/{NAME}/indicators/leerstand.yaml, Zeile 19",
                "Das ist kein gültiges YAML (expected ',' or ']', but got '<stream end>')",
                "Einrückung, Doppelpunkte und Anführungszeichen prüfen",
            ),
        ),
    ),
    Case(
        "a day that does not exist",
        replace(
            "geographies.yaml",
            "label: Zwei erfundene Stadtbezirke\n      valid_from: 2015-01-01",
            "label: Zwei\n      valid_from: 2015-02-31",
        ),
        (
            (
                f"data/{NAME}/geographies.yaml",
                "Das ist kein gültiges YAML (day is out of range for month)",
                "unsichtbare Zeichen entfernen, Datumsangaben prüfen",
            ),
            (f"data/{NAME}/monitor.yaml", "Die Gliederung ›stadt‹ gibt es nicht", "anlegen"),
            (f"data/{NAME}/monitor.yaml", "Die Gliederung ›stadtteile‹ gibt es nicht", "anlegen"),
            *[
                (
                    f"data/{NAME}/typologies.yaml, Zeile {line}, Schlüssel typologies.{position}.geography",
                    "Die Gliederung ›stadtteile‹ gibt es nicht",
                    "anlegen",
                )
                for position, line in enumerate(TYPOLOGY_LEVELS)
            ],
        ),
    ),
    Case(
        "an unknown parent of an area",
        replace("areas/stadtteile.csv", "013,Hafen,01", "013,Hafen,1"),
        (
            (
                f"data/{NAME}/areas/stadtteile.csv",
                "Gebiet ›013‹ gehört zu ›1‹, das es in ›stadtbezirke‹ nicht gibt",
                "gemeint ist vermutlich ›01‹",
            ),
        ),
    ),
    Case(
        "an unknown parent of a geography",
        replace("geographies.yaml", "parent: stadtbezirke", "parent: stadtbezirk"),
        (
            (
                f"data/{NAME}/geographies.yaml",
                "Die Gliederung ›stadtbezirk‹ gibt es nicht",
                "gemeint ist vermutlich ›stadtbezirke‹",
            ),
        ),
    ),
    Case(
        "an area twice",
        append("areas/stadtteile.csv", "013,Hafen,01\n"),
        (
            (
                f"data/{NAME}/areas/stadtteile.csv, Zeile 8",
                "Der Gebietscode ›013‹ steht zweimal",
                "eine der beiden Zeilen löschen",
            ),
        ),
    ),
    Case(
        "an area called like the remainder",
        replace("areas/stadtteile.csv", "013,Hafen,01", "UNASSIGNED,Hafen,01"),
        (
            (
                f"data/{NAME}/areas/stadtteile.csv, Zeile 4",
                "›UNASSIGNED‹ ist kein Gebietscode",
                "nur Ziffern, Buchstaben, Punkt und Bindestrich verwenden",
            ),
        ),
    ),
    Case(
        "markup in the name of an area",
        replace("areas/stadtteile.csv", "013,Hafen,01", '013,"<img src=x onerror=alert(1)>{{7*7}}",01'),
        (
            (
                f"data/{NAME}/areas/stadtteile.csv, Zeile 4",
                "Der Name ›<img src=x onerror=alert(1)>{{7*7}}‹ enthält unerlaubte Zeichen",
                "Name ohne Auszeichnung und Sonderzeichen schreiben (Buchstaben, Ziffern, . , ; : ( ) / ' & + -)",
            ),
        ),
    ),
    Case(
        "markup in a sentence",
        replace("indicators/leerstand.yaml", "limits: Es ist alles erfunden.", "limits: Es ist {{7*7}} erfunden."),
        (
            (
                f"data/{NAME}/indicators/leerstand.yaml, Zeile 8, Schlüssel limits",
                "das Zeichen ›{{‹ ist in Texten nicht erlaubt",
                "Angabe berichtigen",
            ),
        ),
    ),
    Case(
        "a list of areas that is not UTF-8",
        write("areas/stadt.csv", "code,name,parent\n09999000,Müsterstadt,\n".encode("latin-1")),
        ((f"data/{NAME}/areas/stadt.csv", "Die Datei ist nicht in UTF-8 geschrieben", "als CSV UTF-8 speichern"),),
    ),
    Case(
        "an area in which nothing lies",
        append("areas/stadtbezirke.csv", "03,West,09999000\n"),
        (
            (
                f"data/{NAME}/geographies.yaml, Gliederung stadtbezirke",
                "Im Gebiet ›03‹ (West) liegt kein Gebiet aus ›stadtteile‹",
                "parent der feineren Gebiete berichtigen oder das Gebiet entfernen",
            ),
        ),
    ),
    Case(
        "a geography made of itself",
        replace("geographies.yaml", "dissolve: stadtbezirke", "dissolve: stadt"),
        (
            (
                f"data/{NAME}/geographies.yaml",
                "Die Gliederung ›stadt‹ lässt sich nicht aus ›stadt‹ zusammensetzen",
                "als dissolve eine Gliederung angeben, die in ›stadt‹ liegt",
            ),
        ),
    ),
    Case(
        "no licences",
        lambda town: (town.data / "licences.yaml").write_text("lizenzen: []\n", encoding="utf-8") and None,
        (
            ("data/licences.yaml", "Die Liste ›licences‹ fehlt", "die Datei mit ›licences:‹ beginnen"),
            *[
                (f"data/{NAME}/sources.yaml", f"Die Lizenz ›{item}‹ gibt es nicht", "anlegen")
                for item in ("frei", "nur-intern")
            ],
        ),
    ),
]

CASES = [*VALUE_CASES, *BOUNDARY_CASES, *CATALOGUE_CASES]


def format_report(defects: list[Expected]) -> str:
    """What the command line prints for these defects."""
    count = len(defects)
    head = f"hat {count} Mängel" if count != 1 else "hat einen Mangel"
    listed = [
        f"\n\n  Ort:    {place}\n  Befund: {finding}\n  Abhilfe: {remedy}" for place, finding, remedy in sorted(defects)
    ]
    return f"Der Datenbestand {head}; nichts wurde geändert.{''.join(listed)}\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.filterwarnings("ignore:.*more than 100:RuntimeWarning")
def test_a_defect_is_told_with_place_finding_and_remedy(
    town: Town, case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    case.spoil(town)
    assert town.run("build") == 1
    assert capsys.readouterr().err == format_report(list(case.defects))
    assert not town.releases.exists(), "nothing is written"


def test_every_case_has_its_own_name() -> None:
    assert len({case.name for case in CASES}) == len(CASES)


def test_a_wrong_coordinate_system_is_noticed(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the polygons end up depends on the projection library, so only the rest of the message is fixed."""
    declare_wrong_crs(town)
    assert town.run("build") == 1
    told = capsys.readouterr().err
    assert f"Ort:    geo/{NAME}/stadtteile.gpkg\n  Befund: Die Flächen liegen nicht in Deutschland (" in told
    assert "Abhilfe: Koordinatenbezugssystem prüfen; angegeben ist EPSG:31469" in told


def test_the_same_polygons_as_shapefile_build(town: Town) -> None:
    """The counterpart of the cases above: with .prj, in metres, everything is fine."""
    use_shapefile(town, projection=True)
    assert town.run("build") == 0


def test_another_column_may_hold_the_code(town: Town) -> None:
    """Even where the file has a column named ``code`` that means something else."""
    town.replace(
        "geographies.yaml",
        "file: musterstadt/stadtteile.geojson",
        "file: musterstadt/stadtteile.geojson\n      code_column: ags",
    )
    town.change_boundaries(
        lambda content: (
            [item["properties"].update(ags=item["properties"]["code"], code=0) for item in content["features"]] and None
        )
    )
    assert town.run("build") == 0


def test_polygons_that_overlap_by_a_hair_build(town: Town) -> None:
    """Official files do (Berlin LOR, Köln); their union must not fail over it."""
    town.change_boundaries(
        lambda content: content["features"][0]["geometry"]["coordinates"][0].__setitem__(1, [9.0105, 50.011])
    )
    assert town.run("build") == 0


def test_several_defects_are_told_in_one_run(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    spoilt = [
        "unknown code",
        "decimal comma",
        "the table is missing",
        "numerator above denominator",
        "two polygons of one code",
    ]
    cases = [case for case in CASES if case.name in spoilt]
    for case in cases:
        case.spoil(town)
    assert town.run("build") == 1
    assert capsys.readouterr().err == format_report([defect for case in cases for defect in case.defects])


def test_several_defects_of_the_catalogue_are_told_in_one_run(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    spoilt = [
        "an unknown series in a formula",
        "an unknown source",
        "broken YAML",
        "an area twice",
        "an indicator without source",
    ]
    cases = [case for case in CASES if case.name in spoilt]
    for case in cases:
        case.spoil(town)
    assert town.run("build") == 1
    assert capsys.readouterr().err == format_report([defect for case in cases for defect in case.defects])


def test_many_wrong_cells_are_told_in_part(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"stadtteile,011,{year},ja,1\n" for year in range(1900, 1950))
    (town.folder / POPULATION).write_text(f"geography,area,period,population,under_18\n{rows}", encoding="utf-8")
    assert town.run("build") == 1
    told = capsys.readouterr().err
    assert told.count("›ja‹ ist keine Zahl") == 20
    assert "Befund: Weitere 30 Zellen sind keine Zahlen" in told


def test_a_folder_without_monitor_is_a_defect(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    (town.folder / "monitor.yaml").unlink()
    assert town.run("build") == 1
    assert "Ort:    data/\n  Befund: Hier liegt kein Monitor\n" in capsys.readouterr().err


def test_the_data_folder_may_be_called_otherwise(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """Places name the folder that was given, whatever it is called."""
    VALUE_CASES[-2].spoil(town)
    renamed = Town(town.data.rename(town.data.with_name("zahlen")), town.geo, town.releases)
    assert renamed.run("build") == 1
    assert f"Ort:    zahlen/{NAME}/indicators/leerstand.yaml\n" in capsys.readouterr().err


def test_an_old_release_stays_published_and_readable(town: Town) -> None:
    assert town.run("build") == 0
    before, published = hash_files(town.releases), town.load_store()
    town.append(POPULATION, "stadtteile,nirgends,2018,1,1\n")
    assert town.run("build") == 1
    assert hash_files(town.releases) == before
    assert town.load_store().release_id == published.release_id


def test_the_command_line_fails_as_a_process(town: Town, root: Path) -> None:
    """What a script or a timer sees: code 1, the defects on standard error, nothing written."""
    town.append(POPULATION, "stadtteile,nirgends,2018,1,1\n")
    command = [sys.executable, "-m", "sozialmonitor", "build", *town.options]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert done.stderr == format_report(
        [
            (
                f"{VALUES}, Zeile 30, Spalte area",
                "Der Gebietscode ›nirgends‹ ist in ›stadtteile‹ unbekannt",
                "Code berichtigen oder das Gebiet in areas/stadtteile.csv ergänzen",
            )
        ]
    )
    assert not town.releases.exists()


def test_a_wrong_call_is_no_defect(capsys: pytest.CaptureFixture[str], town: Town) -> None:
    with pytest.raises(SystemExit) as stop:
        town.run("veröffentliche")
    assert stop.value.code == 2
    assert "gibt es nicht; vorhanden sind" in capsys.readouterr().err


def test_the_unspoilt_town_has_no_defect(town: Town) -> None:
    """Otherwise the cases above would prove nothing."""
    catalogues, defects = load_catalogues(town.data)
    assert (len(catalogues), defects) == (1, [])
    assert town.run("build") == 0
    assert Store(town.releases, json.loads((town.releases / "current.json").read_text())["release"], Audience.PUBLIC)
