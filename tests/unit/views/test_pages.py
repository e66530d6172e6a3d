"""Start, focus, and sources: generated from the catalogue, complete, and nothing invented."""

from __future__ import annotations

import pytest

from sozialmonitor.domain.selection import Selection
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.views.map_view import build_map_view
from sozialmonitor.views.scale import build_scale
from sozialmonitor.views.selection import resolve_selection
from sozialmonitor.views.sources_view import build_sources_view
from sozialmonitor.views.start_view import build_start_view
from tests.support.town import NAME


def test_every_monitor_has_a_card_that_leads_to_its_map(real_store: Store) -> None:
    view = build_start_view(real_store)
    assert [card.monitor.id for card in view.cards] == [monitor.id for monitor in real_store.get_monitors()]
    for card in view.cards:
        resolved = resolve_selection(real_store, card.query)
        assert resolved.notes == ()
        assert resolved.selection.monitor == card.monitor.id
        assert resolved.selection.indicator == card.monitor.default_indicator
        assert card.indicators == len(real_store.get_catalogue(card.monitor.id).indicators)
        assert card.newest


def test_the_newest_date_is_that_of_the_newest_table(town_store: Store) -> None:
    assert build_start_view(town_store).cards[0].newest == "31.12.2023"


@pytest.mark.parametrize("monitor", ["mannheim", "flensburg", "gemeinden"])
def test_sources_are_complete(real_store: Store, monitor: str) -> None:
    view = build_sources_view(real_store, monitor)
    catalogue = real_store.get_catalogue(monitor)
    assert {entry.source.id for entry in view.sources} == set(catalogue.sources)
    assert {entry.indicator.id for entry in view.figures} == set(catalogue.indicators)
    assert {geography.id for geography, _ in view.geographies} == set(catalogue.geographies)
    cited = {title for entry in view.sources for title in entry.indicators}
    assert cited == {item.title for item in catalogue.indicators.values()}, "every figure has a source"
    for entry in view.sources:
        assert entry.licence.id == entry.source.licence


def test_formulas_in_words(town_store: Store) -> None:
    formulas = {entry.indicator.id: entry.formula for entry in build_sources_view(town_store, NAME).figures}
    people, children = "Einwohnerinnen und Einwohner", "Kinder und Jugendliche"
    assert formulas["unter-18-anteil"] == text("formula.share", numerator=children, denominator=people)
    rest = f"{people} {text('formula.minus')} {children}"
    assert formulas["jugendquotient"] == text("formula.per_hundred", numerator=children, denominator=rest)
    assert formulas["entwicklung"] == text("formula.change", numerator=people, years="3")
    assert formulas["arbeitslosenquotient"] == text("formula.published")
    assert formulas["einwohner"] == text("formula.count", numerator=people)


def test_coverage_names_levels_and_years(town_store: Store) -> None:
    coverage = {entry.indicator.id: entry.coverage for entry in build_sources_view(town_store, NAME).figures}
    assert coverage["leistungen"] == "Stadtbezirke: 2021–2023"
    assert coverage["leerstand"] == "Stadtteile: 2021; Stadtbezirke: 2021"
    assert (
        coverage["anzeigen"]
        == "Stadtteile: 4. Quartal 2022–1. Quartal 2023; Stadtbezirke: 4. Quartal 2022–1. Quartal 2023"
    )


def test_nothing_internal_is_named(town_store: Store) -> None:
    view = build_sources_view(town_store, NAME)
    assert "fallakten" not in {entry.source.id for entry in view.sources}
    assert "hilfen" not in {theme.id for theme in view.monitor.themes}


def test_each_map_of_each_period_can_be_built(town_store: Store) -> None:
    for indicator in town_store.get_catalogue(NAME).indicators:
        for level in town_store.get_levels(NAME, indicator):
            for period in town_store.get_observations(NAME, indicator, level).periods:
                selection = Selection(NAME, indicator, level, period)
                view = build_map_view(
                    town_store, selection, build_scale(town_store, NAME, indicator, level, selection.classification)
                )
                assert view.observations.periods[view.period] == period
