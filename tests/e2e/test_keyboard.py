"""Without a mouse: everything the map tells and does is reached by keyboard, and it is seen where one is."""

from __future__ import annotations

import io
import re
from typing import Any

from PIL import Image, ImageChops
from playwright.sync_api import Page, expect

from tests.e2e.map_page import PATIENCE, MapPage
from tests.support.browser import assert_clean, wait_ready

FLENSBURG = {"monitor": "flensburg", "indikator": "arbeitslosenanteil", "periode": "2022"}
MOST_TABS = 60

_ACTIVE = """
() => {
    const frame = document.querySelector("iframe[title='Karte der Gebiete']");
    const inside = document.activeElement === frame;
    const element = inside ? frame.contentDocument.activeElement : document.activeElement;
    return {
        inside,
        tag: element.tagName.toLowerCase(),
        name: element.getAttribute("aria-label") || element.textContent.trim().slice(0, 60),
        type: element.getAttribute("type"),
        isArea: element.classList.contains("sm-area"),
        isSlider: inside && element.type === "range",
    };
}
"""


_STOP = """
() => {
    const frame = document.querySelector("iframe[title='Karte der Gebiete']");
    const isInside = document.activeElement === frame;
    const element = isInside ? frame.contentDocument.activeElement : document.activeElement;
    if (element === document.body || element.tagName === "HTML") return null;
    const box = element.getBoundingClientRect();
    const [left, top] = isInside ? [frame.getBoundingClientRect().x, frame.getBoundingClientRect().y] : [0, 0];
    const [x, y] = [Math.max(0, left + box.x - 8), Math.max(0, top + box.y - 8)];
    return {
        name: element.getAttribute("aria-label") || element.textContent.trim().slice(0, 40) || element.tagName,
        x, y,
        width: Math.max(1, Math.min(box.width + 16, innerWidth - x)),
        height: Math.max(1, Math.min(box.height + 16, innerHeight - y)),
        scroll: document.querySelector("[data-testid=stMain]").scrollTop,
    };
}
"""


def tab_to(page: Page, what: str) -> list[dict[str, Any]]:
    """Press Tab until the focus is there; tells every stop on the way."""
    stops = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(_ACTIVE))
        if stops[-1][what]:
            return stops
    raise AssertionError(f"not reached by Tab ({what}): {[stop['name'] for stop in stops]}")


def test_from_area_to_area(page: Page) -> None:
    opened = MapPage.open(page, **FLENSBURG)
    stops = tab_to(page, "isArea")
    assert all(stop["name"] for stop in stops), "every stop on the way has a name"
    visited = {stops[-1]["name"].split(":")[0]}
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "End", "Home", "PageDown"):
        page.keyboard.press(key)
        now = page.evaluate(_ACTIVE)
        assert now["isArea"], key
        visited.add(now["name"].split(":")[0])
    assert len(visited) >= 4
    assert page.evaluate(_ACTIVE)["name"].startswith("Neustadt: 9,0 %, Stadtwert 5,9 %"), "Home, then one further"
    page.keyboard.press("Tab")
    assert not page.evaluate(_ACTIVE)["isArea"], "the map is one tab stop, not thirteen"
    assert "gebiete" not in opened.query, "moving chooses nothing"
    assert_clean(page)


def test_every_area_is_reached_in_order(page: Page) -> None:
    MapPage.open(page, **FLENSBURG)
    tab_to(page, "isArea")
    page.keyboard.press("Home")
    names = [page.evaluate(_ACTIVE)["name"].split(":")[0]]
    for _ in range(12):
        page.keyboard.press("PageDown")
        names.append(page.evaluate(_ACTIVE)["name"].split(":")[0])
    assert len(set(names)) == 13
    assert names[0] == "Altstadt"
    assert names[-1] == "Tarup"


def test_enter_chooses_and_escape_closes(page: Page) -> None:
    opened = MapPage.open(page, **FLENSBURG)
    tooltip = page.frame_locator("iframe[title='Karte der Gebiete']").locator(".sm-tooltip")
    tab_to(page, "isArea")
    page.keyboard.press("Home")
    page.keyboard.press("PageDown")
    expect(tooltip).to_be_visible()
    expect(tooltip).to_contain_text("Neustadt")
    page.keyboard.press("Enter")
    opened.wait_query("gebiete", "02")
    expect(opened.focus_name).to_have_text("Neustadt")
    assert page.evaluate(_ACTIVE)["isArea"], "the focus stays on the map"
    expect(opened.area("02")).to_have_attribute("aria-label", re.compile("ausgewählt$"))
    page.keyboard.press("Escape")
    expect(tooltip).to_be_hidden()
    assert opened.query["gebiete"] == "02", "Escape lets nothing go"
    page.keyboard.press(" ")
    opened.wait_query("gebiete", None)
    assert_clean(page)


