"""Our own routes: scripts and styles of the map, boundaries, and a sign of life."""

from __future__ import annotations

import functools
import gzip
import hashlib
import mimetypes
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.errors import SozialmonitorError, UnknownKeyError
from sozialmonitor.ui.cache import load_store

ASSETS = Path(__file__).parent / "assets"

_IMMUTABLE = "public, max-age=31536000, immutable"
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))


def get_routes() -> list[BaseRoute]:
    """Routes beside those of Streamlit."""
    return [
        Route("/healthz", _answer_health),
        Route("/assets/{version}/{path:path}", _answer_asset),
        Route("/geometry/{name}", _answer_geometry),
    ]


@functools.cache
def get_assets_version() -> str:
    """Hash of all assets: part of their address, so that they may be cached for ever."""
    digest = hashlib.sha256()
    for path in sorted(ASSETS.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(ASSETS).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]


@functools.cache
def _list_assets() -> dict[str, tuple[bytes, bytes, str]]:
    """By relative path: plain content, compressed content, media type. Nothing else is ever served."""
    files = {path.relative_to(ASSETS).as_posix(): path.read_bytes() for path in ASSETS.rglob("*") if path.is_file()}
    return {
        name: (content, gzip.compress(content, 9, mtime=0), mimetypes.guess_type(name)[0] or "application/octet-stream")
        for name, content in files.items()
    }


async def _answer_health(_: Request) -> Response:
    try:
        store = load_store(Audience.PUBLIC)
    except SozialmonitorError:
        return JSONResponse({"status": "kein Datenstand"}, status_code=503)
    return JSONResponse({"status": "ok", "release": store.release_id})


async def _answer_asset(request: Request) -> Response:
    found = _list_assets().get(request.path_params["path"])
    if found is None:
        return _not_found()
    plain, compressed, media_type = found
    headers = {"cache-control": _IMMUTABLE, "vary": "accept-encoding"}
    if "gzip" in request.headers.get("accept-encoding", "") and len(compressed) < len(plain):
        return Response(compressed, media_type=media_type, headers={**headers, "content-encoding": "gzip"})
    return Response(plain, media_type=media_type, headers=headers)


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
