"""Security headers, and German as the language of every page."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from urllib.parse import urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sozialmonitor.texts.german import text
from sozialmonitor.ui.assets import PAGE_SCRIPT, get_assets_version
from sozialmonitor.ui.links import ADDRESSES, NOWHERE
from sozialmonitor.ui.routes import get_base_path

_COMPONENT_PATH = "/component/"
_TITLE = re.compile(rb"<title>[^<]*</title>")
_INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)

_CLOSED = (
    "/_stcore/agent",
    "/_stcore/metrics",
    "/_stcore/script-health-check",
)
"""Endpoints of the framework that nobody needs: the agent's remote control and unauthenticated figures."""


_SERVED = frozenset({"_stcore", "component", "static", "media", "assets", "geometry", "healthz"})
"""First parts of paths that are not pages."""


class PageHeaders:
    """Middleware around the whole server.

    HTML responses are collected, marked as German and given a Content-Security-Policy; every response
    gets the headers that browsers need to refuse sniffing, framing by strangers and leaking addresses.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        # A city that embeds the monitor in its own site names that site here.
        self._ancestors = os.environ.get("SOZIALMONITOR_FRAME_ANCESTORS", "'self'")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if any(closed in scope["path"] for closed in _CLOSED):
            await _send_not_found(send)
            return
        if _wants_html(scope) and not _is_known(scope["path"]):
            await _send_to_start(send)
            return
        # Pages below the first level would arrive compressed and could not be rewritten.
        if _wants_html(scope):
            kept = [(name, value) for name, value in scope["headers"] if name.lower() != b"accept-encoding"]
            scope = {**scope, "headers": kept}
        await self._app(scope, receive, _Rewriter(scope["path"], self._ancestors, send))


class _Rewriter:
    """Send callable that holds back an HTML body until it is complete, and passes on everything else."""

    def __init__(self, path: str, ancestors: str, send: Send) -> None:
        self._path, self._ancestors, self._send = path, ancestors, send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            _add_common_headers(headers)
            if headers.get("content-type", "").startswith("text/html"):
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_html(self._start)
            return
        await self._send(message)

    async def _send_html(self, start: Message) -> None:
        body = self._body.replace(b'<html lang="en"', b'<html lang="de"', 1)
        is_component = _COMPONENT_PATH in self._path
        title = text("map.frameTitle" if is_component else "app.name")
        body = _TITLE.sub(f"<title>{title}</title>".encode(), body, count=1)
        if not is_component:
            body = body.replace(b"<script>", _get_page_script() + b"<script>", 1)
        body = body.replace(b"<script>", _get_base_script() + b"<script>", 1)
        headers = MutableHeaders(scope=start)
        headers["content-security-policy"] = get_content_security_policy(self._path, body, self._ancestors)
        headers["content-length"] = str(len(body))
        # The rewritten page is not what the validators describe.
        for name in ("etag", "last-modified"):
            if name in headers:
                del headers[name]
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def get_content_security_policy(path: str, body: bytes, ancestors: str) -> str:
    """What a page may load and do. Nothing from third parties, anywhere.

    Streamlit's page carries one inline script, admitted by its hash. Vega and streamlit-folium compile
    code (``unsafe-eval``); the map's frame also writes its own script element (``unsafe-inline``).
    """
    if _COMPONENT_PATH in path:
        scripts = "'self' 'unsafe-inline' 'unsafe-eval'"
    else:
        hashes = [base64.b64encode(hashlib.sha256(script).digest()).decode() for script in _INLINE_SCRIPT.findall(body)]
        scripts = " ".join(["'self'", "'unsafe-eval'", *(f"'sha256-{item}'" for item in hashes)])
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "frame-src 'self'",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            f"frame-ancestors {ancestors}",
        )
    )


def _add_common_headers(headers: MutableHeaders) -> None:
    headers["x-content-type-options"] = "nosniff"
    headers["referrer-policy"] = "same-origin"
    headers["permissions-policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    headers["cross-origin-opener-policy"] = "same-origin"


def _wants_html(scope: Scope) -> bool:
    return "text/html" in Headers(scope=scope).get("accept", "")


def _get_base_script() -> bytes:
    """Tell Streamlit where its server is.

    On a deep link such as ``/karte`` it would otherwise try ``/karte/_stcore/…`` first: two failed
    requests, two console errors and a tenth of a second on every first visit.
    """
    address = json.dumps(f"{get_base_path()}/")
    return f"<script>window.__streamlit={{BACKEND_BASE_URL:location.origin+{address}}}</script>".encode()


def _get_page_script() -> bytes:
    """Our words for those of the framework, before it says the first one."""
    address = f"{get_base_path()}/assets/{get_assets_version()}/{PAGE_SCRIPT}"
    return f'<script defer src="{address}"></script>'.encode()


def _is_known(path: str) -> bool:
    """Whether a path is a page, or belongs to the framework or to our own routes."""
    inner = path.removeprefix(get_base_path()).strip("/")
    return inner in ADDRESSES.values() or inner.split("/")[0] in _SERVED


async def _send_to_start(send: Send) -> None:
    """An address that is no page leads to the start page, which says so, instead of to an English dialogue."""
    location = f"{get_base_path()}/?{urlencode(NOWHERE)}".encode()
    await send({"type": "http.response.start", "status": 303, "headers": [(b"location", location)]})
    await send({"type": "http.response.body", "body": b""})


async def _send_not_found(send: Send) -> None:
    await send(
        {"type": "http.response.start", "status": 404, "headers": [(b"content-type", b"text/plain; charset=utf-8")]}
    )
    await send({"type": "http.response.body", "body": b"Nicht gefunden."})
