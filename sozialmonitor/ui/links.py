"""Links from page to page: the same selection, looked at differently."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from sozialmonitor.domain.selection import Selection, format_query
from sozialmonitor.ui.language import get_language_query
from sozialmonitor.ui.plain import plain

ADDRESSES = {
    "start": "",
    "overview": "ueberblick",
    "map": "karte",
    "profile": "profil",
    "series": "zeitreihen",
    "comparison": "vergleich",
    "inequality": "ungleichheit",
    "typology": "typologie",
    "lab": "labor",
    "agreement": "typologievergleich",
    "warning": "fruehwarnung",
    "indicators": "indikatoren",
    "data": "daten",
    "sources": "quellen",
    "imprint": "impressum",
    "privacy": "datenschutz",
    "accessibility": "barrierefreiheit",
}
"""Names of the pages, as their files are called, and their stable German addresses."""


def get_page_file(page: str) -> str:
    """The script behind a page."""
    return f"pages/public/{page}.py"


def show_link(page: str, label: str, selection: Selection, **changes: Any) -> None:
    """A link that changes the page without loading everything anew."""
    query: Mapping[str, str] = format_query(replace(selection, **changes)) | get_language_query()
    st.page_link(get_page_file(page), label=plain(label), query_params=dict(query))


def build_address(page: str, selection: Selection, **changes: Any) -> str:
    """The relative address of a page, for links inside our own HTML; loads the page anew."""
    return f"{ADDRESSES[page]}?{urlencode(format_query(replace(selection, **changes)) | get_language_query())}"


def find_root(url: str, page: str) -> str:
    """Where the program lives, without a slash at the end, from the address of one of its pages (not the start)."""
    return url.partition("?")[0].partition("#")[0].rstrip("/").removesuffix(ADDRESSES[page]).rstrip("/")
