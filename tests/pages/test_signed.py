"""What may be negative, on every page: nothing breaks, and where tests are shown the missing ones are explained."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from sozialmonitor.texts.german import text
from tests.conftest import ROOT
from tests.support.town import NAME, Town

PAGES = sorted(path.stem for path in (ROOT / "pages" / "public").glob("[a-z]*.py"))
AREAS = {"gebiete": "012,011", "ebene": "stadtteile"}
SETTINGS = {
    "comparison": [{}, {"vergleich": "streuung"}, {"vergleich": "karten"}],
    "series": [{"band": "ja"}, {"reihen": "indikatoren"}, {"reihen": "alle"}],
}
EXPLAINED = {"overview", "profile", "comparison", "series", "indicators"}
"""Pages that show intervals or tests of one indicator or of all."""


def run(releases: str, monkeypatch: pytest.MonkeyPatch, page: str, address: dict[str, str]) -> AppTest:
    monkeypatch.setenv("SOZIALMONITOR_RELEASES", releases)
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()  # pages are known after a first run only
    app.query_params.update(address)
    return app.switch_page(f"pages/public/{page}.py").run()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("indicator", ["wanderungssaldo", "umzugssaldo"])
def test_every_page_stands(published_town: Town, monkeypatch: pytest.MonkeyPatch, page: str, indicator: str) -> None:
    for settings in SETTINGS.get(page, [{}]):
        address = {"monitor": NAME, "indikator": indicator, **AREAS, **settings}
        app = run(str(published_town.releases), monkeypatch, page, address)
        assert not app.exception, (page, settings)
        assert not app.error, (page, settings)
        said = "".join(element.proto.body for element in app.get("html"))
        if page in EXPLAINED and settings in ({}, {"band": "ja"}):
            start = text("note.no_interval", indicators="|").partition("|")[0]
            assert start in said, "a missing interval is explained"
