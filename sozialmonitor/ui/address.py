"""The browser's address, and whether it or an action of the visitor has brought about a run.

An address that comes along with an action is no news: the browser sends the one it had at that moment, which may be
older than what we wrote since.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

_IS_OWN = "address.is_own"


def mark_own_run() -> None:
    """The visitor has done something, and the run that follows must not listen to the address; for callbacks."""
    st.session_state[_IS_OWN] = True


def is_own_run() -> bool:
    """Whether an action of the visitor, not the address, has brought about this run."""
    return bool(st.session_state.get(_IS_OWN))


def end_own_run() -> None:
    """What the visitor did is taken in; the next run listens to the address again."""
    st.session_state[_IS_OWN] = False


def read_address() -> dict[str, str]:
    """All parameters of the address."""
    return {key: st.query_params[key] for key in st.query_params}


def write_address(parameters: Mapping[str, str]) -> None:
    """Make the address say this and nothing else; an unchanged one costs nothing."""
    if read_address() != parameters:
        st.query_params.from_dict(parameters)
