"""The page „Typologie-Labor“ as a visitor runs it, without a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from sozialmonitor.texts.german import text
from sozialmonitor.ui.lab import page as lab_page
from tests.conftest import ROOT
from tests.support.town import Town

# Address, and what only this state of the page shows: without it the test would pass on any other page.
ADDRESSES = [
    ({"monitor": "mannheim"}, "Grundlage: Status und Dynamik der Arbeitslosigkeit"),
    ({"monitor": "mannheim", "stand": "2012"}, "denn für 2009 fehlen Angaben"),
    ({"monitor": "mannheim", "typologie": "abstand-zum-stadtwert", "gebiete": "071"}, "Was müsste sich ändern"),
    ({"monitor": "flensburg", "gebiete": "03"}, "Nordstadt"),
    ({"monitor": "flensburg", "typologie": "rangbaender", "stand": "2019"}, "denn für 2017 fehlen Angaben"),
    ({"monitor": "flensburg", "typologie": "aehnliche-stadtteile"}, "Cluster haben keine Klassengrenzen"),
    ({"monitor": "flensburg", "sprache": "leicht"}, "Der Computer speichert nichts davon"),
    ({"monitor": "gemeinden"}, "22 von 140 (16\N{NO-BREAK SPACE}%)"),
    ({"monitor": "gibtesnicht", "typologie": "x", "stand": "x", "gebiete": "x"}, "Arbeitslosenquotient"),
]

FLENSBURG = {"monitor": "flensburg", "gebiete": "03"}


def run(releases: Path, monkeypatch: pytest.MonkeyPatch, address: dict[str, str]) -> AppTest:
    monkeypatch.setenv("SOZIALMONITOR_RELEASES", str(releases))
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()  # pages are known after a first run only
    app.query_params.update(address)
    return app.switch_page("pages/public/lab.py").run()


def read(app: AppTest) -> str:
    assert not app.exception
    assert not app.error
    words = [*(element.proto.body for element in app.get("html")), *(item.label for item in app.expander)]
    return "".join(words)


@pytest.mark.parametrize(("address", "shown"), ADDRESSES, ids=str)
def test_the_page_stands(
    real_releases: Path, monkeypatch: pytest.MonkeyPatch, address: dict[str, str], shown: str
) -> None:
    page = read(run(real_releases, monkeypatch, address))
    assert re.findall(r"<h1>(.*?)</h1>", page) == [text("lab.title")]
    assert shown in page
    assert text("lab.unchanged") in page
    assert page.count("class='sm-source'") == 1


def test_a_monitor_without_typologies_says_so(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    (town.folder / "typologies.yaml").unlink()
    assert town.run("build") == 0
    app = run(town.releases, monkeypatch, {})
    assert [item.value for item in app.info] == [text("lab.none")]
    assert not app.slider


def test_settings_change_what_is_shown_and_nothing_in_the_address(
    real_releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(real_releases, monkeypatch, FLENSBURG)
    address = dict(app.query_params)
    app.slider(key="lab.weight.beschaeftigungsquote").set_value(3.0).run()
    app.checkbox(key="lab.in.sgb2-anteil").uncheck().run()
    app.number_input(key="lab.cutoff.status.1").set_value(0.3).run()
    page = read(app)
    for change in ("Beschäftigungsquote: Gewicht 3 statt 1", "SGB-II-Leistungen: weggelassen", "−1; 0,3; 1,5"):
        assert change in page
    assert "Gebiete mit anderer Klasse als veröffentlicht: " in page
    assert dict(app.query_params) == address
    assert [item.key for item in app.slider if item.key == "lab.weight.sgb2-anteil"] == [], "it has no weight now"

    app.button(key="lab.reset").click().run()
    page = read(app)
    assert text("lab.unchanged") in page
    assert app.slider(key="lab.weight.beschaeftigungsquote").value == 1.0
    assert app.checkbox(key="lab.in.sgb2-anteil").value is True
    assert app.number_input(key="lab.cutoff.status.1").value == 1.0


def test_what_cannot_be_computed_is_told_and_the_last_result_stays(
    real_releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(real_releases, monkeypatch, FLENSBURG)
    app.slider(key="lab.weight.beschaeftigungsquote").set_value(2.0).run()
    index = re.findall(r"Status: [^.]+\. Der Index ist ([^,]+,\d+),", read(app))
    app.number_input(key="lab.cutoff.status.1").set_value(2.0).run()
    page = read(app)
    assert "role='alert'" in page
    assert "Klassengrenzen des Status: Die Klassengrenzen -1; 2; 1,5 steigen nicht an." in page
    assert re.findall(r"Status: [^.]+\. Der Index ist ([^,]+,\d+),", page) == index, "of the last valid settings"
    assert app.number_input(key="lab.cutoff.status.1").value == 2.0, "what was typed stays to be corrected"
    app.number_input(key="lab.cutoff.status.1").set_value(1.2).run()
    assert "role='alert'" not in read(app)


def test_all_weights_zero(real_releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(real_releases, monkeypatch, {"monitor": "mannheim"})
    app.slider(key="lab.weight.arbeitslosenquotient").set_value(0.0).run()
    assert "Alle Gewichte sind 0" in read(app)
    app.checkbox(key="lab.in.arbeitslosenquotient").uncheck().run()
    assert text("lab.no_indicator") in read(app)


def test_settings_belong_to_their_typology(real_releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(real_releases, monkeypatch, FLENSBURG)
    app.slider(key="lab.weight.sgb2-anteil").set_value(2.0).run()
    app.selectbox(key="choice.lab_typology").set_value("rangbaender").run()
    assert text("lab.unchanged") in read(app)
    app.selectbox(key="choice.lab_typology").set_value("status-dynamik").run()
    assert "SGB-II-Leistungen: Gewicht 2 statt 1" in read(app)


def test_stability_is_checked_on_request_and_for_these_settings_only(
    real_releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(real_releases, monkeypatch, FLENSBURG)
    assert text("lab.area_probability") not in read(app)
    app.button(key="lab.check").click().run()
    page = read(app)
    assert text("lab.area_probability") in page
    assert "Zieht man die Werte 2.000-mal neu" in page
    app.slider(key="lab.weight.sgb2-anteil").set_value(2.0).run()
    assert text("lab.area_probability") not in read(app)
    assert app.button(key="lab.check").label == text("lab.check")


def test_another_period_is_told_where_an_indicator_has_none(
    real_releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(real_releases, monkeypatch, FLENSBURG)
    app.checkbox(key="lab.in.grundsicherung-im-alter").check().run()
    assert text("lab.status_only") in read(app)
    app.selectbox(key="choice.lab_period").set_value("2019").run()
    page = read(app)
    assert text("lab.no_values", period="2019") in page
    assert "Gezeigt wird" not in page.split("role='alert'")[1].split("</div>")[0]


def test_no_card_is_made_before_its_button_is_pressed(real_releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("a card is being made")

    for name in ("pack_lab_card", "build_lab_card"):
        monkeypatch.setattr(lab_page, name, refuse)
    read(run(real_releases, monkeypatch, FLENSBURG))
