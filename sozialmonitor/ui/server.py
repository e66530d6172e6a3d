"""The web application around the script: own routes, headers, warm start."""

from __future__ import annotations

import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from streamlit import net_util
from streamlit.runtime.pages_manager import PagesManager

from sozialmonitor.domain.errors import InputError, SozialmonitorError
from sozialmonitor.texts.german import text
from sozialmonitor.texts.terminal import tolerate_missing_letters
from sozialmonitor.ui.framing import read_frame_ancestors
from sozialmonitor.ui.headers import PageHeaders
from sozialmonitor.ui.message_limits import limit_messages
from sozialmonitor.ui.routes import get_base_path, get_routes
from sozialmonitor.ui.warm_up import warm_up

_ALL_ADDRESSES = frozenset({"", "0.0.0.0", "::"})  # noqa: S104

_log = logging.getLogger(__name__)


def get_app_options() -> dict[str, Any]:
    """What ``st.App`` gets beside the script: own routes, headers, warm start, and a last word in German.

    Raises:
        SystemExit: a setting is wrong; the server does not start.
    """
    tolerate_missing_letters()
    try:
        ancestors = read_frame_ancestors()
    except InputError as error:
        raise SystemExit(f"Fehler: {error}") from None
    return {
        "routes": get_routes(),
        "middleware": [Middleware(PageHeaders, ancestors=ancestors)],
        "lifespan": _prepare,
        "on_script_error": _apologise,
    }


def _apologise(error: Exception) -> bool:
    """An error of the program itself: the log gets the traceback, the visitor a sentence."""
    _log.error("unexpected error in a page", exc_info=error)
    st.error(text("app.unexpected"))
    return True


@asynccontextmanager
async def _prepare(_: st.App) -> AsyncIterator[None]:
    """Load what the first visitor would otherwise wait for. Without a release the pages say what to do."""
    # Streamlit takes any folder "pages" for its old multipage apps: a cold server would announce that /karte
    # does not exist, and would run a file in there without running app.py.
    PagesManager.uses_pages_directory = False
    # It asks a server on the internet for the address of this machine whenever a page of another origin connects,
    # and waits for the answer with everybody else.
    net_util.get_external_ip = lambda: None
    limit_messages()
    with suppress(SozialmonitorError):
        warm_up()
    print(text("app.running", address=_describe_address()), flush=True)
    yield


def _describe_address() -> str:
    """Where a browser finds the start page; a server that answers at all addresses is also found by its name."""
    host = str(st.get_option("server.address") or "")
    if host not in _ALL_ADDRESSES:
        return _build_address(f"[{host}]" if ":" in host else host)
    return text("app.addresses", here=_build_address("localhost"), elsewhere=_build_address(socket.gethostname()))


def _build_address(host: str) -> str:
    return f"http://{host}:{st.get_option('server.port')}{get_base_path()}/"
