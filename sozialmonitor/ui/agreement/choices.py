"""Which two typologies are compared, and at which point in time."""

from __future__ import annotations

import streamlit as st

from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.typology import Typology
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_period
from sozialmonitor.texts.german import text
from sozialmonitor.ui.context import change_query
from sozialmonitor.ui.received import receive_text
from sozialmonitor.ui.widgets import select_one
from sozialmonitor.views.agreement.selection import list_partners

_FIRST = "choice.first_typology"


def choose_pair(store: Store, selection: Selection, pair: tuple[Typology, Typology], periods: tuple[str, ...]) -> None:
    """Two lists of typologies, and the periods both have."""
    catalogue = store.get_catalogue(selection.monitor)
    first, second = pair
    comparable = {item.id: item.title for item in catalogue.typologies.values() if list_partners(catalogue, item)}
    left, right, when = st.columns([4, 4, 2], vertical_alignment="bottom")
    with left:
        st.session_state[_FIRST] = first.id
        st.selectbox(
            text("agreement.first"),
            list(comparable),
            format_func=lambda key: comparable.get(key, key),
            key=_FIRST,
            on_change=_take_first,
            args=(first.id, second.id),
        )
    with right:
        titles = {item.id: item.title for item in list_partners(catalogue, first)}
        select_one(text("agreement.second"), "second_typology", "typologie2", titles, second.id)
    if periods:
        with when:
            titles = {period: format_period(period) for period in reversed(periods)}
            select_one(text("choice.period"), "class_period", "stand", titles, str(selection.classes.period))


def _take_first(first: str, second: str) -> None:
    """Whoever chooses the second as the first wants them the other way round."""
    chosen = receive_text(_FIRST)
    change_query({"typologie": chosen, "typologie2": first if chosen == second else second} if chosen else {})
