"""CSV in two dialects: one that a German spreadsheet opens by a double click, one for machines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from sozialmonitor.domain.spreadsheet import disarm
from sozialmonitor.exports.archive import build_archive
from sozialmonitor.exports.cells import NUMBERS, build_side_tables, get_head, list_signs, write_cell
from sozialmonitor.texts.german import text
from sozialmonitor.views.export.notes import describe_licence, list_sources
from sozialmonitor.views.export.rows import COLUMNS
from sozialmonitor.views.export.view import Export

PROVENANCE = ("sign_meaning", "source", "licence", "release", "method")
"""Columns of the machine CSV behind ``COLUMNS``: a single table has no other place for what must stand in a file."""

_BYTE_ORDER_MARK = "\ufeff"


def build_german_csv(export: Export) -> bytes:
    """ZIP of semicolon-separated tables with decimal comma and byte order mark: values, definitions, sources, signs.

    The table of values holds nothing but values, so that it can be sorted and filtered; what belongs to
    it stands in the files beside it.
    """
    rows = ([_write_german(row, column) for column in COLUMNS] for row in export.values.itertuples(index=False))
    files = {f"{export.name}.csv": join_rows([get_head(), *rows])}
    for name, table in build_side_tables(export).items():
        files[f"{text(f'export.sheet_{name}').lower()}.csv"] = join_rows(table)
    return build_archive(files)


def build_machine_csv(export: Export) -> bytes:
    """One comma-separated table in UTF-8 with decimal point and English column names, cited row by row."""
    stream = io.StringIO()
    writer = csv.writer(stream)  # RFC 4180, lines end with CR LF
    writer.writerow((*COLUMNS, *PROVENANCE))
    meanings = dict(list_signs())
    provenance = {item.id: _describe_provenance(export, item.id) for item in export.indicators}
    for row in export.values.itertuples(index=False):
        cells = [write_cell(row, column) for column in COLUMNS]
        writer.writerow([*cells, meanings.get(str(row.sign), ""), *provenance[str(row.indicator)]])
    return stream.getvalue().encode("utf-8")


def _describe_provenance(export: Export, indicator: str) -> list[str]:
    """The columns ``PROVENANCE`` without the first; several sources are separated by a vertical bar."""
    sources = list_sources(export.catalogue, [export.catalogue.indicators[indicator]])
    citations = " | ".join(source.citation for source in sources)
    licences = " | ".join(dict.fromkeys(describe_licence(export.catalogue, source) for source in sources))
    return [disarm(cell) for cell in (citations, licences, export.release, export.method)]


def join_rows(rows: Iterable[Sequence[str]]) -> bytes:
    """A table as a German spreadsheet reads it."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", lineterminator="\r\n").writerows(rows)
    return (_BYTE_ORDER_MARK + stream.getvalue()).encode("utf-8")


def _write_german(row: object, column: str) -> str:
    cell = write_cell(row, column)
    return cell.replace(".", ",") if column in NUMBERS else cell
