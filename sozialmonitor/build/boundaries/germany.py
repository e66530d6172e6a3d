"""Roughly where Germany lies: enough to notice that a file names the wrong coordinate reference system."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

from sozialmonitor.build.boundaries.drawing import Shapes

BOX = (5.0, 47.0, 16.0, 56.0)
"""West, south, east, north."""

_OUTLINE = (
    *((8.4, 55.06), (9.5, 54.85), (11.2, 54.5), (12.5, 54.5), (13.45, 54.68), (14.25, 53.93)),  # Sylt to Usedom
    *((14.4, 53.2), (14.65, 52.55), (14.75, 51.9), (15.04, 51.27), (14.85, 50.87)),  # along Oder and Neiße to Zittau
    *((14.3, 50.95), (13.0, 50.42), (12.1, 50.25), (12.5, 49.65), (13.84, 48.75)),  # Erzgebirge, Bayerischer Wald
    *((13.4, 48.4), (12.85, 48.15), (13.05, 47.5), (11.3, 47.4), (10.2, 47.27)),  # Passau to Oberstdorf
    *((9.6, 47.52), (8.5, 47.6), (7.55, 47.55), (7.75, 48.5), (8.2, 48.97)),  # Bodensee, up the Rhine
    *((6.75, 49.15), (6.1, 50.1), (5.87, 51.05), (6.0, 51.9), (6.9, 52.4)),  # Saarland to Bad Bentheim
    *((7.05, 53.2), (6.65, 53.6), (7.85, 54.2)),  # Borkum, Helgoland
)
"""Points on the border, longitude and latitude, clockwise from the north; public knowledge, right to about 0.1°."""

_TOLERANCE = 0.3
"""Degrees; what the outline cuts off lies nearer than that, and half a zone of a projection farther."""

_GERMANY = shapely.buffer(shapely.Polygon(_OUTLINE), _TOLERANCE)
shapely.prepare(_GERMANY)


def is_in_box(bounds: Any) -> bool:
    """Whether bounds in degrees (west, south, east, north) lie inside a rectangle around Germany."""
    west, south, east, north = bounds
    return bool(BOX[0] <= west <= east <= BOX[2] and BOX[1] <= south <= north <= BOX[3])


def find_german(degrees: Shapes) -> Any:
    """For each shape in EPSG:4326 whether it lies inside that rectangle, with its middle in Germany."""
    bounds = shapely.bounds(degrees)  # NaN for what is empty
    inside = ((bounds[:, :2] >= BOX[:2]) & (bounds[:, 2:] <= BOX[2:])).all(axis=1)
    found = np.zeros(len(degrees), dtype=bool)
    middles = shapely.centroid(degrees[inside])
    found[inside] = shapely.contains_xy(_GERMANY, shapely.get_x(middles), shapely.get_y(middles))
    return found
