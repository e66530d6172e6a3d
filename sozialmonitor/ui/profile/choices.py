"""Widgets of the profile: its level and its one area."""

from __future__ import annotations

import streamlit as st

from sozialmonitor.domain.selection import Selection
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.ui.area_search import list_area_options
from sozialmonitor.ui.context import change_query
from sozialmonitor.ui.received import receive_text


def choose_profile_level(store: Store, selection: Selection) -> None:
    """Like ``choose_level``, on a page that shows all indicators: the selected one gives way to the level."""
    catalogue = store.get_catalogue(selection.monitor)
    levels = list(
        dict.fromkeys(level for key in catalogue.indicators for level in store.get_levels(selection.monitor, key))
    )
    levels = [key for key in catalogue.geographies if key in levels] or [selection.geography]
    titles = {key: catalogue.geographies[key].title for key in levels}
    st.session_state["choice.level"] = selection.geography
    st.selectbox(
        text("choice.level"),
        levels,
        format_func=lambda key: titles[key],
        key="choice.level",
        on_change=_take_profile_level,
        args=(store, selection),
    )


def choose_focus(store: Store, selection: Selection) -> None:
    """The one area that is looked at; further chosen ones stay chosen."""
    names = list_area_options(store, selection, [selection.focus] if selection.focus else [])
    st.session_state["choice.focus"] = selection.focus
    st.selectbox(
        text("profile.choose"),
        list(names),
        format_func=lambda code: names.get(code, code),
        key="choice.focus",
        on_change=_take_focus,
        args=(selection.areas[:-1],),
    )


def _take_profile_level(store: Store, selection: Selection) -> None:
    level = receive_text("choice.level")
    keys = [selection.indicator, *store.get_catalogue(selection.monitor).indicators]
    fitting = next((key for key in keys if level in store.get_levels(selection.monitor, key)), None)
    change_query({"ebene": level, "gebiete": None, "indikator": fitting} if fitting else {})


def _take_focus(others: tuple[str, ...]) -> None:
    focus = receive_text("choice.focus")
    change_query({"gebiete": ",".join([*(code for code in others if code != focus), focus])} if focus else {})
