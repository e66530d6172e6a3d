"""The map page: a fragment, so that a click redraws it and nothing else."""

from __future__ import annotations

import streamlit as st

from sozialmonitor.charts.map_picture import build_value_picture
from sozialmonitor.store.store import Store
from sozialmonitor.ui.cache import get_scale
from sozialmonitor.ui.choices import choose_areas, choose_classification, choose_indicator, choose_level
from sozialmonitor.ui.context import resolve_current
from sozialmonitor.ui.head import show_head
from sozialmonitor.ui.map.frame import show_map
from sozialmonitor.ui.notes import show_missing, show_notes, show_reading_help, show_replacements, show_source
from sozialmonitor.ui.panel import build_area_table_parts, build_focus_parts, show_series
from sozialmonitor.views.map_view import build_map_view
from sozialmonitor.views.series.view import build_series_view


@st.fragment
def show_map_page(store: Store) -> None:
    """Choices, map, the area in focus, table and notes."""
    resolved = resolve_current(store)
    selection = resolved.selection
    scale = get_scale(store, selection.monitor, selection.indicator, selection.geography, selection.classification)
    view = build_map_view(store, selection, scale)
    show_head("map", view.title, view.subtitle, view.as_of)
    theme, indicator, level, areas, display = st.columns([2, 3, 2, 4, 1.6], vertical_alignment="bottom")
    choose_indicator(store, selection, (theme, indicator))
    with level:
        choose_level(store, selection)
    with areas:
        choose_areas(store, selection, has_map=True)
    with display:
        choose_classification(selection)
    show_replacements(resolved.notes)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        show_map(store, build_value_picture(view))
    with right:
        series = build_series_view(store, selection)
        show_series(series, before=build_focus_parts(view), after=build_area_table_parts(view))
    show_reading_help(view.indicator)
    show_missing(view)
    show_notes(view)
    show_source(store, view)
