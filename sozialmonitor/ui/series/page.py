"""The page „Zeitreihen“: areas as lines, indicators as indices, or all areas as small pictures."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.selection import Selection, SeriesMode
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_period
from sozialmonitor.texts.german import text
from sozialmonitor.ui.cache import get_scale
from sozialmonitor.ui.context import resolve_current
from sozialmonitor.ui.head import show_head
from sozialmonitor.ui.html import show_html, tag
from sozialmonitor.ui.notes import show_notes, show_reading_help, show_replacements, show_sources
from sozialmonitor.ui.series.choices import choose_series
from sozialmonitor.ui.series.parts import show_area_lines, show_index_lines, show_multiples
from sozialmonitor.views.map_view import MapView, build_map_view
from sozialmonitor.views.reading import describe_breaks
from sozialmonitor.views.series.index import build_index_view
from sozialmonitor.views.series.view import find_span


@st.fragment
def show_series_page(store: Store) -> None:
    """Choices, lines, sentences, table and notes."""
    resolved = resolve_current(store)
    selection = resolved.selection
    if selection.series_mode is SeriesMode.INDICATORS:
        _show_indicators(store, selection, resolved.notes)
        return
    view = _build_newest(store, selection)
    is_all = selection.series_mode is SeriesMode.ALL_AREAS
    periods = view.observations.periods
    span = _describe_span(*((periods[0], periods[-1]) if is_all else find_span(store, selection)))
    subtitle = text("lines.subtitle", description=view.indicator.description, level=view.geography.title, span=span)
    show_head("series", view.title, subtitle, view.as_of)
    choose_series(store, selection)
    show_replacements(resolved.notes)
    if len(view.observations.periods) == 1:
        st.info(text("lines.single_period"))
    if selection.series_mode is SeriesMode.AREAS:
        show_area_lines(store, selection)
    else:
        show_multiples(store, selection, view)
    _show_foot(store, view, [view.indicator])


def _show_indicators(store: Store, selection: Selection, notes: tuple[str, ...]) -> None:
    index = build_index_view(store, selection)
    view = _build_newest(store, selection)
    base = format_period(index.base) if index.base else ""
    subtitle = text("lines.index_subtitle", base=base) if base else view.indicator.description
    newest = format_period(index.periods[-1]) if index.periods else view.as_of
    show_head("series", text("lines.index_title", name=index.name), subtitle, newest)
    choose_series(store, selection, index)
    show_replacements((*notes, *index.notes))
    show_index_lines(selection, index)
    _show_foot(store, view, list(index.indicators) or [view.indicator])


def _build_newest(store: Store, selection: Selection) -> MapView:
    """Title, date, notes and sources of the newest period: a series stands for no other one."""
    periods = store.get_observations(selection.monitor, selection.indicator, selection.geography).periods
    newest = replace(selection, period=periods[-1])
    scale = get_scale(store, newest.monitor, newest.indicator, newest.geography, newest.classification)
    return build_map_view(store, newest, scale)


def _describe_span(start: str, end: str) -> str:
    first, last = format_period(start), format_period(end)
    return first if first == last else text("lines.span", first=first, last=last)


def _show_foot(store: Store, view: MapView, indicators: list[Indicator]) -> None:
    for indicator in indicators:
        show_reading_help(indicator, with_title=len(indicators) > 1)
    breaks = [
        f"{item.title}: {note}"
        for item in indicators
        if item.id != view.indicator.id
        for note in describe_breaks(item.list_breaks(with_reference=True), view.monitor.reference_label)
    ]
    if breaks:
        show_html(tag("ul", *(tag("li", note) for note in breaks), class_="sm-notes"))
    show_notes(view)
    show_sources(store, view, indicators)
