"""Addresses that are none, as a visitor meets them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.servers import run_dashboard
from tests.support.browser import get_problems
from tests.support.requests import ask
from tests.support.server import Server


@pytest.fixture(scope="module")
def server(releases: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Never visited before: only a cold Streamlit would run a file below ``pages`` without running ``app.py``."""
    with run_dashboard(tmp_path_factory.mktemp("addresses"), releases) as running:
        yield running


@pytest.mark.parametrize("address", ["/public/map", "/map", "/pages/public/map.py", "/public/start", "/gibtesnicht"])
def test_a_file_of_a_page_is_no_address(page: Page, address: str) -> None:
    """A small page in German that leads to the start; what else is not served stands in ``tests/server``."""
    answer = page.goto(address)
    assert answer
    assert answer.status == 404
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.locator("h1")).to_have_text("Diese Seite gibt es nicht")
    assert all("404" in problem for problem in get_problems(page)), get_problems(page)
    page.get_by_role("link", name="Zur Startseite").click()
    expect(page.locator("h1")).to_have_text("Sozialmonitor")


@pytest.mark.parametrize("path", ["/healthz", "/_stcore/health"])
def test_signs_of_life(server: Server, path: str) -> None:
    answer = ask(server.url, path)
    assert answer.status == 200
    assert b"ok" in answer.body


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
