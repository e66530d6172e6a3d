"""One column of a value table: every cell becomes a number or a status, and what is wrong is told by kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto
from statistics import median

import numpy as np

from sozialmonitor.build.cells import NUMBER, describe_cell
from sozialmonitor.calc.observations import Numbers
from sozialmonitor.catalog.csv_file import CsvFile
from sozialmonitor.catalog.telling import quote, tell_first
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.status import SIGN_TO_STATUS, Status
from sozialmonitor.domain.table import Series

SIGNS = "( . - ... x / • )"

_THOUSANDS_POINT = re.compile(r"-?[1-9][0-9]{0,2}(\.[0-9]{3})+")
_MOST_SHOWN = 5
_TELLING_RATIO = 50
"""How much larger the plain neighbours of numbers must be before their points are taken for thousands points."""


class _Fault(Enum):
    """Why a cell is refused."""

    NO_NUMBER = auto()
    EMPTY = auto()
    NEGATIVE = auto()
    TOO_EXACT = auto()
    TOO_LARGE = auto()
    THOUSANDS_POINT = auto()


_Parsed = tuple[float, Status] | _Fault


def parse_column(file: CsvFile, column: str, series: Series) -> tuple[Numbers, list[Defect]]:
    """Numbers and statuses of one series, shape ``(rows,)``, and every cell that it may not hold.

    Such a cell counts as missing, so that the others can be checked in the same run.
    """
    cells = file.get_cells(column)
    parsed = {text: _parse_cell(text, series) for text in dict.fromkeys(cells)}
    _suspect_thousands_points(parsed, series)
    numbers = {text: (np.nan, Status.NO_DATA) if isinstance(found, _Fault) else found for text, found in parsed.items()}
    values = np.fromiter((numbers[text][0] for text in cells), float, len(cells))
    statuses = np.fromiter((numbers[text][1] for text in cells), np.int8, len(cells))
    is_faulty = any(isinstance(found, _Fault) for found in parsed.values())
    return Numbers(values, statuses), _describe_faults(file, column, series, parsed) if is_faulty else []


def _parse_cell(text: str, series: Series) -> _Parsed:
    if not text:
        return _Fault.EMPTY
    if text in SIGN_TO_STATUS:
        return np.nan, SIGN_TO_STATUS[text]
    is_limited = text.startswith("(") and text.endswith(")")
    number = text[1:-1] if is_limited else text
    has_point = "." in number
    if has_point and _is_pointed(number) and (number.count(".") > 1 or _max_decimals(series) < 3):
        return _Fault.THOUSANDS_POINT
    if NUMBER.fullmatch(number) is None:
        return _Fault.NO_NUMBER
    if number.startswith("-") and not series.signed:
        return _Fault.NEGATIVE
    if has_point and len(number.partition(".")[2]) > _max_decimals(series):
        return _Fault.TOO_EXACT
    if abs(float(number)) > series.largest:
        return _Fault.TOO_LARGE
    return float(number) + 0.0, Status.LIMITED if is_limited else Status.VALUE  # + 0.0: no minus before a zero


def _max_decimals(series: Series) -> float:
    if series.is_whole:
        return 0
    return np.inf if series.decimals is None else series.decimals


def _is_pointed(number: str) -> bool:
    return _THOUSANDS_POINT.fullmatch(number) is not None


def _suspect_thousands_points(parsed: dict[str, _Parsed], series: Series) -> None:
    """Where any decimals are allowed, the whole column must speak for thousands points before its cells are refused.

    It does if every point stands before exactly three digits and the plain numbers beside them, all below a
    thousand, are far larger: ``953`` beside ``1.081``.
    """
    if series.is_whole or series.decimals is not None:
        return
    numbers = {text: text.strip("()") for text, found in parsed.items() if isinstance(found, tuple)}
    numbers = {text: number for text, number in numbers.items() if text not in SIGN_TO_STATUS}
    pointed = {text: number for text, number in numbers.items() if "." in number}
    plain = [abs(float(number)) for number in numbers.values() if number.lstrip("-").isdigit() and float(number)]
    if not pointed or not plain or max(plain) >= 1000 or not all(map(_is_pointed, pointed.values())):
        return
    if median(plain) >= _TELLING_RATIO * median(abs(float(number)) for number in pointed.values()):
        parsed.update(dict.fromkeys(pointed, _Fault.THOUSANDS_POINT))


def _describe_faults(file: CsvFile, column: str, series: Series, parsed: Mapping[str, _Parsed]) -> list[Defect]:
    rows: dict[_Fault, list[int]] = {fault: [] for fault in _Fault}
    cells = file.get_cells(column)
    faults = {text: found for text, found in parsed.items() if isinstance(found, _Fault)}
    for row, text in enumerate(cells):
        if text in faults:
            rows[faults[text]].append(row)

    def describe(row: int) -> Defect:
        return _DESCRIPTIONS[faults[cells[row]]][1](file.locate(row, column), cells[row], series)

    defects = []
    for fault, (kind, _) in _DESCRIPTIONS.items():
        defects += tell_first(rows[fault], describe, f"{file.name}, Spalte {column}", kind, "Zelle")
    if pointed := rows[_Fault.THOUSANDS_POINT]:
        plain = next((text for text, found in parsed.items() if isinstance(found, tuple) and text.isdigit()), None)
        defects.append(_describe_thousands_points(file, column, series, pointed, cells, plain))
    return defects


def _describe_empty(place: str, _text: str, _series: Series) -> Defect:
    return Defect(place, "Die Zelle ist leer", f"Zahl eintragen oder ein Zeichen, das die Lücke erklärt {SIGNS}")


def _describe_no_number(place: str, text: str, series: Series) -> Defect:
    number = "Ganze Zahl" if series.is_whole else "Zahl mit Dezimalpunkt"
    remedy = f"{number} oder ein Zeichen der amtlichen Statistik eintragen {SIGNS}"
    return describe_cell(place, text, remedy, whole=series.is_whole)


def _describe_negative(place: str, text: str, _series: Series) -> Defect:
    remedy = "berichtigen; sind Werte unter null möglich, in tables.yaml bei der Reihe ›signed: true‹ angeben"
    return Defect(place, f"{quote(text)} ist negativ", remedy)


def _describe_exact(place: str, text: str, series: Series) -> Defect:
    whole, _, fraction = text.strip("()").partition(".")
    if series.is_whole:
        finding = f"{quote(text)} hat Nachkommastellen; die Reihe zählt ganze Zahlen"
        if not fraction.strip("0"):
            return Defect(place, finding, f"ohne sie schreiben: ›{whole}‹")
        return Defect(place, finding, "berichtigen oder in tables.yaml bei der Reihe ›decimals‹ angeben")
    finding = f"{quote(text)} hat {len(fraction)} Nachkommastellen; vereinbart sind höchstens {series.decimals}"
    return Defect(place, finding, "runden oder in tables.yaml bei der Reihe ›decimals‹ erhöhen")


def _describe_large(place: str, text: str, series: Series) -> Defect:
    finding = f"{quote(text)} ist größer als {series.largest:.15g}, der größte plausible Wert der Reihe"
    remedy = "berichtigen; sind solche Werte möglich, in tables.yaml bei der Reihe ›at_most‹ angeben"
    return Defect(place, finding, remedy)


_DESCRIPTIONS: Mapping[_Fault, tuple[str, Callable[[str, str, Series], Defect]]] = {
    _Fault.EMPTY: ("Leer", _describe_empty),
    _Fault.NO_NUMBER: ("Keine Zahl", _describe_no_number),
    _Fault.NEGATIVE: ("Negativ", _describe_negative),
    _Fault.TOO_EXACT: ("Zu viele Nachkommastellen", _describe_exact),
    _Fault.TOO_LARGE: ("Zu groß", _describe_large),
}
"""How each fault of a cell is called, and what is told about it; thousands points are told once for the column."""


def _describe_thousands_points(
    file: CsvFile, column: str, series: Series, rows: list[int], cells: Sequence[str], plain: str | None
) -> Defect:
    """One defect for the column: the evidence is how many cells look alike."""
    text = cells[rows[0]].strip("()")
    read = text.replace(".", ",", 1) if text.count(".") == 1 else "keine Zahl"
    count = "in einer Zelle" if len(rows) == 1 else f"in {len(rows)} Zellen"
    listed = ", ".join(str(file.lines[row]) for row in rows[:_MOST_SHOWN]) + (", …" if len(rows) > _MOST_SHOWN else "")
    lines = f"Zeile{'' if len(rows) == 1 else 'n'} {listed}"
    finding = (
        f"{quote(text)} liest sich als {read}; {count} dieser Spalte steht ein Punkt vor genau drei Ziffern ({lines})"
    )
    finding += f", daneben stehen ganze Zahlen wie ›{plain}‹" if plain else ""
    remedy = f"gemeint ist vermutlich ›{text.replace('.', '')}‹; Tausenderpunkte löschen"
    if not series.is_whole:
        remedy += " oder, wenn es Nachkommastellen sind, alle Werte mit gleich vielen schreiben"
    return Defect(file.locate(rows[0], column), finding, remedy)