def test_the_focus_is_seen(page: Page) -> None:
    """The ring is a shape of its own: an outline on an SVG path would be cut off by its neighbours."""
    opened = MapPage.open(page, **FLENSBURG)
    ring = opened.svg.locator(".sm-ring")
    expect(ring).to_have_count(0)
    tab_to(page, "isArea")
    expect(ring).to_have_count(1)
    style = ring.evaluate(
        "(path) => { const s = getComputedStyle(path); return [s.stroke, parseFloat(s.strokeWidth)]; }"
    )
    assert style[0] == "rgb(28, 39, 51)"
    assert style[1] >= 3
    casing = opened.svg.locator(".sm-ring-casing").evaluate("(path) => getComputedStyle(path).stroke")
    assert casing == "rgb(255, 255, 255)", "light around dark: seen on every class"
    assert ring.get_attribute("d") == opened.svg.locator(".sm-area:focus").get_attribute("d")


def test_every_stop_is_seen(page: Page) -> None:
    """A stop looks different with the focus on it and after the focus has gone on; how, is the element's own affair."""
    MapPage.open(page, **FLENSBURG, gebiete="03")
    unseen: list[str] = []
    names: list[str] = []
    page.keyboard.press("Tab")
    while len(names) < MOST_TABS and (stop := page.evaluate(_STOP)):
        clip = {key: stop[key] for key in ("x", "y", "width", "height")}
        focused = take(page, clip)
        page.keyboard.press("Tab")
        page.wait_for_timeout(60)  # colours may fade
        if stop["scroll"] == page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop"):
            difference = ImageChops.difference(focused, take(page, clip)).convert("L")
            changed = sum(difference.histogram()[30:])
            if changed < 20:
                unseen.append(f"{stop['name']} ({changed} px)")
        names.append(stop["name"])
    assert len(names) > 20, names
    assert "" not in names
    assert not unseen, unseen


def take(page: Page, clip: dict[str, Any]) -> Image.Image:
    """A picture of a part of the tab."""
    return Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")


def test_labels_of_areas_are_german_sentences(page: Page) -> None:
    opened = MapPage.open(page, **FLENSBURG)
    opened.frame.wait_for_function("document.querySelector('.sm-area').getAttribute('aria-label').includes('%')")
    labels = opened.svg.locator(".sm-area").evaluate_all(
        "(areas) => areas.map((area) => area.getAttribute('aria-label'))"
    )
    assert len(labels) == 13
    for label in labels:
        assert re.fullmatch(r"[\w .,()ÄÖÜäöüß-]+: \d+,\d %, Stadtwert 5,9 %", label), label
    roles = opened.svg.locator(".sm-area").evaluate_all("(areas) => areas.map((area) => area.getAttribute('role'))")
    assert set(roles) == {"button"}
    title = opened.svg.get_attribute("aria-label")
    assert title
    assert "2022, 13 Gebiete" in title
    assert "Pfeiltasten" in title
    assert opened.frame.evaluate("document.documentElement.lang") == "de"


def test_the_slider_paints_first_and_tells_the_address_later(page: Page) -> None:
    opened = MapPage.open(page, **FLENSBURG)
    tab_to(page, "isSlider")
    before = opened.wait_painted()
    opened.frame.evaluate(
        """() => {
            window.__log = [];
            const app = parent.document.querySelector("[data-testid=stApp]");
            window.addEventListener("sozialmonitor:painted", (event) => window.__log.push({
                period: event.detail.period,
                seq: event.detail.seq,
                address: new URLSearchParams(parent.location.search).get("periode"),
                isRunning: app.dataset.testScriptState !== "notRunning",
            }));
        }"""
    )
    page.keyboard.press("ArrowLeft")
    opened.wait_painted(period="2021")
    opened.wait_query("periode", "2021")
    first = opened.frame.evaluate("window.__log[0]")
    assert first == {"period": "2021", "seq": before["seq"], "address": "2022", "isRunning": False}
    expect(page.locator(".sm-asof")).to_contain_text("30.06.2021")
    assert opened.read_table()["Nordstadt"][0] == "9,8"
    assert opened.inspect("03")["value"] == 9.8
    page.keyboard.press("Home")
    opened.wait_painted(period="2017")
    opened.wait_query("periode", "2017")
    slider = page.frame_locator("iframe[title='Karte der Gebiete']").locator("input[type=range]")
    expect(slider).to_have_attribute("aria-valuetext", "2017")
    expect(slider).to_have_attribute("aria-label", "Zeitraum")
    assert page.evaluate(_ACTIVE)["isSlider"], "the focus stays on the slider"
    assert_clean(page)


def test_a_quick_ride_asks_the_server_once(page: Page) -> None:
    opened = MapPage.open(page, **FLENSBURG)
    tab_to(page, "isSlider")
    seq = opened.wait_painted()["seq"]
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    opened.wait_painted(period="2018")
    opened.wait_query("periode", "2018")
    wait_ready(page)
    assert opened.wait_painted()["seq"] == seq + 1


def test_an_area_is_found_by_typing(page: Page) -> None:
    opened = MapPage.open(page, **FLENSBURG)
    search = page.get_by_role("combobox", name="Gebiete suchen und wählen")
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if search.evaluate("(element) => element === document.activeElement"):
            break
    page.keyboard.type("Nordst")
    expect(page.get_by_role("option")).to_have_count(1, timeout=PATIENCE)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    opened.wait_query("gebiete", "03")
    expect(opened.focus_name).to_have_text("Nordstadt")
    expect(opened.area("03")).to_have_attribute("aria-pressed", "true")
    assert_clean(page)
