"""The frame of every page: monitor, pages, error display."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from sozialmonitor.domain.errors import SozialmonitorError
from sozialmonitor.texts.german import text
from sozialmonitor.ui.choices import choose_monitor
from sozialmonitor.ui.context import current_selection, current_store, finish_run, is_embedded
from sozialmonitor.ui.first_build import build_missing_release
from sozialmonitor.ui.html import show_html, show_styles, tag
from sozialmonitor.ui.language import choose_language, take_language
from sozialmonitor.ui.links import ADDRESSES, get_page_file
from sozialmonitor.ui.log_once import log_once
from sozialmonitor.ui.memory import freeze_first_run

FIGURES = (
    "start",
    "overview",
    "map",
    "profile",
    "series",
    "comparison",
    "inequality",
    "typology",
    "lab",
    "agreement",
    "warning",
    "indicators",
    "data",
    "sources",
)
"""Pages of figures, in the order of the sidebar."""
_SITE = ("imprint", "privacy", "accessibility")


def run() -> None:
    """Show the page the address names, inside the common frame."""
    take_language()
    pages = {name: _make_page(name) for name in (*FIGURES, *_SITE)}
    page = st.navigation(list(pages.values()), position="hidden")
    st.set_page_config(page_title=_name_window(page), layout="wide", initial_sidebar_state="auto")
    show_styles()
    try:
        is_ready = _is_site(page) or build_missing_release()
        if not is_embedded():
            _show_sidebar(pages)
        if is_ready:
            page.run()
        else:
            st.info(text("app.build_failed"))
        finish_run()
        freeze_first_run(page.url_path)
    except SozialmonitorError as error:
        log_once(str(error))
        st.error(text("app.unavailable"))


def _name_window(page: st.Page) -> str:
    """What tabs, bookmarks and screen readers call a page: what it is, of which monitor, and of which program."""
    if not page.url_path:
        return text("app.name")
    names = [page.title]
    if not _is_site(page):
        with suppress(SozialmonitorError):  # without a release the page itself says so
            store = current_store()
            names.append(store.get_catalogue(current_selection(store).monitor).monitor.title)
    return " – ".join([*names, text("app.name")])


def _is_site(page: st.Page) -> bool:
    """Whether a page is one of the city's own texts: those are shown whether or not there are figures."""
    return page.url_path in {ADDRESSES[name] for name in _SITE}


def _make_page(name: str) -> st.Page:
    address = ADDRESSES[name]
    return st.Page(get_page_file(name), title=text(f"page.{name}"), url_path=address, default=not address)


def _show_sidebar(pages: dict[str, st.Page]) -> None:
    with st.sidebar:
        with suppress(SozialmonitorError):  # without a release the page itself says so
            store = current_store()
            choose_monitor(store, current_selection(store).monitor)
        choose_language()
        for group, names in (("figures", FIGURES), ("more", _SITE)):
            show_html(tag("p", text(f"page.{group}"), class_="sm-group"))
            for name in names:
                st.page_link(pages[name])
