"""From coordinates to polygons: every ring is looked at before a library sees it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from sozialmonitor.domain.errors import RefusedValueError

Ring = npt.NDArray[np.float64]
"""Shape ``(points, 2)`` or ``(points, 3)``; the third is a height, which is dropped."""

MOST_POINTS = 2_000_000
MOST_FEATURES = 50_000
_FEWEST = 4

_REPAIR = "im GIS mit ›Geometrien reparieren‹ berichtigen"
_DRAWN = {
    "Point": "ein Punkt",
    "MultiPoint": "eine Gruppe von Punkten",
    "LineString": "eine Linie",
    "MultiLineString": "eine Gruppe von Linien",
    "GeometryCollection": "eine Sammlung verschiedener Geometrien",
    "Curve": "eine Fläche mit Kreisbögen",
    "Mesh": "ein Netz aus Dreiecken",
}


def build_shape(polygons: Sequence[Sequence[Ring]], *, multiple: bool = False) -> Any:
    """A polygon or multipolygon from rings, outer ring first; raises RefusedValueError.

    ``multiple`` keeps a multipolygon even of a single part, as the file has it.
    """
    if not polygons or not any(len(ring) for rings in polygons for ring in rings):
        raise RefusedValueError("Die Fläche fehlt", "Fläche ergänzen oder den Eintrag löschen")
    for rings in polygons:
        for ring in rings:
            _check_ring(ring)
    parts = [shapely.Polygon(rings[0][:, :2], [ring[:, :2] for ring in rings[1:]]) for rings in polygons if rings]
    return parts[0] if len(parts) == 1 and not multiple else shapely.MultiPolygon(parts)


def refuse_kind(kind: str) -> RefusedValueError:
    """Something is drawn that is no polygon; ``kind`` is the name the formats share."""
    found = _DRAWN.get(kind)
    if found is None:
        return RefusedValueError("Die Geometrie ist von keiner bekannten Art", "Flächen liefern")
    return RefusedValueError(f"Statt einer Fläche steht hier {found}", "Flächen liefern (Polygon oder MultiPolygon)")


def _check_ring(ring: Ring) -> None:
    if ring.shape[1] > 3:
        raise RefusedValueError(
            f"Die Punkte haben {ring.shape[1]} Koordinaten", "ohne Messwerte speichern; zwei oder drei sind möglich"
        )
    if not np.isfinite(ring).all():
        raise RefusedValueError("Eine Koordinate ist keine endliche Zahl", _REPAIR)
    if np.abs(ring).max(initial=0.0) > 1e9:
        raise RefusedValueError("Eine Koordinate ist größer als jede auf der Erde", _REPAIR)
    if len(ring) < _FEWEST:
        points = {0: "keinen Punkt", 1: "nur einen Punkt"}.get(len(ring), f"nur {len(ring)} Punkte")
        raise RefusedValueError(f"Ein Ring der Fläche hat {points}", f"mindestens {_FEWEST} sind nötig; {_REPAIR}")
    if not np.array_equal(ring[0], ring[-1]):
        raise RefusedValueError(
            "Ein Ring der Fläche ist nicht geschlossen",
            "den ersten Punkt am Ende wiederholen oder im GIS neu speichern",
        )
