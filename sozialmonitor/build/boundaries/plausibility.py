"""Whether each area can be an area of a German city or district: where it lies, and how large it is."""

from __future__ import annotations

import numpy as np
import shapely

from sozialmonitor.build.boundaries.drawing import Feature, Shapes
from sozialmonitor.build.boundaries.germany import find_german
from sozialmonitor.build.boundaries.systems import compute_square_metres
from sozialmonitor.domain.errors import Defect
from sozialmonitor.texts.format import format_integer, format_number

SMALLEST = 100.0
"""Square metres."""
LARGEST = 365e9
"""Germany with its waters, generously."""


def check_plausibility(features: tuple[Feature, ...], degrees: Shapes, name: str) -> list[Defect]:
    """Areas outside of Germany, tiny ones, and those larger than Germany."""
    defects = []
    sizes, bounds, german = compute_square_metres(degrees), shapely.bounds(degrees), find_german(degrees)
    for feature, size, box, inside in zip(features, sizes.tolist(), bounds, german, strict=True):
        if not inside:
            x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            where = f" (bei Länge {format_number(x, 2)}, Breite {format_number(y, 2)})" if _is_place(x, y) else ""
            defects.append(
                feature.refuse(name, f"Die Fläche liegt nicht in Deutschland{where}", "Koordinaten berichtigen")
            )
        elif size < SMALLEST:
            finding = f"Die Fläche ist mit {format_number(size, 1)} m² zu klein für ein Gebiet"
            defects.append(feature.refuse(name, finding, "Koordinaten prüfen; den Rest einer Bearbeitung löschen"))
        elif size > LARGEST:
            finding = f"Die Fläche ist mit {format_integer(size / 1e6)} km² größer als Deutschland"
            defects.append(feature.refuse(name, finding, "Koordinaten prüfen oder den Eintrag löschen"))
    return defects


def _is_place(x: float, y: float) -> bool:
    return bool(np.isfinite([x, y]).all() and abs(x) <= 360 and abs(y) <= 360)
