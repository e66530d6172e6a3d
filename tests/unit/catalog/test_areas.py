"""Lists of areas: names are kept as they are compared, and every row that cannot be meant is told."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest

from sozialmonitor.catalog.areas import load_areas
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.geography import Area

NAME = "areas/liste.csv"


def load(folder: Path, rows: str) -> tuple[tuple[Area, ...], list[Defect]]:
    (folder / "liste.csv").write_text(f"code,name,parent\n{rows}", encoding="utf-8")
    return load_areas(folder / "liste.csv", NAME, folder)


def test_areas_are_sorted_by_code(tmp_path: Path) -> None:
    areas, defects = load(tmp_path, "02,Hafen,1\n01,Altstadt,1\n\n03,Berg,\n")
    assert defects == []
    assert areas == (Area("01", "Altstadt", "1"), Area("02", "Hafen", "1"), Area("03", "Berg", None))


@pytest.mark.parametrize(
    "written",
    [
        "Kell am See",
        unicodedata.normalize("NFD", "Pölich"),
        "Kell\u00a0am\u202fSee",
        "  Kell  am See ",
        '"Kell\nam See"',
    ],
)
def test_names_are_composed_and_their_spaces_folded(tmp_path: Path, written: str) -> None:
    areas, defects = load(tmp_path, f"01,{written},\n")
    assert defects == []
    assert areas[0].name in {"Kell am See", "Pölich"}


@pytest.mark.parametrize(
    ("rows", "finding", "remedy"),
    [
        ("01,Altstadt,1\n01,Altstadt,1\n", "steht schon in Zeile 2", "eine der beiden Zeilen löschen; sie sind gleich"),
        (
            "01,Altstadt,1\n01,Bezirk Mitte,\n",
            "steht schon in Zeile 2: dort heißt das Gebiet ›Altstadt‹, hier ›Bezirk Mitte‹",
            "Gebiete zweier Ebenen gehören in zwei Listen",
        ),
        ("01,Altstadt,1\n02,Hafen,1,2\n", "Die Zeile hat 4 Zellen, die Kopfzeile 3", "überzählig: ›2‹; löschen"),
        ("01,Altstadt,1\n02,Hafen\n", "Die Zeile hat 2 Zellen, die Kopfzeile 3", "fehlende Zellen ergänzen"),
        ("01,Altstadt,1\n,Hafen,1\n", "Der Gebietscode fehlt", "in der ersten Spalte eintragen"),
        ("01,Altstadt,1\n02,,1\n", "Der Name des Gebiets fehlt", "in der zweiten Spalte eintragen"),
        ("01,Altstadt,1\n0 2,Hafen,1\n", "›0 2‹ ist kein Gebietscode", "nur Ziffern, Buchstaben"),
        ("01,Altstadt,1\n02,<b>Hafen</b>,1\n", "Name ›<b>Hafen</b>‹", "Buchstaben, Ziffern"),
    ],
)
def test_a_bad_row_is_told_where_it_stands(tmp_path: Path, rows: str, finding: str, remedy: str) -> None:
    _, (defect,) = load(tmp_path, rows)
    assert defect.place == f"{NAME}, Zeile 3"
    assert finding in defect.finding
    assert remedy in defect.remedy


def test_other_columns_are_told(tmp_path: Path) -> None:
    (tmp_path / "liste.csv").write_text("name,code\nAltstadt,01\n", encoding="utf-8")
    assert load_areas(tmp_path / "liste.csv", NAME, tmp_path) == (
        (),
        [Defect(f"{NAME}, Zeile 1", "Die Spalten sind ›name,code‹", "erwartet werden ›code,name,parent‹")],
    )


def test_namesakes_are_no_defect(tmp_path: Path) -> None:
    """Two Planungsräume of Berlin are called Schloßstraße; who shows them tells them apart."""
    areas, defects = load(tmp_path, "01,Schloßstraße,4\n02,Schloßstraße,6\n")
    assert (len(areas), defects) == (2, [])


def test_all_gemeinden_of_germany_are_read_at_once(tmp_path: Path) -> None:
    start = time.process_time()
    areas, defects = load(tmp_path, "".join(f"{code:08d},Gemeinde {code},{code:05d}\n" for code in range(10_990)))
    assert time.process_time() - start < 2
    assert (len(areas), defects) == (10_990, [])
