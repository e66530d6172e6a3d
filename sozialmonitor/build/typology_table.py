"""Reading a table of areas for a typology: any CSV file with ids, inhabitants and indicators."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sozialmonitor.build.cells import describe_cell
from sozialmonitor.calc.area_table import AreaTable
from sozialmonitor.calc.rounding import Floats
from sozialmonitor.calc.typology.scheme import Flags
from sozialmonitor.catalog.validation import suggest_remedy
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.status import SIGN_TO_STATUS

STATUS_COLUMN, DYNAMIC_COLUMN = re.compile(r"s[0-9]{1,3}"), re.compile(r"d[0-9]{1,3}")
NAME_COLUMN = re.compile(r"name|.*_name", re.IGNORECASE)

_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
_FLAGS = {"ja": True, "nein": False, "1": True, "0": False}
_MOST_DEFECTS = 20
"""A file that is wrong everywhere is wrong in the same way everywhere."""


@dataclass(frozen=True)
class _Raw:
    """Cells as they stand in the file.

    Attributes:
        lines: number of the line each row ends on.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]

    def get_cells(self, column: str) -> list[str]:
        position = self.columns.index(column)
        return [row[position] for row in self.rows]


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
    raw, defects = _read(path)
    if raw is None:
        return None, defects
    key = id_column or raw.columns[0]
    status = tuple(column for column in raw.columns if STATUS_COLUMN.fullmatch(column) and column != key)
    dynamic = tuple(column for column in raw.columns if DYNAMIC_COLUMN.fullmatch(column) and column != key)
    defects = _check_columns(raw, id_column, population_column, (*status, *dynamic))
    if flag_column is not None:
        defects += _check_flag_column(raw, flag_column, (key, population_column, *status, *dynamic))
    if defects:
        return None, defects
    defects = _check_ids(raw, key)
    numbers: dict[str, Floats] = {}
    for column in (population_column, *status, *dynamic):
        numbers[column], found = _parse_column(raw, column)
        defects += found
    defects += _check_population(raw, population_column, numbers[population_column])
    is_flagged, found = (None, []) if flag_column is None else _parse_flags(raw, flag_column)
    defects += found
    if defects:
        return None, defects
    names = next((column for column in raw.columns if NAME_COLUMN.fullmatch(column) and column != key), None)
    table = AreaTable(
        tuple(raw.get_cells(key)),
        tuple(raw.get_cells(names)) if names else (),
        numbers[population_column],
        status,
        dynamic,
        np.array([numbers[column] for column in status]).reshape(len(status), len(raw.rows)).T,
        np.array([numbers[column] for column in dynamic]).reshape(len(dynamic), len(raw.rows)).T,
        is_flagged,
    )
    return table, []


def _read(path: Path) -> tuple[_Raw | None, list[Defect]]:
    name = path.name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None, [Defect(name, "Die Datei fehlt", "Pfad hinter --input prüfen")]
    except UnicodeDecodeError:
        return None, [Defect(name, "Die Datei ist nicht in UTF-8 geschrieben", "als CSV UTF-8 speichern")]
    except OSError as error:
        finding = f"Die Datei lässt sich nicht lesen ({error.strerror})"
        return None, [Defect(name, finding, "eine CSV-Datei angeben und ihre Leserechte prüfen")]
    header = text.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = [(reader.line_num, tuple(cell.strip() for cell in row)) for row in reader]
    except csv.Error:
        place = f"{name}, Zeile {reader.line_num}"
        return None, [Defect(place, "Das ist keine lesbare CSV-Datei", "Anführungszeichen und Trennzeichen prüfen")]
    rows = [(line, row) for line, row in rows if any(row)]
    if len(rows) < 2:
        remedy = "eine Kopfzeile und eine Zeile je Gebiet schreiben"
        return None, [Defect(name, "Die Datei enthält kein Gebiet", remedy)]
    columns = rows[0][1]
    uneven = [
        Defect(
            f"{name}, Zeile {line}",
            f"Die Zeile hat {len(row)} Zellen, die Kopfzeile {len(columns)}",
            "fehlende oder überzählige Trennzeichen berichtigen; Zahlen mit Dezimalpunkt schreiben",
        )
        for line, row in rows[1:]
        if len(row) != len(columns)
    ]
    if uneven:
        return None, uneven[:_MOST_DEFECTS]
    return _Raw(name, columns, tuple(row for _, row in rows[1:]), tuple(line for line, _ in rows[1:])), []


