"""The page „Zeitreihen“ as a visitor runs it, without a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT

SHAPES = [
    {},
    {"band": "ja", "achse": "frei"},
    {"reihen": "indikatoren"},
    {"reihen": "alle"},
    {"reihen": "alle", "achse": "frei"},
]
ADDRESSES = [
    {"monitor": "mannheim", "indikator": "auslaenderanteil", "gebiete": "011,020"},
    {"monitor": "mannheim", "indikator": "arbeitslosenquotient", "ebene": "stadtbezirke"},
    {
        "monitor": "mannheim",
        "indikator": "einwohner",
        "gebiete": "011",
        "indikatoren": "frauenanteil,einwohner-entwicklung",
    },
    {
        "monitor": "flensburg",
        "indikator": "wohngeld",
        "gebiete": "10,11",
        "indikatoren": "sgb2-anteil,geburten",
        "basis": "2011",
    },
    {"monitor": "flensburg", "indikator": "beschaeftigungsquote"},
    {"monitor": "gemeinden", "indikator": "kinderarmut", "indikatoren": "gibtesnicht"},
    {"monitor": "gemeinden", "indikator": "einwohner-entwicklung", "ebene": "kreise"},
]


def run(releases: Path, monkeypatch: pytest.MonkeyPatch, address: dict[str, str]) -> AppTest:
    monkeypatch.setenv("SOZIALMONITOR_RELEASES", str(releases))
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()  # pages are known after a first run only
    app.query_params.update(address)
    return app.switch_page("pages/public/series.py").run()


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


def test_choosing_changes_what_is_shown(real_releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(real_releases, monkeypatch, {"monitor": "flensburg", "indikator": "arbeitslosenanteil"})
    assert "Stadtwert" in app.info[0].value, "only the whole is shown: the page says so and asks for areas"
    app.multiselect(key="choice.areas").set_value(["10"]).run()
    assert "Fruerlund: 5,6" in read(app)
    app.toggle(key="choice.band").set_value(True).run()
    assert "95-%-Intervalle" in read(app)
    app.segmented_control(key="choice.series_mode").set_value("indikatoren").run()
    app.multiselect(key="choice.others").set_value(["wohngeld"]).run()
    assert app.selectbox(key="choice.base").value == "2017"
    app.selectbox(key="choice.base").set_value("2019").run()
    page = read(app)
    assert app.session_state["query"]["basis"] == "2019"
    assert re.search(r"<td>100,0 \(5,\d\s%\)</td>", page)
