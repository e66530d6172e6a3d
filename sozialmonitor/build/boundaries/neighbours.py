"""Whether areas lie beside each other: overlaps by a hair are usual in official files, larger ones are told."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import shapely

from sozialmonitor.build.boundaries.drawing import Feature, Shapes
from sozialmonitor.build.boundaries.pairs import find_close_pairs
from sozialmonitor.build.boundaries.systems import METRES_PER_DEGREE
from sozialmonitor.domain.errors import Defect
from sozialmonitor.texts.format import format_integer, format_number

HAIR_SHARE = 1e-3
"""Share of the smaller area that two areas may share. In the files of Berlin, Flensburg, Köln, Mannheim and the
Bundesamt at most 218 m² and 0.005 % are shared."""
HAIR = 100.0
"""Square metres that small areas may share even if that is more of them, up to ``MOST_SHARE``."""
MOST_SHARE = 1e-2
_COVERED = 0.99
_GRID = 1e-9
_MOST_PAIRS = 100
"""Neighbours with overlapping bounds, on average; in real files fewer than ten."""
_TOLD = 0.1
"""Square metres from which a hair is worth a word."""


@dataclass(frozen=True)
class Overlaps:
    """Pairs of shapes that share ground.

    Attributes:
        first, second: positions of the two. shared: square metres. shares: of the smaller of the two, 0 to 1.
        covers: pairs (a, b) in which ``a`` covers at least 99 % of ``b``.
    """

    first: np.ndarray
    second: np.ndarray
    shared: np.ndarray
    shares: np.ndarray
    covers: frozenset[tuple[int, int]]


def check_neighbours(features: tuple[Feature, ...], degrees: Shapes, name: str) -> tuple[list[Defect], list[str]]:
    """Areas that lie on top of each other, and a note on hairs that are put up with.

    Args:
        features: those with a valid shape. degrees: theirs, in EPSG:4326. name: the file's, for messages.
    """
    found = find_overlaps(degrees)
    if found is None:
        return [Defect(name, "Viele Flächen liegen übereinander", "jedes Gebiet nur einmal zeichnen")], []
    counts = Counter(a for a, b in found.covers if (b, a) not in found.covers)
    wholes = {position: count for position, count in sorted(counts.items()) if count > 1}
    remedy = "den Eintrag löschen; größere Gebiete werden aus den kleineren zusammengesetzt (boundaries.dissolve)"
    defects = [
        features[position].refuse(name, f"Die Fläche überdeckt {format_integer(count)} andere", remedy)
        for position, count in wholes.items()
    ]
    large = (found.shared > HAIR) & (found.shares > HAIR_SHARE) | (found.shares > MOST_SHARE)
    for index in np.flatnonzero(large).tolist():
        a, b = int(found.first[index]), int(found.second[index])
        if not {a, b} & wholes.keys() and features[a].code != features[b].code:  # the same code is told already
            defects.append(_tell_overlap(features[a], features[b], found, index, name))
    return defects, _describe_hairs(found.shared[~large])


def _tell_overlap(a: Feature, b: Feature, found: Overlaps, index: int, name: str) -> Defect:
    pair = (int(found.first[index]), int(found.second[index]))
    if {pair, pair[::-1]} <= found.covers:
        finding = f"Die Fläche ist dieselbe wie {a.label}"
        return b.refuse(name, finding, "eine der beiden berichtigen oder löschen")
    finding = (
        f"Die Fläche überlappt mit {a.label} auf {_format_size(found.shared[index])}; "
        f"das sind {format_number(100 * found.shares[index], 1)} % der kleineren"
    )
    return b.refuse(name, finding, "die gemeinsame Grenze im GIS berichtigen")


def _describe_hairs(shared: np.ndarray) -> list[str]:
    hairs = shared[shared >= _TOLD]
    if not len(hairs):
        return []
    size = _format_size(float(hairs.max()))
    if len(hairs) == 1:
        return [f"eine Überlappung von {size} zwischen zwei Gebieten hingenommen"]
    return [f"{format_integer(len(hairs))} Überlappungen zwischen Gebieten hingenommen, die größte mit {size}"]


def find_overlaps(degrees: Shapes) -> Overlaps | None:
    """All pairs of valid shapes whose interiors meet.

    Only pairs with an edge that lies inside the other, or close beside it, need to be cut with each other; in a
    clean file there is none. None if so many areas lie over each other that nobody would read the pairs.
    """
    pairs = _find_pairs(degrees)
    if pairs is None:
        return None
    first, second = pairs
    areas = shapely.area(degrees)
    common = _cut(degrees[first], degrees[second])
    shares = common / np.minimum(areas[first], areas[second])
    latitudes = shapely.bounds(degrees)[:, 1] if len(degrees) else np.empty(0)
    shared = common * METRES_PER_DEGREE**2 * np.cos(np.radians(latitudes[first]))
    covers = {
        (int(a[index]), int(b[index]))
        for a, b in ((first, second), (second, first))
        for index in np.flatnonzero(common > _COVERED * areas[b])
    }
    return Overlaps(first, second, shared, shares, frozenset(covers))


def _find_pairs(degrees: Shapes) -> tuple[np.ndarray, np.ndarray] | None:
    pairs = find_close_pairs(degrees, _MOST_PAIRS)
    if pairs is None:
        return None
    first, second = pairs
    conspicuous = ~shapely.is_empty(shapely.coverage_invalid_edges(degrees)) | _find_twins(degrees)
    kept = conspicuous[first] | conspicuous[second]
    first, second = first[kept], second[kept]
    meet = shapely.intersects(degrees[first], degrees[second])
    return first[meet], second[meet]


def _find_twins(degrees: Shapes) -> np.ndarray:
    """Shapes that are drawn twice with the same points: each edge of one matches the other."""
    drawn = shapely.to_wkb(shapely.normalize(degrees))
    _, positions, counts = np.unique(drawn, return_inverse=True, return_counts=True)
    return counts[positions] > 1


def _cut(first: Shapes, second: Shapes) -> np.ndarray:
    try:
        common = shapely.intersection(first, second)
    except shapely.errors.GEOSException:
        common = shapely.intersection(first, second, grid_size=_GRID)
    return np.asarray(shapely.area(common))


def _format_size(square_metres: float) -> str:
    if square_metres >= 1e5:
        return f"{format_number(square_metres / 1e6, 1)} km²"
    return f"{format_number(square_metres, 1 if square_metres < 10 else 0)} m²"
