"""Early warning in the browser: choices stay in the address, and every hint is reached by keyboard."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.map_page import PATIENCE, arrive
from tests.support.browser import assert_clean, wait_ready

ADDRESS = "/fruehwarnung?monitor=flensburg"


def test_from_a_hint_to_the_profile_and_back(page: Page) -> None:
    arrive(page, ADDRESS)
    link = page.get_by_role("link", name="Nordstadt: Gebietsprofil")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/profil?**", timeout=PATIENCE)
    wait_ready(page)
    expect(page.locator("h1")).to_contain_text("Nordstadt")
    page.go_back()
    wait_ready(page)
    expect(page.locator("h1")).to_contain_text("Hinweise zum Nachsehen")
    assert_clean(page)


def test_the_series_show_all_indicators_of_the_typology(page: Page) -> None:
    arrive(page, ADDRESS)
    page.get_by_role("link", name="Weiche: Zeitreihe").click()
    page.wait_for_url("**/zeitreihen?**reihen=indikatoren**", timeout=PATIENCE)
    wait_ready(page)
    expect(page.locator("h1")).to_contain_text("Weiche: mehrere Indikatoren")
    assert_clean(page)


def test_another_typology_by_keyboard(page: Page) -> None:
    arrive(page, ADDRESS)
    page.get_by_label("Typologie für die zweite Regel").focus()
    page.keyboard.type("Rangb")
    page.keyboard.press("Enter")
    page.wait_for_url("**typologie=rangbaender**", timeout=PATIENCE)
    wait_ready(page)
    expect(page.get_by_role("heading", name="Südstadt")).to_be_visible()
    assert_clean(page)


def test_what_is_folded_opens_by_keyboard(page: Page) -> None:
    arrive(page, ADDRESS)
    page.get_by_text("Nicht prüfbare Indikatoren: 2").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Leistungen im Erwerbsalter (nur 2021, 2022)")).to_be_visible()
