"""Two maps beside each other, moved together."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from sozialmonitor.charts.map_picture import build_value_picture
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_period
from sozialmonitor.texts.german import text
from sozialmonitor.ui.html import show_html, tag
from sozialmonitor.ui.links import show_link
from sozialmonitor.ui.map.frame import MapFrame, show_map
from sozialmonitor.ui.notes import show_missing, show_notes
from sozialmonitor.ui.panel import show_area_table
from sozialmonitor.views.map_view import MapView

HEIGHT = 500
_LEFT = MapFrame("left", HEIGHT, is_linked=True)
_RIGHT = MapFrame("right", HEIGHT, period="periode2", is_linked=True)


def show_pair(store: Store, left: MapView, right: MapView, notes: Sequence[str]) -> None:
    """Both maps, each with its title, gaps and table."""
    for place, view, frame in zip(st.columns(2, gap="medium"), (left, right), (_LEFT, _RIGHT), strict=True):
        with place:
            period = format_period(view.selection.period)
            title = text("compare.map_title", indicator=view.indicator.short_title, period=period)
            show_html(tag("h2", title, class_="sm-area"))
            show_map(store, build_value_picture(view), frame)
            show_area_table(view)
            show_missing(view)
            if left.indicator is not right.indicator:  # otherwise once below, for both
                show_notes(view)
    hints = [*notes, *([text("compare.untested_maps")] if left.indicator is right.indicator else [])]
    show_html(*(tag("p", hint, class_="sm-hint") for hint in hints))
    show_link("series", text("compare.to_series"), left.selection, others=(), other_period=None)
