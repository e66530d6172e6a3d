"""Well-known binary, as GeoPackage keeps polygons (OGC 06-103r4); other kinds are refused by name.

Read here and not by shapely: a collection in a collection, 200,000 times over, ends the process inside GEOS.
"""

from __future__ import annotations

import struct
from typing import Any

import numpy as np

from sozialmonitor.build.boundaries.rings import MOST_POINTS, Ring, build_shape, refuse_kind
from sozialmonitor.domain.errors import RefusedValueError

_ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_POLYGON, _MULTIPOLYGON = 3, 6
_OTHERS = {
    1: "Point",
    2: "LineString",
    4: "MultiPoint",
    5: "MultiLineString",
    7: "GeometryCollection",
    **dict.fromkeys((8, 9, 10, 11, 12, 13, 14), "Curve"),
    **dict.fromkeys((15, 16, 17), "Mesh"),
}


def read_geopackage_shape(blob: object) -> Any:
    """The polygon of a cell of a GeoPackage (a short head, then WKB); raises RefusedValueError."""
    if blob is None:
        return build_shape([])
    if not isinstance(blob, bytes) or len(blob) < 8 or blob[:2] != b"GP":
        raise _refuse_damaged()
    if blob[3] & 0x10:
        return build_shape([])
    envelope = _ENVELOPES.get(blob[3] >> 1 & 0b111)
    if envelope is None:
        raise _refuse_damaged()
    reader = _Reader(blob, 8 + envelope)
    try:
        return reader.read_shape()
    except struct.error:
        raise _refuse_damaged() from None


class _Reader:
    """Walks through the bytes once; nothing is believed that the bytes do not hold."""

    def __init__(self, raw: bytes, position: int) -> None:
        self._raw = raw
        self._position = position
        self._order = "<"

    def read_shape(self) -> Any:
        kind, dimensions = self._read_head()
        if kind == _POLYGON:
            return build_shape([self._read_rings(dimensions)])
        if kind != _MULTIPOLYGON:
            raise refuse_kind(_OTHERS.get(kind, ""))
        return build_shape([self._read_part() for _ in range(self._read_count(9))], multiple=True)

    def _read_part(self) -> list[Ring]:
        kind, dimensions = self._read_head()
        if kind != _POLYGON:
            raise _refuse_damaged()
        return self._read_rings(dimensions)

    def _read_rings(self, dimensions: int) -> list[Ring]:
        return [self._read_ring(dimensions) for _ in range(self._read_count(4))]

    def _read_ring(self, dimensions: int) -> Ring:
        count = self._read_count(8 * dimensions)
        found = np.frombuffer(self._raw, f"{self._order}f8", count * dimensions, self._position)
        self._position += 8 * dimensions * count
        return found.reshape(-1, dimensions).astype(np.float64)

    def _read_head(self) -> tuple[int, int]:
        """Kind and number of coordinates, in both spellings of the third and fourth (ISO, and the older flags)."""
        if self._position >= len(self._raw):
            raise _refuse_damaged()
        self._order = "<" if self._raw[self._position] == 1 else ">"
        code = int(struct.unpack_from(f"{self._order}I", self._raw, self._position + 1)[0])
        self._position += 5
        flags, code = code >> 28, code & 0x0FFFFFFF
        if flags & 0b0010:  # an SRID follows
            self._position += 4
        extra = {0: 0, 1: 1, 2: 1, 3: 2}.get(code // 1000, 2)
        return code % 1000, 2 + max(extra, (flags >> 3 & 1) + (flags >> 2 & 1))

    def _read_count(self, smallest: int) -> int:
        """How many follow; refused where so many cannot be there."""
        count = int(struct.unpack_from(f"{self._order}I", self._raw, self._position)[0])
        self._position += 4
        if count > MOST_POINTS or count * smallest > len(self._raw) - self._position:
            raise _refuse_damaged()
        return count


def _refuse_damaged() -> RefusedValueError:
    return RefusedValueError("Die Fläche ist beschädigt", "im GIS noch einmal als GeoPackage speichern")
