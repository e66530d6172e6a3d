"""The overview as a whole, on the invented town and on the embedded monitors."""

from __future__ import annotations

import pytest

from sozialmonitor.calc.rounding import MISSING
from sozialmonitor.calc.trends import Trend
from sozialmonitor.domain.classification import Classification
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.views.evidence import build_evidence
from sozialmonitor.views.overview.view import OverviewView, build_overview_view, list_levels
from sozialmonitor.views.scale import build_scale
from tests.support.town import NAME

MONITORS = ["mannheim", "flensburg", "gemeinden"]


def build(store: Store, monitor: str) -> OverviewView:
    levels = list_levels(store, monitor)
    evidence = {key: build_evidence(store, monitor, key, level) for key, level in levels.items()}
    scales = {key: build_scale(store, monitor, key, level, Classification()) for key, level in levels.items()}
    return build_overview_view(store, monitor, evidence, scales)


def test_levels_are_the_default_or_the_first_there_is(town_store: Store) -> None:
    levels = list_levels(town_store, NAME)
    assert levels["arbeitslosenquotient"] == "stadtteile"
    assert levels["leistungen"] == "stadtbezirke"
    assert "einwohner" not in levels, "numbers of persons are neither tested nor drawn as areas"


def test_one_map_per_theme_with_a_rate(town_store: Store) -> None:
    maps = build(town_store, NAME).maps
    assert [item.theme.id for item in maps] == ["bevoelkerung", "arbeit"]
    for item in maps:
        assert item.indicator.is_rate
        assert (item.scale.display[item.row] != MISSING).any()
        assert item.description.startswith(f"Karte {item.indicator.title}. ")


def test_maps_say_what_has_no_colour(town_store: Store) -> None:
    (arbeit,) = [item for item in build(town_store, NAME).maps if item.theme.id == "arbeit"]
    assert arbeit.indicator.id == "arbeitslosenquotient"
    assert arbeit.lines[0] == "Stadtteile, 30.06.2023"
    assert "ohne Wert (schraffiert oder gepunktet): 1 von 6" in arbeit.lines
    assert "wegen weniger Menschen nicht bewertet (grau): 1 von 6" in arbeit.lines


@pytest.mark.parametrize("monitor", MONITORS)
def test_every_rate_is_answered_once_for_each_question(real_store: Store, monitor: str) -> None:
    view = build(real_store, monitor)
    catalogue = real_store.get_catalogue(monitor)
    rates = [catalogue.indicators[key] for key in list_levels(real_store, monitor)]
    titles = sorted(item.short_title for item in rates if not catalogue.may_be_negative(item))
    signed = [item.short_title for item in rates if catalogue.may_be_negative(item)]
    assert view.signed == (text("note.no_interval", indicators=", ".join(signed)) if signed else None)
    for section in (view.trends, view.differences):
        found = [item.indicator.short_title for item in section.findings]
        assert sorted([*found, *section.without, *section.untested]) == titles


@pytest.mark.parametrize("monitor", MONITORS)
def test_named_areas_are_those_of_the_test(real_store: Store, monitor: str) -> None:
    for finding in build(real_store, monitor).trends.findings:
        level = finding.geography.id
        trends = build_evidence(real_store, monitor, finding.indicator.id, level).trend.trends
        areas = real_store.get_areas(monitor, level)
        secured = {areas[i].code for i, trend in enumerate(trends) if trend in (Trend.RISING, Trend.FALLING)}
        assert {area.code for group in finding.groups for area in group.areas} == secured
        assert finding.counts[0] + finding.counts[2] == len(secured)


def test_mannheim_as_published(real_store: Store) -> None:
    view = build(real_store, "mannheim")
    sentences = {finding.indicator.id: finding.sentence for finding in view.trends.findings}
    assert sentences["auslaenderanteil"] == "In 2 von 38 Stadtteilen gesichert gesunken, in 19 gesichert gestiegen."
    assert view.trends.tests == 152
    assert view.newest == "31.12.2020"
    assert view.is_schematic
