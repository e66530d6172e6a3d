"""GeoJSON, read with the standard library: nothing in it is fetched or executed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import chain
from typing import Any

import numpy as np

from sozialmonitor.build.boundaries.drawing import Drawing, build_feature, refuse_missing_column
from sozialmonitor.build.boundaries.rings import MOST_FEATURES, MOST_POINTS, Ring, build_shape, refuse_kind
from sozialmonitor.build.boundaries.systems import DEFAULT_CRS
from sozialmonitor.domain.errors import RefusedValueError
from sozialmonitor.domain.refusals import quote

_AS_FEATURES = "als ›FeatureCollection‹ mit einem Eintrag je Gebiet speichern"
_CRS84 = re.compile(r"(?:urn:ogc:def:crs:)?OGC:[\d.]*:?CRS84h?", re.IGNORECASE)
_EPSG = re.compile(
    r"(?:(?:urn:(?:x-)?ogc:def:crs:)?EPSG:(?:[\d.]*:)?|https?://\S{1,60}/EPSG/[\d.]+/)(\d{4,6})", re.IGNORECASE
)


def read_geojson(content: str, code_column: str) -> Drawing:
    """Features of a GeoJSON text; raises RefusedValueError if it is none, or too large."""
    if content.count("[") + content.count("{") > MOST_POINTS + 10 * MOST_FEATURES:
        raise RefusedValueError(
            f"Die Datei hat mehr als {MOST_POINTS // 1_000_000} Millionen Punkte", "im GIS vereinfachen"
        )
    document = _parse(content)
    features = _list_features(document)
    columns = tuple(dict.fromkeys(chain.from_iterable(_properties(item) for item in features[:1000])))
    if features and not any(code_column in _properties(item) for item in features):
        raise refuse_missing_column(code_column, columns)
    return Drawing(
        tuple(
            build_feature(number, _properties(item).get(code_column), _shape_maker(item))
            for number, item in enumerate(features, start=1)
        ),
        columns,
        _read_crs(document.get("crs")),
    )


def _parse(content: str) -> dict[str, Any]:
    try:
        document = json.loads(content)
    except json.JSONDecodeError as error:
        raise RefusedValueError(
            f"Die Datei ist kein vollständiges JSON (Zeile {error.lineno}, Zeichen {error.colno})",
            "im GIS noch einmal als GeoJSON speichern",
        ) from None
    except RecursionError:
        raise RefusedValueError("Die Datei ist zu tief verschachtelt", "im GIS als GeoJSON speichern") from None
    except ValueError:  # an integer with thousands of digits
        raise RefusedValueError("Eine Zahl der Datei ist zu lang", "im GIS noch einmal als GeoJSON speichern") from None
    if not isinstance(document, dict):
        raise RefusedValueError("Die Datei ist JSON, aber kein GeoJSON", _AS_FEATURES)
    return document


def _list_features(document: dict[str, Any]) -> list[Any]:
    kind = document.get("type")
    if kind == "Topology":
        raise RefusedValueError("Die Datei ist TopoJSON", "im GIS oder mit mapshaper in GeoJSON umwandeln")
    if str(document.get("geometryType", "")).startswith("esri"):
        raise RefusedValueError("Die Datei ist JSON von Esri, kein GeoJSON", "als GeoJSON ausgeben (f=geojson)")
    features = document.get("features")
    if kind != "FeatureCollection" or not isinstance(features, list):
        what = "ein einzelner Eintrag" if kind in ("Feature", "Polygon", "MultiPolygon") else "keine Liste von Flächen"
        raise RefusedValueError(f"Die Datei ist {what}", _AS_FEATURES)
    if len(features) > MOST_FEATURES:
        raise RefusedValueError(
            f"Die Datei hat mehr als {MOST_FEATURES // 1000}.000 Flächen", "auf die Gebiete der Liste beschränken"
        )
    return features


def _properties(feature: Any) -> dict[str, Any]:
    found = feature.get("properties") if isinstance(feature, dict) else None
    return found if isinstance(found, dict) else {}


def _shape_maker(feature: Any) -> Callable[[], Any]:
    return lambda: _read_shape(feature.get("geometry") if isinstance(feature, dict) else None)


def _read_shape(geometry: Any) -> Any:
    if geometry is None:
        return build_shape([])
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise refuse_kind(str(kind))
    found = geometry.get("coordinates")
    polygons = [found] if kind == "Polygon" else found
    rings = [[_read_ring(ring) for ring in _expect_list(polygon)] for polygon in _expect_list(polygons)]
    return build_shape(rings, multiple=kind == "MultiPolygon")


def _read_ring(ring: Any) -> Ring:
    points = _expect_list(ring)
    if not points:
        return np.empty((0, 2))
    if not all(type(point) is list for point in points):
        raise _refuse_coordinates()
    sizes = {len(point) for point in points}
    numbers = list(chain.from_iterable(points))
    if len(sizes) != 1 or min(sizes) < 2 or not {type(number) for number in numbers} <= {int, float}:
        raise _refuse_coordinates()
    try:
        return np.array(numbers, dtype=np.float64).reshape(len(points), -1)
    except OverflowError:
        raise RefusedValueError("Eine Koordinate ist größer als jede auf der Erde", "Koordinaten prüfen") from None


def _expect_list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise _refuse_coordinates()
    return value


def _refuse_coordinates() -> RefusedValueError:
    return RefusedValueError(
        "Die Koordinaten haben nicht die Form von GeoJSON", "im GIS noch einmal als GeoJSON speichern"
    )


def _read_crs(member: Any) -> str | None:
    """The name of the old ``crs`` member in the form ``EPSG:25832``; what is unknown is told by who uses it."""
    if member is None:
        return DEFAULT_CRS
    properties = member.get("properties") if isinstance(member, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str):
        raise RefusedValueError(
            "Das Koordinatenbezugssystem ist nicht lesbar", "das Feld ›crs‹ entfernen oder als EPSG-Nummer angeben"
        )
    if _CRS84.fullmatch(name):
        return DEFAULT_CRS
    found = _EPSG.fullmatch(name)
    return f"EPSG:{int(found[1])}" if found else quote(name)
