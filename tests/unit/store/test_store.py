"""The store gives what was published, in order, and nobody can change it."""

from __future__ import annotations

import gzip
import json
import math
from pathlib import Path

import brotli
import numpy as np
import pytest

from sozialmonitor.domain.errors import UnknownKeyError
from sozialmonitor.domain.geography import Area
from sozialmonitor.domain.status import Status
from sozialmonitor.store.store import Store
from tests.support.slow import SlowMonitor
from tests.support.town import NAME, TOWN


@pytest.mark.parametrize("name", ["values", "numerators", "denominators", "statuses"])
def test_arrays_are_read_only(town_store: Store, name: str) -> None:
    for indicator in town_store.get_catalogue(NAME).indicators:
        for geography in (*town_store.get_levels(NAME, indicator), "stadt"):
            try:
                block = town_store.get_observations(NAME, indicator, geography).block
            except UnknownKeyError:
                continue
            array = getattr(block, name)
            with pytest.raises(ValueError, match="read-only"):
                array[...] = 1
            with pytest.raises(ValueError, match="WRITEABLE"):
                array.flags.writeable = True


def test_areas_are_ordered_by_code_and_keep_their_zeros(town_store: Store) -> None:
    areas = town_store.get_areas(NAME, "stadtteile")
    assert [area.code for area in areas] == ["011", "012", "013", "021", "022", "023"]
    assert areas[5] == Area("023", "St. Ägidien (Siedlung)", "02")
    assert [town_store.get_area_position(NAME, "stadtteile", area.code) for area in areas] == list(range(6))


def test_a_value_is_missing_exactly_where_a_status_says_so(real_store: Store, town_store: Store) -> None:
    for store in (real_store, town_store):
        for monitor in store.get_monitors():
            catalogue = store.get_catalogue(monitor.id)
            for indicator in catalogue.indicators:
                for level in store.get_levels(monitor.id, indicator):
                    block = store.get_observations(monitor.id, indicator, level).block
                    has_value = np.vectorize(lambda code: Status(code).has_value)(block.statuses)
                    assert np.array_equal(~np.isnan(block.values), has_value)
                    assert not np.isinf(block.values).any()


def test_a_profile_is_what_the_reference_says(town_store: Store) -> None:
    slow = SlowMonitor(TOWN / "data" / NAME).compute()
    for geography in ("stadtteile", "stadtbezirke", "stadt"):
        for area in town_store.get_areas(NAME, geography):
            profile = town_store.get_profile(NAME, geography, area.code)
            assert list(profile.columns) == ["indicator", "period", "value", "numerator", "denominator", "status"]
            found = {
                (row.indicator, row.period): (
                    *(None if math.isnan(number) else number for number in (row.value, row.numerator, row.denominator)),
                    Status(row.status).name,
                )
                for row in profile.itertuples()
            }
            assert len(found) == len(profile), "no indicator has a period twice"
            expected = {
                (indicator, period): (cell.number, top, bottom, cell.status)
                for (indicator, level, period, code), (cell, top, bottom) in slow.items()
                if (level, code) == (geography, area.code)
                and indicator not in {"beratungsfaelle", "beratungsquote", "kita-plaetze"}
            }
            assert found.keys() == expected.keys()
            for key, (*numbers, status) in expected.items():
                assert found[key][3] == status
                for number, wanted in zip(found[key], numbers, strict=False):
                    assert number is wanted or number == pytest.approx(wanted, rel=1e-12), key


def test_levels_are_those_with_values_without_the_whole_city(town_store: Store, real_store: Store) -> None:
    assert town_store.get_levels(NAME, "einwohner") == ("stadtteile", "stadtbezirke")
    assert town_store.get_levels(NAME, "leistungen") == ("stadtbezirke",)
    assert real_store.get_levels("mannheim", "arbeitslosenquotient-auslaender") == ("stadtbezirke",)


def test_the_reference_is_the_whole_city(town_store: Store) -> None:
    """2021: the areas add up to 13,555, and 18 people belong to none of them."""
    reference = town_store.get_reference(NAME, "einwohner")
    assert reference is not None
    position = reference.get_position("2021")
    assert position is not None
    assert reference.block.values[position].tolist() == [13555 + 18]
    assert reference.get_position("1999") is None


def test_a_reference_that_is_neither_published_nor_computable_is_none(real_store: Store) -> None:
    """INKAR publishes shares without counts: no value for the region can follow from them."""
    assert real_store.get_reference("gemeinden", "kinderarmut") is None


