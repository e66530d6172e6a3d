"""Imprint, privacy, accessibility: texts a city writes into ``data/site``."""

from __future__ import annotations

import streamlit as st

from sozialmonitor.store.paths import get_folders
from sozialmonitor.texts.site import load_site_text


def show_site_page(name: str) -> None:
    """Show one of the city's own texts; Markdown without HTML."""
    st.markdown(load_site_text(get_folders().data / "site", name))
