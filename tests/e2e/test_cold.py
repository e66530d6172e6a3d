"""A server that nobody has visited yet, met by a deep link: no page may depend on another one having been there."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.e2e.map_page import MapPage, arrive
from tests.e2e.servers import run_dashboard
from tests.support.browser import assert_clean, get_problems
from tests.support.server import Server

DEEP_LINK = "/karte?monitor=flensburg&indikator=arbeitslosenanteil&ebene=stadtteile&periode=2021&gebiete=03,09"


@pytest.fixture
def server(releases: Path, tmp_path: Path) -> Iterator[Server]:
    """Fresh for every test of this module."""
    with run_dashboard(tmp_path, releases) as running:
        yield running


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/", "Sozialmonitor"),
        (DEEP_LINK, "Anteil der Arbeitslosen an den 18- bis unter 65-Jährigen"),
        ("/quellen?monitor=flensburg", "Quellen und Methoden: Flensburg"),
        ("/impressum", "Impressum"),
        ("/datenschutz", "Datenschutz"),
        ("/barrierefreiheit", "Barrierefreiheit"),
    ],
)
def test_a_page_stands_alone(page: Page, address: str, heading: str) -> None:
    answer = arrive(page, address)
    assert page.locator("h1").all_inner_texts() == [heading]
    assert page.get_attribute("html", "lang") == "de"
    assert page.get_by_role("dialog").count() == 0
    assert page.locator("[data-testid=stException], [data-testid=stAlert]").count() == 0
    assert answer.status == 200
    headers = answer.headers
    assert "text/html" in headers["content-type"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "http" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert_clean(page)


def test_the_deep_link_is_painted(page: Page) -> None:
    with page.expect_response(lambda answer: "/component/" in answer.url) as component:
        opened = MapPage.open(page, **dict(item.split("=") for item in urlsplit(DEEP_LINK).query.split("&")))
    assert "script-src 'self'" in component.value.headers["content-security-policy"]
    assert component.value.headers["x-content-type-options"] == "nosniff"
    assert opened.wait_painted()["period"] == "2021"
    assert opened.inspect("03")["selected"]
    assert not opened.inspect("04")["selected"]
    assert_clean(page)


@pytest.mark.parametrize("address", ["/map", "/public/map", "/pages/public/map.py", "/public/start", "/gibtesnicht"])
def test_a_file_of_a_page_is_no_address(page: Page, server: Server, address: str) -> None:
    """Streamlit would run a file below ``pages`` on a cold server without ever running ``app.py``."""
    arrive(page, address)
    assert page.locator("h1").all_inner_texts() == ["Sozialmonitor"], "the start page takes over"
    assert page.locator("[data-testid=stSidebar]").count() == 1, "with the frame of every page"
    assert page.locator("[data-testid=stException]").count() == 0
    assert "Traceback" not in page.content()
    assert "Page not found" not in page.locator("body").inner_text()
    assert not [problem for problem in get_problems(page) if "another host" in problem or "script:" in problem]


def test_nothing_else_is_served(server: Server) -> None:
    """Sent as written: a browser would tidy the dots away."""
    closed = {
        "/_stcore/metrics",
        "/_stcore/agent",
        "/_stcore/agent/session",
        "/_stcore/agent/run",
        "/_stcore/script-health-check",
        "/geometry/../../etc/passwd",
        "/geometry/..%2f..%2f..%2fetc%2fpasswd",
        "/geometry/%2e%2e/manifest.json",
        "/geometry/manifest.json",
        "/geometry/0123456789abcdef0123.json",
        "/geometry/",
        "/assets/x/../../app.py",
        "/assets/x/..%2f..%2fhtml.py",
        "/assets/x/map/../../../html.py",
        "/assets/x/map/",
        "/assets/",
        "/app/static/app.py",
    }
    answers = {path: ask(server, path) for path in closed}
    assert {path: status for path, (status, _) in answers.items() if status != 404} == {}
    for _, body in answers.values():
        assert b"root:" not in body
        assert b"import" not in body
    assert ask(server, "/healthz")[0] == 200
    assert ask(server, "/_stcore/health")[0] == 200


def test_what_is_served_may_be_kept_and_is_not_guessed(page: Page) -> None:
    kept: dict[str, dict[str, str]] = {}
    page.on("response", lambda answer: kept.setdefault(urlsplit(answer.url).path, answer.headers))
    MapPage.open(page)
    ours = {path: headers for path, headers in kept.items() if path.startswith(("/geometry/", "/assets/"))}
    assert {path.split("/")[1] for path in ours} == {"geometry", "assets"}
    for headers in ours.values():
        assert "immutable" in headers["cache-control"]
        assert headers["x-content-type-options"] == "nosniff"


def ask(server: Server, path: str) -> tuple[int, bytes]:
    """Status and body of an answer to exactly this path."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=10)
    try:
        connection.request("GET", path, headers={"Accept": "text/html,*/*"})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
