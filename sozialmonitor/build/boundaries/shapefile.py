"""Shapefile, read as its published description says (ESRI, 1998): ``.shp`` and ``.dbf``, with ``.prj`` and ``.cpg``."""

from __future__ import annotations

import codecs
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import shapely

from sozialmonitor.build.boundaries.drawing import Drawing, build_feature, refuse_missing_column
from sozialmonitor.build.boundaries.rings import MOST_FEATURES, MOST_POINTS, Ring, build_shape, refuse_kind
from sozialmonitor.domain.errors import RefusedValueError

_HEADER = 100
_EMPTY, _POLYGONS = 0, (5, 15, 25)
_OTHERS = {1: "Point", 8: "MultiPoint", 3: "LineString", 31: "Mesh"}
_AGAIN = "im GIS noch einmal als Shapefile oder GeoPackage speichern"
_DELETED = b"*"
_CODE_PAGES = {0x57: "cp1252", 0x03: "cp1252", 0x02: "cp850", 0x01: "cp437", 0x58: "cp1252", 0x59: "cp1252"}


@dataclass(frozen=True)
class ShapefileParts:
    """The files of one shapefile; None where a part is missing."""

    shp: bytes
    dbf: bytes
    prj: str | None
    cpg: str | None


def read_shapefile(parts: ShapefileParts, code_column: str) -> Drawing:
    """Features of a shapefile; raises RefusedValueError if its parts are damaged or do not belong together."""
    columns, codes = _read_codes(parts.dbf, parts.cpg, code_column)
    records = list(_list_records(parts.shp))
    if len(records) != len(codes):
        raise RefusedValueError(
            f"Die .shp-Datei hat {len(records)} Flächen, die .dbf-Datei {len(codes)} Zeilen", _AGAIN
        )
    kept = [(code, record) for code, record in zip(codes, records, strict=True) if code is not _DELETED]
    features = (
        build_feature(number, code, lambda record=record: _read_shape(record))  # type: ignore[misc]
        for number, (code, record) in enumerate(kept, start=1)
    )
    return Drawing(tuple(features), columns, parts.prj)


def _list_records(raw: bytes) -> Iterator[memoryview]:
    """Content of the records, one behind the other."""
    position, view, count = _HEADER, memoryview(raw), 0
    while position + 8 <= len(raw):
        size = 2 * int(struct.unpack_from(">i", raw, position + 4)[0])
        if size < 4 or position + 8 + size > len(raw) or count >= MOST_FEATURES:
            raise RefusedValueError("Die .shp-Datei ist beschädigt oder unvollständig", _AGAIN)
        yield view[position + 8 : position + 8 + size]
        position, count = position + 8 + size, count + 1


def _read_shape(record: memoryview) -> Any:
    kind = int(struct.unpack_from("<i", record)[0])
    if kind == _EMPTY:
        return build_shape([])
    if kind not in _POLYGONS:
        raise refuse_kind(_OTHERS.get(kind if kind > 30 else kind % 10, ""))
    return build_shape(_group_rings(_read_rings(record)))


def _read_rings(record: memoryview) -> list[Ring]:
    damaged = RefusedValueError("Die Fläche ist beschädigt", _AGAIN)
    if len(record) < 44:
        raise damaged
    parts, points = struct.unpack_from("<2i", record, 36)
    if not 0 <= parts <= points <= MOST_POINTS or 44 + 4 * parts + 16 * points > len(record):
        raise damaged
    starts = [*np.frombuffer(record, "<i4", parts, 44).tolist(), points]
    if starts[0] != 0 or any(not 0 <= start <= end for start, end in pairwise(starts)):
        raise damaged
    found = np.frombuffer(record, "<f8", 2 * points, 44 + 4 * parts).reshape(-1, 2).astype(np.float64)
    return [found[start:end] for start, end in pairwise(starts)]


def _group_rings(rings: list[Ring]) -> list[list[Ring]]:
    """Outer rings run clockwise; every other ring is a hole of the smallest outer ring that encloses it."""
    if len(rings) <= 1:
        return [rings] if rings else []
    outer = [[ring] for ring in rings if len(ring) < 4 or _is_clockwise(ring)]
    holes = [ring for ring in rings if len(ring) >= 4 and not _is_clockwise(ring)]
    if not outer:
        return [[ring] for ring in rings]
    boxes = np.array([[*group[0].min(axis=0), *group[0].max(axis=0)] for group in outer if len(group[0])])
    if len(boxes) != len(outer) or not all(np.isfinite(ring).all() for ring in rings):
        return outer  # told ring by ring
    for hole in holes:
        outer[_find_shell(hole, outer, boxes)].append(hole)
    return outer


def _find_shell(hole: Ring, outer: list[list[Ring]], boxes: Ring) -> int:
    low, high = hole.min(axis=0), hole.max(axis=0)
    inside = np.flatnonzero((boxes[:, :2] <= low).all(axis=1) & (boxes[:, 2:] >= high).all(axis=1))
    inside = inside[np.argsort(np.prod(boxes[inside, 2:] - boxes[inside, :2], axis=1), kind="stable")]
    if len(inside) > 1:
        for index in inside:
            shell = outer[index][0]
            if len(shell) >= 4 and shapely.contains_xy(shapely.Polygon(shell), hole[:, 0], hole[:, 1]).any():
                return int(index)
    return int(inside[0]) if len(inside) else 0


def _is_clockwise(ring: Ring) -> bool:
    with np.errstate(all="ignore"):
        x, y = (ring - ring[0]).T
        return bool((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() <= 0)


def _read_codes(raw: bytes, page: str | None, code_column: str) -> tuple[tuple[str, ...], list[Any]]:
    """Names of the columns, and the text of one column in every row; ``_DELETED`` where a row was deleted."""
    damaged = RefusedValueError("Die .dbf-Datei ist beschädigt oder unvollständig", _AGAIN)
    if len(raw) < 33:
        raise damaged
    count, start, width = struct.unpack_from("<IHH", raw, 4)
    encoding = _find_encoding(page, raw[29])
    fields: dict[str, tuple[int, int, bytes]] = {}
    position, offset = 32, 1
    while position + 32 <= min(start, len(raw)) and raw[position] != 0x0D:
        name = raw[position : position + 11].split(b"\0")[0].decode(encoding, "replace")
        fields[name] = (offset, raw[position + 16], raw[position + 11 : position + 12])
        offset, position = offset + raw[position + 16], position + 32
    if offset > width or count > MOST_FEATURES or start + count * width > len(raw):
        raise damaged
    columns = tuple(fields)
    if code_column not in fields:
        raise refuse_missing_column(code_column, columns)
    first, size, kind = fields[code_column]
    rows = (raw[start + index * width : start + (index + 1) * width] for index in range(count))
    return columns, [
        _DELETED if row[:1] == _DELETED else _read_cell(row[first : first + size], kind, encoding) for row in rows
    ]


def _read_cell(raw: bytes, kind: bytes, encoding: str) -> object:
    text = raw.decode(encoding, "replace").strip(" \0")
    if kind in b"NF" and "." in text:
        try:
            return float(text)
        except ValueError:
            return text
    return text


def _find_encoding(page: str | None, language: int) -> str:
    name = (page or "").strip(" \r\n\0").lower().removeprefix("ansi ")
    name = {"88591": "latin-1", "utf8": "utf-8"}.get(name, f"cp{name}" if name.isdigit() else name)
    try:
        return codecs.lookup(name).name if name else _CODE_PAGES.get(language, "latin-1")
    except (LookupError, ValueError):  # a null character in the name
        return "latin-1"
