"""Scripts and styles as they are served: named by a hash of all of them, compressed once, each page's as one file."""

from __future__ import annotations

import functools
import gzip
import hashlib
import json
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from sozialmonitor.texts.german import load_framework_words, texts_of

ASSETS = Path(__file__).parent / "assets"

MAP_SCRIPT, MAP_STYLE, PAGE_SCRIPT = "map/bundle.js", "map/bundle.css", "page/bundle.js"

_MAP_SCRIPTS = (
    "vendor/leaflet.js",
    "vendor/topojson-client.min.js",
    "map/format.js",
    "map/wording.js",
    "map/protocol.js",
    "map/geometry.js",
    "map/patterns.js",
    "map/model.js",
    "map/symbols.js",
    "map/view.js",
    "map/link.js",
    "map/svg-layer.js",
    "map/canvas-layer.js",
    "map/tooltip.js",
    "map/legend.js",
    "map/slider.js",
    "map/keyboard.js",
    "map/outbox.js",
    "map/frame.js",
    "map/app.js",
    "map/mount.js",
)
_MAP_STYLES = ("vendor/leaflet.css", "map/map.css")


@dataclass(frozen=True)
class Asset:
    """One file, ready to be sent."""

    content: bytes
    gzipped: bytes
    media_type: str


@functools.cache
def load_assets() -> dict[str, Asset]:
    """Everything that may be served, by path; nothing else ever is."""
    files = {path.relative_to(ASSETS).as_posix(): path.read_bytes() for path in ASSETS.rglob("*") if path.is_file()}
    files[MAP_SCRIPT] = _bundle_script(files)
    words = json.dumps(load_framework_words(), ensure_ascii=False)
    files[PAGE_SCRIPT] = f"window.sozialmonitorWords = {words};".encode() + files["page/german.js"]
    files[MAP_STYLE] = b"\n".join(files[name] for name in _MAP_STYLES)
    return {name: _prepare(name, content) for name, content in files.items()}


@functools.cache
def get_assets_version() -> str:
    """Hash of all assets: part of their address, so that they may be cached for ever."""
    digest = hashlib.sha256()
    for name, asset in sorted(load_assets().items()):
        digest.update(name.encode() + asset.content)
    return digest.hexdigest()[:12]


def _bundle_script(files: dict[str, bytes]) -> bytes:
    """The map's scripts with its German texts: one request instead of twenty, and no texts in the messages."""
    texts = json.dumps(texts_of("map"), ensure_ascii=False)
    head = f"window.sozialmonitor = {{ texts: {texts} }};".encode()
    return b";\n".join([head, *(files[name] for name in _MAP_SCRIPTS)])


def _prepare(name: str, content: bytes) -> Asset:
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Asset(content, gzip.compress(content, 9, mtime=0), media_type)
