"""Reading the list of areas of one geography."""

from __future__ import annotations

import csv
from pathlib import Path

from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.geography import UNASSIGNED, Area
from sozialmonitor.domain.text import is_code, is_name

COLUMNS = ["code", "name", "parent"]


def load_areas(path: Path, name: str) -> tuple[tuple[Area, ...], list[Defect]]:
    """Read ``code,name,parent``; the order of the file is kept nowhere: areas are sorted by code.

    Returns:
        The valid areas and every defect: missing file, wrong columns, a code twice, markup in a name.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            if reader.fieldnames != COLUMNS:
                finding = f"Die Spalten sind ›{','.join(reader.fieldnames or [])}‹"
                return (), [Defect(f"{name}, Zeile 1", finding, f"erwartet werden ›{','.join(COLUMNS)}‹")]
            rows = [(reader.line_num, row) for row in reader]
    except FileNotFoundError:
        return (), [Defect(name, "Die Datei fehlt", "anlegen: eine Zeile je Gebiet mit code, name und parent")]
    except UnicodeDecodeError:
        return (), [Defect(name, "Die Datei ist nicht in UTF-8 geschrieben", "als CSV UTF-8 speichern")]
    if not rows:
        return (), [
            Defect(name, "Die Liste enthält kein Gebiet", "eine Zeile je Gebiet mit code, name und parent eintragen")
        ]
    areas: dict[str, Area] = {}
    defects: list[Defect] = []
    for line, row in rows:
        place = f"{name}, Zeile {line}"
        code, title, parent = ((row[column] or "").strip() for column in COLUMNS)
        found = _check_area(place, code, title, areas)
        defects += found
        if not found:
            areas[code] = Area(code, title, parent or None)
    return tuple(areas[code] for code in sorted(areas)), defects


def _check_area(place: str, code: str, title: str, seen: dict[str, Area]) -> list[Defect]:
    if not is_code(code) or code == UNASSIGNED:
        return [
            Defect(place, f"›{code}‹ ist kein Gebietscode", "nur Ziffern, Buchstaben, Punkt und Bindestrich verwenden")
        ]
    if code in seen:
        return [Defect(place, f"Der Gebietscode ›{code}‹ steht zweimal", "eine der beiden Zeilen löschen")]
    if not is_name(title):
        remedy = "Name ohne Auszeichnung und Sonderzeichen schreiben (Buchstaben, Ziffern, . , ; : ( ) / ' & + -)"
        return [Defect(place, f"Der Name ›{title}‹ enthält unerlaubte Zeichen", remedy)]
    return []
