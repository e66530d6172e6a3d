"""The page „Indikatoren“: find an indicator on the left, read its sheet on the right."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from sozialmonitor.domain.selection import Selection
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_integer
from sozialmonitor.texts.german import text
from sozialmonitor.ui.context import change_query, resolve_current
from sozialmonitor.ui.head import show_head
from sozialmonitor.ui.html import show_html, tag
from sozialmonitor.ui.indicator_sheet import show_sheet
from sozialmonitor.ui.notes import show_replacements
from sozialmonitor.ui.plain import plain
from sozialmonitor.ui.received import receive_text
from sozialmonitor.views.indicators_view import Entry, Filter, build_sheet, find_entries, list_entries

LIST_HEIGHT = 460

_CHOSEN = "indicators.chosen"


@st.fragment
def show_indicators_page(store: Store) -> None:
    """Search, list, and the sheet of the chosen indicator."""
    resolved = resolve_current(store)
    selection = resolved.selection
    catalogue = store.get_catalogue(selection.monitor)
    entries = list_entries(store, selection.monitor)
    subtitle = text("indicators.subtitle", count=format_integer(len(entries)), monitor=catalogue.monitor.title)
    show_head("indicators", text("indicators.title"), subtitle)
    show_replacements(resolved.notes)
    left, right = st.columns([2, 3], gap="large")
    with left:
        found = find_entries(entries, _choose_filter(store, selection, entries))
        _choose_entry(found, len(entries), selection)
    with right:
        show_sheet(store, selection, build_sheet(store, selection.monitor, selection.indicator))


def _choose_filter(store: Store, selection: Selection, entries: Sequence[Entry]) -> Filter:
    catalogue = store.get_catalogue(selection.monitor)
    sources = dict.fromkeys(source for entry in entries for source in entry.sources)
    levels = dict.fromkeys(level for entry in entries for level in entry.levels)
    options = {
        "theme": ("indicators.all_themes", {theme.id: theme.title for theme in catalogue.monitor.themes}),
        "source": ("indicators.all_sources", {key: catalogue.sources[key].title for key in sources}),
        "level": ("indicators.all_levels", {key: catalogue.geographies[key].title for key in levels}),
        "year": (
            "indicators.all_years",
            {year: year for year in sorted({entry.newest for entry in entries}, reverse=True)},
        ),
    }
    words, more = st.columns([4, 3], vertical_alignment="bottom")
    written = words.text_input(text("indicators.search"), key="indicators.search", placeholder=text("indicators.hint"))
    with more.popover(text("indicators.narrow"), width="stretch"):
        chosen = {
            key: _choose_part(key, {"": text(everything)} | titles) for key, (everything, titles) in options.items()
        }
    return Filter(words=written, **chosen)


def _choose_part(key: str, titles: dict[str, str]) -> str:
    name = f"indicators.{key}"
    if receive_text(name) not in titles:  # another monitor has other themes, sources and years
        st.session_state[name] = ""
    return str(st.selectbox(text(f"indicators.{key}"), list(titles), format_func=lambda item: titles[item], key=name))


def _choose_entry(found: Sequence[Entry], total: int, selection: Selection) -> None:
    counted = text("indicators.found", count=format_integer(len(found)), total=format_integer(total))
    show_html(tag("p", counted, class_="sm-detail", role="status"))
    if not found:
        st.info(text("indicators.none"))
        st.button(text("indicators.reset"), on_click=_reset_filter)
        return
    titles = {entry.indicator.id: entry.indicator.title for entry in found}
    st.session_state[_CHOSEN] = selection.indicator if selection.indicator in titles else None
    with st.container(height=LIST_HEIGHT if len(found) > 7 else "content"):
        st.radio(
            text("indicators.list"),
            list(titles),
            format_func=lambda key: plain(titles[key]),
            captions=[plain(text("indicators.row", theme=entry.theme, newest=entry.newest)) for entry in found],
            index=None,
            key=_CHOSEN,
            on_change=_take_entry,
            label_visibility="collapsed",
        )


def _take_entry() -> None:
    chosen = receive_text(_CHOSEN)
    change_query({"indikator": chosen} if chosen else {})


def _reset_filter() -> None:
    for key in ("search", "theme", "source", "level", "year"):
        st.session_state[f"indicators.{key}"] = ""
