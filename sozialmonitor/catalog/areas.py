"""Reading the list of areas of one geography."""

from __future__ import annotations

from pathlib import Path

from sozialmonitor.catalog.csv_file import CsvFile, load_csv
from sozialmonitor.catalog.telling import quote, tell_first
from sozialmonitor.domain.errors import Defect, RefusedValueError
from sozialmonitor.domain.geography import UNASSIGNED, Area
from sozialmonitor.domain.text import clean_name, is_code

COLUMNS = ("code", "name", "parent")

MOST_AREAS = 12_000
"""Germany has 10,990 Gemeinden."""


def load_areas(path: Path, name: str, folder: Path) -> tuple[tuple[Area, ...], list[Defect]]:
    """Read ``code,name,parent``; the order of the file is kept nowhere: areas are sorted by code.

    Args:
        path: the file. name: how it is called in messages. folder: the monitor's folder, which it must lie in.

    Returns:
        The valid areas and every defect: missing file, wrong columns, surplus cells, a code twice, markup in a name.
    """
    missing = Defect(name, "Die Datei fehlt", "anlegen: eine Zeile je Gebiet mit code, name und parent")
    file, defects = load_csv(path, name, folder=folder, missing=missing)
    if file is None:
        return (), defects
    if file.columns != COLUMNS:
        finding = f"Die Spalten sind {quote(','.join(file.columns))}"
        return (), [*defects, Defect(file.header_place, finding, f"erwartet werden ›{','.join(COLUMNS)}‹")]
    if not file.rows and not defects:
        remedy = "eine Zeile je Gebiet mit code, name und parent eintragen"
        return (), [Defect(name, "Die Liste enthält kein Gebiet", remedy)]
    if len(file.rows) > MOST_AREAS:
        finding = f"Die Liste enthält {len(file.rows)} Gebiete"
        return (), [Defect(name, finding, f"höchstens {MOST_AREAS} sind möglich; auf Monitore aufteilen")]
    names, found = _clean_names(file)
    return _collect(file, names), defects + _check_codes(file) + _check_repeated(file) + found


def _collect(file: CsvFile, names: dict[int, str]) -> tuple[Area, ...]:
    """Areas by code; of a code that stands twice the first, so that the defect is told once."""
    areas: dict[str, Area] = {}
    for row, (code, _, parent) in enumerate(file.rows):
        if _is_area_code(code) and row in names:
            areas.setdefault(code, Area(code, names[row], parent or None))
    return tuple(areas[code] for code in sorted(areas))


def _is_area_code(code: str) -> bool:
    return is_code(code) and code != UNASSIGNED


def _check_codes(file: CsvFile) -> list[Defect]:
    def describe(row: int) -> Defect:
        code = file.rows[row][0]
        if not code:
            return Defect(file.locate(row), "Der Gebietscode fehlt", "in der ersten Spalte eintragen")
        remedy = "nur Ziffern, Buchstaben von A bis Z, Punkt und Bindestrich verwenden, höchstens 32 Zeichen"
        return Defect(file.locate(row), f"{quote(code)} ist kein Gebietscode", remedy)

    wrong = [row for row, (code, _, _) in enumerate(file.rows) if not _is_area_code(code)]
    return tell_first(wrong, describe, file.name, "Kein Gebietscode", "Zeile")


def _clean_names(file: CsvFile) -> tuple[dict[int, str], list[Defect]]:
    """Names as they are kept, by row, and those that cannot be kept."""
    names: dict[int, str] = {}
    refusals: dict[int, RefusedValueError] = {}
    for row, (_, name, _) in enumerate(file.rows):
        try:
            names[row] = clean_name(name)
        except RefusedValueError as refusal:
            refusals[row] = refusal

    def describe(row: int) -> Defect:
        if not file.rows[row][1]:
            return Defect(file.locate(row), "Der Name des Gebiets fehlt", "in der zweiten Spalte eintragen")
        return Defect(file.locate(row), refusals[row].finding, refusals[row].remedy)

    return names, tell_first(list(refusals), describe, file.name, "Unzulässiger Name", "Zeile")


def _check_repeated(file: CsvFile) -> list[Defect]:
    """A code twice is a row copied, a typing mistake, or an area of another level in the wrong list."""
    first: dict[str, int] = {}
    repeated = [row for row, (code, _, _) in enumerate(file.rows) if code and first.setdefault(code, row) != row]

    def describe(row: int) -> Defect:
        code, name, _ = file.rows[row]
        before = first[code]
        finding = f"Der Gebietscode {quote(code)} steht schon in Zeile {file.lines[before]}"
        if tuple(file.rows[row]) == tuple(file.rows[before]):
            return Defect(file.locate(row), finding, "eine der beiden Zeilen löschen; sie sind gleich")
        finding += f": dort heißt das Gebiet {quote(file.rows[before][1])}, hier {quote(name)}"
        remedy = "einen der beiden Codes berichtigen; Gebiete zweier Ebenen gehören in zwei Listen"
        return Defect(file.locate(row), finding, remedy)

    return tell_first(repeated, describe, file.name, "Doppelter Gebietscode", "Zeile")
