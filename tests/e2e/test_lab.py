"""The laboratory in the browser: a weight is moved, the map follows, the address does not."""

from __future__ import annotations

import io
import zipfile

import pytest
from playwright.sync_api import Page, expect

from sozialmonitor.texts.german import text
from tests.e2e.map_page import PATIENCE, MapPage, arrive
from tests.support.browser import assert_clean, wait_ready

ADDRESS = "/labor?monitor=flensburg&gebiete=03"
WEIGHT = text("lab.weight", indicator="Beschäftigungsquote")


def open_lab(page: Page, address: str = ADDRESS) -> MapPage:
    arrive(page, address)
    opened = MapPage(page)
    opened.wait_painted()
    return opened


def move_weight(page: Page, keys: str, times: int) -> None:
    page.get_by_role("slider", name=WEIGHT).focus()
    for _ in range(times):
        page.keyboard.press(keys)
    wait_ready(page)


def read_classes(opened: MapPage) -> dict[str, str]:
    """Name and class of every area, as the map speaks them; that it is close to another class is left out."""
    labels = [opened.inspect(f"{number:02}")["label"] for number in range(1, 14)]
    return {label.split(":")[0]: label.split(text("typology.borderline"))[0].rstrip(" ,") for label in labels}


def test_a_weight_by_keyboard_changes_the_map_and_not_the_address(page: Page) -> None:
    opened = open_lab(page)
    address, first = page.url, opened.wait_painted()["key"]
    before = read_classes(opened)
    expect(page.get_by_text(text("lab.unchanged"))).to_be_visible()
    move_weight(page, "End", 1)
    page.wait_for_function("document.body.innerText.includes('Gewicht 3 statt 1')", timeout=PATIENCE)
    assert opened.wait_painted()["key"] != first, "other settings, other numbers"
    after = read_classes(opened)
    moved = page.get_by_role("region", name=text("lab.changes")).locator("tbody tr td:last-child").all_inner_texts()
    names = {name for name in before if before[name] != after[name]}
    assert names == {name for cell in moved for name in cell.split(", ")}
    assert names
    assert page.url == address
    page.get_by_role("button", name=text("lab.reset")).click()
    wait_ready(page)
    expect(page.get_by_text(text("lab.unchanged"))).to_be_visible()
    assert read_classes(opened) == before
    assert_clean(page)


def test_an_invalid_setting_is_told_and_the_map_stays(page: Page) -> None:
    opened = open_lab(page)
    before = opened.wait_painted()["key"]
    field = page.get_by_role("spinbutton", name=text("lab.cutoff", lower="mittel", upper="niedrig"))
    field.fill("4")
    field.press("Enter")
    alert = page.get_by_role("alert").filter(has_text=text("lab.error"))
    expect(alert).to_contain_text("steigen nicht an")
    expect(alert).to_contain_text("Abhilfe")
    assert opened.wait_painted()["key"] == before
    field.fill("1.2")
    field.press("Enter")
    expect(alert).to_have_count(0)
    assert_clean(page)


def test_areas_and_period_are_chosen_on_the_map(page: Page) -> None:
    opened = open_lab(page, "/labor?monitor=flensburg")
    expect(page.get_by_text(text("lab.area_hint"))).to_be_visible()
    opened.click("05")
    opened.wait_query("gebiete", "05")
    name = opened.inspect("05")["label"].split(":")[0]
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    page.get_by_role("combobox", name=text("choice.period")).click()
    page.get_by_role("option", name="2020").click()
    opened.wait_query("stand", "2020")
    wait_ready(page)
    expect(page.get_by_text(text("lab.window", start="2018", end="2020"))).to_be_visible()
    assert_clean(page)


def test_stability_and_goals_come_on_request(page: Page) -> None:
    open_lab(page)
    expect(page.get_by_role("columnheader", name=text("lab.area_probability"))).to_have_count(0)
    page.get_by_role("button", name=text("lab.check")).press("Enter")
    expect(page.get_by_role("columnheader", name=text("lab.area_probability"))).to_be_visible()
    page.locator("summary", has_text=text("lab.goals", area="Nordstadt")).press("Enter")
    expect(page.get_by_text(text("lab.goals_lead"))).to_be_visible()
    expect(page.get_by_text("Damit läge das Gebiet in der Klasse").first).to_be_visible()
    assert_clean(page)


@pytest.mark.parametrize("style", ["", "&sprache=leicht"], ids=["ordinary", "easy"])
def test_the_card_holds_what_was_set(page: Page, style: str) -> None:
    open_lab(page, ADDRESS + style)
    move_weight(page, "ArrowRight", 3)
    page.wait_for_function("document.body.innerText.includes('Gewicht 1,3 statt 1')", timeout=PATIENCE)
    with page.expect_download() as waiting:
        page.get_by_role("button", name=text("lab.card")).click()
    assert waiting.value.suggested_filename.startswith("flensburg_labor_status-dynamik_2022_")
    with zipfile.ZipFile(io.BytesIO(waiting.value.path().read_bytes())) as archive:
        assert "{indicator: s4, weight: 1.3, direction: higher_is_better}" in archive.read("methode.yaml").decode()
        assert "Beschäftigungsquote: Gewicht 1,3 statt 1" in archive.read("methodenkarte.md").decode()
    assert_clean(page)
