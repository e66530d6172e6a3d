"""What is served, with and without a base path; everything that is not named is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.ui.gate import Kind, classify_path
from sozialmonitor.ui.links import ADDRESSES
from sozialmonitor.ui.refusal import build_refusal

PAGE, FRAME, OTHER, NOTHING = Kind.PAGE, Kind.FRAME, Kind.OTHER, Kind.NOTHING
CASES = {
    "": PAGE,
    "karte": PAGE,
    "karte/": PAGE,
    "karte//": NOTHING,
    "/karte": NOTHING,
    "./karte": NOTHING,
    "Karte": NOTHING,
    "karte/x": NOTHING,
    "healthz": OTHER,
    "healthz/": NOTHING,
    "favicon.png": OTHER,
    "_stcore/health": OTHER,
    "_stcore/host-config": OTHER,
    "_stcore/stream": NOTHING,
    "_stcore/upload_file/a/b": NOTHING,
    "_stcore/metrics": NOTHING,
    "static/js/index.DormvYxC.js": OTHER,
    "static/../app.py": NOTHING,
    "static/.env": NOTHING,
    "static/": NOTHING,
    "static": NOTHING,
    "media/0123abc.csv": OTHER,
    "geometry/0123.json": OTHER,
    "geometry/\u2025/x": NOTHING,
    "assets/0123/map/bundle.js": OTHER,
    "assets/0123/map\\bundle.js": NOTHING,
    "component/streamlit_folium.st_folium/index.html": FRAME,
    "component/streamlit_folium.st_folium/static/js/main.521860b0.js": OTHER,
    "component/other.one/index.html": NOTHING,
    "component/streamlit_folium": NOTHING,
}


@pytest.mark.parametrize("base", ["", "/sozialmonitor", "/a/b"])
def test_every_path_is_known_or_nothing(base: str) -> None:
    for inner, kind in CASES.items():
        assert classify_path(f"{base}/{inner}", base) is kind, inner
    for address in ADDRESSES.values():
        assert classify_path(f"{base}/{address}", base) is PAGE


def test_outside_the_base_path_there_is_nothing() -> None:
    assert classify_path("/sozialmonitor", "/sozialmonitor") is PAGE
    for path in ("/", "", "/karte", "/healthz", "/sozialmonitore/karte", "sozialmonitor/karte"):
        assert classify_path(path, "/sozialmonitor") is NOTHING, path


@given(st.text(max_size=30))
def test_what_nobody_has_named_is_nothing(inner: str) -> None:
    if inner not in CASES and inner.strip("/") not in ADDRESSES.values():
        assert classify_path(f"/{inner}", "") is NOTHING


def test_the_way_to_the_start_knows_the_base_path() -> None:
    assert b'href="/sozialmonitor/"' in build_refusal("unknown", "/sozialmonitor")
    assert b'href="/"' in build_refusal("unknown", "")
