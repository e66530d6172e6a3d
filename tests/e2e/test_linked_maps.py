"""Two maps beside each other: they move together, and each slider changes its own period only."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Frame, Page

from tests.e2e.map_page import PATIENCE, arrive
from tests.support.browser import assert_clean, wait_ready

ADDRESS = "/vergleich?monitor=flensburg&indikator=arbeitslosenanteil&vergleich=karten&periode=2022&periode2=2017"

_VIEW = """
() => {
    const map = Object.values(window).find((item) => item instanceof L.Map);
    const { lat, lng } = map.getCenter();
    return [lat.toFixed(3), lng.toFixed(3), map.getZoom().toFixed(2)];
}
"""


def open_maps(page: Page) -> tuple[Frame, Frame]:
    arrive(page, ADDRESS)
    page.wait_for_function(
        "() => document.querySelectorAll(\"iframe[title^='Karte der Gebiete']\").length === 2", timeout=PATIENCE
    )
    left, right = (frame for frame in page.frames if "streamlit_folium" in frame.url)
    for frame in (left, right):
        frame.wait_for_function("() => window.sozialmonitor && window.sozialmonitor.painted", timeout=PATIENCE)
    return left, right


def wait_same(left: Frame, right: Frame, *, unlike: Any) -> list[str]:
    """Until both show the same part of the world, and another one than before."""
    left.wait_for_function(f"(before) => JSON.stringify(({_VIEW})()) !== before", arg=unlike, timeout=PATIENCE)
    left.page.wait_for_timeout(400)  # the movement comes to rest
    assert left.evaluate(_VIEW) == right.evaluate(_VIEW)
    return left.evaluate(_VIEW)


def freeze(view: list[str]) -> str:
    return '["' + '","'.join(view) + '"]'


def test_maps_move_together_in_both_directions(page: Page) -> None:
    left, right = open_maps(page)
    before = left.evaluate(_VIEW)
    left.click("button[aria-label='Vergrößern']")
    closer = wait_same(left, right, unlike=freeze(before))
    right.click("button[aria-label='Vergrößern']")
    closest = wait_same(left, right, unlike=freeze(closer))
    assert float(before[2]) < float(closer[2]) < float(closest[2])
    right.click("button[aria-label='Ganze Karte zeigen']")
    assert wait_same(left, right, unlike=freeze(closest))[2] == before[2]
    assert_clean(page)


def test_each_map_has_a_name_of_its_own(page: Page) -> None:
    open_maps(page)
    names = [frame.get_attribute("title") or "" for frame in page.locator("iframe").all()]
    assert [name.rsplit(", ", 1)[1] for name in names if name.startswith("Karte der Gebiete: ")] == ["2022", "2017"]


def test_each_slider_changes_its_own_period(page: Page) -> None:
    left, right = open_maps(page)
    right.click("button[aria-label='Nächster Zeitraum']")
    page.wait_for_url("**periode2=2018**", timeout=PATIENCE)
    wait_ready(page)
    left.click("button[aria-label='Vorheriger Zeitraum']")
    page.wait_for_url("**periode=2021**", timeout=PATIENCE)
    query = parse_qs(urlsplit(page.url).query)
    assert (query["periode"], query["periode2"]) == (["2021"], ["2018"])
    assert_clean(page)
