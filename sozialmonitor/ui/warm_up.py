"""Before the first visitor comes: load, compute and draw once what the first page needs."""

from __future__ import annotations

from sozialmonitor.charts.folium_map import build_message
from sozialmonitor.charts.map_message import encode_message
from sozialmonitor.charts.map_picture import build_value_picture
from sozialmonitor.charts.time_series import build_time_series
from sozialmonitor.domain.audience import Audience
from sozialmonitor.store.store import Store
from sozialmonitor.ui.assets import get_assets_version
from sozialmonitor.ui.cache import get_scale
from sozialmonitor.ui.map.content import draw_map
from sozialmonitor.ui.memory import freeze
from sozialmonitor.ui.panel import CHART_HEIGHT
from sozialmonitor.ui.stores import load_store
from sozialmonitor.views.map_view import build_map_view
from sozialmonitor.views.selection import resolve_selection
from sozialmonitor.views.series.view import build_series_view


def warm_up() -> None:
    """Draw the first map of every monitor, into nothing.

    Raises:
        StoreError: nothing is published, or the release is damaged.
    """
    get_assets_version()
    store = load_store(Audience.PUBLIC)
    for monitor in store.get_monitors():
        _draw_first_map(store, monitor.id)
    build_time_series(CHART_HEIGHT)
    freeze()


def _draw_first_map(store: Store, monitor: str) -> None:
    selection = resolve_selection(store, {"monitor": monitor}).selection
    scale = get_scale(store, monitor, selection.indicator, selection.geography, selection.classification)
    picture = build_value_picture(build_map_view(store, selection, scale))
    build_series_view(store, selection)
    folium_map = draw_map(store, picture)
    build_message(*encode_message(picture, 0)).add_to(folium_map)
    folium_map.get_root().render()
