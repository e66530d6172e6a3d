"""Addresses that are none: files of pages, paths out of a folder, endpoints of the framework."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.servers import run_dashboard
from tests.support.browser import get_problems
from tests.support.server import Server


@pytest.fixture(scope="module")
def server(releases: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Never visited before: only a cold Streamlit would run a file below ``pages`` without running ``app.py``."""
    with run_dashboard(tmp_path_factory.mktemp("addresses"), releases) as running:
        yield running


@pytest.mark.parametrize("address", ["/public/map", "/map", "/pages/public/map.py", "/public/start", "/gibtesnicht"])
def test_a_file_of_a_page_is_no_address(page: Page, address: str) -> None:
    """Either the start page in the frame of every page, or a plain "not found"; in German."""
    answer = page.goto(address)
    assert answer
    if answer.status == 404:
        assert "nicht gefunden" in page.locator("body").inner_text().lower()
        return
    expect(page.locator("h1")).to_have_text("Sozialmonitor")
    expect(page.locator("[data-testid=stSidebar]")).to_have_count(1)
    page.wait_for_timeout(500)
    assert page.locator("[data-testid=stException]").count() == 0
    assert "Traceback" not in page.content()
    assert not [problem for problem in get_problems(page) if "another host" in problem or "script:" in problem]
    assert "Page not found" not in page.locator("body").inner_text()


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/agent",
        "/_stcore/agent/session",
        "/_stcore/agent/openapi.json",
        "/_stcore/script-health-check",
        "/geometry/../../etc/passwd",
        "/geometry/..%2f..%2f..%2fetc%2fpasswd",
        "/geometry/%2e%2e/manifest.json",
        "/geometry/manifest.json",
        "/geometry/0123456789abcdef0123.json",
        "/assets/x/../../app.py",
        "/assets/x/..%2f..%2fhtml.py",
        "/assets/x/map/../../../html.py",
        "/assets/x/map/",
        "/assets/x/map/map.py",
    ],
)
def test_nothing_else_is_served(server: Server, path: str) -> None:
    status, body = ask(server, path)
    assert status in {400, 404}
    assert len(body) < 200, body


@pytest.mark.parametrize(
    "path", ["/app/static/app.py", "/app.py", "/data/mannheim/monitor.yaml", "/.streamlit/config.toml"]
)
def test_no_file_of_the_program_is_served(server: Server, path: str) -> None:
    """An unknown path leads to the start page, or nowhere."""
    status, body = ask(server, path)
    assert status in {303, 404}
    assert len(body) < 200, body


@pytest.mark.parametrize("path", ["/healthz", "/_stcore/health"])
def test_signs_of_life(server: Server, path: str) -> None:
    status, body = ask(server, path)
    assert status == 200
    assert b"ok" in body


def ask(server: Server, path: str) -> tuple[int, bytes]:
    """Status and body of the answer to exactly this path: a browser would tidy the dots away."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=10)
    try:
        connection.request("GET", path, headers={"Accept": "text/html,*/*"})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def test_an_address_that_is_none_is_said(page: Page) -> None:
    """And nothing of it is repeated; the next page knows nothing of it any more."""
    page.goto("/gibtesnicht<b>?monitor=x")
    notice = page.locator("[data-testid=stAlert]")
    expect(notice).to_contain_text("Diese Adresse gibt es hier nicht")
    assert "gibtesnicht" not in page.locator("body").inner_text()
    page.locator("[data-testid=stSidebar]").get_by_role("link", name="Karte", exact=True).click()
    expect(page.locator("h1")).not_to_have_text("Sozialmonitor")
    assert "adresse=" not in page.url


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/", "Sozialmonitor"),
        ("/karte?monitor=flensburg", "Karte – Flensburg – Sozialmonitor"),
        ("/quellen?monitor=mannheim", "Quellen und Methoden – Mannheim – Sozialmonitor"),
        ("/impressum", "Impressum – Sozialmonitor"),
    ],
)
def test_every_page_has_its_own_title(page: Page, path: str, title: str) -> None:
    page.goto(path)
    expect(page).to_have_title(title)