def test_published_totals_are_told_from_added_ones(town_store: Store) -> None:
    assert town_store.is_reference_published(NAME, "arbeitslosenquotient")
    assert not town_store.is_reference_published(NAME, "einwohner")
    assert town_store.is_reference_published(NAME, "leistungen"), "a published rate needs no published counts"


def test_geometry_is_answered_by_listed_names_only(town_store: Store, published_town: object) -> None:
    for geography in ("stadtteile", "stadtbezirke", "stadt"):
        names = town_store.get_geometry_names(NAME, geography)
        assert sorted(names) == ["coarse", "fine"]
        for name in names.values():
            plain = town_store.read_geometry(name)
            assert json.loads(plain)["type"] == "Topology"
            assert brotli.decompress(town_store.read_geometry(name, "br")) == plain
            assert gzip.decompress(town_store.read_geometry(name, "gzip")) == plain
    for name in ("manifest.json", "../manifest.json", "../musterstadt/catalogue.json", "", "/etc/passwd"):
        with pytest.raises(UnknownKeyError):
            town_store.read_geometry(name)


def test_bounds_are_latitude_first(town_store: Store) -> None:
    assert town_store.get_bounds(NAME, "stadtteile") == [[50.0, 9.0], [50.02, 9.03]]


@pytest.mark.parametrize("word", ["gibt-es-nicht", "", "../..", "Musterstadt", "stadt\0"])
def test_whatever_does_not_exist_is_one_error(town_store: Store, word: str) -> None:
    for call, told in (
        (lambda: town_store.get_catalogue(word), "Den Monitor"),
        (lambda: town_store.get_indicator(NAME, word), "Den Indikator"),
        (lambda: town_store.get_geography(NAME, word), "Die Gliederung"),
        (lambda: town_store.get_areas(NAME, word), "Die Gliederung"),
        (lambda: town_store.get_area_position(NAME, "stadtteile", word), "Das Gebiet"),
        (lambda: town_store.get_area_position(NAME, word, "011"), "Die Gliederung"),
        (lambda: town_store.get_observations(NAME, "einwohner", word), "Die Gliederung"),
        (lambda: town_store.get_geometry_names(NAME, word), "Die Gliederung"),
        (lambda: town_store.get_bounds(word, "stadtteile"), "Den Monitor"),
    ):
        with pytest.raises(UnknownKeyError, match=told):
            call()


def test_monitors_come_in_their_declared_order(real_store: Store) -> None:
    monitors = real_store.get_monitors()
    assert [monitor.order for monitor in monitors] == sorted(monitor.order for monitor in monitors)
    assert monitors[0].id == "mannheim"


def test_sources_are_those_of_the_formula(town_store: Store) -> None:
    catalogue = town_store.get_catalogue(NAME)
    sources = catalogue.get_sources(catalogue.indicators["leistungen"])
    assert [source.id for source in sources] == ["musterstatistik", "musteratlas"]


def test_folders_can_be_moved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, root: Path) -> None:
    from sozialmonitor.store.paths import get_folders

    for name in ("DATA", "GEO", "RELEASES"):
        monkeypatch.delenv(f"SOZIALMONITOR_{name}", raising=False)
    assert (get_folders().data, get_folders().geo, get_folders().program) == (root / "data", root / "geo", root)
    assert get_folders().releases == root / "data" / "releases"
    monkeypatch.setenv("SOZIALMONITOR_DATA", str(tmp_path / "zahlen"))
    assert get_folders().releases == tmp_path / "zahlen" / "releases", "releases follow the data"
    monkeypatch.setenv("SOZIALMONITOR_RELEASES", str(tmp_path / "stand"))
    monkeypatch.setenv("SOZIALMONITOR_GEO", str(tmp_path / "grenzen"))
    assert (get_folders().releases, get_folders().geo) == (tmp_path / "stand", tmp_path / "grenzen")


@pytest.mark.parametrize("nothing", ["", " "])
def test_a_variable_set_to_nothing_is_not_set(nothing: str, monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """An empty path would be the current folder."""
    from sozialmonitor.store.paths import Folders, get_folders

    for name in ("DATA", "GEO", "RELEASES"):
        monkeypatch.setenv(f"SOZIALMONITOR_{name}", nothing)
    assert get_folders() == Folders(root / "data", root / "geo", root / "data" / "releases", root)
