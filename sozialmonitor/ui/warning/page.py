"""The page „Frühwarnung“: areas that deserve a second look, and how many of them chance alone would bring."""

from __future__ import annotations

import functools

import streamlit as st

from sozialmonitor.domain.selection import Selection
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.ui.cache import get_class_results, get_class_uncertainty, get_evidence
from sozialmonitor.ui.choices import choose_level
from sozialmonitor.ui.context import resolve_current
from sozialmonitor.ui.head import show_head
from sozialmonitor.ui.html import show_html, tag
from sozialmonitor.ui.notes import show_origin, show_replacements
from sozialmonitor.ui.warning.parts import build_classes, build_trends
from sozialmonitor.ui.widgets import select_one
from sozialmonitor.views.warning.classes import ClassRule, build_class_rule
from sozialmonitor.views.warning.trends import build_trend_rule, list_directed
from sozialmonitor.views.warning.view import WarningView, build_warning_view, explain_no_typology, find_level_typology


@st.fragment
def show_warning_page(store: Store) -> None:
    """Choices, hints by both rules, how to read them, sources."""
    resolved = resolve_current(store)
    selection = resolved.selection
    view = _build_view(store, selection)
    show_head(
        "warning",
        text("warning.title", monitor=view.monitor.title),
        text("warning.subtitle", level=view.geography.title),
        text("overview.up_to", date=view.newest),
    )
    _show_choices(store, selection, view)
    show_replacements(resolved.notes)
    show_html(build_trends(view, selection), build_classes(view, selection))
    _show_reading_help(view)
    show_origin(store, selection.monitor, view.indicators, [view.geography], view.newest)


def _build_view(store: Store, selection: Selection) -> WarningView:
    monitor, level = selection.monitor, selection.geography
    evidence = {item.id: get_evidence(store, monitor, item.id, level) for item in list_directed(store, monitor, level)}
    trends = build_trend_rule(store, monitor, level, evidence)
    return build_warning_view(store, selection, trends, _apply_class_rule(store, selection))


def _apply_class_rule(store: Store, selection: Selection) -> ClassRule:
    monitor = selection.monitor
    typology = find_level_typology(store.get_catalogue(monitor), selection)
    if typology is None:
        return explain_no_typology(store.get_geography(monitor, selection.geography))
    results = get_class_results(store, monitor, typology)
    return build_class_rule(
        store, monitor, typology, results, functools.partial(get_class_uncertainty, store, monitor, typology)
    )


def _show_choices(store: Store, selection: Selection, view: WarningView) -> None:
    level, typology = st.columns([2, 5], vertical_alignment="bottom")
    with level:
        choose_level(store, selection)
    if view.classes.typology is not None:
        titles = {item.id: item.title for item in view.typologies}
        with typology:
            select_one(text("warning.typology"), "typology", "typologie", titles, view.classes.typology.id)


def _show_reading_help(view: WarningView) -> None:
    with st.expander(text("panel.how_to_read")):
        parts = []
        for key in ("hint", "trend", "class", "alarm", "limit"):
            parts += [tag("h2", text(f"warning.reading_{key}_title"), class_="sm-h")]
            parts += [tag("p", text(f"warning.reading_{key}"))]
        if view.classes.typology is not None:
            parts += [tag("h2", view.classes.typology.title, class_="sm-h"), tag("p", view.classes.typology.limits)]
        show_html(*parts)
