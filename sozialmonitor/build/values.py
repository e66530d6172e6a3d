"""Reading value tables: every cell becomes a number or a status, and every defect is told."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd

from sozialmonitor.build.cells import describe_cell
from sozialmonitor.catalog.validation import suggest_remedy
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.geography import UNASSIGNED
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.period import is_period
from sozialmonitor.domain.status import SIGN_TO_STATUS, Status
from sozialmonitor.domain.table import Table

KEYS = ["geography", "area", "period"]

_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]+)?")
_LIMITED = re.compile(r"\((-?[0-9]{1,15}(?:\.[0-9]+)?)\)")
_MOST_DEFECTS_PER_KIND = 20


def load_table(table: Table, catalogue: MonitorCatalogue, path: Path, name: str) -> tuple[pd.DataFrame, list[Defect]]:
    """Read and check one value table.

    Args:
        table: what the catalogue declares. path: the CSV file. name: how it is called in messages.

    Returns:
        A frame with the text columns ``geography, area, period`` and for each series a float column
        ``<series>`` and an int8 column ``<series>.status``; empty when the file cannot be read at all.
    """
    raw, defects = _read_raw(path, name)
    if raw is None:
        return pd.DataFrame(), defects
    defects += _check_columns(raw, table, name)
    if defects:
        return pd.DataFrame(), defects
    defects += _check_keys(raw, catalogue, name)
    columns: dict[str, pd.Series] = {key: raw[key] for key in KEYS}
    for series in table.series:
        numbers, statuses, found = _parse_column(raw[series], name)
        columns[series], columns[f"{series}.status"] = numbers, statuses
        defects += found
    return pd.DataFrame(columns), defects


def _read_raw(path: Path, name: str) -> tuple[pd.DataFrame | None, list[Defect]]:
    try:
        raw = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig", skip_blank_lines=False)
    except FileNotFoundError:
        return None, [Defect(name, "Die Wertedatei fehlt", "anlegen oder die Tabelle aus tables.yaml entfernen")]
    except UnicodeDecodeError:
        return None, [Defect(name, "Die Datei ist nicht in UTF-8 geschrieben", "als CSV UTF-8 speichern")]
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        return None, [
            Defect(name, f"Das ist keine lesbare CSV-Datei ({error})", "Spaltenzahl und Anführungszeichen prüfen")
        ]
    if not isinstance(raw.index, pd.RangeIndex):  # pandas takes surplus leading cells for row names
        return None, [
            Defect(name, "Die Zeilen haben mehr Zellen als die Kopfzeile", "überzählige Kommas am Zeilenende löschen")
        ]
    return raw.apply(lambda column: column.str.strip()), []


def _check_columns(raw: pd.DataFrame, table: Table, name: str) -> list[Defect]:
    expected = [*KEYS, *table.series]
    place = f"{name}, Zeile 1"
    if len(raw.columns) == 1 and ";" in raw.columns[0]:
        return [
            Defect(
                place, "Die Spalten sind mit Semikolon getrennt", "mit Komma getrennt und mit Dezimalpunkt speichern"
            )
        ]
    missing = [
        Defect(place, f"Die Spalte ›{column}‹ fehlt", "ergänzen") for column in expected if column not in raw.columns
    ]
    unknown = [
        Defect(
            place,
            f"Die Spalte ›{column}‹ ist in tables.yaml nicht vereinbart",
            suggest_remedy(column, expected, "vereinbaren oder löschen"),
        )
        for column in raw.columns
        if column not in expected
    ]
    return missing + unknown


def _check_keys(raw: pd.DataFrame, catalogue: MonitorCatalogue, name: str) -> list[Defect]:
    defects: list[Defect] = []
    known = {geography: {area.code for area in areas} | {UNASSIGNED} for geography, areas in catalogue.areas.items()}
    for geography, rows in raw.groupby("geography", sort=True):
        if geography not in known:
            place = _place(name, rows.index[0], "geography")
            remedy = suggest_remedy(str(geography), sorted(known), f"vorhanden sind: {', '.join(sorted(known))}")
            defects.append(Defect(place, f"Die Gliederung ›{geography}‹ gibt es nicht", remedy))
            continue
        unknown = rows.loc[~rows["area"].isin(known[str(geography)]), "area"]
        for row, code in unknown.head(_MOST_DEFECTS_PER_KIND).items():
            defects.append(
                _describe_unknown_code(_place(name, row, "area"), code, str(geography), known[str(geography)])
            )
    for row, text in raw.loc[~raw["period"].map(is_period), "period"].head(_MOST_DEFECTS_PER_KIND).items():
        defects.append(
            Defect(
                _place(name, row, "period"), f"›{text}‹ ist keine Periode", "als 2024, 2024-Q1 oder 2024-06 schreiben"
            )
        )
    defects += _check_unassigned(raw, name)
    repeated = raw[raw.duplicated(KEYS, keep="first")].head(_MOST_DEFECTS_PER_KIND)
    for row, cells in repeated.iterrows():
        first = raw.index[(raw[KEYS] == cells[KEYS]).all(axis=1)][0]
        finding = f"Gebiet ›{cells['area']}‹ mit Periode ›{cells['period']}‹ steht schon in Zeile {_line(first)}"
        defects.append(Defect(f"{name}, Zeile {_line(row)}", finding, "eine der beiden Zeilen löschen"))
    return defects


def _check_unassigned(raw: pd.DataFrame, name: str) -> list[Defect]:
    """Whoever belongs to no Stadtteil belongs to no Stadtbezirk either: counted at one level only."""
    rows = raw[raw["area"] == UNASSIGNED].drop_duplicates(["geography", "period"])
    return [
        Defect(
            _place(name, row, "area"),
            f"›{UNASSIGNED}‹ steht in Periode ›{cells['period']}‹ schon bei einer anderen Gliederung",
            "nicht zuordenbare Fälle nur bei einer Gliederung angeben",
        )
        for row, cells in rows[rows.duplicated("period")].head(_MOST_DEFECTS_PER_KIND).iterrows()
    ]


def _describe_unknown_code(place: str, code: str, geography: str, known: set[str]) -> Defect:
    if not code:
        return Defect(
            place, "Ein Wert steht ohne Gebiet da", f"Gebietscode eintragen; nicht zuordenbare Fälle mit ›{UNASSIGNED}‹"
        )
    padded = [item for item in sorted(known) if item.lstrip("0") == code.split(".")[0].lstrip("0") and item != code]
    if padded:
        finding = f"Der Gebietscode ›{code}‹ ist in ›{geography}‹ unbekannt"
        return Defect(
            place,
            finding,
            f"gemeint ist vermutlich ›{padded[0]}‹; führende Nullen gehören zum Code, die Spalte als Text speichern",
        )
    finding = f"Der Gebietscode ›{code}‹ ist in ›{geography}‹ unbekannt"
    return Defect(place, finding, f"Code berichtigen oder das Gebiet in areas/{geography}.csv ergänzen")


def _parse_column(cells: pd.Series, name: str) -> tuple[pd.Series, pd.Series, list[Defect]]:
    """Numbers and statuses of one series, and the cells that are neither."""
    limited = cells.str.extract(f"^{_LIMITED.pattern}$", expand=False)
    texts = limited.fillna(cells)
    statuses = cells.map(SIGN_TO_STATUS).fillna(Status.VALUE).astype(np.int8)
    statuses = statuses.mask(limited.notna(), int(Status.LIMITED))
    is_number = texts.str.fullmatch(_NUMBER.pattern)
    numbers = pd.to_numeric(texts.where(is_number), errors="coerce").astype(float)
    wrong = cells[~is_number & ~cells.isin(SIGN_TO_STATUS)]
    defects = [
        _describe_wrong(_place(name, row, str(cells.name)), text)
        for row, text in wrong.head(_MOST_DEFECTS_PER_KIND).items()
    ]
    if len(wrong) > _MOST_DEFECTS_PER_KIND:
        rest = len(wrong) - _MOST_DEFECTS_PER_KIND
        defects.append(
            Defect(f"{name}, Spalte {cells.name}", f"Weitere {rest} Zellen sind keine Zahlen", "ebenso berichtigen")
        )
    return numbers, statuses, defects


def _describe_wrong(place: str, text: str) -> Defect:
    if not text:
        return Defect(
            place, "Die Zelle ist leer", "Zahl eintragen oder ein Zeichen, das die Lücke erklärt ( . - ... x / • )"
        )
    remedy = "Zahl mit Dezimalpunkt oder ein Zeichen der amtlichen Statistik eintragen ( . - ... x / • )"
    return describe_cell(place, text, remedy)


def _line(row: object) -> int:
    """Line in the file of a frame row: the header is line 1."""
    return int(str(row)) + 2


def _place(name: str, row: object, column: str) -> str:
    return f"{name}, Zeile {_line(row)}, Spalte {column}"
