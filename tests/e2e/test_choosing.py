"""Choosing areas with the mouse: map, address, panel, chart and table say the same."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from sozialmonitor.charts.colours import SELECTED_AREAS, TEXT
from tests.e2e.map_page import MapPage
from tests.support.browser import assert_clean

FLENSBURG = {"monitor": "flensburg", "indikator": "arbeitslosenanteil", "periode": "2022"}


def test_a_click_chooses_and_a_second_one_lets_go(page: Page) -> None:
    opened = MapPage.open(page, **FLENSBURG)
    assert "gebiete" not in opened.query
    expect(opened.focus_name).to_have_text("Stadtwert")
    assert opened.read_line_colours() == {TEXT}
    assert opened.read_marks() == {}

    opened.click("03")
    opened.wait_query("gebiete", "03")
    expect(opened.focus_name).to_have_text("Nordstadt")
    expect(opened.focus_value).to_have_text("8,6\N{NO-BREAK SPACE}%")
    expect(opened.area("03")).to_have_attribute("aria-pressed", "true")
    assert opened.inspect("03")["selected"]
    assert opened.inspect("03")["label"].endswith("ausgewählt")
    assert opened.read_line_colours() == {SELECTED_AREAS[0], TEXT}
    assert opened.read_marks() == {"Nordstadt": SELECTED_AREAS[0]}
    expect(opened.svg.locator(".sm-selected")).to_have_count(1)

    opened.click("03")
    opened.wait_query("gebiete", None)
    expect(opened.focus_name).to_have_text("Stadtwert")
    expect(opened.area("03")).to_have_attribute("aria-pressed", "false")
    assert not opened.inspect("03")["selected"]
    assert opened.read_line_colours() == {TEXT}
    assert opened.read_marks() == {}
    assert_clean(page)


def test_the_seventh_area_takes_the_place_of_the_first(page: Page) -> None:
    opened = MapPage.open(page, **FLENSBURG, gebiete="02,03,04,05,06")
    opened.click("11")
    opened.wait_query("gebiete", "02,03,04,05,06,11")
    assert len(opened.read_marks()) == 6
    assert opened.read_line_colours() == {*SELECTED_AREAS, TEXT}
    opened.click("12")
    opened.wait_query("gebiete", "03,04,05,06,11,12")
    expect(opened.focus_name).to_have_text("Engelsby")
    expect(opened.svg.locator(".sm-area[aria-pressed=true]")).to_have_count(6)
    assert not opened.inspect("02")["selected"]
    assert len(opened.read_marks()) == 6
    assert_clean(page)


def test_quick_clicks_all_arrive(page: Page) -> None:
    """Streamlit keeps one value per component: a second click before the first was read must not replace it."""
    opened = MapPage.open(page, **FLENSBURG)
    points = {code: opened.find_point(code) for code in ("03", "06", "11", "12")}
    for point in points.values():
        page.mouse.click(*point)
    opened.wait_query("gebiete", ",".join(points))
    assert list(opened.read_marks().values()).count("") == 0
    assert len(opened.read_marks()) == 4
    assert_clean(page)


@pytest.mark.parametrize("delay", [0, 15, 40, 80, 140])
def test_a_choice_is_painted_though_the_map_asks_for_more_meanwhile(page: Page, delay: int) -> None:
    """The map wants further periods of what it shows while something else is on its way: with the old address."""
    opened = MapPage.open(page, **FLENSBURG)
    ask = "([key, delay]) => { setTimeout(() => Streamlit.setComponentValue({ want: key, seq: Date.now() }), delay); }"
    page.locator("[data-testid=stSelectbox]").filter(has_text="Indikator").locator("input").click()
    option = page.get_by_role("option", name="Anteil der Menschen mit ausländischer Staatsangehörigkeit", exact=True)
    expect(option).to_be_visible()
    key = opened.wait_painted()["key"]
    option.click()
    opened.frame.evaluate(ask, [key, delay])
    assert opened.wait_painted(indicator="auslaenderanteil")
    opened.wait_query("indikator", "auslaenderanteil")
    assert opened.wait_painted()["indicator"] == "auslaenderanteil"


def test_the_pointer_shows_the_figure(page: Page) -> None:
    opened = MapPage.open(page, **FLENSBURG)
    page.mouse.move(*opened.find_point("03"))
    tooltip = page.frame_locator("iframe[title='Karte der Gebiete']").locator(".sm-tooltip")
    expect(tooltip).to_be_visible()
    expect(tooltip).to_contain_text("Nordstadt")
    expect(tooltip).to_contain_text("8,6 %")
    expect(tooltip).to_contain_text("Stadtwert 5,9 % · 2,7 Prozentpunkte darüber")
    expect(tooltip).to_contain_text("Arbeitslose: 727 von 8.434 (")


def test_the_chart_has_its_figures_as_a_table(page: Page) -> None:
    opened = MapPage.open(page, **FLENSBURG, gebiete="03")
    opened.read_line_colours()
    page.locator("summary", has_text="Zeitreihe als Tabelle").click()
    table = page.locator("details.sm-more table").first
    expect(table).to_be_visible()
    assert table.locator("thead th").all_inner_texts()[1:] == ["Nordstadt", "Stadtwert"]
    last = table.locator("tbody tr").last
    assert last.locator("th, td").all_inner_texts()[:2] == ["2022", "8,6\N{NO-BREAK SPACE}%"]
