"""The page „Gebietsprofil“ as a visitor runs it, without a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT

# Address, and the one headline the page must have: without it the test would pass on any other page.
ADDRESSES = [
    ({"monitor": "mannheim"}, "Almenhof"),
    ({"monitor": "mannheim", "gebiete": "011,072"}, "Schönau-Süd"),
    ({"monitor": "mannheim", "ebene": "stadtbezirke", "indikator": "arbeitslosenquotient-auslaender"}, "Feudenheim"),
    ({"monitor": "mannheim", "indikator": "einwohner", "gebiete": "061"}, "Sandhofen"),
    ({"monitor": "flensburg"}, "Altstadt"),
    ({"monitor": "flensburg", "gebiete": "08", "indikator": "raeumungsklagen", "periode": "2018"}, "Sandberg"),
    ({"monitor": "flensburg", "gebiete": "08", "basis": "2017", "periode2": "2018"}, "Sandberg"),
    ({"monitor": "gemeinden"}, "Aach"),
    ({"monitor": "gemeinden", "ebene": "kreise", "indikator": "frauenanteil"}, None),
    ({"monitor": "gibtesnicht", "indikator": "gibtesnicht", "gebiete": "x"}, "Almenhof"),
]


def run(releases: Path, monkeypatch: pytest.MonkeyPatch, address: dict[str, str]) -> AppTest:
    monkeypatch.setenv("SOZIALMONITOR_RELEASES", str(releases))
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()  # pages are known after a first run only
    app.query_params.update(address)
    return app.switch_page("pages/public/profile.py").run()


def read(app: AppTest) -> str:
    assert not app.exception
    assert not app.error
    return "".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize(("address", "title"), ADDRESSES, ids=[str(number) for number in range(len(ADDRESSES))])
def test_the_page_stands(
    real_releases: Path, monkeypatch: pytest.MonkeyPatch, address: dict[str, str], title: str | None
) -> None:
    page = read(run(real_releases, monkeypatch, address))
    found = re.findall(r"<h1>(.*?)</h1>", page)
    assert len(found) == 1
    assert title in (None, found[0])
    assert page.count("<footer class='sm-source'>") == 1
    assert "<caption>" in page


def test_ranks_are_shown_on_request_only_and_never_travel(real_releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(real_releases, monkeypatch, {"monitor": "flensburg", "gebiete": "08"})
    assert "von 13" not in read(app)
    address = dict(app.query_params)
    app.checkbox(key="profile.rank").check().run()
    assert "von 13" in read(app)
    assert dict(app.query_params) == address


def test_choosing_an_area_replaces_the_one_in_focus_only(real_releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(real_releases, monkeypatch, {"monitor": "flensburg", "gebiete": "05,08"})
    app.selectbox(key="choice.focus").set_value("09").run()
    assert "<h1>Jürgensby</h1>" in read(app)
    assert app.query_params["gebiete"] == "05,09"


def test_a_level_without_the_indicator_takes_another_one(real_releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = {"monitor": "mannheim", "ebene": "stadtbezirke", "indikator": "arbeitslosenquotient-auslaender"}
    app = run(real_releases, monkeypatch, address)
    app.selectbox(key="choice.level").set_value("stadtteile").run()
    assert "Stadtteil in Mannheim" in read(app)
    assert app.query_params["ebene"] == "stadtteile"


def test_who_chose_nothing_is_told_how_to(real_releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(real_releases, monkeypatch, {"monitor": "flensburg"})
    assert any("Altstadt" in item.value and "Gebiet" in item.value for item in app.info)
    chosen = run(real_releases, monkeypatch, {"monitor": "flensburg", "gebiete": "08"})
    assert not chosen.info
