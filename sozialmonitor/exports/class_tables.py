"""Classes of a typology as CSV, in the same two dialects as the figures."""

from __future__ import annotations

import csv
import io

from sozialmonitor.domain.spreadsheet import disarm
from sozialmonitor.exports.archive import build_archive
from sozialmonitor.exports.cells import build_side_tables
from sozialmonitor.exports.tables import join_rows
from sozialmonitor.texts.german import text
from sozialmonitor.views.export.notes import describe_licence, list_sources
from sozialmonitor.views.typology.export import CLASS_COLUMNS, CLASS_NUMBERS, ClassExport, ClassRow

CLASS_PROVENANCE = ("source", "licence", "release", "method", "settings")
"""Columns of the machine CSV behind ``CLASS_COLUMNS``: a single table has no other place for them."""


def build_german_class_csv(export: ClassExport) -> bytes:
    """ZIP of semicolon-separated tables with decimal comma and byte order mark, as for figures."""
    head = [text(f"typology.file_{column}") for column in CLASS_COLUMNS]
    rows = ([_write_german(row, column) for column in CLASS_COLUMNS] for row in export.rows)
    files = {f"{export.name}.csv": join_rows([head, *rows])}
    for name, table in build_side_tables(export).items():
        files[f"{text(f'export.sheet_{name}').lower()}.csv"] = join_rows(table)
    return build_archive(files)


def build_machine_class_csv(export: ClassExport) -> bytes:
    """One comma-separated table in UTF-8 with decimal point and English column names, cited row by row."""
    stream = io.StringIO()
    writer = csv.writer(stream)  # RFC 4180, lines end with CR LF
    writer.writerow((*CLASS_COLUMNS, *CLASS_PROVENANCE))
    provenance = _describe_provenance(export)
    for row in export.rows:
        writer.writerow([*(_write(row, column) for column in CLASS_COLUMNS), *provenance])
    return stream.getvalue().encode("utf-8")


def _describe_provenance(export: ClassExport) -> list[str]:
    """The same in each row; several sources are separated by a vertical bar."""
    sources = list_sources(export.catalogue, export.indicators)
    citations = " | ".join(source.citation for source in sources)
    licences = " | ".join(dict.fromkeys(describe_licence(export.catalogue, source) for source in sources))
    return [disarm(cell) for cell in (citations, licences, export.release, export.method, export.settings)]


def _write(row: ClassRow, column: str) -> str:
    """A negative number begins with a minus and is no formula."""
    cell = str(getattr(row, column))
    return cell if column in CLASS_NUMBERS else disarm(cell)


def _write_german(row: ClassRow, column: str) -> str:
    cell = _write(row, column)
    return cell.replace(".", ",") if column in CLASS_NUMBERS else cell
