"""The areas of a geography with their polygons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sozialmonitor.build.boundaries.drawing import Shapes
from sozialmonitor.build.boundaries.systems import DEFAULT_CRS
from sozialmonitor.domain.geography import Area

if TYPE_CHECKING:
    import geopandas as gpd


@dataclass(frozen=True)
class AreaShapes:
    """Polygons of all areas of a geography.

    Attributes:
        areas: in the order of the catalogue. shapes: theirs, in EPSG:4326, every one valid and not empty.
    """

    areas: tuple[Area, ...]
    shapes: Shapes

    def to_frame(self) -> gpd.GeoDataFrame:
        """The same as a frame with the columns ``code, name, parent, geometry``."""
        import geopandas as gpd  # late: checking does not need it, and it takes most of a second

        columns = {
            "code": [area.code for area in self.areas],
            "name": [area.name for area in self.areas],
            "parent": [area.parent or "" for area in self.areas],
        }
        return gpd.GeoDataFrame(columns, geometry=self.shapes, crs=DEFAULT_CRS)
