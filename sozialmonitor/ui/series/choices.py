"""Choices of the page of time series."""

from __future__ import annotations

import streamlit as st

from sozialmonitor.domain.selection import MAXIMUM_OTHERS, Selection, SeriesMode
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_period
from sozialmonitor.texts.german import text
from sozialmonitor.ui.choices import choose_areas, choose_indicator, choose_level
from sozialmonitor.ui.widgets import pick_one, select_one, select_some, switch
from sozialmonitor.views.series.index import IndexView


def choose_series(store: Store, selection: Selection, index: IndexView | None = None) -> None:
    """What stands side by side, and of what; ``index`` belongs to several indicators."""
    modes = {mode.value: text(f"lines.mode_{mode.value}") for mode in SeriesMode}
    shown = selection.series_mode.value
    pick_one(text("lines.mode"), "series_mode", "reihen", modes, shown, default=SeriesMode.AREAS.value)
    indicator, level, areas = st.columns([5, 2, 4], vertical_alignment="bottom")
    with indicator:
        choose_indicator(store, selection)
    with level:
        choose_level(store, selection)
    with areas:
        choose_areas(store, selection)
    if index is not None:
        _choose_index(store, selection, index)
        return
    if selection.series_mode is SeriesMode.AREAS:
        band, axis = st.columns(2)
        with band:
            switch(text("lines.band"), "band", "band", "ja", is_on=selection.has_band)
        with axis:
            switch(text("lines.free_zoom"), "axis", "achse", "frei", is_on=selection.has_free_axis)
    else:
        switch(text("lines.free_each"), "axis", "achse", "frei", is_on=selection.has_free_axis)


def choose_others(store: Store, selection: Selection) -> None:
    """Further indicators beside the first one."""
    titles = list_others(store, selection)
    hint = text("lines.others_hint")
    select_some(text("lines.others"), "others", "indikatoren", titles, selection.others, most=MAXIMUM_OTHERS, hint=hint)


def list_others(store: Store, selection: Selection) -> dict[str, str]:
    """Titles of the other indicators at this level, by id; those chosen already are always among them."""
    indicators = store.get_catalogue(selection.monitor).indicators
    return {
        key: item.title
        for key, item in indicators.items()
        if key != selection.indicator
        and (key in selection.others or selection.geography in store.get_levels(selection.monitor, key))
    }


def _choose_index(store: Store, selection: Selection, index: IndexView) -> None:
    others, base = st.columns([5, 2], vertical_alignment="bottom")
    with others:
        choose_others(store, selection)
    if index.base:
        with base:
            titles = {period: format_period(period) for period in index.bases}
            select_one(text("lines.base"), "base", "basis", titles, index.base)
