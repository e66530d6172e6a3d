"""Whether areas lie beside each other: overlaps by a hair are usual in official files, larger ones are told."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from sozialmonitor.build.boundaries.drawing import Feature, Shapes
from sozialmonitor.build.boundaries.systems import METRES_PER_DEGREE
from sozialmonitor.domain.errors import Defect
from sozialmonitor.texts.format import format_integer, format_number

HAIR = 100.0
"""Square metres that two areas may share, however small they are."""
HAIR_SHARE = 1e-3
"""Share of the smaller area that two areas may share. In the files of Berlin, Flensburg, Köln, Mannheim and the
Bundesamt at most 218 m² and 0.005 % are shared."""
_COVERED = 0.99


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
    large = (found.shared > HAIR) & (found.shares > HAIR_SHARE) | (found.shares > _COVERED)
    defects = _tell_covers(features, found, name)
    told = {position for position, count in _count_covers(found).items() if count > 1}
    for a, b, shared, share in zip(*(item[large].tolist() for item in (found.first, found.second)), found.shared[large], found.shares[large], strict=True):
        if (a, b) in found.covers and (b, a) in found.covers:
            finding = f"{features[a].label} und {features[b].label} sind dieselbe Fläche"
            defects.append(features[b].refuse(name, finding, "eine der beiden berichtigen oder löschen"))
        elif not {a, b} & told:
            finding = (
                f"Die Fläche überlappt mit {features[a].label} auf {_format_size(shared)}, "
                f"das sind {format_number(100 * share, 1)} % der kleineren"
            )
            defects.append(features[b].refuse(name, finding, "die gemeinsame Grenze im GIS berichtigen"))
    hairs = found.shared[~large & (found.shared >= 0.01)]
    note = f"{format_integer(len(hairs))} Überlappungen bis {_format_size(hairs.max())} hingenommen" if len(hairs) else ""
    return defects, [note] if note else []


def find_overlaps(degrees: Shapes) -> Overlaps:
    """All pairs of valid shapes whose interiors meet.

    Only pairs with an edge that lies inside the other, or close beside it, need to be cut with each other; in a
    clean file there is none.
    """
    conspicuous = ~shapely.is_empty(shapely.coverage_invalid_edges(degrees))
    conspicuous |= _find_twins(degrees)
    suspects = np.flatnonzero(conspicuous)
    left, right = shapely.STRtree(degrees).query(degrees[suspects], predicate="intersects")
    left = suspects[left]
    both = np.unique(np.sort(np.column_stack([left, right])[left != right], axis=1), axis=0).reshape(-1, 2)
    first, second = both[:, 0], both[:, 1]
    areas = shapely.area(degrees)
    common = _cut(degrees[first], degrees[second])
    shares = common / np.minimum(areas[first], areas[second])
    latitudes = shapely.bounds(degrees)[:, 1] if len(degrees) else np.empty(0)
    shared = common * METRES_PER_DEGREE**2 * np.cos(np.radians(latitudes[first]))
    covers = {(a, b) for a, b, part in zip(first.tolist(), second.tolist(), common, strict=True) if part > _COVERED * areas[b]}
    covers |= {(b, a) for a, b, part in zip(first.tolist(), second.tolist(), common, strict=True) if part > _COVERED * areas[a]}
    return Overlaps(first, second, shared, shares, frozenset(covers))


def _find_twins(degrees: Shapes) -> np.ndarray:
    """Shapes that are drawn twice with the same points: each edge of one matches the other."""
    drawn = shapely.to_wkb(shapely.normalize(degrees))
    _, positions, counts = np.unique(drawn, return_inverse=True, return_counts=True)
    return counts[positions] > 1


def _cut(first: Shapes, second: Shapes) -> np.ndarray:
    try:
        return shapely.area(shapely.intersection(first, second))
    except shapely.errors.GEOSException:
        return shapely.area(shapely.intersection(first, second, grid_size=1e-9))


def _count_covers(found: Overlaps) -> dict[int, int]:
    counts: dict[int, int] = {}
    for a, b in found.covers:
        if (b, a) not in found.covers:
            counts[a] = counts.get(a, 0) + 1
    return counts


def _tell_covers(features: tuple[Feature, ...], found: Overlaps, name: str) -> list[Defect]:
    remedy = "den Eintrag löschen; größere Gebiete werden aus den kleineren zusammengesetzt (boundaries.dissolve)"
    return [
        features[position].refuse(name, f"Die Fläche überdeckt {format_integer(count)} andere", remedy)
        for position, count in sorted(_count_covers(found).items())
        if count > 1
    ]


def _format_size(square_metres: float) -> str:
    if square_metres >= 1e5:
        return f"{format_number(square_metres / 1e6, 1)} km²"
    return f"{format_number(square_metres, 1 if square_metres < 10 else 0)} m²"
