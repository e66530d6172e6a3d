"""A map in its frame: a constant folium map, one message per change, one event back."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import streamlit as st
from streamlit_folium import st_folium

from sozialmonitor.charts.folium_map import build_message
from sozialmonitor.charts.map_message import encode_message
from sozialmonitor.charts.map_picture import MapPicture
from sozialmonitor.domain.selection import MAXIMUM_AREAS
from sozialmonitor.store.store import Store
from sozialmonitor.ui.context import change_query, current_query
from sozialmonitor.ui.map.content import draw_map
from sozialmonitor.ui.received import receive_event

HEIGHT = 600


@dataclass(frozen=True)
class MapFrame:
    """One place for a map; several can stand on a page.

    Attributes:
        name: of the place, in keys of the session. height: pixels.
        period: part of the query that the map's slider changes.
        is_linked: whether the linked maps of the page show the same part of the world.
    """

    name: str = "map"
    height: int = HEIGHT
    period: str = "periode"
    is_linked: bool = False

    @property
    def seen(self) -> str:
        """Session key: number of the last event taken."""
        return f"{self.name}.seen"

    @property
    def rest(self) -> str:
        """Session key: content whose other periods are wanted."""
        return f"{self.name}.rest"

    @property
    def sent(self) -> str:
        """Session key: number of the last message, and what it held."""
        return f"{self.name}.sent"


_SINGLE = MapFrame()


def show_map(store: Store, picture: MapPicture, frame: MapFrame = _SINGLE) -> None:
    """Draw the map. What happens in it changes the query before the page runs again."""
    key = f"{frame.name}-{picture.monitor}-{picture.geography}-{store.release_id}"
    rest = st.session_state.pop(frame.rest, None) == picture.key
    sequence = _get_sequence(picture, frame, rest=rest)
    st_folium(
        draw_map(store, picture, is_linked=frame.is_linked),
        key=key,
        height=frame.height,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=build_message(*encode_message(picture, sequence, rest=rest)),
        on_change=functools.partial(_take_event, frame, key),
    )


def _get_sequence(picture: MapPicture, frame: MapFrame, *, rest: bool) -> int:
    """Number of the message; it only grows when the content changes, so that a repeated one costs nothing."""
    content = (picture.key, picture.version, rest)
    number, sent = st.session_state.get(frame.sent, (0, None))
    if sent != content:
        st.session_state[frame.sent] = (number := number + 1, content)
    return int(number)


def _take_event(frame: MapFrame, key: str) -> None:
    """An area was clicked, or the period slider came to rest, or values of other periods are wanted."""
    event = receive_event(key)
    if not event or event.get("seq") == st.session_state.get(frame.seen):
        return
    st.session_state[frame.seen] = event.get("seq")
    # The frame names what it shows. If something else has been chosen since, it has not seen that one's first part.
    if event.get("want"):
        st.session_state[frame.rest] = event["want"]
    change_query({frame.period: event["period"]} if event.get("period") else {})
    if event.get("area"):
        change_query({"gebiete": ",".join(_toggle(event["area"])) or None})


def _toggle(code: str) -> list[str]:
    """A click chooses an area, a second click lets it go; beyond the most, the oldest choice gives way."""
    areas = [item for item in current_query().get("gebiete", "").split(",") if item]
    return [item for item in areas if item != code] if code in areas else [*areas, code][-MAXIMUM_AREAS:]
