"""Our own routes: scripts and styles of the map, boundaries, and a sign of life."""

from __future__ import annotations

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.errors import SozialmonitorError, UnknownKeyError
from sozialmonitor.ui.assets import load_assets
from sozialmonitor.ui.cache import load_store

_IMMUTABLE = "public, max-age=31536000, immutable"
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))


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


async def _answer_health(_: Request) -> Response:
    try:
        store = load_store(Audience.PUBLIC)
    except SozialmonitorError:
        return JSONResponse({"status": "kein Datenstand"}, status_code=503)
    return JSONResponse({"status": "ok", "release": store.release_id})


async def _answer_asset(request: Request) -> Response:
    asset = load_assets().get(request.path_params["path"])
    if asset is None:
        return _not_found()
    headers = {"cache-control": _IMMUTABLE, "vary": "accept-encoding"}
    if "gzip" in request.headers.get("accept-encoding", "") and len(asset.gzipped) < len(asset.content):
        zipped = {**headers, "content-encoding": "gzip"}
        return Response(asset.gzipped, media_type=asset.media_type, headers=zipped)
    return Response(asset.content, media_type=asset.media_type, headers=headers)


async def _answer_geometry(request: Request) -> Response:
    """Boundaries of the published release. They are public; values never are served this way."""
    try:
        path = load_store(Audience.PUBLIC).get_geometry_file(request.path_params["name"])
    except UnknownKeyError:
        return _not_found()
    headers = {"cache-control": _IMMUTABLE, "vary": "accept-encoding"}
    accepted = request.headers.get("accept-encoding", "")
    for encoding, suffix in _ENCODINGS:
        if encoding in accepted:
            content = path.with_name(path.name + suffix).read_bytes()
            return Response(content, media_type="application/json", headers={**headers, "content-encoding": encoding})
    return Response(path.read_bytes(), media_type="application/json", headers=headers)


def _not_found() -> Response:
    return PlainTextResponse("Nicht gefunden.", status_code=404)
