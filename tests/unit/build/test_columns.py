"""Cells of one column: what may stand there, and what is said about everything else."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.build.columns import parse_column
from sozialmonitor.catalog.csv_file import CsvFile
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.status import SIGN_TO_STATUS, Status
from sozialmonitor.domain.table import Series

COUNT = Series(title="Menschen")
BALANCE = Series(title="Saldo", signed=True)
AREA = Series(title="Fläche", decimals=2)
RATE = Series(title="Quote", additive=False)
MONEY = Series(title="Ausgaben", at_most=5e9)


def parse(series: Series, *cells: str) -> tuple[list[float], list[int], list[Defect]]:
    file = CsvFile("werte.csv", ("zahl",), 1, [[cell] for cell in cells], list(range(2, len(cells) + 2)))
    numbers, defects = parse_column(file, "zahl", series)
    return numbers.values.tolist(), numbers.statuses.tolist(), defects


@pytest.mark.parametrize(
    ("series", "cell", "value", "status"),
    [
        (COUNT, "0", 0, Status.VALUE),
        (COUNT, "953", 953, Status.VALUE),
        (COUNT, "(953)", 953, Status.LIMITED),
        (COUNT, "100000000", 1e8, Status.VALUE),
        (BALANCE, "-530", -530, Status.VALUE),
        (BALANCE, "(-530)", -530, Status.LIMITED),
        (AREA, "6.95", 6.95, Status.VALUE),
        (AREA, "1204", 1204, Status.VALUE),
        (RATE, "0.0333333", 0.0333333, Status.VALUE),
        (RATE, "1.081", 1.081, Status.VALUE),
        (MONEY, "4999999999", 4_999_999_999, Status.VALUE),
    ],
)
def test_numbers_are_kept_as_they_are(series: Series, cell: str, value: float, status: Status) -> None:
    assert parse(series, cell) == ([value], [status], [])


@pytest.mark.parametrize("sign", SIGN_TO_STATUS)
def test_a_sign_is_a_gap_with_its_reason(sign: str) -> None:
    values, statuses, defects = parse(COUNT, sign)
    assert np.isnan(values[0])
    assert (statuses, defects) == ([SIGN_TO_STATUS[sign]], [])


NO_SIGN = "kein vereinbartes Zeichen"


@pytest.mark.parametrize(
    ("series", "cell", "finding", "remedy"),
    [
        (COUNT, "", "Die Zelle ist leer", "ein Zeichen, das die Lücke erklärt"),
        (COUNT, "-7", "›-7‹ ist negativ", "›signed: true‹"),
        (COUNT, "-0", "›-0‹ ist negativ", "berichtigen"),
        (RATE, "-0.18", "›-0.18‹ ist negativ", "›signed: true‹"),
        (COUNT, "8.1", "›8.1‹ hat Nachkommastellen; die Reihe zählt ganze Zahlen", "›decimals‹"),
        (COUNT, "953.0", "›953.0‹ hat Nachkommastellen", "ohne sie schreiben: ›953‹"),
        (AREA, "6.9512", "›6.9512‹ hat 4 Nachkommastellen; vereinbart sind höchstens 2", "runden"),
        (COUNT, "100000001", "größer als 100000000", "›at_most‹"),
        (RATE, "5300000000.5", "größer als 1000000", "›at_most‹"),
        (MONEY, "5000000001", "größer als 5000000000", "›at_most‹"),
        (BALANCE, "-100000001", "größer als 100000000", "›at_most‹"),
        (COUNT, "9007199254740993", "hat mehr als 15 Stellen", "Zahl prüfen"),
        (COUNT, "+5", "›+5‹ hat ein Pluszeichen", "so schreiben: ›5‹"),
        (BALANCE, "−5", "hat ein typografisches Minuszeichen", "so schreiben: ›-5‹"),
        (BALANCE, "–5", "hat ein typografisches Minuszeichen", "so schreiben: ›-5‹"),
        (RATE, "5 %", "›5 %‹ hat eine Einheit", "so schreiben: ›5‹"),
        (RATE, "5,1 %", "hat eine Einheit und ein Dezimalkomma", "so schreiben: ›5.1‹"),
        (COUNT, "1 081", "hat Tausendertrennzeichen", "so schreiben: ›1081‹"),
        (COUNT, "1\u202f081", "hat Tausendertrennzeichen", "so schreiben: ›1081‹"),
        (COUNT, "1'081'000", "hat Tausendertrennzeichen", "so schreiben: ›1081000‹"),
        (COUNT, "1,081", "hat ein Komma vor drei Ziffern", "ohne Tausendertrennzeichen schreiben: ›1081‹"),
        (RATE, "1,081", "hat ein Komma vor drei Ziffern", "als ›1.081‹ schreiben oder, wenn Tausend gemeint sind"),
        (COUNT, "1.081,50", "hat ein Dezimalkomma", "Anzahlen haben keine Nachkommastellen"),
        (COUNT, "007", "›007‹ hat führende Nullen", "so schreiben: ›7‹"),
        (COUNT, "1e3", "›1e3‹ hat eine Zehnerpotenz", "so schreiben: ›1000‹"),
        (COUNT, "١٢٣", "hat fremde Ziffern", "so schreiben: ›123‹"),
        (RATE, ".5", "hat keine Ziffer vor dem Punkt", "so schreiben: ›0.5‹"),
        (RATE, "5.", "hat keine Ziffer hinter dem Punkt", "so schreiben: ›5‹"),
        (COUNT, "5\u200b", "›5[U+200B]‹ hat ein unsichtbares Zeichen", "so schreiben: ›5‹"),
        (COUNT, "n/a", NO_SIGN, "Ganze Zahl oder ein Zeichen"),
        (COUNT, "NaN", NO_SIGN, "Ganze Zahl oder ein Zeichen"),
        (RATE, "-inf", NO_SIGN, "Zahl mit Dezimalpunkt oder ein Zeichen"),
        (RATE, "#DIV/0!", NO_SIGN, "Zahl mit Dezimalpunkt oder ein Zeichen"),
        (COUNT, "–", NO_SIGN, "gemeint ist vermutlich ›-‹"),
        (COUNT, "…", NO_SIGN, "gemeint ist vermutlich ›...‹"),
        (COUNT, "()", "›()‹ ist keine Zahl", "Ganze Zahl oder ein Zeichen"),
        (COUNT, "9" * 100_000, "hat mehr als 15 Stellen", "Zahl prüfen"),
        (COUNT, "x" * 100_000, "ist keine Zahl", "Ganze Zahl oder ein Zeichen"),
    ],
)
def test_anything_else_is_refused_with_what_is_meant(series: Series, cell: str, finding: str, remedy: str) -> None:
    _, _, (defect,) = parse(series, cell)
    assert defect.place.startswith("werte.csv, Zeile 2, Spalte zahl")
    assert finding in defect.finding
    assert remedy in defect.remedy
    assert len(str(defect)) < 400


def test_thousands_points_in_counts_are_told_once_with_their_evidence() -> None:
    _, _, (defect,) = parse(COUNT, *["953", "1.081"] * 205)
    assert defect == Defect(
        "werte.csv, Zeile 3, Spalte zahl",
        "›1.081‹ liest sich als 1,081; in 205 Zellen dieser Spalte steht ein Punkt vor genau drei Ziffern "
        "(Zeilen 3, 5, 7, 9, 11, …), daneben stehen ganze Zahlen wie ›953‹",
        "gemeint ist vermutlich ›1081‹; Tausenderpunkte löschen",
    )


@pytest.mark.parametrize(
    ("series", "cells", "suspected"),
    [
        (COUNT, ("8.100",), 1),
        (COUNT, ("(8.100)", "7"), 1),
        (AREA, ("1.081", "953.25"), 1),
        (RATE, ("1.081.500", "3.5"), 1),
        (RATE, ("953", "812", "1.081", "1.204"), 2),
        (RATE, ("953", ".", "...", "/", "1.081", "(1.204)"), 2),
        (Series(title="Genau", additive=False, decimals=3), ("953", "812", "1.081"), 0),
        (RATE, ("5", "4", "1.081", "1.204"), 0),
        (RATE, ("953", "812", "1.081", "1.2"), 0),
        (RATE, ("1953", "812", "1.081", "1.204"), 0),
        (RATE, ("1.081", "1.204"), 0),
    ],
)
def test_thousands_points_are_decided_per_column(series: Series, cells: tuple[str, ...], suspected: int) -> None:
    _, _, defects = parse(series, *cells)
    told = [defect for defect in defects if "vor genau drei Ziffern" in defect.finding]
    assert len(told) == len(defects) == min(suspected, 1)
    assert not told or ("in einer Zelle" if suspected == 1 else f"in {suspected} Zellen") in told[0].finding


@given(st.lists(st.integers(0, 10**8) | st.sampled_from(sorted(SIGN_TO_STATUS)), min_size=1))
def test_counts_come_out_as_they_went_in(cells: list[int | str]) -> None:
    values, statuses, defects = parse(COUNT, *map(str, cells))
    assert defects == []
    assert [None if np.isnan(value) else int(value) for value in values] == [
        cell if isinstance(cell, int) else None for cell in cells
    ]
    assert statuses == [Status.VALUE if isinstance(cell, int) else SIGN_TO_STATUS[cell] for cell in cells]


@given(st.text(max_size=12))
def test_any_cell_is_a_number_a_sign_or_told(cell: str) -> None:
    values, statuses, defects = parse(RATE, cell)
    assert bool(defects) or Status(statuses[0]).has_value != bool(np.isnan(values[0]))
    assert not defects or str(defects[0]).isprintable()
