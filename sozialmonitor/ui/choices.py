"""Widgets of the choice line. Data flows one way: query → selection → widgets; a widget only changes the query."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from sozialmonitor.domain.classification import MAXIMUM_CLASSES, MINIMUM_CLASSES, ClassMethod, Palette
from sozialmonitor.domain.selection import MAXIMUM_AREAS, Selection
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_period
from sozialmonitor.texts.german import text
from sozialmonitor.ui.area_search import list_area_options
from sozialmonitor.ui.context import change_monitor, change_query
from sozialmonitor.ui.plain import plain
from sozialmonitor.ui.received import receive_number, receive_switch, receive_text, receive_texts
from sozialmonitor.ui.widgets import select_one, take_one
from sozialmonitor.views.selection import parse_breaks

ALL_THEMES = ""

_PARAMETERS = {"palette": "farben", "method": "klassen"}


def choose_monitor(store: Store, shown: str) -> None:
    """Which city or region; changing it starts afresh."""
    monitors = {monitor.id: monitor.title for monitor in store.get_monitors()}
    st.session_state["choice.monitor"] = shown
    st.selectbox(
        text("app.monitor"),
        list(monitors),
        format_func=lambda key: monitors[key],
        key="choice.monitor",
        on_change=_take_monitor,
    )


def choose_indicator(
    store: Store, selection: Selection, places: tuple[DeltaGenerator, DeltaGenerator] | None = None
) -> None:
    """Theme and indicator, side by side or in ``places``; the theme only shortens the list."""
    catalogue = store.get_catalogue(selection.monitor)
    themes = {ALL_THEMES: text("choice.all_themes")} | {theme.id: theme.title for theme in catalogue.monitor.themes}
    shown_theme = st.session_state.get("choice.theme", ALL_THEMES)
    if shown_theme not in (ALL_THEMES, catalogue.indicators[selection.indicator].theme):
        shown_theme = ALL_THEMES
    st.session_state["choice.theme"] = shown_theme
    left, right = places or st.columns([2, 3])
    left.selectbox(
        text("choice.theme"),
        list(themes),
        format_func=lambda key: themes[key],
        key="choice.theme",
        on_change=_take_theme,
        args=(_list_by_theme(store, selection.monitor),),
    )
    listed = [
        key
        for theme, keys in _list_by_theme(store, selection.monitor).items()
        for key in keys
        if shown_theme in (ALL_THEMES, theme)
    ]
    with right:
        titles = {key: catalogue.indicators[key].title for key in listed}
        select_one(text("choice.indicator"), "indicator", "indikator", titles, selection.indicator)


def choose_level(store: Store, selection: Selection) -> None:
    """Stadtteile or Stadtbezirke, Gemeinden or Kreise."""
    catalogue = store.get_catalogue(selection.monitor)
    levels = [key for key in catalogue.geographies if key != catalogue.monitor.territory] or [selection.geography]
    titles = {key: catalogue.geographies[key].title for key in levels}
    st.session_state["choice.level"] = selection.geography
    st.selectbox(
        text("choice.level"), levels, format_func=lambda key: titles[key], key="choice.level", on_change=_take_level
    )


def choose_period(store: Store, selection: Selection) -> None:
    """Which point in time; the newest stands first."""
    periods = store.get_observations(selection.monitor, selection.indicator, selection.geography).periods
    titles = {period: format_period(period) for period in reversed(periods)}
    select_one(text("choice.period"), "period", "periode", titles, selection.period)


def choose_areas(store: Store, selection: Selection, *, has_map: bool = False) -> None:
    """Search areas by name and put up to six of them side by side; beside a map a click does the same."""
    names = list_area_options(store, selection, selection.areas)
    st.session_state["choice.areas"] = list(selection.areas)
    st.multiselect(
        text("choice.areas"),
        list(names),
        format_func=lambda code: names.get(code, code),
        key="choice.areas",
        on_change=_take_areas,
        max_selections=MAXIMUM_AREAS,
        placeholder=text("choice.areas_placeholder" if has_map else "choice.areas_hint"),
    )


def choose_classification(selection: Selection) -> None:
    """How values are cut into classes and coloured; behind one button, since few need it, and made when opened."""
    chosen = selection.classification
    popover = st.popover(text("choice.display"), width="stretch", key="choice.display", on_change="rerun")
    if not popover.open:
        return
    with popover:
        _radio(
            "palette", {palette.value: text(f"choice.palette_{palette}") for palette in Palette}, chosen.palette.value
        )
        if chosen.palette is Palette.SEQUENTIAL:  # around a value the classes follow from the distances to it
            _choose_method(selection)
        st.session_state["choice.all_periods"] = chosen.all_periods
        st.checkbox(
            text("choice.all_periods"),
            key="choice.all_periods",
            on_change=_take_all_periods,
            help=text("choice.all_periods_help"),
        )


def _choose_method(selection: Selection) -> None:
    methods = {method.value: text(f"choice.method_{method}") for method in ClassMethod}
    # "Own breaks" stays chosen while the breaks are still being typed and the map shows quantiles.
    is_typing = st.session_state.get("choice.method") == ClassMethod.MANUAL
    _radio("method", methods, ClassMethod.MANUAL.value if is_typing else selection.classification.method.value)
    if st.session_state["choice.method"] == ClassMethod.MANUAL:
        _choose_breaks(selection)
        return
    st.session_state["choice.count"] = selection.classification.count
    st.slider(
        text("choice.count"),
        MINIMUM_CLASSES,
        MAXIMUM_CLASSES,
        key="choice.count",
        on_change=_take_count,
    )


def _radio(key: str, titles: dict[str, str], shown: str) -> None:
    st.session_state[f"choice.{key}"] = shown
    st.radio(
        text(f"choice.{key}"),
        list(titles),
        format_func=lambda option: plain(titles[option]),
        key=f"choice.{key}",
        on_change=take_one,
        args=(key, _PARAMETERS[key]),
    )


def _choose_breaks(selection: Selection) -> None:
    shown = "; ".join(f"{item:g}".replace(".", ",") for item in selection.classification.breaks)
    written = receive_text("choice.breaks")
    if parse_breaks(written) or not written:
        st.session_state["choice.breaks"] = shown
    st.text_input(text("choice.breaks"), key="choice.breaks", help=text("choice.breaks_help"), on_change=_take_breaks)
    if st.session_state["choice.breaks"] and not parse_breaks(st.session_state["choice.breaks"]):
        st.error(text("choice.breaks_invalid"))
    elif not st.session_state["choice.breaks"]:
        st.info(text("choice.breaks_missing"))


def _list_by_theme(store: Store, monitor: str) -> dict[str, list[str]]:
    catalogue = store.get_catalogue(monitor)
    return {
        theme.id: [key for key, indicator in catalogue.indicators.items() if indicator.theme == theme.id]
        for theme in catalogue.monitor.themes
    }


def _take_monitor() -> None:
    change_monitor(receive_text("choice.monitor"))


def _take_theme(listed: dict[str, list[str]]) -> None:
    indicators = listed.get(receive_text("choice.theme"))
    change_query({"indikator": indicators[0]} if indicators else {})


def _take_level() -> None:
    change_query({"ebene": receive_text("choice.level") or None, "gebiete": None})


def _take_areas() -> None:
    change_query({"gebiete": ",".join(receive_texts("choice.areas")) or None})


def _take_breaks() -> None:
    breaks = parse_breaks(receive_text("choice.breaks"))
    change_query({"grenzen": ";".join(f"{item:g}" for item in breaks) or None, "klassen": ClassMethod.MANUAL.value})


def _take_count() -> None:
    count = receive_number("choice.count")
    change_query({} if count is None else {"anzahl": str(int(count))})


def _take_all_periods() -> None:
    change_query({"grenzen-aus": None if receive_switch("choice.all_periods") else "periode"})
