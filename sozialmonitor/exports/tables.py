"""CSV in two dialects: one that a German spreadsheet opens by a double click, one for machines."""

from __future__ import annotations

import csv
import io
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from sozialmonitor.exports.archive import build_archive
from sozialmonitor.exports.cells import (
    disarm,
    get_definition_head,
    get_head,
    is_missing,
    list_definitions,
    list_signs,
)
from sozialmonitor.texts.german import text
from sozialmonitor.views.export_view import COLUMNS, Export

_BYTE_ORDER_MARK = "\ufeff"


def build_german_csv(export: Export) -> bytes:
    """ZIP of semicolon-separated tables with decimal comma and byte order mark: values, definitions, sources, signs.

    The table of values holds nothing but values, so that it can be sorted and filtered; what belongs to
    it stands in the files beside it.
    """
    rows = (_write_row(row) for row in export.values.to_dict("records"))
    files = {
        f"{export.name}.csv": _join([get_head(), *rows]),
        "definitionen.csv": _join([get_definition_head(), *list_definitions(export)]),
        "quellen.csv": _join([(text("export.note"), ""), *export.notes]),
        "zeichen.csv": _join([(text("export.sign"), text("export.sign_meaning")), *list_signs()]),
    }
    return build_archive(files)


def build_machine_csv(export: Export) -> bytes:
    """One comma-separated table in UTF-8 with decimal point and English column names."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in export.values.itertuples(index=False, name=None):
        writer.writerow([_write_plain(cell) for cell in row])
    return stream.getvalue().encode("utf-8")


def _join(rows: Iterable[Sequence[str]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", lineterminator="\r\n").writerows(
        [disarm(str(cell)) for cell in row] for row in rows
    )
    return (_BYTE_ORDER_MARK + stream.getvalue()).encode("utf-8")


def _write_row(row: dict[Hashable, Any]) -> list[str]:
    """A value keeps all its decimals (5,0 stays 5,0); a count is written as short as it is."""
    cells = {column: _write_plain(row[column]).replace(".", ",") for column in ("numerator", "denominator")}
    if not is_missing(row["value"]):
        cells["value"] = f"{row['value']:.{row['decimals']}f}".replace(".", ",")
    return [cells.get(column, _write_plain(row[column])) for column in COLUMNS]


def _write_plain(cell: object) -> str:
    if is_missing(cell):
        return ""
    return f"{cell:.10g}" if isinstance(cell, float) else str(cell)
