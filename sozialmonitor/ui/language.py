"""Leichte Sprache: a wish of the visitor, kept in the session and in the address, apart from what is looked at."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from sozialmonitor.texts.german import Style, set_style_provider, text
from sozialmonitor.ui.address import is_own_run, mark_own_run, read_address, write_address
from sozialmonitor.ui.html import show_html, tag
from sozialmonitor.ui.received import receive_switch

PARAMETER = "sprache"

_STYLE, _CHOICE = "language.style", "choice.easy"


def current_style() -> Style:
    """Style of the session whose script or fragment is running; ordinary where no session is."""
    if get_script_run_ctx(suppress_warning=True) is None:  # HTTP routes, warm start
        return Style.ORDINARY
    style: Style = st.session_state.get(_STYLE, Style.ORDINARY)
    return style


def get_language_query() -> dict[str, str]:
    """What every address of this session carries besides what is looked at."""
    return {PARAMETER: style.value} if (style := current_style()) is not Style.ORDINARY else {}


def take_language() -> None:
    """Start of a run: the address leads where it says something; a change of page without it keeps what was there.

    A choice of the visitor counts more than the address that came along with it.
    """
    set_style_provider(current_style)
    address = read_address().get(PARAMETER)
    if address is not None and not is_own_run():
        st.session_state[_STYLE] = Style.EASY if address == Style.EASY else Style.ORDINARY


def choose_language() -> None:
    """The switch in the sidebar; it also makes the address say what is shown."""
    is_easy = current_style() is Style.EASY
    st.session_state[_CHOICE] = is_easy
    st.checkbox(text("language.easy"), key=_CHOICE, on_change=_take_choice, help=text("language.help"))
    if is_easy:
        show_html(tag("div", *(tag("p", line) for line in text("language.note").splitlines()), class_="sm-explain"))
    others = {key: value for key, value in read_address().items() if key != PARAMETER}
    write_address(others | get_language_query())


def _take_choice() -> None:
    mark_own_run()
    st.session_state[_STYLE] = Style.EASY if receive_switch(_CHOICE) else Style.ORDINARY
