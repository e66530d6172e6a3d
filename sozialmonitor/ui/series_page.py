"""The page „Zeitreihen“."""

from __future__ import annotations

from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.ui.html import show_html, tag


def show_series_page(store: Store) -> None:
    """Placeholder until the page is built."""
    del store
    show_html(tag("h1", text("page.series")))
