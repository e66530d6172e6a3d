"""The page „Überblick“: key figures, secured changes, small maps, secured differences."""

from __future__ import annotations

import streamlit as st

from sozialmonitor.domain.selection import Selection
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.ui.cache import get_overview
from sozialmonitor.ui.context import resolve_current
from sozialmonitor.ui.head import show_head
from sozialmonitor.ui.html import show_html, tag
from sozialmonitor.ui.notes import show_origin, show_replacements
from sozialmonitor.ui.overview.figures import build_figures, build_maps
from sozialmonitor.ui.overview.findings import build_differences, build_trends
from sozialmonitor.views.overview.view import OverviewView


@st.fragment
def show_overview_page(store: Store) -> None:
    """The newest state of a monitor; nothing here depends on the indicator or the period in the address."""
    resolved = resolve_current(store)
    selection = resolved.selection
    view = get_overview(store, selection.monitor)
    show_head(
        "overview",
        text("overview.title", monitor=view.monitor.title),
        text("overview.subtitle"),
        text("overview.up_to", date=view.newest),
    )
    show_replacements(resolved.notes)
    show_html(build_figures(view, selection), build_trends(view, selection))
    show_html(build_maps(store, view, selection), build_differences(view, selection))
    _show_reading_help(view)
    _show_source(store, view, selection)


def _show_reading_help(view: OverviewView) -> None:
    with st.expander(text("overview.reading")):
        for title, sentence in (
            ("overview.reading_test_title", "overview.reading_test"),
            ("overview.reading_alarms_title", "overview.reading_alarms"),
            ("overview.reading_choice_title", "overview.reading_choice"),
            ("overview.reading_words_title", "overview.reading_words"),
        ):
            show_html(tag("h3", text(title)), tag("p", text(sentence)))
        show_html(tag("h3", text("panel.limits")), tag("p", view.monitor.limits))


def _show_source(store: Store, view: OverviewView, selection: Selection) -> None:
    indicators = store.get_catalogue(selection.monitor).indicators.values()
    geographies = [item.geography for item in view.maps]
    show_origin(store, selection.monitor, indicators, geographies, view.newest)