def _check_columns(raw: _Raw, id_column: str | None, population: str, indicators: Sequence[str]) -> list[Defect]:
    place = f"{raw.name}, Zeile 1"
    if len(raw.columns) == 1:
        finding = "Die Datei hat nur eine Spalte"
        return [Defect(place, finding, "Spalten mit Komma oder Semikolon trennen")]
    defects = [
        Defect(place, f"Die Spalte ›{column}‹ steht mehrmals in der Kopfzeile", "nur eine der Spalten behalten")
        for column in sorted(set(raw.columns))
        if raw.columns.count(column) > 1
    ]
    if id_column is not None and id_column not in raw.columns:
        remedy = suggest_remedy(id_column, raw.columns, f"vorhanden sind: {', '.join(raw.columns)}")
        defects.append(Defect(place, f"Die Spalte ›{id_column}‹ mit den Kennungen der Gebiete fehlt", remedy))
    if id_column is None and _is_no_id(raw, population, indicators):
        defects.append(
            Defect(
                place,
                f"Eine Spalte mit den Kennungen der Gebiete fehlt; die erste Spalte heißt ›{raw.columns[0]}‹",
                "die Kennungen in die erste Spalte schreiben oder ihre Spalte mit --id benennen",
            )
        )
    if population not in raw.columns:
        remedy = "ergänzen oder die vorhandene Spalte mit --population benennen"
        defects.append(Defect(place, f"Die Spalte ›{population}‹ mit der Einwohnerzahl fehlt", remedy))
    if not indicators:
        remedy = "Spalten für den Status s1, s2, … und für die Dynamik d1, d2, … nennen"
        defects.append(Defect(place, "Die Datei enthält keinen Indikator", remedy))
    return defects


def _is_no_id(raw: _Raw, population: str, indicators: Sequence[str]) -> bool:
    first = raw.columns[0]
    is_indicator = STATUS_COLUMN.fullmatch(first) or DYNAMIC_COLUMN.fullmatch(first) or first in indicators
    return bool(is_indicator) or first in {population, ""}


def _check_ids(raw: _Raw, column: str) -> list[Defect]:
    seen: dict[str, int] = {}
    defects = []
    for line, code in zip(raw.lines, raw.get_cells(column), strict=True):
        place = f"{raw.name}, Zeile {line}, Spalte {column}"
        if not code:
            defects.append(Defect(place, "Die Kennung des Gebiets fehlt", "eintragen oder die Zeile löschen"))
        elif code in seen:
            finding = f"Die Kennung ›{code}‹ steht schon in Zeile {seen[code]}"
            defects.append(Defect(place, finding, "eine der beiden Zeilen löschen oder die Kennung berichtigen"))
        else:
            seen[code] = line
    return defects[:_MOST_DEFECTS]


def _parse_column(raw: _Raw, column: str) -> tuple[Floats, list[Defect]]:
    remedy = "Zahl mit Dezimalpunkt eintragen; wo kein Wert vorliegt, die Zelle leer lassen"
    numbers, defects = np.full(len(raw.rows), np.nan), []
    for row, text in enumerate(raw.get_cells(column)):
        number = float(text) if _NUMBER.fullmatch(text) else math.nan
        if math.isfinite(number):
            numbers[row] = number
        elif text and text not in SIGN_TO_STATUS:
            defects.append(describe_cell(f"{raw.name}, Zeile {raw.lines[row]}, Spalte {column}", text, remedy))
    if not defects and np.isnan(numbers).all():
        finding = "Die Spalte enthält keinen einzigen Wert"
        defects.append(Defect(f"{raw.name}, Spalte {column}", finding, "Werte eintragen oder die Spalte löschen"))
    if len(defects) > _MOST_DEFECTS:
        more = f"Weitere {len(defects) - _MOST_DEFECTS} Zellen sind keine Zahlen"
        rest = Defect(f"{raw.name}, Spalte {column}", more, "ebenso berichtigen")
        defects = [*defects[:_MOST_DEFECTS], rest]
    return numbers, defects


def _check_flag_column(raw: _Raw, column: str, taken: Sequence[str]) -> list[Defect]:
    place = f"{raw.name}, Zeile 1"
    if column not in raw.columns:
        remedy = suggest_remedy(column, raw.columns, f"vorhanden sind: {', '.join(raw.columns)}")
        return [Defect(place, f"Die Spalte ›{column}‹ mit den Ausreißern fehlt", remedy)]
    if column in taken:
        finding = f"Die Spalte ›{column}‹ ist schon Kennung, Einwohnerzahl oder Indikator"
        return [Defect(place, finding, "mit --flagged eine eigene Spalte mit ja und nein benennen")]
    return []


def _parse_flags(raw: _Raw, column: str) -> tuple[Flags, list[Defect]]:
    """True where an area is set aside. An empty cell is an error: nobody shall be set aside, or kept, by oversight."""
    cells = [text.lower() for text in raw.get_cells(column)]
    defects = [
        Defect(
            f"{raw.name}, Zeile {raw.lines[row]}, Spalte {column}",
            f"›{raw.get_cells(column)[row]}‹ ist weder ja noch nein" if text else "Die Angabe fehlt",
            "ja (Ausreißer, nicht bewertet) oder nein eintragen; 1 und 0 gehen auch",
        )
        for row, text in enumerate(cells)
        if text not in _FLAGS
    ]
    return np.array([_FLAGS.get(text, False) for text in cells], bool), defects[:_MOST_DEFECTS]


def _check_population(raw: _Raw, column: str, population: Floats) -> list[Defect]:
    return [
        Defect(
            f"{raw.name}, Zeile {raw.lines[row]}, Spalte {column}",
            f"Die Einwohnerzahl {population[row]:g} ist negativ",
            "berichtigen; wo sie unbekannt ist, die Zelle leer lassen",
        )
        for row in np.flatnonzero(population < 0).tolist()[:_MOST_DEFECTS]
    ]
