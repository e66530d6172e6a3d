"""CSV files as offices save them: what can be read, with true line numbers, and what is said about the rest."""

from __future__ import annotations

import gzip
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.catalog.csv_file import MOST_BYTES, MOST_CELLS, MOST_LINES, CsvFile, load_csv
from sozialmonitor.domain.errors import Defect

NAME = "werte.csv"
QUOTE_REMEDY = "am Ende der Zelle schließen oder löschen"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def load(folder: Path, content: str | bytes, delimiters: str = ",") -> tuple[CsvFile | None, list[Defect]]:
    path = folder / NAME
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return load_csv(path, NAME, folder=folder, delimiters=delimiters)


@pytest.mark.parametrize(
    "content",
    [
        "a,b\n1,2\n3,4\n",
        "a,b\r\n1,2\r\n3,4",
        "a,b\r1,2\r3,4\r",
        "\ufeffa,b\n1,2\n3,4\n",
        " a , b\n 1,2 \n\u00a03,4\n",
        '"a","b"\n"1","2"\n"3","4"\n',
        "\n\na,b\n\n1,2\n,\n  \n3,4\n\n\n",
    ],
)
def test_what_programs_write_is_read_alike(folder: Path, content: str) -> None:
    file, defects = load(folder, content)
    assert defects == []
    assert file is not None
    assert file.columns == ("a", "b")
    assert (file.get_cells("a"), file.get_cells("b")) == (("1", "3"), ("2", "4"))


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("a,b\n1,2\n3,4\n", [2, 3]),
        ("\na,b\n\n1,2\n\n3,4\n", [4, 6]),
        ('a,b\n"1\n1",2\n3,4\n', [2, 4]),
        ('a,b\r\n"1\r\n\r\n1",2\r\n3,4\r\n', [2, 5]),
        ('a,b\r"1\r1",2\r3,4\r', [2, 4]),
    ],
)
def test_lines_are_counted_as_an_editor_counts_them(folder: Path, content: str, lines: list[int]) -> None:
    file, _ = load(folder, content)
    assert file is not None
    assert list(file.lines) == lines
    assert file.locate(1, "b") == f"{NAME}, Zeile {lines[1]}, Spalte b"


def test_semicolons_are_read_where_they_are_allowed(folder: Path) -> None:
    file, defects = load(folder, "a;b\n1,5;2\n", delimiters=",;")
    assert defects == []
    assert file is not None
    assert file.rows == [["1,5", "2"]]


@pytest.mark.parametrize(
    ("content", "place", "finding", "remedy"),
    [
        ("", NAME, "Die Datei ist leer", "eine Kopfzeile und die Werte eintragen"),
        ("\n , \n", NAME, "Die Datei ist leer", "eine Kopfzeile und die Werte eintragen"),
        ("a;b\n1;2\n", f"{NAME}, Zeile 1", "Die Spalten sind mit Semikolon getrennt", "mit Komma getrennt"),
        ("a\tb\n1\t2\n", f"{NAME}, Zeile 1", "Die Spalten sind mit Tabulator getrennt", "mit Komma getrennt"),
        ("a,b\n1,\0\n", f"{NAME}, Zeile 2", "Die Datei enthält Nullzeichen", "als CSV UTF-8 neu speichern"),
        ("a,\n1,\n", f"{NAME}, Zeile 1", "Die 2. Spalte hat keinen Namen", "benennen"),
        ("a,a\n1,2\n", f"{NAME}, Zeile 1", "Die Spalte ›a‹ steht mehrmals in der Kopfzeile", "nur eine der Spalten"),
        ("a," * 501 + "b\n", f"{NAME}, Zeile 1", "Die Kopfzeile hat 502 Spalten", "höchstens 500 sind möglich"),
        ('a,b\n1,2\n"3,4\n5,6\n', f"{NAME}, Zeile 3", "wird geöffnet und nicht geschlossen", QUOTE_REMEDY),
        ('a,b\n"1\n1",2\n"3,4\n5,6', f"{NAME}, Zeile 4", "wird geöffnet und nicht geschlossen", QUOTE_REMEDY),
        ('a,b\n1,"2\n3,"4"\n', f"{NAME}, Zeile 2", "hier geöffnet und erst in Zeile 3 geschlossen", QUOTE_REMEDY),
        ('a,b\n1,"2"x\n', f"{NAME}, Zeile 2", "Hinter einem schließenden Anführungszeichen", "verdoppeln"),
        ('a,b\n1,x"2"y\n3,"4', f"{NAME}, Zeile 3", "wird geöffnet und nicht geschlossen", QUOTE_REMEDY),
        ("a,b\n1," + "x" * 140_000, f"{NAME}, Zeile 2", "mehr als 131.072 Zeichen", "kürzen"),
        ('a,b\n1,"' + "x" * 140_000 + '"\n', f"{NAME}, Zeile 2", "mehr als 131.072 Zeichen", "kürzen"),
        ("a,b\n1,2\n".encode("utf-16"), NAME, "nicht in UTF-8", "als UTF-8 speichern"),
        ("ä,b\n1,2\n".encode("latin-1"), NAME, "nicht in UTF-8", "als UTF-8 speichern"),
        (b"PK\x03\x04..[Content_Types].xml..xl/workbook.xml", NAME, "Das ist eine Excel-Datei", "als Textdatei"),
        (b"\xd0\xcf\x11\xe0....", NAME, "Das ist eine Excel-Datei", "als Textdatei"),
        (
            b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
            NAME,
            "eine LibreOffice-Datei",
            "als Text",
        ),
        (b"PK\x03\x04werte.csv", NAME, "Das ist ein ZIP-Archiv", "als Textdatei"),
        (b"%PDF-1.7", NAME, "Das ist eine PDF-Datei", "als Textdatei"),
        (b"\n <!DOCTYPE html><p>", NAME, "Das ist eine HTML-Seite", "als Textdatei"),
        (gzip.compress(b"a,b\n" * 1_000_000), NAME, "Das ist eine gepackte Datei (gzip)", "als Textdatei"),
    ],
)
def test_what_cannot_be_read_is_told(folder: Path, content: str | bytes, place: str, finding: str, remedy: str) -> None:
    file, (defect,) = load(folder, content)
    assert file is None
    assert defect.place == place
    assert finding in defect.finding
    assert remedy in defect.remedy


