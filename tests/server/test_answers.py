"""What the server answers: the security headers always, and nothing but what is needed."""

from __future__ import annotations

import json
import re

import pytest

from sozialmonitor.store.pointer import get_current_release
from sozialmonitor.ui.assets import MAP_SCRIPT, get_assets_version
from sozialmonitor.ui.links import ADDRESSES
from tests.support.requests import Answer, ask
from tests.support.server import Server
from tests.support.town import NAME, Town

HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
}
SERVED = [
    *(f"/{address}" for address in ADDRESSES.values()),
    "/karte/",
    "/healthz",
    "/favicon.png",
    "/_stcore/health",
    "/_stcore/host-config",
    f"/assets/{get_assets_version()}/{MAP_SCRIPT}",
]
UNKNOWN = [
    "/gibtesnicht",
    "/karte/mehr",
    "/KARTE",
    "//karte",
    "/pages/public/map.py",
    "/app.py",
    "/app/static/app.py",
    "/data/mannheim/monitor.yaml",
    "/manifest.json",
    "/index.html",
    "/_stcore",
    "/_stcore/",
    "/_stcore/metrics",
    "/_stcore/agent",
    "/_stcore/agent/openapi.json",
    "/_stcore/script-health-check",
    "/_stcore/upload_file/a/b",
    "/_stcore/bidi-components/x",
    "/_stcore/stream",
    "/karte/_stcore/health",
    "/auth/login",
    "/oauth2callback",
    "/component/other.thing/index.html",
    "/component/streamlit_folium.st_folium/../../../app.py",
    "/component/streamlit_folium.st_folium/nothing.js",
    "/static/js/nothing.js",
    "/static/",
    "/media/0123.csv",
    "/geometry/manifest.json",
    "/geometry/..%2fmanifest.json",
    "/geometry/%2e%2e/%2e%2e/current.json",
    "/assets/x/..%2f..%2fhtml.py",
    "/assets/x/map/",
    "/favicon.png/",
    "/%00",
    "/healthz/x",
]


def assert_headers(answer: Answer) -> None:
    """Every answer has them, whatever it says."""
    assert answer.headers.items() >= HEADERS.items(), answer
    if answer.headers.get("content-type", "").startswith("text/html"):
        assert answer.headers["content-security-policy"].startswith("default-src 'none'; ")
        assert b'<html lang="de"' in answer.body


@pytest.mark.parametrize("accept", ["text/html,*/*", "*/*", "application/json", ""])
def test_what_is_served(server: Server, accept: str) -> None:
    for path in SERVED:
        answer = ask(server.url, path, Accept=accept, Accept_Encoding="gzip, br")
        assert answer.status == (301 if path == "/karte/" else 200), path
        assert_headers(answer)


@pytest.mark.parametrize("accept", ["text/html,*/*", "*/*", ""])
def test_everything_else_is_unknown_to_everybody(server: Server, accept: str) -> None:
    for path in UNKNOWN:
        answer = ask(server.url, path, Accept=accept, Accept_Encoding="gzip, br")
        assert answer.status == 404, path
        assert answer.headers["content-type"] == "text/html; charset=utf-8", path
        assert_headers(answer)
        body = answer.body.decode()
        assert "Diese Seite gibt es nicht" in body
        assert 'href="/"' in body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_can_be_sent(server: Server, method: str) -> None:
    for path in SERVED:
        answer = ask(server.url, path, method, body=b"x" * 100)
        assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD"), path
        assert_headers(answer)
    for path in UNKNOWN:
        assert ask(server.url, path, method).status in (404, 405), path


def test_the_headers_can_be_asked_for_alone(server: Server) -> None:
    for path in ("/healthz", "/gibtesnicht", "/favicon.png", "/karte"):
        answer = ask(server.url, path, "HEAD")
        assert answer.status == (404 if path == "/gibtesnicht" else 200)
        assert answer.headers.items() >= HEADERS.items()
        assert answer.body == b""


def test_a_page_is_whole_whatever_else_is_asked(server: Server) -> None:
    """A part of a page, or a compressed one, could not be rewritten."""
    for headers in (
        {"Range": "bytes=0-10"},
        {"Accept_Encoding": "gzip"},
        {"If_Modified_Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
    ):
        answer = ask(server.url, "/karte", **headers)
        assert answer.status == 200
        assert b"<title>Sozialmonitor</title>" in answer.body
        assert_headers(answer)


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("br;q=0", None),
        ("br;q=0, gzip;q=0", None),
        ("br", "br"),
        ("gzip", "gzip"),
        ("gzip, br", "br"),
        ("br;q=0.1, gzip", "gzip"),
        ("", None),
    ],
)
def test_boundaries_come_as_the_client_wants_them(
    server: Server, published_town: Town, accepted: str, encoding: str | None
) -> None:
    name = published_town.load_store().get_geometry_names(NAME, "stadtteile")["coarse"]
    answer = ask(server.url, f"/geometry/{name}", Accept_Encoding=accepted)
    assert answer.status == 200
    assert answer.headers.get("content-encoding") == encoding
    assert "accept-encoding" in answer.headers["vary"].lower()
    assert_headers(answer)
    asset = ask(server.url, f"/assets/{get_assets_version()}/{MAP_SCRIPT}", Accept_Encoding=accepted)
    assert asset.headers.get("content-encoding") == ("gzip" if re.search("gzip(?!;q=0)", accepted) else None)


def test_the_health_names_the_release_and_no_path(server: Server, published_town: Town) -> None:
    answer = ask(server.url, "/healthz")
    assert json.loads(answer.body) == {"status": "ok", "release": get_current_release(published_town.releases)}


def test_the_answer_to_an_unknown_address_needs_nothing_else(server: Server) -> None:
    body = ask(server.url, "/gibtesnicht").body.decode()
    assert not re.search(r"src=|url\(|<script|Streamlit", body)
    assert len(body) < 1500
