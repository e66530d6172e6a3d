"""The page „Ungleichheit“ as a visitor runs it, without a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT

# Address, and what only this state of the page shows: without it the test would pass on any other page.
ADDRESSES = [
    ({"monitor": "mannheim"}, "Stattdessen messbar"),
    ({"monitor": "mannheim", "indikator": "auslaenderanteil", "gebiete": "011,012"}, "Jungbusch: Der Anteil war 2020"),
    ({"monitor": "mannheim", "indikator": "auslaenderanteil", "ebene": "stadtbezirke", "periode": "2009"}, "2009"),
    ({"monitor": "mannheim", "indikator": "einwohner"}, "Stattdessen messbar"),
    ({"monitor": "flensburg"}, "Segregationsindex 2022"),
    ({"monitor": "flensburg", "indikator": "arbeitslose-unter-25-anteil"}, "Nicht eingegangen: 1 von 13"),
    ({"monitor": "flensburg", "indikator": "wohngeld", "sprache": "leicht"}, "Die Zahl 0 heißt"),
    ({"monitor": "gemeinden"}, "Stattdessen messbar"),
    ({"monitor": "gemeinden", "indikator": "frauenanteil", "periode": "2009"}, "Nicht eingegangen: 1 von 157"),
    ({"monitor": "gibtesnicht", "indikator": "gibtesnicht", "gebiete": "x", "sprache": "x"}, "Stattdessen messbar"),
]


def run(page: str, releases: Path, monkeypatch: pytest.MonkeyPatch, address: dict[str, str]) -> AppTest:
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
    page = read(run("inequality", real_releases, monkeypatch, address))
    found = re.findall(r"<h1>(.*?)</h1>", page)
    assert len(found) == 1
    assert found[0].startswith("Ungleichheit: ")
    assert shown in page
    assert page.count("class='sm-source'") == 1
