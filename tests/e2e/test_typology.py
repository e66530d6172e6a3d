"""The page „Typologie“ in a browser: the map, the slider, the keyboard, files and print."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from tests.e2e.map_page import PATIENCE, arrive
from tests.support.browser import assert_clean, open_context, wait_ready
from tests.support.server import Server

ADDRESS = "/typologie?monitor=flensburg"

_MIDDLE = """
(code) => {
    const path = document.querySelectorAll(".sm-area")[window.sozialmonitor.inspect(code).index];
    const box = path.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
}
"""


def open_page(page: Page, address: str = ADDRESS) -> Frame:
    """Visit the address and wait until the map is painted."""
    arrive(page, address)
    page.wait_for_selector("iframe[title^='Karte der Gebiete']", timeout=PATIENCE)
    (frame,) = (item for item in page.frames if "streamlit_folium" in item.url)
    frame.wait_for_function("() => window.sozialmonitor && window.sozialmonitor.painted", timeout=PATIENCE)
    return frame


def read_query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_a_click_on_the_map_explains_the_class(page: Page) -> None:
    frame = open_page(page)
    expect(page.get_by_role("heading", name="Zahl der Gebiete je Klasse")).to_be_visible()
    box = page.locator("iframe[title^='Karte der Gebiete']").bounding_box()
    assert box
    x, y = frame.evaluate(_MIDDLE, "03")
    page.mouse.click(box["x"] + x, box["y"] + y)
    page.wait_for_url("**gebiete=03**", timeout=PATIENCE)
    expect(page.locator(".sm-class")).to_have_text(re.compile("Status sehr niedrig · Dynamik stabil"))
    expect(page.locator(".sm-area").first).to_have_text("Nordstadt")
    expect(page.get_by_role("table", name=re.compile("^Veränderung des Index von 2020 bis 2022"))).to_be_visible()
    assert_clean(page)


def test_the_slider_changes_the_period_and_what_it_is_compared_with(page: Page) -> None:
    frame = open_page(page, f"{ADDRESS}&gebiete=03")
    frame.click("button[aria-label='Vorheriger Zeitraum']")
    page.wait_for_url("**stand=2021**", timeout=PATIENCE)
    wait_ready(page)
    assert "vorher" not in read_query(page)
    caption = page.get_by_role("table", name=re.compile("^Veränderung des Index von 2019 bis 2021"))
    expect(caption).to_be_visible(timeout=PATIENCE)
    assert_clean(page)


def test_the_legend_and_the_matrix_count_the_same(page: Page) -> None:
    frame = open_page(page)
    legend = [int(item.strip("()")) for item in frame.locator(".sm-grid .sm-count").all_text_contents()]
    matrix = page.get_by_role("table", name=re.compile("^Zahl und Namen der Stadtteile je Klasse"))
    cells = [int(item) for item in matrix.locator("td strong").all_text_contents()]
    assert len(cells) == 12
    assert cells == legend


def test_the_keyboard_reaches_areas_and_tables(page: Page) -> None:
    frame = open_page(page)
    frame.locator(".sm-area[tabindex='0']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**gebiete=**", timeout=PATIENCE)
    expect(page.locator(".sm-class")).to_be_visible(timeout=PATIENCE)
    region = page.get_by_role("region", name=re.compile("^Klassen und Index aller Stadtteile"))
    region.focus()
    expect(region).to_be_focused()
    summary = page.locator("summary", has_text="Woraus sich die Dynamik ergibt")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Woraus sich die Dynamik ergibt")).to_be_visible()


@pytest.mark.parametrize("monitor", ["mannheim", "flensburg", "gemeinden"])
def test_map_and_class_are_above_the_fold(page: Page, monitor: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    open_page(page, f"/typologie?monitor={monitor}")
    for selector in ("iframe[title^='Karte der Gebiete']", ".sm-area"):
        box = page.locator(selector).first.bounding_box()
        assert box
        assert box["y"] < 500
    table = page.get_by_role("table", name="Zahl der Gebiete je Klasse").bounding_box()
    assert table
    assert table["y"] + table["height"] < 900


def test_the_file_holds_every_area_and_period(page: Page) -> None:
    open_page(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV für Programme").click()
    assert waiting.value.suggested_filename == "flensburg_typologie_status-dynamik.csv"
    rows = list(csv.DictReader(io.StringIO(waiting.value.path().read_text(encoding="utf-8"), newline="")))
    assert len(rows) == 13 * 5
    assert_clean(page)


def test_the_profile_still_fits_on_two_sheets(page: Page) -> None:
    """Tarup has the most gaps, Nordstadt the longest sentences."""
    for code in ("13", "03"):
        arrive(page, f"/profil?monitor=flensburg&gebiete={code}")
        expect(page.locator(".sm-profile-class")).to_be_visible(timeout=PATIENCE)
        printed = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == 2, code


def test_the_profile_leads_to_the_typology(page: Page) -> None:
    arrive(page, "/profil?monitor=flensburg&gebiete=03")
    page.get_by_role("link", name="Zur Typologie").click()
    page.wait_for_url("**/typologie?**gebiete=03**", timeout=PATIENCE)
    expect(page.locator(".sm-class")).to_have_text(re.compile("Status sehr niedrig"), timeout=PATIENCE)


def test_an_embedded_page_has_no_frame_of_its_own(page: Page) -> None:
    open_page(page, f"{ADDRESS}&embed=true")
    expect(page.get_by_role("link", name="Überblick")).to_have_count(0)
    expect(page.locator("h1")).to_be_visible()


def test_a_touch_chooses_an_area_on_a_phone(browser: Browser, server: Server) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    with open_context(browser, server.url, **phone) as context:
        page = context.new_page()
        frame = open_page(page)
        page.locator("iframe[title^='Karte der Gebiete']").scroll_into_view_if_needed()
        box = page.locator("iframe[title^='Karte der Gebiete']").bounding_box()
        assert box
        x, y = frame.evaluate(_MIDDLE, "03")
        page.touchscreen.tap(box["x"] + x, box["y"] + y)
        page.wait_for_url("**gebiete=03**", timeout=PATIENCE)
        assert_clean(page)
