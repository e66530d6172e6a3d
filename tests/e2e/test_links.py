"""An address is the whole picture: it restores everything, and whatever is wrong with it is said in German."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.map_page import PATIENCE, MapPage
from tests.support.browser import assert_clean, open_context
from tests.support.server import Server

MANNHEIM = {"monitor": "mannheim", "indikator": "arbeitslosenquotient", "ebene": "stadtteile", "periode": "2012"}
ENGLISH = ("Page not found", "Traceback", "Error", "Exception")


def show(opened: MapPage) -> dict[str, Any]:
    """Everything a reader sees of the choice."""
    names = opened.page.locator("[data-testid=stMultiSelectTagsContainer] [data-tag]").all_inner_texts()
    return {
        "query": opened.query,
        "heading": opened.heading,
        "period": opened.wait_painted()["period"],
        "classes": [(key.label, key.count, key.colour) for key in opened.read_legend()],
        "marks": opened.read_marks(),
        "table": opened.read_table(),
        "focus": opened.focus_name.inner_text(),
        "tags": names,
    }


@pytest.mark.parametrize(
    ("display", "labels"),
    [
        ({}, None),
        ({"klassen": "fisher-jenks", "anzahl": "4"}, 4),
        ({"klassen": "equal", "anzahl": "3", "grenzen-aus": "periode"}, 3),
        ({"klassen": "manual", "grenzen": "3;7.5"}, ["unter 3,0", "3,0 bis unter 7,5", "ab 7,5"]),
        ({"farben": "diverging"}, 5),
    ],
    ids=lambda item: "-".join(item.values()) or "plain" if isinstance(item, dict) else "",
)
def test_a_link_restores_everything(page: Page, display: dict[str, str], labels: int | list[str] | None) -> None:
    wanted = MANNHEIM | {"gebiete": "071,162"} | display
    opened = MapPage.open(page, **wanted)
    seen = show(opened)
    assert seen["query"] == wanted, "the address stays as it was sent"
    assert seen["heading"] == "Arbeitslosenquotient"
    assert seen["period"] == "2012"
    assert list(seen["marks"]) == ["Niederfeld", "Schönau-Nord"], "in the order of names"
    assert seen["focus"] == "Niederfeld", "the last one chosen"
    assert seen["tags"] == ["Schönau-Nord", "Niederfeld"]
    assert opened.read_notes() == ""
    expect(page.get_by_role("combobox", name="Indikator")).to_have_value("Arbeitslosenquotient")
    expect(page.get_by_role("combobox", name="Ebene")).to_have_value("Stadtteile")
    expect(page.get_by_role("combobox", name="Monitor")).to_have_value("Mannheim")
    found = [key.label for key in opened.read_classes()]
    if isinstance(labels, list):
        assert found == labels
    elif labels:
        assert len(found) == labels
    assert_clean(page)


def test_the_display_says_what_the_link_says(page: Page) -> None:
    opened = MapPage.open(page, **MANNHEIM, klassen="manual", grenzen="3;7.5")
    page.get_by_role("button", name="Darstellung").click()
    expect(page.get_by_role("radio", name="eigenen Grenzen")).to_be_checked()
    expect(page.get_by_role("textbox", name="Eigene Grenzen")).to_have_value("3; 7,5")
    page.get_by_role("textbox", name="Eigene Grenzen").fill("2; 4; 6,5")
    page.keyboard.press("Enter")
    opened.wait_query("grenzen", "2;4;6.5")
    opened.frame.wait_for_function("document.querySelectorAll('.sm-classes li').length === 4", timeout=PATIENCE)
    assert [key.label for key in opened.read_classes()][-1] == "ab 6,5"


def test_a_link_copied_after_working_shows_the_same(page: Page, browser: Browser, server: Server) -> None:
    opened = MapPage.open(page, monitor="flensburg")
    opened.choose("Indikator", "Anteil der Menschen mit ausländischer Staatsangehörigkeit")
    opened.wait_painted(indicator="auslaenderanteil")
    opened.click("03")
    opened.wait_query("gebiete", "03")
    with open_context(browser, server.url) as context:
        other = MapPage.open(context.new_page(), **opened.query)
        assert show(other) == show(opened)


def test_back_brings_back(page: Page) -> None:
    opened = MapPage.open(page, **MANNHEIM)
    page.get_by_role("link", name="Quellen und Methoden").click()
    expect(page.locator("h1")).to_have_text("Quellen und Methoden: Mannheim")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Arbeitslosenquotient")
    assert opened.wait_painted()["period"] == "2012"
    assert {key: opened.query[key] for key in MANNHEIM} == MANNHEIM
    assert_clean(page)


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ({"monitor": "atlantis"}, "Diesen Monitor gibt es hier nicht. Gezeigt wird Mannheim."),
        ({"indikator": "unsinn"}, "Diesen Indikator gibt es hier nicht."),
        ({"periode": "1900"}, "Für 1900 gibt es keine Werte. Gezeigt wird 2012, der nächstgelegene Zeitpunkt."),
        ({"periode": "gestern"}, "Diesen Zeitpunkt gibt es nicht. Gezeigt wird 2015."),
        ({"gebiete": "99999"}, "Nicht gefunden: 1 der gewählten Gebiete."),
        ({"gebiete": "071,99999,88888"}, "Nicht gefunden: 2 der gewählten Gebiete."),
        ({"gebiete": "011,012,020,031,032,033,034"}, "Höchstens 6 Gebiete lassen sich zusammen zeigen."),
        ({"ebene": "stadt"}, "Gezeigt werden Stadtteile."),
        ({"ebene": "planeten"}, "Diese Ebene gibt es hier nicht. Gezeigt werden Stadtteile."),
    ],
    ids=lambda item: "-".join(item.values()) if isinstance(item, dict) else "",
)
def test_what_does_not_exist_is_said(page: Page, query: dict[str, str], note: str) -> None:
    opened = MapPage.open(page, **(MANNHEIM | query))
    assert note in opened.read_notes()
    assert opened.heading == "Arbeitslosenquotient"
    text = page.locator("body").inner_text()
    assert not [word for word in ENGLISH if word in text]
    assert not set(query.values()) & set(opened.query.values()) - {"mannheim"}, "the address is put right"
    assert_clean(page)


JUNK = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{7*7}}",
    "{% raw %}",
    "${7*7}",
    "'); DROP TABLE--",
    "../../etc/passwd",
    "\u202e\u0000\ud7ff",
    "9" * 3000,
    "%00",
]


@pytest.mark.parametrize("junk", JUNK, ids=lambda junk: ascii(junk[:12]))
def test_junk_is_never_shown(page: Page, junk: str) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    parameters = (
        "monitor",
        "indikator",
        "ebene",
        "periode",
        "gebiete",
        "klassen",
        "anzahl",
        "farben",
        "grenzen",
        "junk",
    )
    page.goto(f"/karte?{urlencode(dict.fromkeys(parameters, junk))}")
    expect(page.locator("h1")).to_be_visible(timeout=2 * PATIENCE)
    opened = MapPage(page)
    opened.wait_painted()
    opened.wait_query("monitor", "mannheim")
    assert "gibt es hier nicht" in opened.read_notes()
    assert dialogs == []
    for document in (page.content(), opened.frame.content()):
        assert junk not in document
        assert "onerror" not in document
        assert "alert(1)" not in document
    text = page.locator("body").inner_text()
    assert not [word for word in ENGLISH if word in text]
    assert "49" not in opened.read_notes()
    assert_clean(page)


@pytest.mark.parametrize(
    "query",
    [
        {"klassen": "unsinn"},
        {"anzahl": "0"},
        {"anzahl": "-3"},
        {"anzahl": "999999999999"},
        {"anzahl": "٣"},
        {"klassen": "manual"},
        {"klassen": "manual", "grenzen": "9;3"},
        {"klassen": "manual", "grenzen": "nan;inf"},
        {"klassen": "manual", "grenzen": "1e308;1e309"},
        {"farben": "rot"},
        {"grenzen-aus": "<b>"},
    ],
    ids=lambda query: "-".join(query.values()),
)
def test_an_impossible_display_becomes_the_usual_one(page: Page, query: dict[str, str]) -> None:
    opened = MapPage.open(page, **(MANNHEIM | query))
    assert 2 <= len(opened.read_classes()) <= 5
    assert opened.inspect("071")["class"] in range(5)
    assert page.locator("[data-testid=stException]").count() == 0
    assert_clean(page)


def test_a_year_without_values_gives_way_to_the_nearest(page: Page) -> None:
    opened = MapPage.open(page, monitor="mannheim", indikator="auslaenderanteil", periode="2020")
    assert opened.wait_painted()["period"] == "2020"
    opened.choose("Indikator", "Arbeitslosenquotient")
    opened.wait_painted(indicator="arbeitslosenquotient", period="2015")
    expect(page.locator("[data-testid=stAlert]")).to_contain_text(
        "Für 2020 gibt es keine Werte. Gezeigt wird 2015, der nächstgelegene Zeitpunkt."
    )
    opened.wait_query("periode", "2015")
    expect(page.locator(".sm-subtitle").first).to_contain_text("Stadtteile, 2015")
    assert_clean(page)


def test_a_level_without_the_year_says_so(page: Page) -> None:
    opened = MapPage.open(page, **(MANNHEIM | {"periode": "2015"}))
    opened.choose("Ebene", "Stadtbezirke")
    opened.wait_painted(period="2006")
    expect(page.locator("[data-testid=stAlert]")).to_contain_text("Für 2015 gibt es keine Werte. Gezeigt wird 2006")
    assert len(opened.read_table()) == 17
    assert_clean(page)


def test_a_level_without_values_says_so(page: Page) -> None:
    opened = MapPage.open(page, **MANNHEIM)
    opened.choose("Indikator", "Arbeitslosenquotient der Ausländerinnen und Ausländer")
    opened.wait_painted(indicator="arbeitslosenquotient-auslaender")
    expect(page.locator("[data-testid=stAlert]")).to_contain_text(
        "Auf der Ebene Stadtteile gibt es dafür keine Werte. Gezeigt werden Stadtbezirke."
    )
    opened.wait_query("ebene", "stadtbezirke")
    opened.choose("Ebene", "Stadtteile")
    expect(page.locator("[data-testid=stAlert]")).to_contain_text("Gezeigt werden Stadtbezirke")
    assert len(opened.read_table()) == 17
    assert_clean(page)
