"""Two typologies in the browser: the maps move together, one slider moves both, and the choice stays in the address."""

from __future__ import annotations

from playwright.sync_api import Frame, Page, expect

from tests.e2e.map_page import PATIENCE, arrive
from tests.e2e.test_linked_maps import _VIEW, freeze, wait_same
from tests.support.browser import assert_clean, wait_ready

ADDRESS = "/typologievergleich?monitor=flensburg"


def open_maps(page: Page) -> tuple[Frame, Frame]:
    arrive(page, ADDRESS)
    page.wait_for_function(
        "() => document.querySelectorAll(\"iframe[title^='Karte der Gebiete']\").length === 2", timeout=PATIENCE
    )
    left, right = (frame for frame in page.frames if "streamlit_folium" in frame.url)
    for frame in (left, right):
        frame.wait_for_function("() => window.sozialmonitor && window.sozialmonitor.painted", timeout=PATIENCE)
    return left, right


def test_maps_move_together(page: Page) -> None:
    left, right = open_maps(page)
    before = left.evaluate(_VIEW)
    left.click("button[aria-label='Vergrößern']")
    wait_same(left, right, unlike=freeze(before))
    assert_clean(page)


def test_either_slider_moves_both(page: Page) -> None:
    left, right = open_maps(page)
    right.click("button[aria-label='Vorheriger Zeitraum']")
    page.wait_for_url("**stand=2021**", timeout=PATIENCE)
    wait_ready(page)
    for frame in (left, right):
        expect(frame.get_by_text("2021", exact=True).first).to_be_visible()
    left.click("button[aria-label='Vorheriger Zeitraum']")
    page.wait_for_url("**stand=2020**", timeout=PATIENCE)
    assert_clean(page)


def test_another_typology_by_keyboard(page: Page) -> None:
    arrive(page, ADDRESS)
    page.get_by_label("Zweite Typologie").focus()
    page.keyboard.type("Abstand")
    page.keyboard.press("Enter")
    page.wait_for_url("**typologie2=abstand-zum-stadtwert**", timeout=PATIENCE)
    wait_ready(page)
    expect(page.get_by_role("heading", name="Abstand zum Stadtwert in Prozentpunkten")).to_be_visible()
    assert_clean(page)


def test_from_an_area_in_another_class_to_its_profile(page: Page) -> None:
    arrive(page, ADDRESS)
    page.get_by_role("link", name="Gebietsprofil: Südstadt").click()
    page.wait_for_url("**/profil?**", timeout=PATIENCE)
    wait_ready(page)
    expect(page.locator("h1")).to_contain_text("Südstadt")
    assert_clean(page)
