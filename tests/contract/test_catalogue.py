"""The embedded catalogue and its values: free of defects, and public on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from sozialmonitor.catalog.loader import load_catalogues
from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.formula import Operator
from sozialmonitor.domain.indicator import Direction
from sozialmonitor.store.pointer import get_current_release
from sozialmonitor.store.release import load_release
from sozialmonitor.store.store import Store

REVIEWED = Path(__file__).with_name("public_indicators.txt")


def test_the_catalogue_has_no_defect(root: Path) -> None:
    catalogues, defects = load_catalogues(root / "data")
    assert [str(defect) for defect in defects] == []
    assert [catalogue.monitor.id for catalogue in catalogues] == ["mannheim", "flensburg", "gemeinden"]


def test_the_values_build(real_releases: Path) -> None:
    for audience in Audience:
        release = load_release(real_releases, get_current_release(real_releases), audience)
        assert set(release.manifest.monitors) == {"mannheim", "flensburg", "gemeinden"}


def test_what_is_public_has_been_reviewed(real_store: Store) -> None:
    """Nothing becomes public by accident: a new public indicator is a line in ``public_indicators.txt``."""
    reviewed = [line for line in REVIEWED.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    found = [
        f"{monitor.id}/{indicator}"
        for monitor in real_store.get_monitors()
        for indicator in real_store.get_catalogue(monitor.id).indicators
    ]
    assert sorted(found) == reviewed, "reviewed list and catalogue differ"


def test_no_file_of_the_data_is_forgotten(root: Path) -> None:
    """A value file that no table names, or a table no indicator reads, is work that nobody sees."""
    for catalogue in load_catalogues(root / "data")[0]:
        folder = root / "data" / catalogue.monitor.id
        named = {table.file for table in catalogue.tables.values()}
        assert {path.relative_to(folder).as_posix() for path in folder.glob("values/*")} == named
        listed = {geography.areas for geography in catalogue.geographies.values()}
        assert {path.relative_to(folder).as_posix() for path in folder.glob("areas/*")} == listed
        read = {term.table for item in catalogue.indicators.values() for term in item.formula.terms}
        read |= {item.reliability.base.table for item in catalogue.indicators.values() if item.reliability}
        read.add(catalogue.monitor.small_areas.population.table)
        assert set(catalogue.tables) == read
        cited = {table.source for table in catalogue.tables.values()}
        cited |= {geography.boundaries.source for geography in catalogue.geographies.values()}
        assert set(catalogue.sources) == cited


@pytest.mark.parametrize("monitor", ["mannheim", "flensburg", "gemeinden"])
def test_every_indicator_has_a_value_and_words_for_its_counts(real_store: Store, monitor: str) -> None:
    catalogue = real_store.get_catalogue(monitor)
    themes = {theme.id for theme in catalogue.monitor.themes}
    assert themes == {item.theme for item in catalogue.indicators.values()}, "no theme is empty"
    for item in catalogue.indicators.values():
        assert real_store.get_levels(monitor, item.id), f"{item.id} has no map"
        if item.formula.operator.is_quotient:
            assert item.numerator_label, item.id
            assert item.denominator_label, item.id
        if item.formula.operator in {Operator.COUNT, Operator.CHANGE}:
            assert item.direction is Direction.NEUTRAL, f"{item.id}: growth is neither good nor bad"
