"""What is served at all. Everything else is refused before the framework sees it."""

from __future__ import annotations

import re
from enum import Enum, auto

from sozialmonitor.ui.links import ADDRESSES

METHODS = frozenset({"GET", "HEAD"})
"""Nobody sends anything but over the web socket: no page takes an upload or has a form of its own."""

STREAM = "_stcore/stream"
"""The framework's web socket, the only one there is."""

_PAGES = frozenset(ADDRESSES.values())
_EXACT = frozenset({"healthz", "favicon.png", "_stcore/health", "_stcore/host-config"})
_COMPONENT = "component/streamlit_folium."
_PLAIN = re.compile(r"([A-Za-z0-9_@~+-][A-Za-z0-9_.@~+-]*/)*([A-Za-z0-9_@~+-][A-Za-z0-9_.@~+-]*)?")
"""Paths without a way up, hidden files, empty parts, or anything that would have to be written with per cent."""

_BELOW = ("assets/", "geometry/", "static/", "media/", _COMPONENT)


class Kind(Enum):
    """What a path leads to: a page, a frame inside a page, something else that is served, or nothing."""

    PAGE = auto()
    FRAME = auto()
    OTHER = auto()
    NOTHING = auto()


def classify_path(path: str, base: str) -> Kind:
    """What a path leads to.

    Of the framework's own endpoints only those that a page needs are open. Shut are, among others, the upload of
    files, which works without any uploader on a page; figures about the server; and the agent's remote control.

    Args:
        path: as requested, percent signs already resolved. base: where the application is mounted, ``""`` or ``/x``.
    """
    if path == base:
        return Kind.PAGE
    if not path.startswith(f"{base}/"):
        return Kind.NOTHING
    inner = path[len(base) + 1 :]
    if _PLAIN.fullmatch(inner) is None:
        return Kind.NOTHING
    if inner in _PAGES or (inner.endswith("/") and inner[:-1] in _PAGES - {""}):
        return Kind.PAGE
    if inner.startswith(_COMPONENT) and inner.endswith((".html", "/")):
        return Kind.FRAME
    is_below = inner.startswith(_BELOW) and not inner.endswith("/")
    return Kind.OTHER if inner in _EXACT or is_below else Kind.NOTHING
