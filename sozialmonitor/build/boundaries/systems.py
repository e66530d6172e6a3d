"""Coordinate reference systems: from what a file names to degrees, and what is probably wrong where it does not fit."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import shapely

from sozialmonitor.build.boundaries.drawing import Shapes
from sozialmonitor.build.boundaries.germany import find_german, is_in_box
from sozialmonitor.domain.errors import RefusedValueError
from sozialmonitor.domain.refusals import quote
from sozialmonitor.texts.format import format_number

DEFAULT_CRS = "EPSG:4326"
"""Longitude and latitude in WGS 84: what a release holds, and GeoJSON where it says nothing else (RFC 7946)."""

METRIC_CRS = "EPSG:25832"
"""ETRS89 / UTM zone 32N: metres for all of Germany, good enough for simplifying and measuring."""

METRES_PER_DEGREE = 111_195.0
"""On a sphere; of longitude, times the cosine of the latitude."""

_ZONES = (
    ((250_000, 950_000), "EPSG:25832"),
    ((32_250_000, 32_950_000), "EPSG:4647"),
    ((2_400_000, 2_700_000), "EPSG:31466"),
    ((3_300_000, 3_800_000), "EPSG:31467"),
    ((4_300_000, 4_800_000), "EPSG:31468"),
    ((5_300_000, 5_800_000), "EPSG:31469"),
)
_NORTHINGS = (5_200_000, 6_150_000)
_NONE = "Das Koordinatenbezugssystem fehlt"


def to_degrees(shapes: Shapes, crs: str | None) -> Shapes:
    """Shapes in EPSG:4326, longitude first; raises RefusedValueError if the system is missing or unknown."""
    if crs is None:
        guess = guess_system(shapes)
        remedy = "die .prj-Datei dazulegen oder mit EPSG-Angabe speichern"
        raise RefusedValueError(_NONE, f"{remedy} ({f'vermutlich {guess}' if guess else 'z. B. EPSG:25832'})")
    if crs == DEFAULT_CRS:
        return shapes
    transformer = _find_transformer(crs)

    def project(points: Any) -> Any:
        return np.column_stack(transformer.transform(points[:, 0], points[:, 1]))

    found: Shapes = shapely.transform(shapes, project)
    return found


def check_position(shapes: Shapes, degrees: Shapes, crs: str) -> RefusedValueError | None:
    """What is probably wrong if most areas do not lie in Germany; None if they do.

    Args:
        shapes: as the file has them. degrees: the same in EPSG:4326. crs: what the file names.
    """
    outside = ~find_german(degrees)
    if outside.sum() * 2 <= len(degrees):
        return None  # single ones are told one by one
    shapes, degrees = shapes[outside], degrees[outside]
    try:
        swapped = to_degrees(shapely.transform(shapes, lambda points: points[:, ::-1]), crs)
    except RefusedValueError:
        swapped = degrees
    if find_german(swapped).all():
        names = "Länge und Breite" if is_angular(shapes) else "Rechtswert und Hochwert"
        return RefusedValueError(f"{names} sind vertauscht", f"{names.replace(' und ', ' vor ')} speichern")
    guess = guess_system(shapes)
    if guess is not None and guess != crs:
        finding = f"Die Koordinaten passen nicht zum angegebenen Koordinatenbezugssystem {_name(crs)}"
        where = "in EPSG:4326 umrechnen oder " if crs == DEFAULT_CRS else ""
        return RefusedValueError(finding, f"{where}das richtige angeben; vermutlich {guess}")
    west, south, east, north = (format_number(float(item), 2) for item in _clip(shapely.total_bounds(degrees)))
    finding = f"Die Flächen liegen nicht in Deutschland (Länge {west} bis {east}, Breite {south} bis {north})"
    return RefusedValueError(finding, f"Koordinatenbezugssystem prüfen; angegeben ist {_name(crs)}")


def guess_system(shapes: Shapes) -> str | None:
    """The system in which coordinates like these lie in Germany; None if there is none that is usual here."""
    bounds = shapely.total_bounds(shapes)
    if is_in_box(bounds):
        return DEFAULT_CRS
    west, south, east, north = bounds
    if not _NORTHINGS[0] <= south <= north <= _NORTHINGS[1]:
        return None
    return next((name for (low, high), name in _ZONES if low <= west <= east <= high), None)


def is_angular(shapes: Shapes) -> bool:
    """Whether coordinates can only be degrees."""
    return bool(np.abs(shapely.total_bounds(shapes)).max(initial=0.0) <= 360)


def compute_square_metres(degrees: Shapes) -> Any:
    """Sizes of shapes in EPSG:4326, right to half a per cent."""
    bounds = shapely.bounds(degrees)
    with np.errstate(invalid="ignore"):  # a point that no projection reaches is infinite
        middle = np.radians((bounds[:, 1] + bounds[:, 3]) / 2)
        return shapely.area(degrees) * METRES_PER_DEGREE**2 * np.cos(middle)


def _find_transformer(crs: str) -> Any:
    from pyproj import CRS, Transformer  # late: most files are in degrees and do not need it
    from pyproj.exceptions import ProjError
    from pyproj.network import set_network_enabled  # type: ignore[attr-defined]

    set_network_enabled(active=False)
    try:
        found = CRS.from_epsg(int(crs[5:])) if re.fullmatch(r"EPSG:\d+", crs) else CRS.from_wkt(crs)
        number = found.to_epsg()
        if number is not None:  # a definition that a register knows is transformed as the register says
            found = CRS.from_epsg(number)
        usable = found.is_projected or found.is_geographic
        transformer = Transformer.from_crs(found, DEFAULT_CRS, always_xy=True) if usable else None
    except (ProjError, ValueError, OverflowError):
        raise RefusedValueError(
            f"Das Koordinatenbezugssystem {_name(crs)} ist unbekannt", "z. B. EPSG:25832 oder EPSG:4326 angeben"
        ) from None
    if transformer is None:
        raise RefusedValueError(f"{_name(crs)} ist kein Bezugssystem für Karten", "z. B. EPSG:25832 angeben")
    return transformer


def _name(crs: str) -> str:
    if re.fullmatch(r"EPSG:\d+", crs):
        return crs
    title = re.match(r'\s*\w+\["([^"]*)"', crs)
    return f"›{quote(title[1] if title else crs)}‹"


def _clip(bounds: Any) -> Any:
    return np.nan_to_num(np.clip(bounds, -1e8, 1e8), posinf=1e8, neginf=-1e8)
