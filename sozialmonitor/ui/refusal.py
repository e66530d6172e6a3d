"""Answers to what is not served: small pages in German that need nothing else to be shown."""

from __future__ import annotations

import base64
import functools
import hashlib
from html import escape

from starlette.types import Send

from sozialmonitor.texts.german import text

_STYLE = (
    "body{font-family:sans-serif;max-width:36rem;margin:15vh auto;padding:0 1.5rem;color:#1c2733;background:#fff}"
    "a{color:#1f5f80}"
)
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()


async def send_refusal(send: Send, status: int, kind: str, base: str, headers: dict[str, str] | None = None) -> None:
    """Send a page that says why there is nothing here, and where the start is.

    Args:
        send: of the request; it adds the headers that every answer has. status: of HTTP.
        kind: its texts are ``refused.<kind>_title`` and ``refused.<kind>``.
        base: where the application is mounted. headers: further ones.
    """
    body = build_refusal(kind, base)
    sent = {"content-type": "text/html; charset=utf-8", "cache-control": "no-store", **(headers or {})}
    sent |= {"content-length": str(len(body)), "content-security-policy": _build_policy()}
    raw = [(name.encode(), value.encode()) for name, value in sent.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": body})


@functools.cache
def build_refusal(kind: str, base: str) -> bytes:
    """The page as it is sent."""
    title, sentence = escape(text(f"refused.{kind}_title")), escape(text(f"refused.{kind}"))
    link = f'<a href="{escape(base)}/">{escape(text("refused.start"))}</a>'
    name = escape(text("app.name"))
    return (
        f'<!doctype html><html lang="de"><head><meta charset="utf-8"><title>{title} – {name}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body><main><h1>{title}</h1><p>{sentence}</p><p>{link}</p></main></body></html>"
    ).encode()


def _build_policy() -> str:
    return (
        f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
