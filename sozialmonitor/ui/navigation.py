"""The frame of every page: monitor, pages, error display."""

from __future__ import annotations

import streamlit as st

from sozialmonitor.domain.errors import SozialmonitorError
from sozialmonitor.texts.german import text
from sozialmonitor.ui.choices import choose_monitor
from sozialmonitor.ui.context import current_store, resolve_current
from sozialmonitor.ui.first_build import build_missing_release
from sozialmonitor.ui.html import show_styles

_FIGURES = (("start", ""), ("map", "karte"), ("sources", "quellen"))
_SITE = (("imprint", "impressum"), ("privacy", "datenschutz"), ("accessibility", "barrierefreiheit"))


def run() -> None:
    """Show the page the address names, inside the common frame."""
    st.set_page_config(page_title=text("app.name"), layout="wide", initial_sidebar_state="auto")
    show_styles()
    pages = {name: _make_page(name, path) for name, path in (*_FIGURES, *_SITE)}
    page = st.navigation(list(pages.values()), position="hidden")
    try:
        build_missing_release()
        _show_sidebar(pages)
        page.run()
    except SozialmonitorError as error:
        st.error(text("app.unavailable"))
        st.code(str(error), language=None, wrap_lines=True)


def _make_page(name: str, path: str) -> st.Page:
    return st.Page(f"pages/public/{name}.py", title=text(f"page.{name}"), url_path=path, default=not path)


def _show_sidebar(pages: dict[str, st.Page]) -> None:
    store = current_store()
    with st.sidebar:
        choose_monitor(store, resolve_current(store).selection.monitor)
        for group, names in (("figures", _FIGURES), ("more", _SITE)):
            st.caption(text(f"page.{group}"))
            for name, _ in names:
                st.page_link(pages[name])
