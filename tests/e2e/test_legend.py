"""The legend: counts add up, every reason is named, and another indicator does not load the map anew."""

from __future__ import annotations

import csv
import math
import re

import pytest
from playwright.sync_api import Page, expect

from sozialmonitor.charts.colours import DIVERGING, get_sequential
from tests.e2e.map_page import PATIENCE, MapPage
from tests.support.browser import assert_clean
from tests.support.server import ROOT


@pytest.mark.parametrize(
    ("query", "areas"),
    [
        ({"monitor": "mannheim", "indikator": "arbeitslosenquotient", "periode": "2015"}, 38),
        ({"monitor": "flensburg", "indikator": "arbeitslosenanteil", "periode": "2022"}, 13),
        ({"monitor": "flensburg", "indikator": "raeumungsklagen", "periode": "2021"}, 13),
        ({"monitor": "flensburg", "indikator": "geburten", "periode": "2011"}, 13),
        ({"monitor": "gemeinden", "indikator": "kinderarmut", "periode": "2022"}, 157),
        ({"monitor": "gemeinden", "indikator": "bevoelkerungsdichte", "ebene": "kreise"}, 8),
    ],
    ids=lambda item: "-".join(item.values()) if isinstance(item, dict) else "",
)
def test_counts_add_up(page: Page, query: dict[str, str], areas: int) -> None:
    opened = MapPage.open(page, **query)
    legend = opened.read_legend()
    assert sum(key.count for key in legend) == areas
    assert len(opened.read_table()) == areas
    for key in legend:
        assert key.spoken == f"{key.count} Gebiet{'' if key.count == 1 else 'e'}"
        assert key.is_visible or key.count == 0
    colours = opened.svg.locator(".sm-area").evaluate_all("(areas) => areas.map((area) => area.getAttribute('fill'))")
    for key in legend:
        if key.reason is None:
            assert colours.count(key.colour) == key.count, key
    assert sum(colour.startswith("url(#") or colour == "#e6e9ec" for colour in colours) == sum(
        key.count for key in legend if key.reason is not None
    )
    assert_clean(page)


