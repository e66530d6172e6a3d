"""The page „Typologien vergleichen“ as a visitor runs it, without a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_inequality import read, run

# Address, and what only this state of the page shows: without it the test would pass on any other page.
ADDRESSES = [
    ({"monitor": "flensburg"}, "In beiden Typologien in derselben Klasse: 10 von 13 Gebieten."),
    ({"monitor": "flensburg", "typologie2": "aehnliche-stadtteile"}, "haben keine feste Reihenfolge"),
    ({"monitor": "flensburg", "typologie": "rangbaender", "stand": "2019", "gebiete": "03"}, "Zeilen: Rangbänder"),
    ({"monitor": "flensburg", "sprache": "leicht"}, "In beiden Arten in der gleichen Gruppe: 10 von 13 Gebieten."),
    ({"monitor": "mannheim", "stand": "2012"}, "Zeilen: Status und Dynamik der Arbeitslosigkeit"),
    ({"monitor": "mannheim", "ebene": "stadtbezirke", "gebiete": "01"}, "Stadtteile. Verglichen wird der Status."),
    ({"monitor": "gemeinden"}, "Die Maße beruhen auf 140 Gebieten."),
    ({"monitor": "gibtesnicht", "typologie": "x", "typologie2": "x", "stand": "x"}, "Zeilen: "),
]


@pytest.mark.parametrize(("address", "shown"), ADDRESSES, ids=str)
def test_the_page_stands(
    real_releases: Path, monkeypatch: pytest.MonkeyPatch, address: dict[str, str], shown: str
) -> None:
    page = read(run("agreement", real_releases, monkeypatch, address))
    found = re.findall(r"<h1>(.*?)</h1>", page)
    assert len(found) == 1
    assert found[0].startswith("Zwei Typologien nebeneinander: ")
    assert shown in page
    assert page.count("class='sm-source'") == 1


@pytest.fixture
def app(real_releases: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return run("agreement", real_releases, monkeypatch, {"monitor": "flensburg"})


def get_pair(app: AppTest) -> tuple[str, str, str]:
    assert not app.exception
    return app.query_params["typologie"], app.query_params["typologie2"], app.query_params["stand"]


def test_nothing_is_left_open_in_the_address(app: AppTest) -> None:
    assert get_pair(app) == ("status-dynamik", "rangbaender", "2022")


def test_the_second_chosen_as_the_first_turns_them_round(app: AppTest) -> None:
    app.selectbox(key="choice.first_typology").select("rangbaender").run()
    assert get_pair(app) == ("rangbaender", "status-dynamik", "2022")
    assert not app.info


def test_another_first_keeps_the_second(app: AppTest) -> None:
    app.selectbox(key="choice.first_typology").select("abstand-zum-stadtwert").run()
    assert get_pair(app) == ("abstand-zum-stadtwert", "rangbaender", "2022")


def test_second_and_period_go_into_the_address(app: AppTest) -> None:
    app.selectbox(key="choice.second_typology").select("abstand-zum-stadtwert").run()
    app.selectbox(key="choice.class_period").select("2019").run()
    assert get_pair(app) == ("status-dynamik", "abstand-zum-stadtwert", "2019")


def test_areas_in_another_class_lead_on(app: AppTest) -> None:
    rows = re.findall(
        r"<th scope='row'><a href='profil\?[^']*gebiete=(\w+)[^']*'.*?href='zeitreihen\?[^']*gebiete=\1", read(app)
    )
    assert len(rows) == 3
