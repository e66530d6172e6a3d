"""GeoPackage, read as the SQLite database it is: tables only, no view, no function, nothing written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from sozialmonitor.build.boundaries.drawing import Drawing, build_feature, refuse_missing_column
from sozialmonitor.build.boundaries.rings import MOST_FEATURES
from sozialmonitor.build.boundaries.wkb import read_geopackage_shape
from sozialmonitor.domain.errors import RefusedValueError
from sozialmonitor.domain.refusals import quote

_AGAIN = "im GIS noch einmal als GeoPackage speichern"
_CONTENTS, _COLUMNS, _SYSTEMS = "gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys"
_MOST_STEPS = 50_000_000
_LONGEST_CELL = 100_000_000
_LONGEST_DEFINITION = 20_000
_JOURNAL_VERSIONS = slice(18, 20)


def read_geopackage(raw: bytes, code_column: str) -> Drawing:
    """Features of the only layer; raises RefusedValueError if there is none, or if it is more than a plain table."""
    try:
        with _open(raw) as database:
            layer = _find_layer(database)
            geometry, system = _find_geometry_column(database, layer)
            columns = tuple(name for name in _list_columns(database, layer) if name != geometry)
            if code_column not in columns:
                raise refuse_missing_column(code_column, columns)
            query = f"SELECT {_sql(code_column)}, {_sql(geometry)} FROM {_sql(layer)} LIMIT {MOST_FEATURES + 1}"  # noqa: S608
            rows = database.execute(query).fetchall()
            crs = _find_crs(database, system)
    except (sqlite3.Error, OverflowError, UnicodeError):
        raise RefusedValueError("Die Datenbank der Datei ist beschädigt", _AGAIN) from None
    if len(rows) > MOST_FEATURES:
        raise RefusedValueError(
            f"Die Datei hat mehr als {MOST_FEATURES // 1000}.000 Flächen", "auf die Gebiete der Liste beschränken"
        )
    features = (
        build_feature(number, code, lambda blob=blob: read_geopackage_shape(blob))  # type: ignore[misc]
        for number, (code, blob) in enumerate(rows, start=1)
    )
    return Drawing(tuple(features), columns, crs)


@contextmanager
def _open(raw: bytes) -> Iterator[sqlite3.Connection]:
    """The database in memory. A write-ahead log cannot be used there; its mark in the head is taken off."""
    head = bytearray(raw[:100])
    head[_JOURNAL_VERSIONS] = b"\1\1"
    with closing(sqlite3.connect(":memory:")) as database:
        database.text_factory = lambda text: text.decode("utf-8", "replace")
        database.deserialize(bytes(head) + raw[100:])
        database.execute("PRAGMA trusted_schema = OFF")
        database.execute("PRAGMA query_only = ON")
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_CELL)
        database.set_progress_handler(lambda: 1, _MOST_STEPS)  # an endless query is given up
        yield database


def _find_layer(database: sqlite3.Connection) -> str:
    if not {_CONTENTS, _COLUMNS, _SYSTEMS} <= _list_tables(database):
        raise RefusedValueError("Die Datei ist eine SQLite-Datenbank, aber kein GeoPackage", _AGAIN)
    layers = database.execute(
        f"SELECT table_name FROM {_CONTENTS} WHERE data_type = 'features' LIMIT 20"  # noqa: S608
    ).fetchall()
    names = [str(name) for (name,) in layers]
    if not names:
        raise RefusedValueError("Das GeoPackage enthält keine Ebene mit Flächen", _AGAIN)
    if len(names) > 1:
        listed = ", ".join(f"›{quote(name)}‹" for name in names)
        raise RefusedValueError(
            f"Das GeoPackage enthält mehrere Ebenen: {listed}", "die Ebene der Gebiete allein in eine Datei speichern"
        )
    if names[0] not in _list_tables(database):
        raise RefusedValueError(
            f"Die Ebene ›{quote(names[0])}‹ ist eine Abfrage und keine Tabelle", "als gewöhnliche Ebene speichern"
        )
    return names[0]


def _list_tables(database: sqlite3.Connection) -> set[str]:
    """Plain tables; neither views nor virtual ones."""
    found = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' LIMIT 10000").fetchall()
    return {str(name) for name, sql in found if not str(sql).upper().startswith("CREATE VIRTUAL")}


def _list_columns(database: sqlite3.Connection, table: str) -> list[str]:
    return [str(row[1]) for row in database.execute(f"PRAGMA table_info({_sql(table)})").fetchall()]


def _find_geometry_column(database: sqlite3.Connection, layer: str) -> tuple[str, object]:
    query = f"SELECT column_name, srs_id FROM {_COLUMNS} WHERE table_name = ?"  # noqa: S608
    found = database.execute(query, (layer,)).fetchone()
    if found is None or str(found[0]) not in _list_columns(database, layer):
        raise RefusedValueError(f"Die Ebene ›{quote(layer)}‹ hat keine Spalte mit Flächen", _AGAIN)
    return str(found[0]), found[1]


def _find_crs(database: sqlite3.Connection, system: object) -> str | None:
    query = f"SELECT organization, organization_coordsys_id, definition FROM {_SYSTEMS} WHERE srs_id = ?"  # noqa: S608
    found = database.execute(query, (system,)).fetchone()
    if found is None or system in (-1, 0):
        return None
    organisation, number, definition = found
    if str(organisation).upper() == "EPSG" and isinstance(number, int):
        return f"EPSG:{number}"
    return str(definition)[:_LONGEST_DEFINITION]


def _sql(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
