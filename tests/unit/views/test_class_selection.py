"""What the pages about typologies look at: nothing is left open, and everything exists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.calc.typology.series import find_start
from sozialmonitor.domain.selection import TypologyChoice, format_query
from sozialmonitor.store.store import Store
from sozialmonitor.views.selection import resolve_selection
from sozialmonitor.views.typology.selection import fill_choice, find_typology, resolve_class_selection
from sozialmonitor.views.typology.series import collect_typology_series
from tests.support.town import NAME, Town
from tests.unit.views.test_selection import JUNK, PARAMETERS, list_periods_of, selections


@pytest.fixture(params=["town_store", "real_store"], scope="module")
def store(request: pytest.FixtureRequest) -> Store:
    return request.getfixturevalue(request.param)


@given(data=st.data())
def test_nothing_is_left_open(store: Store, data: st.DataObject) -> None:
    wished = data.draw(selections(store))
    resolved = resolve_class_selection(store, format_query(wished))
    selection = resolved.selection
    assert selection.monitor == wished.monitor
    assert selection.classes.typology is not None
    typology = store.get_catalogue(selection.monitor).typologies[selection.classes.typology]
    assert selection.geography == typology.geography
    assert selection.geography in store.get_levels(selection.monitor, selection.indicator)
    periods = list_periods_of(store, selection.monitor, typology.id)
    assert selection.classes.period in periods
    assert selection.classes.earlier in {None, *periods}
    if selection.classes.earlier is not None:
        assert periods.index(selection.classes.earlier) < periods.index(str(selection.classes.period))
    else:
        assert selection.classes.period == periods[0], "where there is an earlier period, one is looked at"
    for name in ("typology", "period", "other"):
        asked = getattr(wished.classes, name)
        assert asked in (None, getattr(selection.classes, name)), "what is wished and exists is kept"
    if wished.geography == typology.geography:
        assert (selection.indicator, selection.areas) == (wished.indicator, wished.areas)


@given(query=st.dictionaries(st.sampled_from(PARAMETERS), st.sampled_from(JUNK) | st.text(max_size=20)))
def test_no_address_fails_and_the_second_time_nothing_changes(store: Store, query: dict[str, str]) -> None:
    resolved = resolve_class_selection(store, query)
    again = resolve_class_selection(store, format_query(resolved.selection))
    assert (again.selection, again.notes) == (resolved.selection, ())


def test_another_level_gives_way_to_that_of_the_typology(town_store: Store) -> None:
    """Areas of another level mean nothing here; an indicator without the level gives way to the typology's first."""
    query = {"indikator": "leistungen", "ebene": "stadtbezirke", "gebiete": "01", "typologie": "arbeit"}
    selection = resolve_class_selection(town_store, query).selection
    assert (selection.indicator, selection.geography) == ("arbeitslosenquotient", "stadtteile")
    assert selection.areas == ()
    kept = resolve_class_selection(town_store, {**query, "indikator": "einwohner"}).selection
    assert (kept.indicator, kept.geography) == ("einwohner", "stadtteile")


def test_the_newest_period_and_the_start_of_its_window(town_store: Store) -> None:
    assert resolve_class_selection(town_store, {}).selection.classes == TypologyChoice("wachstum", "2023", "2021")
    first = resolve_class_selection(town_store, {"stand": "2021"}).selection.classes
    assert first == TypologyChoice("wachstum", "2021", None)


def test_an_earlier_period_that_is_not_earlier_gives_way(town_store: Store) -> None:
    found = resolve_class_selection(town_store, {"typologie": "wachstum", "vorher": "2023"}).selection.classes
    assert found.earlier == "2021"


def test_without_dynamik_the_period_before_is_the_earlier_one(real_store: Store) -> None:
    """Flensburg's distance from the city value has no Dynamik, Status und Dynamik a window of two years."""
    query = {"monitor": "flensburg", "typologie": "abstand-zum-stadtwert"}
    distance = resolve_class_selection(real_store, query).selection.classes
    periods = list_periods_of(real_store, "flensburg", "abstand-zum-stadtwert")
    assert (distance.period, distance.earlier) == (periods[-1], periods[-2])
    status = resolve_class_selection(real_store, {"monitor": "flensburg"}).selection.classes
    assert (status.typology, status.period, status.earlier) == ("status-dynamik", "2022", "2020")


def test_what_is_said_is_kept(real_store: Store) -> None:
    typology = real_store.get_catalogue("flensburg").typologies["rangbaender"]
    series = collect_typology_series(real_store, "flensburg", typology)
    chosen = TypologyChoice("rangbaender", "2021", "2018", "status-dynamik")
    assert fill_choice(series, chosen) == chosen
    assert fill_choice(series, TypologyChoice("rangbaender", "2021")).earlier == find_start(series, "2021") == "2019"


def test_a_monitor_without_typologies_has_nothing_to_look_at(town: Town) -> None:
    (town.folder / "typologies.yaml").unlink()
    assert town.run("build") == 0
    store = town.load_store()
    assert find_typology(store.get_catalogue(NAME), TypologyChoice()) is None
    query = {"typologie": "wachstum", "stand": "2023"}
    resolved = resolve_class_selection(store, query)
    assert resolved == resolve_selection(store, query)
    assert resolved.selection.classes == TypologyChoice()
