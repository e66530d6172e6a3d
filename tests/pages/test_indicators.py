"""The page „Indikatoren“, and Leichte Sprache, as a visitor runs them, without a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT

ADDRESSES = [
    ({"monitor": "mannheim"}, "Arbeitslosenquotient"),
    ({"monitor": "mannheim", "indikator": "einwohner-entwicklung"}, "Entwicklung der Bevölkerung in fünf Jahren"),
    ({"monitor": "flensburg", "indikator": "raeumungsklagen"}, "Von Wohnungslosigkeit bedrohte Haushalte"),
    ({"monitor": "flensburg", "sprache": "leicht"}, "Anteil der Arbeitslosen"),
    ({"monitor": "gemeinden", "indikator": "kinderarmut"}, "Kinder unter 15 Jahren in der Grundsicherung"),
    ({"monitor": "gibtesnicht", "indikator": "gibtesnicht"}, "Arbeitslosenquotient"),
]


def run(releases: Path, monkeypatch: pytest.MonkeyPatch, address: dict[str, str]) -> AppTest:
    monkeypatch.setenv("SOZIALMONITOR_RELEASES", str(releases))
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()  # pages are known after a first run only
    app.query_params.update(address)
    return app.switch_page("pages/public/indicators.py").run()


def read(app: AppTest) -> str:
    assert not app.exception
    assert not app.error
    return "".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize(("address", "title"), ADDRESSES, ids=str)
def test_the_page_stands(
    real_releases: Path, monkeypatch: pytest.MonkeyPatch, address: dict[str, str], title: str
) -> None:
    page = read(run(real_releases, monkeypatch, address))
    assert re.findall(r"<h1>(.*?)</h1>", page) == ["Indikatorenkatalog"]
    assert re.search(rf"<h2[^>]*>{title}", page)


def test_searching_narrows_the_list_and_a_choice_opens_the_sheet(
    real_releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(real_releases, monkeypatch, {"monitor": "flensburg"})
    app.text_input(key="indicators.search").set_value("wohngeld").run()
    assert app.radio(key="indicators.chosen").options == ["Anteil der Menschen mit Wohngeld"]
    app.radio(key="indicators.chosen").set_value("wohngeld").run()
    assert ">Anteil der Menschen mit Wohngeld</h2>" in read(app)
    assert app.query_params["indikator"] == "wohngeld"
    app.text_input(key="indicators.search").set_value("gibtesnicht").run()
    assert "Gefunden: 0 von 24" in read(app)
    app.button[0].click().run()
    assert "Gefunden: 24 von 24" in read(app)


def test_leichte_sprache_is_switched_on_and_off_and_survives_a_change_of_page(
    real_releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(real_releases, monkeypatch, {"monitor": "flensburg"})
    app.checkbox(key="choice.easy").check().run()
    assert app.query_params["sprache"] == "leicht"
    assert "Ein Indikator ist eine Zahl" in read(app)
    del app.query_params["sprache"]  # a link in the menu
    app.switch_page("pages/public/map.py").run()
    assert "Klicken Sie auf ein Gebiet." in read(app)
    assert app.query_params["sprache"] == "leicht"
    app.checkbox(key="choice.easy").uncheck().run()
    assert "sprache" not in app.query_params
    assert "Klicken Sie auf ein Gebiet." not in read(app)


def test_two_visitors_read_in_their_own_style(real_releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    easy = run(real_releases, monkeypatch, {"monitor": "flensburg", "sprache": "leicht"})
    ordinary = run(real_releases, monkeypatch, {"monitor": "flensburg"})
    easy.run()
    assert "Ein Indikator ist eine Zahl" in read(easy)
    assert "Ein Indikator ist eine Zahl" not in read(ordinary)
