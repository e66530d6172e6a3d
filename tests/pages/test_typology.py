"""The page „Typologie“ as a visitor runs it, without a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT
from tests.support.town import Town

# Address, and what only this state of the page shows: without it the test would pass on any other page.
ADDRESSES = [
    ({"monitor": "flensburg"}, "Zahl der Gebiete je Klasse"),
    ({"monitor": "flensburg", "gebiete": "03,09"}, "Status mittel · Dynamik stabil"),
    ({"monitor": "flensburg", "gebiete": "03", "stand": "2019"}, "Für 2019 gibt es keine Dynamik"),
    ({"monitor": "flensburg", "typologie": "rangbaender", "gebiete": "03"}, "Rangwert"),
    ({"monitor": "flensburg", "typologie": "abstand-zum-stadtwert", "vorher": "2019"}, "2019 und 2022 sind nicht"),
    ({"monitor": "flensburg", "typologie": "aehnliche-stadtteile", "gebiete": "03"}, "Ein Verlauf hätte keinen Sinn"),
    ({"monitor": "mannheim", "gebiete": "031"}, "Maßstab: Mittel und Streuung aller Stadtteile"),
    ({"monitor": "mannheim", "ebene": "stadtbezirke", "indikator": "einwohner"}, "Stadtteile, 2015"),
    ({"monitor": "mannheim", "typologie": "abstand-zum-stadtwert", "gebiete": "031"}, "Maßstab: Stadtwert"),
    ({"monitor": "mannheim", "sprache": "leicht"}, "Diese Seite teilt Gebiete in Gruppen ein."),
    ({"monitor": "gemeinden"}, "nicht bewertet: 17"),
    ({"monitor": "gemeinden", "stand": "2021"}, "Der Index zählt Standardabweichungen vom Mittel der Gemeinden."),
    ({"monitor": "gemeinden", "typologie": "aehnliche-gemeinden", "stand": "2021"}, "Cluster 5"),
    ({"monitor": "gibtesnicht", "typologie": "x", "stand": "x", "vorher": "x", "gebiete": "x"}, "Klasse"),
]


def run(releases: Path, monkeypatch: pytest.MonkeyPatch, address: dict[str, str], page: str = "typology") -> AppTest:
    monkeypatch.setenv("SOZIALMONITOR_RELEASES", str(releases))
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()  # pages are known after a first run only
    app.query_params.update(address)
    return app.switch_page(f"pages/public/{page}.py").run()


def read(app: AppTest) -> str:
    assert not app.exception
    assert not app.error
    return "".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize(("address", "shown"), ADDRESSES, ids=str)
def test_the_page_stands(
    real_releases: Path, monkeypatch: pytest.MonkeyPatch, address: dict[str, str], shown: str
) -> None:
    page = read(run(real_releases, monkeypatch, address))
    assert len(re.findall(r"<h1>(.*?)</h1>", page)) == 1
    assert shown in page
    assert page.count("class='sm-source'") == 1
    assert "Eine Klasse beschreibt Lebensumstände." in page
    assert "Was die Klassen nicht sagen" in page


def test_what_does_not_exist_is_replaced_and_said(real_releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = {"monitor": "flensburg", "typologie": "<b>geheim</b>", "stand": "2030", "gebiete": "03"}
    app = run(real_releases, monkeypatch, address)
    notes = " ".join(item.value for item in app.info)
    assert "Diese Typologie gibt es hier nicht." in notes
    assert "Für 2030 gibt es keine Werte. Gezeigt wird 2022" in notes
    assert "geheim" not in read(app) + notes
    assert app.query_params["typologie"] == "status-dynamik"


def test_the_choices_change_the_address(real_releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(real_releases, monkeypatch, {"monitor": "flensburg", "gebiete": "03"})
    assert "vorher" not in app.query_params
    app.selectbox(key="choice.class_period").set_value("2021").run()
    assert app.query_params["stand"] == "2021"
    assert app.selectbox(key="choice.class_earlier").value == "2019", "it follows the window"
    app.selectbox(key="choice.class_earlier").set_value("2018").run()
    assert app.query_params["vorher"] == "2018"
    app.selectbox(key="choice.typology").set_value("aehnliche-stadtteile").run()
    assert app.query_params["typologie"] == "aehnliche-stadtteile"
    assert app.query_params["gebiete"] == "03"
    assert "Cluster" in read(app)


def test_what_the_public_may_not_see_is_answered_as_unknown(
    published_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = []
    for typology in ("einteilung-beratung", "gibtesnicht"):
        app = run(published_town.releases, monkeypatch, {"typologie": typology, "gebiete": "011"})
        answers.append((read(app), [item.value for item in app.info]))
    assert answers[0] == answers[1]
    assert "Verwaltung" not in answers[0][0]


def test_a_monitor_without_typology_says_so(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    (town.folder / "typologies.yaml").unlink()
    assert town.run("build") == 0
    app = run(town.releases, monkeypatch, {"typologie": "status-dynamik", "stand": "2020"})
    assert "<h1>Typologie</h1>" in read(app)
    assert any("keine Typologie festgelegt" in item.value for item in app.info)


def test_the_profile_shows_the_class(real_releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = read(run(real_releases, monkeypatch, {"monitor": "flensburg", "gebiete": "03"}, "profile"))
    assert "Status sehr niedrig · Dynamik stabil" in page
    assert "typologie?monitor=flensburg" in page
    assert page.count("class='sm-profile-class'") == 1


def test_the_profile_of_another_level_has_none(real_releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = {"monitor": "mannheim", "ebene": "stadtbezirke", "indikator": "einwohner"}
    assert "class='sm-profile-class'" not in read(run(real_releases, monkeypatch, address, "profile"))


def test_the_sources_explain_every_typology(real_releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(real_releases, monkeypatch, {"monitor": "flensburg"}, "sources")
    page = read(app)
    assert "<h2>Typologien</h2>" in page
    assert {"Rangbänder aus denselben Angaben", "Ähnliche Stadtteile (Cluster nach Ward)"} <= {
        item.label for item in app.expander
    }
    assert "Grenzen in Standardabweichungen: hoch bis −1, dann mittel bis 1, dann niedrig bis 1,5" in page
