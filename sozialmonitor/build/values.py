"""Reading value tables: bounded, checked in every row, ready to be made into dense series."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from sozialmonitor.build.columns import parse_column
from sozialmonitor.build.keys import check_keys
from sozialmonitor.calc.observations import Numbers
from sozialmonitor.catalog.csv_file import CsvFile, load_csv
from sozialmonitor.catalog.telling import quote, tell_first
from sozialmonitor.catalog.validation import suggest_remedy
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.table import KEYS, Table


@dataclass(frozen=True)
class TableRows:
    """The rows of a value table that stand for something, one by one.

    Attributes:
        geographies, areas, periods: codes of each row; the three together occur once.
        numbers: by series id, shape ``(rows,)``.
        lines: number of the line each row stands on in its file.
        is_whole: whether no row was left out because of a defect.
    """

    geographies: tuple[str, ...]
    areas: tuple[str, ...]
    periods: tuple[str, ...]
    numbers: dict[str, Numbers]
    lines: tuple[int, ...]
    is_whole: bool = True


def load_table(
    table: Table, catalogue: MonitorCatalogue, path: Path, name: str, folder: Path
) -> tuple[TableRows | None, list[Defect]]:
    """Read and check one value table.

    Args:
        table: what the catalogue declares. path: the CSV file. name: how it is called in messages.
        folder: the monitor's folder, which the file must lie in.

    Returns:
        The rows that can be checked further, and every defect. Where there is one, rows may be missing and cells
        count as missing: then nothing may be computed with them. None where the columns are not those agreed upon.
    """
    missing = Defect(name, "Die Wertedatei fehlt", "anlegen oder die Tabelle aus tables.yaml entfernen")
    file, defects = load_csv(path, name, folder=folder, missing=missing)
    if file is None:
        return None, defects
    wrong = _check_columns(file, table)
    if not set(KEYS) <= set(file.columns):
        return None, defects + wrong
    sound, found = check_keys(file, table, catalogue)
    is_whole = not defects and not found
    defects += wrong + found
    numbers: dict[str, Numbers] = {}
    for column in file.columns:
        if column in table.series:
            numbers[column], found = parse_column(file, column, table.series[column])
            defects += found
    if wrong:
        return None, defects
    geographies, areas, periods = (file.get_cells(key) for key in KEYS)
    rows = TableRows(geographies, areas, periods, numbers, tuple(file.lines), is_whole)
    return rows if is_whole else _select(rows, sound), defects


def _select(rows: TableRows, kept: list[int]) -> TableRows:
    """Only some of the rows."""
    columns = rows.geographies, rows.areas, rows.periods
    geographies, areas, periods = (tuple(column[row] for row in kept) for column in columns)
    numbers = {key: Numbers(item.values[kept], item.statuses[kept]) for key, item in rows.numbers.items()}
    return TableRows(geographies, areas, periods, numbers, tuple(rows.lines[row] for row in kept), is_whole=False)


def _check_columns(file: CsvFile, table: Table) -> list[Defect]:
    expected = [*KEYS, *table.series]
    place = file.header_place
    if not set(expected) & set(file.columns):
        finding = f"Die Kopfzeile fehlt; hier steht {quote(','.join(file.columns))}"
        return [Defect(place, finding, f"als erste Zeile schreiben: ›{','.join(expected)}‹")]
    missing = [
        Defect(place, f"Die Spalte ›{column}‹ fehlt", "ergänzen") for column in expected if column not in file.columns
    ]
    unknown = [column for column in file.columns if column not in expected]
    return missing + tell_first(
        unknown, lambda column: _describe_unknown(place, column, expected), place, "Nicht vereinbart", "Spalte"
    )


def _describe_unknown(place: str, column: str, expected: Collection[str]) -> Defect:
    remedy = suggest_remedy(column, list(expected), "vereinbaren oder löschen")
    return Defect(place, f"Die Spalte {quote(column)} ist in tables.yaml nicht vereinbart", remedy)
