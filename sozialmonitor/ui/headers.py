"""Security headers, and German as the language of every page."""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sozialmonitor.store.layout import ENCODINGS
from sozialmonitor.texts.german import text
from sozialmonitor.ui.assets import PAGE_SCRIPT, get_assets_version
from sozialmonitor.ui.encoding import keep_wanted
from sozialmonitor.ui.gate import METHODS, STREAM, Kind, classify_path
from sozialmonitor.ui.refusal import send_refusal
from sozialmonitor.ui.routes import get_base_path

_TITLE = re.compile(rb"<title>[^<]*</title>")
_INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)

_DROPPED = frozenset({b"accept-encoding", b"if-modified-since", b"if-none-match", b"range"})
"""Headers of a request for a page: a compressed page, a part of one or none at all could not be rewritten."""

_REFUSALS = frozenset({400, 404, 405})
"""Answers of the framework, in English, to an address at which there is nothing."""

_COMMON = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
}

_log = logging.getLogger(__name__)


class PageHeaders:
    """Middleware around the whole server: it refuses what is not served, and has the last word on every answer.

    HTML responses are collected, marked as German and given a Content-Security-Policy; every response
    gets the headers that browsers need to refuse sniffing, framing by strangers and leaking addresses.
    """

    def __init__(self, app: ASGIApp, ancestors: str) -> None:
        """``ancestors``: who may show the pages in a frame, as ``read_frame_ancestors`` returns it."""
        self._app, self._ancestors = app, ancestors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "websocket":
            await self._connect(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, _with_common_headers(send))
        else:
            await self._app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        base = get_base_path()
        kind = classify_path(scope["path"], base)
        if kind is Kind.NOTHING:
            await send_refusal(send, 404, "unknown", base)
        elif scope["method"] not in METHODS:
            await send_refusal(send, 405, "method", base, {"allow": ", ".join(sorted(METHODS))})
        else:
            await self._pass_on(kind, scope, receive, send)

    async def _pass_on(self, kind: Kind, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the framework answer; what goes wrong there, expected or not, is said in our words."""
        base = get_base_path()
        answer = _Answer(kind, send)
        outgoing: Send = answer if kind is Kind.OTHER else _Rewriter(kind is Kind.FRAME, self._ancestors, answer)
        try:
            await self._app({**scope, "headers": _choose_headers(kind, scope)}, receive, outgoing)
        except Exception:
            _log.exception("unexpected error in the answer to %s", scope["path"])
            if answer.is_started:
                raise
            await send_refusal(send, 500, "failed", base)
        if answer.is_refused:
            await send_refusal(send, 404, "unknown", base)

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Only the framework's own web socket is open; a refused one is answered like any other request."""
        refusing = _refuse_openly(scope, send)
        if scope["path"] != f"{get_base_path()}/{STREAM}":
            await receive()
            await refusing({"type": "websocket.close", "code": 1008})
            return
        await self._app(scope, receive, refusing)


def _choose_headers(kind: Kind, scope: Scope) -> list[tuple[bytes, bytes]]:
    """Headers of a request as the framework is to see them."""
    if kind is not Kind.OTHER:
        return [(name, value) for name, value in scope["headers"] if name.lower() not in _DROPPED]
    accepted = ",".join(Headers(scope=scope).getlist("accept-encoding"))
    kept = [(name, value) for name, value in scope["headers"] if name.lower() != b"accept-encoding"]
    return [*kept, (b"accept-encoding", keep_wanted(accepted, list(ENCODINGS)).encode())]


class _Answer:
    """Send callable that passes on an answer, unless it only says that there is none."""

    def __init__(self, kind: Kind, send: Send) -> None:
        self._kind, self._send = kind, send
        self.is_started = self.is_refused = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.is_refused = message["status"] in _REFUSALS or self._is_stand_in(message)
        if not self.is_refused:
            self.is_started = True
            await self._send(message)

    def _is_stand_in(self, message: Message) -> bool:
        """For a file that it does not have, the framework sends its page as if that had been asked for."""
        content_type = Headers(raw=message["headers"]).get("content-type", "")
        return self._kind is Kind.OTHER and content_type.startswith("text/html")


def _with_common_headers(send: Send) -> Send:
    async def add(message: Message) -> None:
        if message["type"] in ("http.response.start", "websocket.http.response.start"):
            message.setdefault("headers", [])
            headers = MutableHeaders(scope=message)
            for name, value in _COMMON.items():
                headers[name] = value
        await send(message)

    return add


def _refuse_openly(scope: Scope, send: Send) -> Send:
    """Turn a close before the handshake, which the server would answer bare, into an answer with our headers."""
    answer, accepted = _with_common_headers(send), False

    async def pass_on(message: Message) -> None:
        nonlocal accepted
        accepted = accepted or message["type"] == "websocket.accept"
        if accepted or message["type"] != "websocket.close" or "websocket.http.response" not in scope["extensions"]:
            await answer(message)
            return
        headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"0")]
        await answer({"type": "websocket.http.response.start", "status": 403, "headers": headers})
        await answer({"type": "websocket.http.response.body", "body": b""})

    return pass_on


class _Rewriter:
    """Send callable that holds back an HTML body until it is complete, and passes on everything else."""

    def __init__(self, is_frame: bool, ancestors: str, send: Send) -> None:
        self._is_frame, self._ancestors, self._send = is_frame, ancestors, send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if Headers(raw=message["headers"]).get("content-type", "").startswith("text/html"):
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
        title = text("map.frameTitle" if self._is_frame else "app.name")
        body = _TITLE.sub(f"<title>{title}</title>".encode(), body, count=1)
        if not self._is_frame:
            body = body.replace(b"<script>", _get_page_script() + b"<script>", 1)
        body = body.replace(b"<script>", _get_base_script() + b"<script>", 1)
        headers = MutableHeaders(scope=start)
        headers["content-security-policy"] = get_content_security_policy(self._is_frame, body, self._ancestors)
        headers["content-length"] = str(len(body))
        # The rewritten page is not what the validators describe.
        for name in ("etag", "last-modified"):
            if name in headers:
                del headers[name]
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def get_content_security_policy(is_frame: bool, body: bytes, ancestors: str) -> str:
    """What a page may load and do. Nothing from third parties, anywhere.

    Streamlit's page carries one inline script, admitted by its hash. Vega and streamlit-folium compile
    code (``unsafe-eval``); the map's frame also writes its own script element (``unsafe-inline``).
    """
    if is_frame:
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
