"""The map in its frame: a constant folium map, one message per change, one event back."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from sozialmonitor.charts.folium_map import build_map, build_message
from sozialmonitor.charts.map_message import encode_message
from sozialmonitor.domain.selection import MAXIMUM_AREAS
from sozialmonitor.store.store import Store
from sozialmonitor.ui.assets import MAP_SCRIPT, MAP_STYLE, get_assets_version
from sozialmonitor.ui.context import change_query, current_query
from sozialmonitor.views.map_view import MapView

HEIGHT = 600

_SEEN, _REST, _SENT = "map.seen", "map.rest", "map.sent"


def show_map(store: Store, view: MapView) -> None:
    """Draw the map. What happens in it changes the query before the page runs again."""
    key = f"map-{view.monitor.id}-{view.geography.id}-{store.release_id}"
    folium_map = build_map(
        bounds=store.get_bounds(view.monitor.id, view.geography.id),
        geometry=store.get_geometry_names(view.monitor.id, view.geography.id),
        areas=len(view.areas),
        attribution=view.attribution,
        script=f"../../assets/{get_assets_version()}/{MAP_SCRIPT}",
        style=f"../../assets/{get_assets_version()}/{MAP_STYLE}",
    )
    rest = st.session_state.pop(_REST, None) == view.key
    st_folium(
        folium_map,
        key=key,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=build_message(*encode_message(view, _get_sequence(view, rest=rest), rest=rest)),
        on_change=_take_event,
    )
    st.session_state["map.key"] = key


def _get_sequence(view: MapView, *, rest: bool) -> int:
    """Number of the message; it only grows when the content changes, so that a repeated one costs nothing."""
    content = (view.key, view.period, view.positions, view.selection.classification, rest)
    number, sent = st.session_state.get(_SENT, (0, None))
    if sent != content:
        st.session_state[_SENT] = (number := number + 1, content)
    return int(number)


def _take_event() -> None:
    """An area was clicked, or the period slider came to rest, or values of other periods are wanted."""
    event: dict[str, Any] = st.session_state.get(st.session_state.get("map.key", ""), None) or {}
    if not event or event.get("seq") == st.session_state.get(_SEEN):
        return
    st.session_state[_SEEN] = event.get("seq")
    if event.get("want") == "rest":
        st.session_state[_REST] = st.session_state.get(_SENT, (0, (None,)))[1][0]
    if event.get("period"):
        change_query({"periode": str(event["period"])})
    if event.get("area"):
        change_query({"gebiete": ",".join(_toggle(str(event["area"]))) or None})


def _toggle(code: str) -> list[str]:
    """A click chooses an area, a second click lets it go; beyond the most, the oldest choice gives way."""
    areas = [item for item in current_query().get("gebiete", "").split(",") if item]
    return [item for item in areas if item != code] if code in areas else [*areas, code][-MAXIMUM_AREAS:]
