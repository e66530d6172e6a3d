"""The overview renders for every monitor, whatever the address says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ADDRESSES = [
    {},
    {"monitor": "mannheim"},
    {"monitor": "flensburg", "indikator": "sgb2-anteil", "gebiete": "01,02"},
    {"monitor": "gemeinden", "ebene": "kreise", "indikator": "einwohner"},
    {"monitor": "mannheim", "ebene": "stadtbezirke", "periode": "2012", "gebiete": "99"},
]


@pytest.fixture
def page(root: Path, real_releases: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The program on the embedded monitors, not yet run."""
    monkeypatch.setenv("SOZIALMONITOR_RELEASES", str(real_releases))
    return AppTest.from_file(str(root / "app.py"), default_timeout=60)


def show(page: AppTest, address: dict[str, str]) -> str:
    page.run()  # until the program has told its pages, it would stay on the first one
    page.query_params.update(address)
    page.switch_page("pages/public/overview.py").run()
    assert not page.exception
    assert not page.error
    return "".join(element.proto.body for element in page.get("html"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_shows_the_page(page: AppTest, address: dict[str, str]) -> None:
    html = show(page, address)
    assert html.count("<h1>") == 1
    for heading in ("Kennzahlen", "Was hat sich verändert?", "Wie verteilt es sich?", "Wo unterscheidet es sich"):
        assert html.count(f"<h2>{heading}") == 1
    assert "Quelle:" in html


def test_an_unknown_area_is_said(page: AppTest) -> None:
    show(page, ADDRESSES[-1])
    assert any("Nicht gefunden" in item.value for item in page.info)


def test_every_item_leads_to_a_page_of_the_same_monitor(page: AppTest) -> None:
    html = show(page, {"monitor": "flensburg", "gebiete": "01"})
    addresses = re.findall(r"href='([^']*)'", html)
    assert {address.split("?")[0] for address in addresses} == {"karte", "zeitreihen", "profil"}
    assert all("monitor=flensburg" in address and "periode=20" in address for address in addresses)
    # The area chosen before goes along to the map; a profile is that of the area named.
    assert all("gebiete=01" in address for address in addresses if address.startswith("karte"))


def test_maps_are_pictures_with_words(page: AppTest) -> None:
    html = show(page, {"monitor": "flensburg"})
    pictures = re.findall(r"<img src='data:image/svg\+xml;base64,[^']+' alt='([^']*)'>", html)
    assert len(pictures) == html.count("<img ") == 5
    assert all("Stadtwert" in words and "2022" in words for words in pictures)
    assert "<svg" not in html, "st.html would remove it"


def test_a_region_without_trends_says_why(page: AppTest) -> None:
    html = show(page, {"monitor": "gemeinden"})
    assert "Für einen Trendtest reichen die Zeitpunkte nirgends." in html
    assert "Keinen Wert der Region gibt es für" in html
