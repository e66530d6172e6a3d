"""The page „Daten“ as a visitor runs it, without a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from sozialmonitor.texts.german import text
from sozialmonitor.ui import data_page
from sozialmonitor.ui.links import find_root
from tests.conftest import ROOT

ADDRESSES: list[tuple[dict[str, str], str]] = [
    ({"monitor": "mannheim"}, "mannheim_arbeitslosenquotient_stadtteile.xlsx"),
    (
        {"monitor": "mannheim", "indikator": "einwohner", "ebene": "stadtbezirke", "gebiete": "01"},
        "mannheim_einwohner_stadtbezirke.xlsx",
    ),
    ({"monitor": "flensburg", "indikator": "wohngeld"}, "flensburg_wohngeld_stadtteile.xlsx"),
    ({"monitor": "flensburg", "sprache": "leicht"}, "flensburg_arbeitslosenanteil_stadtteile.xlsx"),
    ({"monitor": "gemeinden", "indikator": "kinderarmut"}, "gemeinden_kinderarmut_gemeinden.xlsx"),
    ({"monitor": "gibtesnicht", "gebiete": "x"}, "mannheim_arbeitslosenquotient_stadtteile.xlsx"),
]


def run(releases: Path, monkeypatch: pytest.MonkeyPatch, address: dict[str, str]) -> AppTest:
    monkeypatch.setenv("SOZIALMONITOR_RELEASES", str(releases))
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()  # pages are known after a first run only
    app.query_params.update(address)
    return app.switch_page("pages/public/data.py").run()


def read(app: AppTest) -> str:
    assert not app.exception
    assert not app.error
    return "".join(element.proto.body for element in app.get("html"))


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files the page offers, in its order."""
    found: list[str] = []
    original = data_page.st.download_button

    def note(*arguments: object, **options: object) -> object:
        found.append(str(options["file_name"]))
        return original(*arguments, **options)

    monkeypatch.setattr(data_page.st, "download_button", note)
    return found


@pytest.mark.parametrize(("address", "first"), ADDRESSES, ids=str)
def test_the_page_stands(
    real_releases: Path, monkeypatch: pytest.MonkeyPatch, names: list[str], address: dict[str, str], first: str
) -> None:
    page = read(run(real_releases, monkeypatch, address))
    assert len(re.findall(r"<h1>(.*?)</h1>", page)) == 1
    assert page.count("class='sm-source'") == 1
    assert names[0] == first
    assert len(names) == len(set(names)) == 10


def test_no_file_is_made_before_its_button_is_pressed(real_releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("a file is being made")

    for name in ("build_screen_export", "build_monitor_export"):
        monkeypatch.setattr(data_page, name, refuse)
    read(run(real_releases, monkeypatch, {"monitor": "mannheim", "gebiete": "071"}))


def test_boxes_decide_how_much_goes_into_a_file(
    real_releases: Path, monkeypatch: pytest.MonkeyPatch, names: list[str]
) -> None:
    app = run(real_releases, monkeypatch, {"monitor": "mannheim", "periode": "2012", "gebiete": "071"})
    assert text("data.all_periods", period="2012") in [box.label for box in app.checkbox]
    names.clear()
    app.checkbox(key="data.only_selected").check().run()
    app.checkbox(key="data.all_periods").uncheck().run()
    assert names[-10] == "mannheim_arbeitslosenquotient_stadtteile_2012_auswahl.xlsx"


def test_without_areas_there_is_nothing_to_restrict(
    real_releases: Path, monkeypatch: pytest.MonkeyPatch, names: list[str]
) -> None:
    app = run(real_releases, monkeypatch, {"monitor": "mannheim"})
    assert app.checkbox(key="data.only_selected").disabled
    assert not [name for name in names if "auswahl" in name]


def test_the_link_shows_the_same_map(real_releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(real_releases, monkeypatch, {"monitor": "mannheim", "periode": "2012", "gebiete": "071"})
    link, frame = (element.value for element in app.code)
    assert link.endswith(
        "/karte?monitor=mannheim&indikator=arbeitslosenquotient&ebene=stadtteile&periode=2012&gebiete=071"
    )
    assert f"src='{link.replace('&', '&amp;')}&amp;embed=true'" in frame
    assert "title='Sozialmonitor: Arbeitslosenquotient, Mannheim'" in frame


@pytest.mark.parametrize(
    ("url", "root"),
    [
        ("https://stadt.example/daten", "https://stadt.example"),
        ("https://stadt.example/daten/", "https://stadt.example"),
        ("https://stadt.example/sozial/monitor/daten?monitor=mannheim#x", "https://stadt.example/sozial/monitor"),
        ("https://daten.example/daten", "https://daten.example"),
        ("", ""),
    ],
)
def test_the_root_of_an_address(url: str, root: str) -> None:
    assert find_root(url, "data") == root
