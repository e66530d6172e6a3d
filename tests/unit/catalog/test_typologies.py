"""Typologies of a monitor as they are read: what the preset and the catalogue add, and what the file decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from sozialmonitor.catalog.loader import load_catalogues
from sozialmonitor.catalog.parts import Part
from sozialmonitor.catalog.typologies import get_preset_keys, load_typologies
from sozialmonitor.domain.geography import Geography
from sozialmonitor.domain.indicator import Direction, Indicator
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.typology import Standardisation, Typology
from sozialmonitor.domain.typology_presets import BERLIN_MSS, PRESETS
from tests.support.town import Town

NONE: Part[Typology] = Part()


@pytest.fixture
def catalogue(town: Town) -> MonitorCatalogue:
    """The invented town, read but not built."""
    (catalogue,), defects = load_catalogues(town.data)
    assert defects == []
    return catalogue


def get_parts(catalogue: MonitorCatalogue) -> tuple[Part[Indicator], Part[Geography]]:
    """What typologies refer to, as it is read from files."""
    indicators, geographies = catalogue.indicators, catalogue.geographies
    return Part(indicators, named=frozenset(indicators)), Part(geographies, named=frozenset(geographies))


def load(catalogue: MonitorCatalogue, folder: Path, content: str) -> Typology:
    (folder / "typologies.yaml").write_text(content, encoding="utf-8")
    found, defects = load_typologies(folder, "x", *get_parts(catalogue))
    assert defects == []
    (typology,) = found.items.values()
    return typology


def test_they_stand_in_the_order_of_the_file(catalogue: MonitorCatalogue) -> None:
    assert list(catalogue.typologies) == ["wachstum", "arbeit", "einteilung-beratung"]
    assert all(key == item.id for key, item in catalogue.typologies.items())


def test_what_is_left_open_comes_from_the_preset(catalogue: MonitorCatalogue) -> None:
    growth = catalogue.typologies["wachstum"]
    assert (growth.status, growth.dynamic) == (BERLIN_MSS.status, BERLIN_MSS.dynamic)
    assert (growth.title, growth.limits) == ("Status und Dynamik des Wachstums", "Es ist alles erfunden.")


def test_the_file_may_take_back_what_the_preset_says(catalogue: MonitorCatalogue) -> None:
    assert catalogue.typologies["einteilung-beratung"].dynamic is None


def test_directions_come_from_the_catalogue_unless_given(catalogue: MonitorCatalogue) -> None:
    """The catalogue calls growth neutral, so the typology has to say what it is for it."""
    assert catalogue.indicators["entwicklung"].direction is Direction.NEUTRAL
    directions = [(item.indicator, item.direction) for item in catalogue.typologies["arbeit"].indicators]
    assert directions == [
        ("arbeitslosenquotient", Direction.LOWER_IS_BETTER),
        ("entwicklung", Direction.HIGHER_IS_BETTER),
    ]


def test_a_strength_of_the_catalogue_stays_one(catalogue: MonitorCatalogue, tmp_path: Path) -> None:
    typology = load(
        catalogue,
        tmp_path,
        "typologies:\n  - id: jugend\n    title: T\n    description: D\n    limits: L\n    geography: stadtteile\n"
        "    preset: berlin_mss\n    indicators: [{indicator: jugendquotient}]\n",
    )
    assert typology.indicators[0].direction is Direction.HIGHER_IS_BETTER
    assert typology.standardisation is Standardisation.Z


@pytest.mark.parametrize("preset", [None, "", "berlin", 3, ["berlin_mss"], {"a": 1}])
def test_what_is_no_preset_declares_nothing(preset: object) -> None:
    assert get_preset_keys(preset) == {}


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_declares_all_its_keys(preset: str) -> None:
    assert Typology.model_validate(get_preset_keys(preset)) in PRESETS.values()


def test_without_the_file_there_are_none(catalogue: MonitorCatalogue, tmp_path: Path) -> None:
    assert load_typologies(tmp_path, "x", *get_parts(catalogue)) == (NONE, [])


def test_an_empty_list_is_none(catalogue: MonitorCatalogue, tmp_path: Path) -> None:
    (tmp_path / "typologies.yaml").write_text("typologies: []\n", encoding="utf-8")
    assert load_typologies(tmp_path, "x", *get_parts(catalogue)) == (NONE, [])
