"""What every page starts from: the store of the visitor's audience, and what they are looking at."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.selection import Selection, format_query
from sozialmonitor.store.store import Store
from sozialmonitor.ui.address import end_own_run, is_own_run, mark_own_run, read_address, write_address
from sozialmonitor.ui.language import PARAMETER, get_language_query
from sozialmonitor.ui.stores import load_store
from sozialmonitor.views.selection import Resolved, resolve_selection

_QUERY, _WRITTEN = "query", "query.written"
_EMBEDDING = frozenset({"embed", "embed_options"})
_PRESENTATION = _EMBEDDING | {PARAMETER}
"""How something is shown, not what: never part of a selection."""


def is_embedded() -> bool:
    """Whether another page shows this one in a frame: then it comes without a frame of its own.

    Asked of the context: Streamlit keeps ``embed`` out of the query parameters.
    """
    return bool(st.context.is_embedded)


def current_store() -> Store:
    """The store of the visitor's audience. Everybody is the public until a login says otherwise."""
    return load_store(Audience.PUBLIC)


def current_query() -> dict[str, str]:
    """What is being looked at, as URL parameters.

    The address leads whenever it says something we did not write: at the start of a session, after a
    link and after the browser's back button. A change of page without parameters keeps what was there, and so does
    an address that comes along with an action of the visitor.
    """
    address = _read_query()
    is_news = address != st.session_state.get(_WRITTEN) and not is_own_run()
    if _QUERY not in st.session_state or (address and is_news):
        st.session_state[_QUERY] = st.session_state[_WRITTEN] = address
    query: dict[str, str] = st.session_state[_QUERY]
    return query


def change_query(changes: Mapping[str, str | None]) -> None:
    """Set or remove (None) parts of what is being looked at; for callbacks.

    Without any changes it still says that the visitor, not the address, has brought about this run.
    """
    mark_own_run()
    query = current_query() | {key: value for key, value in changes.items() if value is not None}
    st.session_state[_QUERY] = {key: value for key, value in query.items() if changes.get(key, value) is not None}


def change_monitor(monitor: str) -> None:
    """Look at another monitor, from its beginning; for callbacks."""
    mark_own_run()
    st.session_state[_QUERY] = {"monitor": monitor}


def current_selection(store: Store) -> Selection:
    """The valid selection behind the current query, without touching the address."""
    return resolve_selection(store, current_query()).selection


def resolve_current(
    store: Store, resolve: Callable[[Store, Mapping[str, str]], Resolved] = resolve_selection
) -> Resolved:
    """The valid selection behind the current query; kept in the session and in the address."""
    resolved = resolve(store, current_query())
    keep_selection(resolved.selection)
    return resolved


def keep_selection(selection: Selection) -> None:
    """Make the address say what is shown, so that it can be copied and sent."""
    query = format_query(selection)
    st.session_state[_QUERY] = st.session_state[_WRITTEN] = query
    end_own_run()
    embedding = {key: value for key, value in read_address().items() if key in _EMBEDDING}
    write_address(query | embedding | get_language_query())


def finish_run() -> None:
    """End of a run of the whole script: on pages that keep no selection, what was chosen in the frame is taken in."""
    if is_own_run():
        st.session_state[_WRITTEN] = _read_query()
        end_own_run()


def _read_query() -> dict[str, str]:
    return {key: value for key, value in read_address().items() if key not in _PRESENTATION}
