"""What a file is that was taken for a text: people rename workbooks to ``.csv`` and hope."""

from __future__ import annotations

_ARCHIVES = (
    (b"xl/", "eine Excel-Datei"),
    (b"opendocument.spreadsheet", "eine LibreOffice-Datei"),
    (b"word/", "eine Word-Datei"),
)
"""What stands in a ZIP archive that is no mere archive."""

_BEGINNINGS = (
    (b"\xd0\xcf\x11\xe0", "eine Excel-Datei"),  # the format before 2007
    (b"%PDF", "eine PDF-Datei"),
    (b"\x1f\x8b", "eine gepackte Datei (gzip)"),
    (b"BZh", "eine gepackte Datei (bzip2)"),
    (b"\xfd7zXZ", "eine gepackte Datei (xz)"),
    (b"7z\xbc\xaf", "ein Archiv (7z)"),
    (b"PAR1", "eine Parquet-Datei"),
    (b"fgb\x03", "eine FlatGeobuf-Datei"),
    (b"SQLite format 3", "eine Datenbank"),
    (b"\x89PNG", "ein Bild"),
    (b"\xff\xd8\xff", "ein Bild"),
    (b"{\\rtf", "ein formatierter Text (RTF)"),
)
_HEAD, _TAIL = 4096, 65_536


def recognise_kind(raw: bytes) -> str | None:
    """What a file is by its first bytes, in German with its article; None if it may well be text."""
    if raw.startswith(b"PK\x03\x04"):
        inside = raw[:_HEAD] + raw[-_TAIL:]  # an archive lists its contents at its end
        return next((kind for mark, kind in _ARCHIVES if mark in inside), "ein ZIP-Archiv")
    head = raw[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "eine HTML-Seite"
    if head.startswith(b"<?xml"):
        return "eine XML-Datei"
    return next((kind for beginning, kind in _BEGINNINGS if raw.startswith(beginning)), None)
