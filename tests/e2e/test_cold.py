"""A server that nobody has visited yet, met by a deep link: no page may depend on another one having been there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.e2e.map_page import MapPage, arrive
from tests.e2e.servers import run_dashboard
from tests.support.browser import assert_clean
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


def test_what_is_served_may_be_kept_and_is_not_guessed(page: Page) -> None:
    kept: dict[str, dict[str, str]] = {}
    page.on("response", lambda answer: kept.setdefault(urlsplit(answer.url).path, answer.headers))
    MapPage.open(page)
    ours = {path: headers for path, headers in kept.items() if path.startswith(("/geometry/", "/assets/"))}
    assert {path.split("/")[1] for path in ours} == {"geometry", "assets"}
    for headers in ours.values():
        assert "immutable" in headers["cache-control"]
        assert headers["x-content-type-options"] == "nosniff"
