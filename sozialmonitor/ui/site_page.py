"""Imprint, privacy, accessibility: texts a city writes into ``data/site``."""

from __future__ import annotations

import streamlit as st

from sozialmonitor.store.paths import get_folders
from sozialmonitor.store.site import load_site_text
from sozialmonitor.texts.german import text
from sozialmonitor.ui.log_once import log_once


def show_site_page(name: str) -> None:
    """Show one of the city's own texts, Markdown without HTML; what is wrong with it goes to the log."""
    content, defects = load_site_text(get_folders().data, name)
    if content is None:
        log_once("; ".join(str(defect) for defect in defects[:5]))
        st.info(text("app.text_missing"))
    else:
        st.markdown(content)
