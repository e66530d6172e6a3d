"""Opening a boundary file: what it is shows its content, never its name; GeoJSON, GeoPackage and Shapefile are read."""

from __future__ import annotations

from pathlib import Path

from sozialmonitor.build.boundaries.drawing import Drawing
from sozialmonitor.build.boundaries.geojson import read_geojson
from sozialmonitor.build.boundaries.geopackage import read_geopackage
from sozialmonitor.build.boundaries.shapefile import ShapefileParts, read_shapefile
from sozialmonitor.catalog.file_kind import recognise_kind
from sozialmonitor.catalog.text_file import load_bytes, load_text
from sozialmonitor.domain.errors import Defect, RefusedValueError

MOST_BYTES = 200_000_000
MOST_JSON_BYTES = 60_000_000
"""Parsed, a text takes some twenty times its size."""
_MOST_PRJ_BYTES = 20_000

_SQLITE, _SHAPEFILE = b"SQLite format 3\0", b"\0\0\x27\x0a"
_WAY_OUT = "als GeoJSON, GeoPackage oder Shapefile speichern"
_PACKED = (b"PK\x03\x04", b"\x1f\x8b")
_MARKUP_KINDS = (
    ("<ogrvrtdataset", "ein Verweis auf andere Dateien (VRT)"),
    ("<ogrvrtdatasource", "ein Verweis auf andere Dateien (VRT)"),
    ("<!doctype html", "eine HTML-Seite"),
    ("<html", "eine HTML-Seite"),
    ("<kml", "KML"),
    ("<gpx", "GPX"),
    ("gml", "GML"),
    ("<svg", "ein SVG-Bild"),
)


def load_drawing(path: Path, name: str, geo: Path, code_column: str) -> tuple[Drawing | None, list[Defect]]:
    """Features of a boundary file.

    Args:
        path: the file. name: how it is called in messages. geo: the folder that no reference leads out of.
        code_column: the attribute with the code of the area.

    Returns:
        The features, or None and why the file cannot be read.
    """
    missing = Defect(name, "Die Grenzdatei fehlt", "ablegen oder boundaries.file berichtigen")
    raw, defects = load_bytes(path, name, folder=geo, most_bytes=MOST_BYTES, missing=missing)
    if raw is None:
        return None, defects
    try:
        if raw.startswith(_SQLITE):
            return read_geopackage(_refuse_open_journal(path, raw), code_column), []
        if raw.startswith(_SHAPEFILE):
            return _read_shapefile(path, name, geo, raw, code_column)
        return read_geojson(_decode(raw), code_column), []
    except RefusedValueError as error:
        return None, [Defect(name, error.finding, error.remedy)]


def _decode(raw: bytes) -> str:
    """The text of a GeoJSON file; everything else is refused by its name."""
    if not raw.strip():
        raise RefusedValueError("Die Datei ist leer", _WAY_OUT)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RefusedValueError("Die Datei ist nicht in UTF-8 geschrieben", "als UTF-8 speichern")
    start = raw[:4000].decode("utf-8-sig", "replace").lstrip().lower()
    if start.startswith("<"):
        kind = next((kind for mark, kind in _MARKUP_KINDS if mark in start), "XML")
        raise RefusedValueError(f"Die Datei ist {kind}", _WAY_OUT)
    if (found := recognise_kind(raw)) is not None:
        remedy = f"auspacken oder {_WAY_OUT}" if raw.startswith(_PACKED) else _WAY_OUT
        raise RefusedValueError(f"Die Datei ist {found}", remedy)
    if not start.startswith(("{", "[")):
        raise RefusedValueError("Die Datei ist keine Grenzdatei", _WAY_OUT)
    if len(raw) > MOST_JSON_BYTES:
        raise RefusedValueError(
            f"Die Datei ist mit {len(raw) // 1_000_000} MB zu groß für GeoJSON",
            "im GIS vereinfachen oder als GeoPackage speichern",
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedValueError("Die Datei ist nicht in UTF-8 geschrieben", "als UTF-8 speichern") from None


def _refuse_open_journal(path: Path, raw: bytes) -> bytes:
    journal = path.with_name(f"{path.name}-wal")
    if journal.is_file() and journal.stat().st_size:
        raise RefusedValueError(
            "Das GeoPackage ist noch geöffnet: Neben ihm liegt ein Journal mit Änderungen", "im GIS schließen"
        )
    return raw


def _read_shapefile(
    path: Path, name: str, geo: Path, raw: bytes, code_column: str
) -> tuple[Drawing | None, list[Defect]]:
    if path.suffix.lower() != ".shp":
        remedy = "mit .dbf und .prj unter gleichem Namen ablegen; boundaries.file nennt die .shp-Datei"
        raise RefusedValueError("Die Datei ist ein Shapefile, heißt aber nicht .shp", remedy)
    dbf, defects = load_bytes(
        _find_sibling(path, ".dbf"),
        f"{name[:-4]}.dbf",
        folder=geo,
        most_bytes=MOST_BYTES,
        missing=Defect(name, "Neben dem Shapefile fehlt die .dbf-Datei mit den Codes", "dazulegen"),
    )
    notes: dict[str, str | None] = {}
    for suffix in (".prj", ".cpg"):
        sibling = _find_sibling(path, suffix)
        if sibling.exists():
            notes[suffix], found = load_text(sibling, f"{name[:-4]}{suffix}", folder=geo, most_bytes=_MOST_PRJ_BYTES)
            defects = [*defects, *found]
    if dbf is None or defects:
        return None, defects
    return read_shapefile(ShapefileParts(raw, dbf, notes.get(".prj"), notes.get(".cpg")), code_column), []


def _find_sibling(path: Path, suffix: str) -> Path:
    """The file beside it, in small or capital letters."""
    small, capital = path.with_suffix(suffix), path.with_suffix(suffix.upper())
    return small if small.exists() or not capital.exists() else capital
