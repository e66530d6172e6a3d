"""Finding areas by name. Up to two hundred stand in the list itself; of more, something typed narrows it down first.

A list of thousands costs the browser a third of a second at every change of the page.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from sozialmonitor.domain.selection import Selection
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_integer
from sozialmonitor.texts.german import text
from sozialmonitor.ui.cache import get_area_labels, get_label_keys
from sozialmonitor.ui.context import change_query
from sozialmonitor.views.names import find_codes

LISTED_UP_TO, MOST_FOUND = 200, 50
_TYPED = "search.areas"


def list_area_options(store: Store, selection: Selection, chosen: Sequence[str]) -> dict[str, str]:
    """Labels by code for a list to choose from; of many areas the chosen ones and those that fit what is typed."""
    labels = get_area_labels(store, selection.monitor, selection.geography)
    if len(labels) <= LISTED_UP_TO:
        return labels
    typed = st.text_input(
        text("choice.search"),
        key=_TYPED,
        placeholder=text("choice.search_hint", count=format_integer(len(labels))),
        on_change=change_query,
        args=({},),
    )
    keys = get_label_keys(store, selection.monitor, selection.geography) if typed else {}
    found = find_codes(keys, typed or "", MOST_FOUND)
    return {code: labels[code] for code in (*chosen, *found) if code in labels}
