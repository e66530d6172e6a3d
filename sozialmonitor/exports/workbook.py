"""XLSX: numbers as numbers, with sheets for definitions, sources and signs."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from sozialmonitor.exports.cells import NUMBERS, build_side_tables, get_head, is_missing, write_cell
from sozialmonitor.texts.german import text
from sozialmonitor.views.bases import MOST_DECIMALS
from sozialmonitor.views.export.rows import COLUMNS
from sozialmonitor.views.export.view import Export

_WIDTHS = {"title": 44, "name": 30, "indicator": 28, "geography": 14, "reference_date": 18}
_SIDE_WIDTHS = {"definitions": (28, 44, 80, 80, 40, 40), "notes": (26, 110), "signs": (10, 60)}
_CREATED = datetime(1980, 1, 1)


def build_workbook(export: Export) -> bytes:
    """A workbook with four sheets; formulas and links are switched off."""
    stream = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": export.title, "created": _CREATED})
        head = book.add_format({"bold": True, "bg_color": "#f4f6f8", "bottom": 1})
        _write_values(book, export, head)
        for name, table in build_side_tables(export).items():
            _write_texts(book, text(f"export.sheet_{name}"), table, head, _SIDE_WIDTHS[name])
    return stream.getvalue()


def _write_values(book: Any, export: Export, head: Any) -> None:
    sheet = book.add_worksheet(text("export.sheet_values"))
    formats = {digits: book.add_format({"num_format": _number_format(digits)}) for digits in range(MOST_DECIMALS + 1)}
    sheet.write_row(0, 0, get_head(), head)
    for number, row in enumerate(export.values.itertuples(index=False), start=1):
        for column, name in enumerate(COLUMNS):
            cell = getattr(row, name)
            if name in NUMBERS:
                if not is_missing(cell):
                    sheet.write_number(number, column, cell, formats[_count_digits(name, cell, row)])
            elif name == "decimals":
                sheet.write_number(number, column, cell)
            else:
                sheet.write_string(number, column, write_cell(row, name))
    for column, name in enumerate(COLUMNS):
        sheet.set_column(column, column, _WIDTHS.get(name, 12))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(export.values), 1), len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _count_digits(column: str, cell: float, row: Any) -> int:
    """Of a value those of its indicator; of a count those it needs: 2.49 square kilometres have two."""
    if column == "value":
        return int(row.decimals)
    written = write_cell(row, column)
    return min(len(written.partition(".")[2]), MOST_DECIMALS)


def _number_format(digits: int) -> str:
    return "#,##0" + ("." + "0" * digits if digits else "")


def _write_texts(book: Any, name: str, rows: Iterable[Sequence[str]], head: Any, widths: Sequence[int]) -> None:
    sheet = book.add_worksheet(name)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell, wrapped if row else head)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
