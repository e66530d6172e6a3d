"""What fills a map's frame: the constant map of a geography with our own files.

Apart from the frame, because its component registers itself in a running server only; the warm start comes before.
"""

from __future__ import annotations

import folium

from sozialmonitor.charts.folium_map import build_map
from sozialmonitor.charts.map_picture import MapPicture
from sozialmonitor.store.store import Store
from sozialmonitor.ui.assets import MAP_SCRIPT, MAP_STYLE, get_assets_version


def draw_map(store: Store, picture: MapPicture, *, is_linked: bool = False) -> folium.Map:
    """The map of a picture's geography, without values: those follow as a message.

    Args:
        is_linked: other maps of the same areas on the page move along with this one.
    """
    areas = store.get_areas(picture.monitor, picture.geography)
    files = f"../../assets/{get_assets_version()}"
    return build_map(
        bounds=store.get_bounds(picture.monitor, picture.geography),
        geometry=store.get_geometry_names(picture.monitor, picture.geography),
        areas=picture.areas,
        attribution=picture.attribution,
        script=f"{files}/{MAP_SCRIPT}",
        style=f"{files}/{MAP_STYLE}",
        is_linked=is_linked,
        qualifiers={area.code: area.qualifier for area in areas if area.qualifier},
    )
