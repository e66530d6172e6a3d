"""Reading a table of areas for a typology: any CSV file with ids, inhabitants and indicators."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from sozialmonitor.build.cells import describe_cell
from sozialmonitor.calc.area_table import AreaTable
from sozialmonitor.calc.rounding import Floats
from sozialmonitor.calc.typology.scheme import Flags
from sozialmonitor.catalog.areas import MOST_AREAS
from sozialmonitor.catalog.csv_file import CsvFile, load_csv
from sozialmonitor.catalog.telling import quote, tell_first
from sozialmonitor.catalog.validation import suggest_remedy
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.status import SIGN_TO_STATUS

STATUS_COLUMN, DYNAMIC_COLUMN = re.compile(r"s[0-9]{1,3}"), re.compile(r"d[0-9]{1,3}")
NAME_COLUMN = re.compile(r"name|.*_name", re.IGNORECASE)

_ANYWHERE = Path("/")
"""Who names a file in the command may name any; only what belongs to a monitor has to lie in its folder."""

_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
_FLAGS = {"ja": True, "nein": False, "1": True, "0": False}


def load_area_table(
    path: Path, id_column: str | None, population_column: str, flag_column: str | None = None
) -> tuple[AreaTable | None, list[Defect]]:
    """Read and check a table, separated by commas or semicolons, numbers with a decimal point.

    Args:
        id_column: column with the ids, kept as text; the first column by default.
        population_column: column with the number of inhabitants.
        flag_column: column that says which areas are set aside as outliers; none by default.

    Returns:
        The table, or None and every defect. An empty cell or a sign of official statistics is a gap.
    """
    file, defects = _read(path)
    if file is None:
        return None, defects
    key = id_column or file.columns[0]
    status = tuple(column for column in file.columns if STATUS_COLUMN.fullmatch(column) and column != key)
    dynamic = tuple(column for column in file.columns if DYNAMIC_COLUMN.fullmatch(column) and column != key)
    defects = _check_columns(file, id_column, population_column, (*status, *dynamic))
    if flag_column is not None:
        defects += _check_flag_column(file, flag_column, (key, population_column, *status, *dynamic))
    if defects:
        return None, defects
    defects = _check_ids(file, key)
    numbers: dict[str, Floats] = {}
    for column in (population_column, *status, *dynamic):
        numbers[column], found = _parse_column(file, column)
        defects += found
    defects += _check_population(file, population_column, numbers[population_column])
    is_flagged, found = (None, []) if flag_column is None else _parse_flags(file, flag_column)
    defects += found
    if defects:
        return None, defects
    names = next((column for column in file.columns if NAME_COLUMN.fullmatch(column) and column != key), None)
    table = AreaTable(
        tuple(file.get_cells(key)),
        tuple(file.get_cells(names)) if names else (),
        numbers[population_column],
        status,
        dynamic,
        np.array([numbers[column] for column in status]).reshape(len(status), len(file.rows)).T,
        np.array([numbers[column] for column in dynamic]).reshape(len(dynamic), len(file.rows)).T,
        is_flagged,
    )
    return table, []


def _read(path: Path) -> tuple[CsvFile | None, list[Defect]]:
    name = path.name
    missing = Defect(name, "Die Datei fehlt", "Pfad hinter --input prüfen")
    file, defects = load_csv(path, name, folder=_ANYWHERE, delimiters=",;", missing=missing)
    if file is None or defects:
        return None, defects
    if not file.rows:
        remedy = "eine Kopfzeile und eine Zeile je Gebiet schreiben"
        return None, [Defect(name, "Die Datei enthält kein Gebiet", remedy)]
    if len(file.rows) > MOST_AREAS:
        finding = f"Die Datei enthält {len(file.rows)} Gebiete"
        return None, [Defect(name, finding, f"höchstens {MOST_AREAS} sind möglich; aufteilen")]
    return file, []


def _check_columns(file: CsvFile, id_column: str | None, population: str, indicators: Sequence[str]) -> list[Defect]:
    place = file.header_place
    if len(file.columns) == 1:
        finding = "Die Datei hat nur eine Spalte"
        return [Defect(place, finding, "Spalten mit Komma oder Semikolon trennen")]
    defects: list[Defect] = []
    if id_column is not None and id_column not in file.columns:
        remedy = suggest_remedy(id_column, file.columns, f"vorhanden sind: {', '.join(file.columns)}")
        defects.append(Defect(place, f"Die Spalte ›{id_column}‹ mit den Kennungen der Gebiete fehlt", remedy))
    if id_column is None and _is_no_id(file, population, indicators):
        defects.append(
            Defect(
                place,
                f"Eine Spalte mit den Kennungen der Gebiete fehlt; die erste Spalte heißt ›{file.columns[0]}‹",
                "die Kennungen in die erste Spalte schreiben oder ihre Spalte mit --id benennen",
            )
        )
    if population not in file.columns:
        remedy = "ergänzen oder die vorhandene Spalte mit --population benennen"
        defects.append(Defect(place, f"Die Spalte ›{population}‹ mit der Einwohnerzahl fehlt", remedy))
    if not indicators:
        remedy = "Spalten für den Status s1, s2, … und für die Dynamik d1, d2, … nennen"
        defects.append(Defect(place, "Die Datei enthält keinen Indikator", remedy))
    return defects


def _is_no_id(file: CsvFile, population: str, indicators: Sequence[str]) -> bool:
    first = file.columns[0]
    is_indicator = STATUS_COLUMN.fullmatch(first) or DYNAMIC_COLUMN.fullmatch(first) or first in indicators
    return bool(is_indicator) or first in {population, ""}


def _check_ids(file: CsvFile, column: str) -> list[Defect]:
    codes = file.get_cells(column)
    first: dict[str, int] = {}
    wrong = [row for row, code in enumerate(codes) if not code or first.setdefault(code, row) != row]

    def describe(row: int) -> Defect:
        place, code = file.locate(row, column), codes[row]
        if not code:
            return Defect(place, "Die Kennung des Gebiets fehlt", "eintragen oder die Zeile löschen")
        before = first[code]
        finding = f"Die Kennung {quote(code)} steht schon in Zeile {file.lines[before]}"
        if file.rows[row] == file.rows[before]:
            return Defect(place, finding, "eine der beiden Zeilen löschen; sie sind gleich")
        remedy = "eine der Kennungen berichtigen; Gebiete zweier Ebenen gehören in zwei Dateien"
        return Defect(place, finding, remedy)

    return tell_first(wrong, describe, f"{file.name}, Spalte {column}", "Fehlende oder doppelte Kennung", "Zeile")


def _parse_column(file: CsvFile, column: str) -> tuple[Floats, list[Defect]]:
    remedy = "Zahl mit Dezimalpunkt eintragen; wo kein Wert vorliegt, die Zelle leer lassen"
    cells = file.get_cells(column)
    parsed = {text: _parse_number(text) for text in dict.fromkeys(cells)}
    numbers = np.fromiter((parsed[text] for text in cells), float, len(cells))
    place = f"{file.name}, Spalte {column}"
    wrong = [row for row, text in enumerate(cells) if math.isinf(parsed[text])]
    if wrong:
        return numbers, tell_first(
            wrong, lambda row: describe_cell(file.locate(row, column), cells[row], remedy), place, "Keine Zahl", "Zelle"
        )
    if np.isnan(numbers).all():
        finding = "Die Spalte enthält keinen einzigen Wert"
        return numbers, [Defect(place, finding, "Werte eintragen oder die Spalte löschen")]
    return numbers, []


def _parse_number(text: str) -> float:
    """NaN for a gap, infinity for what is neither a gap nor a number that can be held."""
    if not text or text in SIGN_TO_STATUS:
        return math.nan
    return float(text) if _NUMBER.fullmatch(text) else math.inf


def _check_flag_column(file: CsvFile, column: str, taken: Sequence[str]) -> list[Defect]:
    place = file.header_place
    if column not in file.columns:
        remedy = suggest_remedy(column, file.columns, f"vorhanden sind: {', '.join(file.columns)}")
        return [Defect(place, f"Die Spalte ›{column}‹ mit den Ausreißern fehlt", remedy)]
    if column in taken:
        finding = f"Die Spalte ›{column}‹ ist schon Kennung, Einwohnerzahl oder Indikator"
        return [Defect(place, finding, "mit --flagged eine eigene Spalte mit ja und nein benennen")]
    return []


def _parse_flags(file: CsvFile, column: str) -> tuple[Flags, list[Defect]]:
    """True where an area is set aside. An empty cell is an error: nobody shall be set aside, or kept, by oversight."""
    cells = file.get_cells(column)
    wrong = [row for row, text in enumerate(cells) if text.lower() not in _FLAGS]
    defects = tell_first(
        wrong,
        lambda row: Defect(
            file.locate(row, column),
            f"{quote(cells[row])} ist weder ja noch nein" if cells[row] else "Die Angabe fehlt",
            "ja (Ausreißer, nicht bewertet) oder nein eintragen; 1 und 0 gehen auch",
        ),
        f"{file.name}, Spalte {column}",
        "Weder ja noch nein",
        "Zelle",
    )
    return np.array([_FLAGS.get(text.lower(), False) for text in cells], bool), defects


def _check_population(file: CsvFile, column: str, population: Floats) -> list[Defect]:
    return tell_first(
        np.flatnonzero(population < 0).tolist(),
        lambda row: Defect(
            file.locate(row, column),
            f"Die Einwohnerzahl {population[row]:.15g} ist negativ",
            "berichtigen; wo sie unbekannt ist, die Zelle leer lassen",
        ),
        f"{file.name}, Spalte {column}",
        "Negativ",
        "Zelle",
    )
