"""The page „Typologie“: areas in classes, what a class is made of, and why it changed."""

from __future__ import annotations

import functools

import streamlit as st

from sozialmonitor.charts.class_picture import build_class_picture
from sozialmonitor.domain.selection import Selection
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.ui.cache import get_class_change, get_class_results
from sozialmonitor.ui.context import current_query, keep_selection
from sozialmonitor.ui.head import show_head
from sozialmonitor.ui.html import Markup, show_html, tag
from sozialmonitor.ui.links import ADDRESSES, show_link
from sozialmonitor.ui.map.frame import MapFrame, show_map
from sozialmonitor.ui.notes import show_origin, show_remarks, show_replacements
from sozialmonitor.ui.plain import plain
from sozialmonitor.ui.typology.change import build_parts, build_sentences
from sozialmonitor.ui.typology.choices import show_choices
from sozialmonitor.ui.typology.downloads import show_downloads
from sozialmonitor.ui.typology.focus import build_focus_parts, build_limits
from sozialmonitor.ui.typology.tables import build_areas, build_history, build_matrix, build_transitions
from sozialmonitor.views.typology.selection import leave_open, resolve_class_selection
from sozialmonitor.views.typology.series import collect_typology_series
from sozialmonitor.views.typology.view import TypologyView, build_typology_view

_FRAME = MapFrame("classes", period="stand")


@st.fragment
def show_typology_page(store: Store) -> None:
    """Choices, map, the area in focus, tables, changes and notes."""
    resolved = resolve_class_selection(store, current_query())
    selection = resolved.selection
    typologies = store.get_catalogue(selection.monitor).typologies
    if not typologies:
        keep_selection(selection)
        _show_absence(store, selection, resolved.notes)
        return
    typology = typologies[selection.classes.typology or ""]
    series = collect_typology_series(store, selection.monitor, typology)
    keep_selection(leave_open(series, selection))
    view = build_typology_view(
        store,
        selection,
        get_class_results(store, selection.monitor, typology),
        functools.partial(get_class_change, store, selection.monitor, typology),
    )
    show_head("typology", view.title, view.subtitle, view.as_of)
    show_choices(store, selection, series)
    show_replacements(resolved.notes)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        show_map(store, build_class_picture(view.classes), _FRAME)
        show_html(*build_limits(view))
    with right:
        show_html(*build_focus_parts(view))
    _show_links(view)
    show_html(
        *_build_why(view), *build_history(view), *build_matrix(view), *build_areas(view), *build_transitions(view)
    )
    _show_explanations(view)
    show_remarks(view.notes)
    show_downloads(store, selection)
    show_origin(store, selection.monitor, view.indicators, [view.geography], view.as_of)


def _show_absence(store: Store, selection: Selection, notes: tuple[str, ...]) -> None:
    """A monitor need not have a typology."""
    monitor = store.get_catalogue(selection.monitor).monitor.title
    show_head("typology", text("typology.none_title"), text("typology.none_subtitle", monitor=monitor))
    show_replacements(notes)
    st.info(text("typology.none", monitor=plain(monitor)))
    show_link("map", text("profile.to_map"), selection)


def _show_links(view: TypologyView) -> None:
    """To other pages about the same, and to the map of each indicator."""
    with st.container(horizontal=True):
        show_link("profile", text("typology.to_profile"), view.selection)
        show_link("series", text("typology.to_series"), view.selection)
        if "lab" in ADDRESSES:
            show_link("lab", text("typology.to_lab"), view.selection)
        show_link("sources", text("typology.to_sources"), view.selection)


def _build_why(view: TypologyView) -> tuple[Markup, ...]:
    if view.change is None or view.typology.status is None:  # clusters say so with their transitions
        return ()
    title = text("typology.why_kept" if view.change.is_kept else "typology.why")
    return (tag("h2", title, class_="sm-section"), build_sentences(view.change), *build_parts(view.change))


def _show_explanations(view: TypologyView) -> None:
    with st.expander(text("typology.how_read")):
        keys = ["read", "read_dynamic", "read_change"]
        show_html(
            *(
                part
                for key in keys
                for part in (tag("h2", text(f"typology.{key}_title"), class_="sm-h"), tag("p", text(f"typology.{key}")))
            )
        )
    with st.expander(text("typology.method")):
        show_html(*(part for head, body in view.method for part in (tag("h2", head, class_="sm-h"), tag("p", body))))
