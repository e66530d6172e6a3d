"""Our own routes: scripts and styles of the map, boundaries, and a sign of life."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.errors import StoreError, UnknownKeyError
from sozialmonitor.store.layout import ENCODINGS
from sozialmonitor.texts.german import text
from sozialmonitor.ui.assets import load_assets
from sozialmonitor.ui.encoding import choose_encoding
from sozialmonitor.ui.stores import get_health, load_store

_FRESH = {"cache-control": "no-store"}

_log = logging.getLogger(__name__)


def get_routes() -> list[BaseRoute]:
    """Routes beside those of Streamlit, below the same base path."""
    base = get_base_path()
    return [
        Route(f"{base}/healthz", _answer_health),
        Route(f"{base}/assets/{{version}}/{{path:path}}", _answer_asset),
        Route(f"{base}/geometry/{{name}}", _answer_geometry),
    ]


def get_base_path() -> str:
    """Where the application is mounted: empty, or ``/sozialmonitor``."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


def _answer_health(_: Request) -> Response:
    """200 while anything is served: a balancer must not take out a server that goes on with the last good release."""
    health = get_health(Audience.PUBLIC)
    if health.release is None:
        return JSONResponse({"status": "kein Datenstand"}, status_code=503, headers=_FRESH)
    if health.reason is not None:  # the log names it; paths of the server are nobody's business
        return JSONResponse({"status": "degraded", "release": health.release}, headers=_FRESH)
    return JSONResponse({"status": "ok", "release": health.release}, headers=_FRESH)


def _answer_asset(request: Request) -> Response:
    asset = load_assets().get(request.path_params["path"])
    if asset is None:
        return _not_found()
    bodies = {"": asset.content}
    if len(asset.gzipped) < len(asset.content):
        bodies["gzip"] = asset.gzipped
    return _encode(request, bodies.__getitem__, [key for key in bodies if key], asset.media_type)


def _answer_geometry(request: Request) -> Response:
    """Boundaries of the published release. They are public; values never are served this way."""
    name = request.path_params["name"]
    try:
        store = load_store(Audience.PUBLIC)
        return _encode(
            request, lambda encoding: store.read_geometry(name, encoding), list(ENCODINGS), "application/json"
        )
    except UnknownKeyError:
        return _not_found()
    except StoreError as error:
        _log.error("boundaries cannot be served: %s", error)
        return PlainTextResponse(text("app.unavailable"), status_code=503)


def _encode(request: Request, read: Callable[[str], bytes], offered: Sequence[str], media_type: str) -> Response:
    """A body that never changes, in the encoding the client likes best; ``read("")`` is the body as it is."""
    headers = {"cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}
    encoding = choose_encoding(",".join(request.headers.getlist("accept-encoding")), offered)
    if encoding is not None:
        headers["content-encoding"] = encoding
    return Response(read(encoding or ""), media_type=media_type, headers=headers)


def _not_found() -> Response:
    return Response(status_code=404)  # ``ui/headers`` says it in words
