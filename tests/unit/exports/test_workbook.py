"""The workbook, read by another library than the one that wrote it."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from sozialmonitor.exports.workbook import build_workbook
from sozialmonitor.texts.german import text
from sozialmonitor.views.export.rows import COLUMNS
from sozialmonitor.views.export.view import Export


def read(export: Export) -> Any:
    return openpyxl.load_workbook(io.BytesIO(build_workbook(export)))


@pytest.fixture(scope="module")
def book(export: Export) -> Any:
    return read(export)


def find(book: Any, indicator: str, code: str, period: str) -> dict[str, Any]:
    sheet = book[text("export.sheet_values")]
    rows = [dict(zip(COLUMNS, cells, strict=True)) for cells in sheet.iter_rows(min_row=2)]
    wanted = (indicator, code, period)
    (row,) = [row for row in rows if tuple(row[key].value for key in ("indicator", "code", "period")) == wanted]
    return row


def test_four_sheets_with_heads(book: Any, export: Export) -> None:
    assert book.sheetnames == [text(f"export.sheet_{key}") for key in ("values", "definitions", "notes", "signs")]
    sheet = book[text("export.sheet_values")]
    assert [cell.value for cell in sheet[1]] == [text(f"export.{column}") for column in COLUMNS]
    assert sheet.max_row == len(export.values) + 1
    assert sheet.freeze_panes == "A2"
    assert book.properties.title == export.title


def test_numbers_are_numbers_with_their_decimals(book: Any) -> None:
    row = find(book, "jugendquotient", "023", "2018")
    assert row["value"].value == pytest.approx(15.94)
    assert row["value"].number_format == "#,##0.00"
    assert (row["numerator"].value, row["denominator"].value) == (33, 207)
    assert row["numerator"].number_format == "#,##0"
    assert find(book, "entwicklung", "013", "2021")["value"].value == pytest.approx(-4.2)


def test_codes_are_texts(book: Any) -> None:
    row = find(book, "einwohner", "022", "2018")
    assert row["code"].data_type == "s"
    assert row["name"].value == "Öderan"


def test_a_sign_stands_for_the_number(book: Any) -> None:
    secret = find(book, "arbeitslosenquotient", "023", "2020")
    assert (secret["value"].value, secret["numerator"].value, secret["sign"].value) == (None, None, "•")
    assert find(book, "arbeitslosenquotient", "022", "2023")["sign"].value == "-"


def test_there_is_no_formula(hostile: Export) -> None:
    for sheet in read(hostile).worksheets:
        for cells in sheet.iter_rows(min_row=2):
            for cell in cells:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
                value = cell.value
                assert not isinstance(value, str) or value == "-" or not value.startswith(("=", "+", "-", "@", "\t"))


def test_the_same_export_is_the_same_bytes(export: Export) -> None:
    assert build_workbook(export) == build_workbook(export)
