"""Choosing among thousands of areas: typed words narrow the list, what is chosen stays in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from sozialmonitor.ui import area_search
from tests.conftest import ROOT


@pytest.fixture
def app(real_releases: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page „Zeitreihen“ of a monitor with more areas than are listed at once."""
    monkeypatch.setenv("SOZIALMONITOR_RELEASES", str(real_releases))
    monkeypatch.setattr(area_search, "LISTED_UP_TO", 100)
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()
    app.query_params.update({"monitor": "gemeinden", "indikator": "kinderarmut", "gebiete": "07211000"})
    return app.switch_page("pages/public/series.py").run()


def test_only_the_chosen_area_stands_in_the_list(app: AppTest) -> None:
    assert not app.exception
    assert app.multiselect(key="choice.areas").options == ["Trier"]


def test_typing_finds_areas_and_keeps_the_chosen_one(app: AppTest) -> None:
    app.text_input(key="search.areas").input("SAARB").run()
    options = app.multiselect(key="choice.areas").options
    assert options[0] == "Trier"
    assert {"Saarburg", "Saarbrücken"} <= set(options)
    assert all("saarb" in option.casefold() for option in options[1:])


def test_a_found_area_is_chosen(app: AppTest) -> None:
    app.text_input(key="search.areas").input("saarbrü").run()
    chosen = app.multiselect(key="choice.areas")
    chosen.select("Saarbrücken").run()
    assert not app.exception
    assert app.query_params["gebiete"] == "07211000,10041100"


def test_a_profile_is_found_in_the_same_way(app: AppTest) -> None:
    app.switch_page("pages/public/profile.py").run()
    assert app.selectbox(key="choice.focus").options == ["Trier"]
    app.text_input(key="search.areas").input("konz").run()
    assert "Konz" in app.selectbox(key="choice.focus").options