def test_every_gap_is_hatched_counted_and_listed(page: Page) -> None:
    """Evictions 2021: which cells are kept secret stands in the file."""
    opened = MapPage.open(page, monitor="flensburg", indikator="raeumungsklagen", periode="2021")
    with (ROOT / "data/flensburg/values/raeumungsklagen.csv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["period"] == "2021" and row["geography"] == "stadtteile"]
    with (ROOT / "data/flensburg/areas/stadtteile.csv").open(encoding="utf-8") as stream:
        names = {row["code"]: row["name"] for row in csv.DictReader(stream)}
    secret = [row["area"] for row in rows if row["households"] == "•"]
    assert secret
    (key,) = [key for key in opened.read_legend() if key.reason == "suppressed"]
    assert (key.label, key.count) == ("zum Schutz Einzelner geheim gehalten", len(secret))
    for code in secret:
        painted = opened.inspect(code)
        assert painted["class"] == "suppressed"
        assert painted["colour"] == "url(#sm-dots)"
        assert painted["value"] is None
        assert "geheim gehalten" in painted["label"]
        assert opened.read_table()[names[code]][0] == "•"
    page.get_by_text("Ohne Wert oder mit Einschränkung:").click()
    listed = page.get_by_role("heading", name=f"zum Schutz Einzelner geheim gehalten ({len(secret)})").locator(
        "xpath=following::p[1]"
    )
    expect(listed).to_have_text(", ".join(names[code] for code in secret))


def test_a_period_without_any_value_is_hatched(page: Page) -> None:
    opened = MapPage.open(page, monitor="flensburg", indikator="geburten", periode="2011")
    if opened.wait_painted()["period"] != "2011":
        pytest.skip("2011 is not offered any more")
    assert opened.inspect("01")["colour"] == "url(#sm-hatch)"
    expect(page.get_by_text("Ohne Wert oder mit Einschränkung: 13 von 13 Gebieten")).to_be_visible()


def test_limited_values_are_in_brackets_and_listed(page: Page) -> None:
    opened = MapPage.open(page, monitor="gemeinden", indikator="kinderarmut", periode="2022")
    limited = [name for name, cells in opened.read_table().items() if cells[0].startswith("(")]
    assert limited, "some Gemeinden are that small"
    page.get_by_text("Ohne Wert oder mit Einschränkung:").click()
    head = f"eingeschränkt verlässlich (kleine Fallzahl) ({len(limited)})"
    listed = page.get_by_role("heading", name=head).locator("xpath=following::p[1]")
    expect(listed).to_be_visible()
    assert set(limited) == set(listed.inner_text().split(", "))


def test_around_the_city_value_there_are_five_classes(page: Page) -> None:
    opened = MapPage.open(page, monitor="flensburg", indikator="arbeitslosenanteil", periode="2022", farben="diverging")
    classes = opened.read_classes()
    assert [key.colour for key in classes] == list(DIVERGING)
    assert sum(key.count for key in classes) == 13
    direction = page.frame_locator("iframe[title='Karte der Gebiete']").locator(".sm-legend-direction")
    expect(direction).to_have_text("braun = unter, türkis = über dem Vergleichswert")
    near, far = (int(number.replace(",", "")) for number in re.findall(r"\d+,\d", classes[1].label))
    for code in ("03", "13", "01", "09", "02"):
        painted = opened.inspect(code)
        away = round(10 * painted["value"]) - 59
        outside = (abs(away) > near) + (abs(away) > far)
        assert painted["class"] == (2 + outside if away > 0 else 2 - outside), (code, painted)
    assert {opened.inspect(code)["class"] for code in ("02", "13")} == {0, 4}
    page.get_by_role("button", name="Darstellung").click()
    page.get_by_text("hell nach dunkel").click()
    opened.wait_query("farben", None)
    assert [key.colour for key in opened.read_classes()] == list(get_sequential(5))


def test_another_indicator_keeps_the_frame(page: Page) -> None:
    """A frame loaded anew is what makes maps slow: the same element, the same window, the same drawing."""
    opened = MapPage.open(page, monitor="flensburg", indikator="arbeitslosenanteil", periode="2022")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    opened.frame.evaluate("() => { window.__mark = 1; document.querySelector('svg.sm-areas').__mark = 1; }")
    page.evaluate("() => { document.querySelector('iframe').__mark = 1; }")
    seq = opened.wait_painted()["seq"]
    opened.choose("Indikator", "Anteil der Menschen mit ausländischer Staatsangehörigkeit")
    opened.wait_painted(indicator="auslaenderanteil")
    opened.choose("Indikator", "Anteil der Arbeitslosen an den 18- bis unter 65-Jährigen")
    opened.wait_painted(indicator="arbeitslosenanteil")
    opened.click("03")
    opened.wait_query("gebiete", "03")
    assert page.evaluate("document.querySelector('iframe').__mark") == 1
    assert opened.frame.evaluate("window.__mark") == 1
    assert opened.frame.evaluate("document.querySelector('svg.sm-areas').__mark") == 1
    assert opened.wait_painted()["seq"] > seq
    assert [url for url in requests if "/geometry/" in url or "/assets/" in url or "/component/" in url] == []
    assert_clean(page)


def test_a_note_keeps_the_frame(page: Page) -> None:
    """A note that appears above the map, and goes again, must not push the frame out of its place in the page."""
    opened = MapPage.open(page, monitor="mannheim", indikator="auslaenderanteil", periode="2020")
    opened.frame.evaluate("() => { window.__mark = 1; }")
    opened.choose("Indikator", "Arbeitslosenquotient")
    opened.wait_painted(indicator="arbeitslosenquotient", period="2015")
    expect(page.locator("[data-testid=stAlert]")).to_be_visible()
    assert opened.frame.evaluate("window.__mark") == 1
    opened.choose("Indikator", "Anteil der Frauen und Mädchen")
    opened.wait_painted(indicator="frauenanteil")
    expect(page.locator("[data-testid=stAlert]")).to_have_count(0)
    assert opened.frame.evaluate("window.__mark") == 1


def test_counts_are_circles(page: Page) -> None:
    """The area of a circle follows the number, never its radius; below it the map stays plain."""
    opened = MapPage.open(page, monitor="flensburg", indikator="einwohner", periode="2022")
    circles = opened.svg.locator(".sm-circle")
    expect(circles).to_have_count(13, timeout=PATIENCE)
    radii = sorted(float(radius) for radius in circles.evaluate_all("(all) => all.map((one) => one.getAttribute('r'))"))
    values = sorted(float(cells[0].replace(".", "")) for cells in opened.read_table().values())
    for radius, value in zip(radii, values, strict=True):
        assert math.isclose(radius, radii[-1] * math.sqrt(value / values[-1]), abs_tol=0.02)
    fills = opened.svg.locator(".sm-area").evaluate_all("(areas) => areas.map((area) => area.getAttribute('fill'))")
    assert set(fills) == {"#eef1f4"}
    frame = page.frame_locator("iframe[title='Karte der Gebiete']")
    expect(frame.locator(".sm-nested-circle")).to_have_count(3)
    expect(frame.locator(".sm-legend-direction")).to_contain_text("Kreisfläche = Anzahl")
    assert_clean(page)
