"""The page „Frühwarnung“ as a visitor runs it, without a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_inequality import read, run

# Address, and what only this state of the page shows: without it the test would pass on any other page.
ADDRESSES = [
    ({"monitor": "flensburg"}, "Wahrscheinlichkeit für eine Klasse mit mehr Belastung als 2020: 89\u00a0%."),
    ({"monitor": "flensburg", "typologie": "rangbaender"}, "<h3>Südstadt</h3>"),
    ({"monitor": "flensburg", "typologie": "abstand-zum-stadtwert"}, "Verglichen: 2022 mit 2021, 13 Gebiete"),
    ({"monitor": "flensburg", "typologie": "aehnliche-stadtteile"}, "Diese Typologie bildet Gruppen ähnlicher Gebiete"),
    ({"monitor": "flensburg", "sprache": "leicht"}, "Die Belastung ist jetzt wahrscheinlich höher: 89\u00a0%."),
    ({"monitor": "mannheim"}, "Bisher vorhanden: Arbeitslosenquotient (nur 2012, 2015)."),
    ({"monitor": "mannheim", "ebene": "stadtbezirke"}, "Für die Ebene Stadtbezirke gibt es keine Typologie."),
    ({"monitor": "gemeinden"}, "Ohne Fallzahlen lässt sich keine Wahrscheinlichkeit berechnen."),
    ({"monitor": "gibtesnicht", "typologie": "x", "ebene": "x", "sprache": "x"}, "Bisher vorhanden"),
]


@pytest.mark.parametrize(("address", "shown"), ADDRESSES, ids=str)
def test_the_page_stands(
    real_releases: Path, monkeypatch: pytest.MonkeyPatch, address: dict[str, str], shown: str
) -> None:
    page = read(run("warning", real_releases, monkeypatch, address))
    found = re.findall(r"<h1>(.*?)</h1>", page)
    assert len(found) == 1
    assert found[0].endswith("Hinweise zum Nachsehen")
    assert shown in page
    assert page.count("class='sm-source'") == 1


@pytest.fixture
def app(real_releases: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return run("warning", real_releases, monkeypatch, {"monitor": "mannheim"})


def test_another_typology_goes_into_the_address(app: AppTest) -> None:
    app.selectbox(key="choice.typology").select("abstand-zum-stadtwert").run()
    assert app.query_params["typologie"] == "abstand-zum-stadtwert"
    assert "<h3>Innenstadt</h3>" in read(app)


def test_a_level_without_typology_offers_none(app: AppTest) -> None:
    app.selectbox(key="choice.level").select("stadtbezirke").run()
    assert not app.exception
    assert "choice.typology" not in {item.key for item in app.selectbox}
    assert app.query_params["ebene"] == "stadtbezirke"


def test_every_hint_leads_to_profile_and_series(app: AppTest) -> None:
    tiles = re.findall(r"<article class='sm-tile'>(.*?)</article>", read(app))
    assert tiles
    for tile in tiles:
        links = re.findall(r"href='(profil|zeitreihen)\?([^']*)'", tile)
        assert [page for page, _ in links] == ["profil", "zeitreihen"]
        assert all("monitor=mannheim" in query and "gebiete=" in query for _, query in links)
