"""The page „Vergleich“ as a visitor runs it, without a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT

SHAPES = [
    {},
    {"periode2": "2021"},
    {"vergleich": "streuung"},
    {"vergleich": "karten"},
    {"vergleich": "karten", "periode2": "2012", "grenzen-aus": "periode"},
]
ADDRESSES = [
    {
        "monitor": "mannheim",
        "indikator": "auslaenderanteil",
        "gebiete": "011,020",
        "indikatoren": "arbeitslosenquotient",
    },
    {"monitor": "mannheim", "indikator": "arbeitslosenquotient-auslaender", "ebene": "stadtbezirke", "gebiete": "01"},
    {
        "monitor": "flensburg",
        "indikator": "raeumungsklagen",
        "gebiete": "10,11,01,02,03,04",
        "indikatoren": "einwohner",
    },
    {"monitor": "flensburg", "indikator": "einwohner-entwicklung"},
    {"monitor": "gemeinden", "indikator": "kinderarmut", "gebiete": "10041100,07211000"},
    {"monitor": "gemeinden", "indikator": "einwohner", "ebene": "kreise", "indikatoren": "kinderarmut"},
]


def run(releases: Path, monkeypatch: pytest.MonkeyPatch, address: dict[str, str]) -> AppTest:
    monkeypatch.setenv("SOZIALMONITOR_RELEASES", str(releases))
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()  # pages are known after a first run only
    app.query_params.update(address)
    return app.switch_page("pages/public/comparison.py").run()


def read(app: AppTest) -> str:
    assert not app.exception
    assert not app.error
    return "".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda item: "-".join(item.values()))
def test_every_shape_of_the_page_stands(
    real_releases: Path, monkeypatch: pytest.MonkeyPatch, address: dict[str, str]
) -> None:
    app = run(real_releases, monkeypatch, address)
    for shape in SHAPES:
        app.session_state["query"] = address | shape
        page = read(app.run())
        assert len(re.findall(r"<h1>", page)) == 1
        assert "Quelle: " in page


def test_fewer_than_two_areas_are_asked_for_more(real_releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(real_releases, monkeypatch, {"monitor": "flensburg"})
    assert "mindestens zwei Gebiete" in app.info[0].value
    app.multiselect(key="choice.areas").set_value(["10"]).run()
    assert "Fruerlund" in app.info[0].value
    app.multiselect(key="choice.areas").set_value(["10", "11"]).run()
    assert not app.info
    page = read(app)
    assert page.count("<table") > 3
    assert "95-%-Intervalle nicht überschneiden" in page, "two areas are compared with each other"
    app.multiselect(key="choice.areas").set_value(["10", "11", "01"]).run()
    assert "95-%-Intervalle nicht überschneiden" not in read(app)


def test_the_second_indicator_and_the_right_map_are_chosen(
    real_releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(real_releases, monkeypatch, {"monitor": "flensburg", "indikator": "sgb2-anteil"})
    app.segmented_control(key="choice.compare_mode").set_value("streuung").run()
    app.selectbox(key="choice.second").set_value("arbeitslosenanteil").run()
    assert "Rangkorrelation" in read(app)
    assert app.session_state["query"]["indikatoren"] == "arbeitslosenanteil"
    app.segmented_control(key="choice.compare_mode").set_value("karten").run()
    assert app.selectbox(key="choice.right").value == "arbeitslosenanteil"
    app.selectbox(key="choice.right").set_value("").run()
    assert "indikatoren" not in app.session_state["query"]
    assert "zwei Zeitpunkte" in read(app)
