"""Which of many shapes come near each other, with a limit on how many pairs are worth looking at."""

from __future__ import annotations

import numpy as np
import shapely

from sozialmonitor.build.boundaries.drawing import Shapes

_CHUNK = 100


def find_close_pairs(shapes: Shapes, most: int) -> tuple[np.ndarray, np.ndarray] | None:
    """Positions of all pairs whose bounds meet, the smaller first.

    Args:
        shapes: none missing. most: pairs per shape, on average.

    Returns:
        None if there are more: all pairs of many shapes that lie over each other would fill the memory.
    """
    tree, count = shapely.STRtree(shapes), 0
    found = [np.empty((0, 2), dtype=np.int64)]
    for start in range(0, len(shapes), _CHUNK):
        left, right = tree.query(shapes[start : start + _CHUNK])
        count += len(left)
        if count > most * len(shapes):
            return None
        found.append(np.column_stack([left + start, right])[left + start < right])
    first, second = np.concatenate(found).T
    return first, second