def test_uneven_rows_are_told_all_at_once_and_the_others_are_read(folder: Path) -> None:
    file, defects = load(folder, 'a,b\n1\n3,4\n5,6,\n7,8,9\n1,5,2\n"x\ny,1"\n')
    assert file is not None
    assert file.rows == [["3", "4"]]
    assert defects == [
        Defect(
            f"{NAME}, Zeile 2",
            "Die Zeile hat eine Zelle, die Kopfzeile 2",
            "fehlende Zellen ergänzen; nach jeder Spalte steht ein Trennzeichen",
        ),
        Defect(
            f"{NAME}, Zeile 4",
            "Die Zeile hat 3 Zellen, die Kopfzeile 2",
            "überzählige Trennzeichen am Zeilenende löschen",
        ),
        Defect(
            f"{NAME}, Zeile 5",
            "Die Zeile hat 3 Zellen, die Kopfzeile 2",
            "überzählig: ›9‹; löschen oder, falls es ein Dezimalkomma ist, mit Dezimalpunkt schreiben",
        ),
        Defect(
            f"{NAME}, Zeile 6",
            "Die Zeile hat 3 Zellen, die Kopfzeile 2",
            "überzählig: ›2‹; löschen oder, falls es ein Dezimalkomma ist, mit Dezimalpunkt schreiben",
        ),
        Defect(
            f"{NAME}, Zeile 7",
            "Die Zeile hat eine Zelle, die Kopfzeile 2; eine Zelle in Anführungszeichen reicht bis Zeile 8",
            "das Anführungszeichen am Ende der Zelle schließen oder löschen",
        ),
    ]


def test_of_many_uneven_rows_the_first_are_told(folder: Path) -> None:
    _, defects = load(folder, "a,b\n" + "1\n" * 21)
    assert len(defects) == 21
    assert defects[-1] == Defect(
        NAME, "Zu viele oder zu wenige Zellen: eine weitere Zeile", "ebenso berichtigen", is_rest=True
    )
    _, defects = load(folder, "a,b\n" + "1\n" * 50)
    assert defects[-1].finding == "Zu viele oder zu wenige Zellen: 30 weitere Zeilen"


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        ("a,b\n" + "\n" * (MOST_LINES + 1), "mehr als 300 Tausend Zeilen oder 2 Millionen Zellen"),
        ("a\n" + "," * (MOST_CELLS + 1), "mehr als 300 Tausend Zeilen oder 2 Millionen Zellen"),
        ("x" * (MOST_BYTES + 1), "Die Datei ist mit 20 MB zu groß"),
        ('a,b\n"' + "x" * (MOST_BYTES - 10), "wird geöffnet und nicht geschlossen"),
        ("a,b\n" + '"x\n' * 5_000_000, "hier geöffnet und erst in Zeile 3 geschlossen"),
    ],
    ids=["lines", "cells", "bytes", "quote", "quotes"],
)
def test_a_file_beyond_measure_is_refused_in_bounded_time(folder: Path, content: str, finding: str) -> None:
    start = time.process_time()
    file, (defect,) = load(folder, content)
    assert time.process_time() - start < 5
    assert file is None
    assert finding in defect.finding


def test_only_files_of_the_folder_are_read(folder: Path) -> None:
    inside = folder / "daten"
    inside.mkdir()
    (folder / NAME).write_text("a,b\n1,2\n", encoding="utf-8")
    for number, target in enumerate(("/dev/zero", folder / NAME)):
        (inside / f"{number}.csv").symlink_to(target)
        file, defects = load_csv(inside / f"{number}.csv", NAME, folder=inside)
        assert file is None
        assert defects[0].finding == "Die Datei liegt nicht im Ordner ›daten‹"
    os.mkfifo(inside / "rohr.csv")
    _, defects = load_csv(inside / "rohr.csv", NAME, folder=inside)
    assert defects[0].finding == "Das ist keine gewöhnliche Datei"


@given(st.binary(max_size=60) | st.text(alphabet='a1,;"\n\r \0\ufeff', max_size=40).map(str.encode))
def test_no_content_raises(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file, defects = load(tmp_path_factory.getbasetemp(), content)
    assert (file is None) <= bool(defects)
    if file is not None:
        assert all(len(row) == len(file.columns) for row in file.rows)
