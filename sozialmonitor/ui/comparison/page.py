"""The page „Vergleich“: areas in a table, two indicators as points, or two maps."""

from __future__ import annotations

import streamlit as st

from sozialmonitor.domain.selection import CompareMode, Selection
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.ui.cache import get_scale
from sozialmonitor.ui.choices import choose_areas, choose_classification, choose_indicator, choose_level, choose_period
from sozialmonitor.ui.comparison.choices import choose_mode, choose_right_map, choose_second, choose_table_period
from sozialmonitor.ui.comparison.maps import show_pair
from sozialmonitor.ui.comparison.scatter import show_scatter
from sozialmonitor.ui.comparison.table import show_comparison
from sozialmonitor.ui.context import resolve_current
from sozialmonitor.ui.head import show_head
from sozialmonitor.ui.notes import show_notes, show_reading_help, show_replacements, show_sources
from sozialmonitor.views.comparison.map_pair import build_map_pair
from sozialmonitor.views.comparison.scatter import build_scatter_view, find_other
from sozialmonitor.views.map_view import MapView, build_map_view, describe_period


@st.fragment
def show_comparison_page(store: Store) -> None:
    """Choices, picture, sentences, table and notes."""
    resolved = resolve_current(store)
    show = {
        CompareMode.TABLE: _show_table,
        CompareMode.SCATTER: _show_scatter,
        CompareMode.MAPS: _show_maps,
    }[resolved.selection.compare_mode]
    show(store, resolved.selection, resolved.notes)


def _show_table(store: Store, selection: Selection, notes: tuple[str, ...]) -> None:
    level = store.get_geography(selection.monitor, selection.geography).title
    show_head(
        "comparison",
        text("compare.title_table"),
        text("compare.subtitle_table", level=level),
        text("compare.as_of_rows"),
    )
    choose_mode(selection)
    left, middle, right = st.columns([2, 5, 3], vertical_alignment="bottom")
    with left:
        choose_level(store, selection)
    with middle:
        choose_areas(store, selection)
    with right:
        choose_table_period(store, selection)
    show_replacements(notes)
    indicators = show_comparison(store, selection)
    show_sources(store, _build_map_view(store, selection), indicators)


def _show_scatter(store: Store, selection: Selection, notes: tuple[str, ...]) -> None:
    head = _build_map_view(store, selection)
    other = find_other(store, selection)
    if other is None:
        show_head("comparison", head.title, head.subtitle, head.as_of)
        choose_mode(selection)
        _choose_points(store, selection, None)
        st.info(text("compare.no_second"))
        return
    view = build_scatter_view(store, selection, other)
    first, second = view.x.indicator, view.y.indicator
    titles = {"first": first.short_title, "second": second.short_title}
    subtitle = text("compare.subtitle_scatter", level=head.geography.title, **titles)
    catalogue = store.get_catalogue(selection.monitor)
    dates = [describe_period(catalogue, axis.indicator.id, axis.period) for axis in (view.x, view.y)]
    show_head("comparison", text("compare.title_scatter", **titles), subtitle, _join_dates(*dates))
    choose_mode(selection)
    _choose_points(store, selection, other)
    show_replacements((*notes, *view.notes))
    show_scatter(view, selection, head.monitor.reference_label)
    for indicator in (first, second):
        show_reading_help(indicator, with_title=True)
    show_notes(head)
    show_sources(store, head, [first, second])


def _choose_points(store: Store, selection: Selection, other: str | None) -> None:
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        choose_indicator(store, selection)
    if other is not None:
        with right:
            choose_second(store, selection, other)
    level, period, areas = st.columns([2, 2, 5], vertical_alignment="bottom")
    with level:
        choose_level(store, selection)
    with period:
        choose_period(store, selection)
    with areas:
        choose_areas(store, selection)


def _show_maps(store: Store, selection: Selection, notes: tuple[str, ...]) -> None:
    pair = build_map_pair(store, selection)
    left, right = _build_map_view(store, pair.left), _build_map_view(store, pair.right)
    is_same = left.indicator is right.indicator
    titles = {"first": left.indicator.short_title, "second": right.indicator.short_title}
    title = text("compare.title_periods", indicator=left.title) if is_same else text("compare.title_scatter", **titles)
    as_of = _join_dates(left.as_of, right.as_of)
    show_head("comparison", title, text("compare.subtitle_maps", level=left.geography.title), as_of)
    choose_mode(selection)
    first, second = st.columns(2, vertical_alignment="bottom")
    with first:
        choose_indicator(store, selection)
    with second:
        choose_right_map(store, selection)
    level, areas, display = st.columns([2, 5, 1.6], vertical_alignment="bottom")
    with level:
        choose_level(store, selection)
    with areas:
        choose_areas(store, selection, has_map=True)
    with display:
        choose_classification(selection)
    show_replacements(notes)
    show_pair(store, left, right, pair.notes)
    indicators = [left.indicator] if is_same else [left.indicator, right.indicator]
    for indicator in indicators:
        show_reading_help(indicator, with_title=len(indicators) > 1)
    if is_same:
        show_notes(left)
    show_sources(store, left, indicators)


def _join_dates(first: str, second: str) -> str:
    return first if first == second else text("compare.and", first=first, second=second)


def _build_map_view(store: Store, selection: Selection) -> MapView:
    scale = get_scale(store, selection.monitor, selection.indicator, selection.geography, selection.classification)
    return build_map_view(store, selection, scale)
