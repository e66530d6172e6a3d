"""Reading a CSV file that an office supplies: bounded, strict, with true line numbers and every defect at once."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from pathlib import Path

from sozialmonitor.catalog.csv_faults import describe_fault, describe_uneven
from sozialmonitor.catalog.telling import quote, tell_first
from sozialmonitor.catalog.text_file import MEGABYTE, load_text
from sozialmonitor.domain.errors import Defect

MOST_BYTES = 20 * MEGABYTE
MOST_CELLS, MOST_LINES = 2_000_000, 300_000
"""All Gemeinden of Germany over twenty years; some seconds and half a gigabyte while they are read and checked."""
MOST_COLUMNS = 500

_DELIMITERS = {",": "Komma", ";": "Semikolon", "\t": "Tabulator", "|": "senkrechtem Strich"}


@dataclass(frozen=True)
class CsvFile:
    """Cells as they stand in the file, without white space around them.

    Attributes:
        name: how the file is called in messages. columns: from the first line, all different.
        header_line: number of that line. lines: number of the line each row begins on.
        rows: whatever follows it and is not blank, each as long as ``columns``.
    """

    name: str
    columns: tuple[str, ...]
    header_line: int
    rows: Sequence[Sequence[str]]
    lines: Sequence[int]

    @property
    def header_place(self) -> str:
        """Place of the header, for messages."""
        return f"{self.name}, Zeile {self.header_line}"

    @cached_property
    def _by_column(self) -> Mapping[str, tuple[str, ...]]:
        return dict(zip(self.columns, zip(*self.rows, strict=True) if self.rows else repeat(()), strict=False))

    def get_cells(self, column: str) -> tuple[str, ...]:
        """One column from top to bottom."""
        return self._by_column[column]

    def locate(self, row: int, column: str | None = None) -> str:
        """Place of a row, or of one of its cells, for messages."""
        place = f"{self.name}, Zeile {self.lines[row]}"
        return place if column is None else f"{place}, Spalte {column}"


@dataclass(frozen=True, slots=True)
class _Record:
    """One row as it was split: its cells, and the lines it begins and ends on."""

    cells: list[str]
    line: int
    last_line: int


def load_csv(
    path: Path, name: str, *, folder: Path, delimiters: str = ",", missing: Defect | None = None
) -> tuple[CsvFile | None, list[Defect]]:
    """Read a CSV file with a header.

    Lines without any content are skipped, wherever they stand. A row that is too long or too short is told and left
    out, so that the others can be checked in the same run.

    Args:
        path: the file. name: how it is called in messages. folder: what it must lie in.
        delimiters: what may stand between cells. missing: what is said if the file is not there.

    Returns:
        The file, or None if it cannot be read as a table; and every defect.
    """
    text, defects = load_text(path, name, folder=folder, most_bytes=MOST_BYTES, missing=missing)
    if text is None:
        return None, defects
    delimiter, defects = _find_delimiter(text, name, delimiters)
    records, found = _split(text, name, delimiter)
    defects += found
    if defects:
        return None, defects
    header = records[0]
    if defects := _check_header(header.cells, f"{name}, Zeile {header.line}"):
        return None, defects
    width = len(header.cells)
    uneven = [record for record in records if len(record.cells) != width]
    defects = tell_first(
        uneven,
        lambda record: describe_uneven(record.cells, record.line, record.last_line, width, name),
        name,
        "Zu viele oder zu wenige Zellen",
        "Zeile",
    )
    even = [record for record in records[1:] if len(record.cells) == width]
    rows, lines = [record.cells for record in even], [record.line for record in even]
    return CsvFile(name, tuple(header.cells), header.line, rows, lines), defects


def _find_delimiter(text: str, name: str, allowed: str) -> tuple[str, list[Defect]]:
    """What separates the cells of the header, and a defect if nothing may be separated so."""
    header = text.lstrip().partition("\n")[0].partition("\r")[0]
    found = max(_DELIMITERS, key=header.count)
    if found in allowed or not header.count(found):
        return found if found in allowed else allowed[0], []
    finding = f"Die Spalten sind mit {_DELIMITERS[found]} getrennt"
    wanted = " oder ".join(_DELIMITERS[item] for item in allowed)
    return found, [Defect(f"{name}, Zeile 1", finding, f"mit {wanted} getrennt und mit Dezimalpunkt speichern")]


def _split(text: str, name: str, delimiter: str) -> tuple[list[_Record], list[Defect]]:
    """Rows that hold anything, at least one; or why there are none to be had."""
    if (position := text.find("\0")) >= 0:
        line = text.count("\n", 0, position) + 1
        finding = "Die Datei enthält Nullzeichen und ist kein Text"
        return [], [Defect(f"{name}, Zeile {line}", finding, "als CSV UTF-8 neu speichern")]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: list[_Record] = []
    line, count = 1, 0
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            count += len(cells)
            if count > MOST_CELLS or reader.line_num > MOST_LINES:
                return [], [_describe_size(name)]
            if any(cells):
                records.append(_Record(cells, line, reader.line_num))
            line = reader.line_num + 1
    except csv.Error:
        return [], [describe_fault(text, name, line, delimiter)]
    if not records:
        return [], [Defect(name, "Die Datei ist leer", "eine Kopfzeile und die Werte eintragen")]
    return records, []


def _describe_size(name: str) -> Defect:
    finding = (
        f"Die Datei hat mehr als {MOST_LINES // 1000} Tausend Zeilen oder {MOST_CELLS // 1_000_000} Millionen Zellen"
    )
    return Defect(name, finding, "leere Zeilen löschen; auf mehrere Tabellen aufteilen")


def _check_header(columns: Sequence[str], place: str) -> list[Defect]:
    if len(columns) > MOST_COLUMNS:
        finding = f"Die Kopfzeile hat {len(columns)} Spalten"
        return [Defect(place, finding, f"höchstens {MOST_COLUMNS} sind möglich; Zeilenumbrüche prüfen")]
    unnamed = [position for position, column in enumerate(columns, start=1) if not column]
    defects = tell_first(
        unnamed,
        lambda position: Defect(
            place,
            f"Die {position}. Spalte hat keinen Namen",
            "benennen; steht nichts darin, in allen Zeilen das Trennzeichen davor löschen",
        ),
        place,
        "Kein Name",
        "Spalte",
    )
    repeated = [column for column, count in Counter(columns).items() if column and count > 1]
    return defects + tell_first(
        repeated,
        lambda column: Defect(
            place, f"Die Spalte {quote(column)} steht mehrmals in der Kopfzeile", "nur eine der Spalten behalten"
        ),
        place,
        "Mehrmals in der Kopfzeile",
        "Spalte",
    )
