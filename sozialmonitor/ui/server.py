"""The web application around the script: own routes, headers, warm start."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager

from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.errors import SozialmonitorError
from sozialmonitor.ui.assets import get_assets_version
from sozialmonitor.ui.cache import load_store
from sozialmonitor.ui.headers import PageHeaders
from sozialmonitor.ui.routes import get_routes


def get_app_options() -> dict[str, Any]:
    """What ``st.App`` gets beside the script: own routes, headers, warm start."""
    return {"routes": get_routes(), "middleware": [Middleware(PageHeaders)], "lifespan": _warm_up}


@asynccontextmanager
async def _warm_up(_: st.App) -> AsyncIterator[None]:
    """Load what the first visitor would otherwise wait for. Without a release the pages say what to do."""
    # Streamlit takes any folder "pages" for its old multipage apps: a cold server would announce that /karte
    # does not exist, and would run a file in there without running app.py.
    PagesManager.uses_pages_directory = False
    get_assets_version()
    with suppress(SozialmonitorError):
        load_store(Audience.PUBLIC)
    yield
