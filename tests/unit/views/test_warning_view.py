"""Early warning: who is hinted at, in which words, and what is said where a rule cannot be applied."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest

from sozialmonitor.calc.early_warning import compute_false_alarms
from sozialmonitor.calc.trends import Trend
from sozialmonitor.calc.typology.series import compute_period, list_typology_periods
from sozialmonitor.domain.indicator import Direction
from sozialmonitor.domain.typology import Typology, TypologyIndicator
from sozialmonitor.store.store import Store
from sozialmonitor.views.evidence import Evidence, build_evidence
from sozialmonitor.views.reading import describe_expectation
from sozialmonitor.views.selection import resolve_selection
from sozialmonitor.views.typology.series import collect_typology_series
from sozialmonitor.views.typology.uncertainty import build_class_uncertainty
from sozialmonitor.views.warning.classes import ClassRule, build_class_rule
from sozialmonitor.views.warning.trends import TrendRule, build_trend_rule, list_directed
from sozialmonitor.views.warning.view import (
    build_warning_view,
    explain_no_typology,
    find_level_typology,
    list_level_typologies,
)
from tests.support.town import NAME, Town

NO_BREAK = "\u00a0"
OLD_AGE = "Grundsicherung im Alter (nur 2021, 2022)"


def collect(store: Store, monitor: str, level: str) -> dict[str, Evidence]:
    return {item.id: build_evidence(store, monitor, item.id, level) for item in list_directed(store, monitor, level)}


def change(evidence: Evidence, positions: Iterable[int], trend: Trend) -> Evidence:
    """The same evidence with other results for some areas."""
    trends = evidence.trend.trends.copy()
    trends[list(positions)] = trend
    return replace(evidence, trend=replace(evidence.trend, trends=trends))


def apply_classes(store: Store, monitor: str, typology: Typology) -> ClassRule:
    series = collect_typology_series(store, monitor, typology)
    results = {period: compute_period(series, period) for period in list_typology_periods(series)}
    draw = functools.partial(build_class_uncertainty, store, monitor, typology)
    return build_class_rule(store, monitor, typology, results, draw)


def apply_by_id(store: Store, monitor: str, typology: str) -> ClassRule:
    return apply_classes(store, monitor, store.get_catalogue(monitor).typologies[typology])


@pytest.fixture(scope="module")
def flensburg(real_store: Store) -> TrendRule:
    return build_trend_rule(real_store, "flensburg", "stadtteile", collect(real_store, "flensburg", "stadtteile"))


def test_only_indicators_with_a_direction_are_looked_at(real_store: Store) -> None:
    found = list_directed(real_store, "flensburg", "stadtteile")
    assert len(found) == 7
    assert all(item.direction is not Direction.NEUTRAL for item in found)


def test_one_worsened_indicator_is_no_hint(real_store: Store, flensburg: TrendRule) -> None:
    """In Tarup a single indicator has worsened; the overview tells that."""
    worse = build_evidence(real_store, "flensburg", "sgb2-anteil", "stadtteile").trend.trends == Trend.RISING
    assert worse.sum() == 1
    assert flensburg.hints == ()


def test_what_was_tested_and_what_was_not(flensburg: TrendRule) -> None:
    assert (flensburg.areas, flensburg.tests) == (13, 59)
    assert len(flensburg.tested) == 5
    assert flensburg.untested == ("Leistungen im Erwerbsalter (nur 2021, 2022)", OLD_AGE)


def test_what_may_be_negative_is_not_tested_and_says_why(town_store: Store) -> None:
    rule = build_trend_rule(town_store, NAME, "stadtteile", collect(town_store, NAME, "stadtteile"))
    assert "Wanderungssaldo (kann auch negativ sein)" in rule.untested


def test_false_alarms_follow_from_the_tests_of_each_area(real_store: Store, flensburg: TrendRule) -> None:
    trends = [item.trend.trends for item in collect(real_store, "flensburg", "stadtteile").values()]
    tests = np.sum([item != Trend.NOT_DETERMINABLE for item in trends], axis=0)
    independent, related = compute_false_alarms(tests)
    for written, exact in ((flensburg.independent, independent), (flensburg.related, related)):
        printed = float(written.replace(",", "."))
        assert exact <= printed < exact + 0.01, "an upper bound is never rounded down"


def test_two_worsened_indicators_are_a_hint_in_the_order_of_names(real_store: Store) -> None:
    evidence = collect(real_store, "flensburg", "stadtteile")
    names = [area.name for area in real_store.get_areas("flensburg", "stadtteile")]
    chosen = [names.index(name) for name in ("Weiche", "Altstadt", "Jürgensby")]
    evidence["arbeitslosenanteil"] = change(evidence["arbeitslosenanteil"], chosen, Trend.RISING)
    evidence["beschaeftigungsquote"] = change(evidence["beschaeftigungsquote"], chosen, Trend.FALLING)
    rule = build_trend_rule(real_store, "flensburg", "stadtteile", evidence)
    assert [hint.area.name for hint in rule.hints] == ["Altstadt", "Jürgensby", "Weiche"]
    first, second = rule.hints[0].worsened
    assert (first.indicator.id, second.indicator.id) == ("arbeitslosenanteil", "beschaeftigungsquote")
    position = names.index("Altstadt")
    for item, words in ((first, "gesichert gestiegen"), (second, "gesichert gesunken")):
        observations = real_store.get_observations("flensburg", item.indicator.id, "stadtteile")
        values = [f"{observations.block.values[row, position]:.1f} %".replace(".", ",") for row in (-5, -1)]
        plain = item.sentence.replace(NO_BREAK, " ")
        title, years = item.indicator.short_title, [observations.periods[row] for row in (-5, -1)]
        assert plain == f"{title}: {words}, von {values[0]} ({years[0]}) auf {values[1]} ({years[1]})."
        assert item.period == "2022"


def test_a_favourable_change_is_no_hint(real_store: Store) -> None:
    evidence = collect(real_store, "flensburg", "stadtteile")
    for key, trend in (("arbeitslosenanteil", Trend.FALLING), ("beschaeftigungsquote", Trend.RISING)):
        evidence[key] = change(evidence[key], range(13), trend)
    assert not build_trend_rule(real_store, "flensburg", "stadtteile", evidence).hints


@pytest.mark.parametrize(
    ("monitor", "level", "untested"),
    [
        ("mannheim", "stadtteile", ("Arbeitslosenquotient (nur 2012, 2015)",)),
        (
            "gemeinden",
            "gemeinden",
            ("Kinderarmut (keine Fallzahlen)", "Personen in Bedarfsgemeinschaften (keine Fallzahlen)"),
        ),
        ("gemeinden", "kreise", ()),
    ],
)
def test_without_tests_it_says_what_is_there(
    real_store: Store, monitor: str, level: str, untested: tuple[str, ...]
) -> None:
    rule = build_trend_rule(real_store, monitor, level, collect(real_store, monitor, level))
    assert (rule.hints, rule.areas, rule.tests, rule.tested) == ((), 0, 0, ())
    assert rule.untested == untested
    assert (rule.independent, rule.related) == ("0,00", "0,00")


def test_who_has_probably_fallen(real_store: Store) -> None:
    rule = apply_by_id(real_store, "flensburg", "status-dynamik")
    assert (rule.reason, rule.earlier, rule.period, rule.areas) == ("", "2020", "2022", 13)
    assert [hint.area.name for hint in rule.hints] == ["Nordstadt", "Weiche"]
    assert rule.hints[0].sentence.startswith("2020: Status niedrig. 2022: Status sehr niedrig. Wahrscheinlichkeit ")
    assert rule.hints[1].sentence.endswith("mit mehr Belastung als 2020: über 99\u00a0%.")
    assert (rule.fixed, rule.not_judged) == ((), ())


def test_expected_false_alarms_are_the_chances_against(real_store: Store) -> None:
    """Every printed probability counts; an expectation is told in whole alarms."""
    rule = apply_by_id(real_store, "mannheim", "arbeitslosigkeit")
    assert [hint.area.name for hint in rule.hints] == sorted(hint.area.name for hint in rule.hints)
    chances = [
        float(hint.sentence.rpartition(": ")[2].removesuffix(f"{NO_BREAK}%.").replace("über ", ""))
        for hint in rule.hints
    ]
    assert all(chance > 50 for chance in chances)
    against = sum(1 - chance / 100 for chance in chances)
    assert rule.expected == describe_expectation(against)


def test_clusters_are_no_classes_to_fall_into(real_store: Store) -> None:
    rule = apply_by_id(real_store, "flensburg", "aehnliche-stadtteile")
    assert rule.reason.startswith("Diese Typologie bildet Gruppen ähnlicher Gebiete")
    assert rule.hints == ()


def test_without_counts_nothing_is_drawn(real_store: Store) -> None:
    """INKAR publishes shares of Gemeinden without the counts behind them."""
    rule = apply_by_id(real_store, "gemeinden", "grundsicherung")
    assert rule.reason.startswith("Für keinen Indikator dieser Typologie sind 2022 Zähler und Nenner")
    grundsicherung = real_store.get_catalogue("gemeinden").typologies["grundsicherung"]
    assert build_class_uncertainty(real_store, "gemeinden", grundsicherung, "2022") is None


def test_a_single_period_cannot_be_compared(town_store: Store) -> None:
    assert apply_by_id(town_store, NAME, "arbeit").reason == (
        "Die Typologie liegt nur für 2023 vor. Für einen Wechsel der Klasse sind zwei Zeitpunkte nötig."
    )


def test_over_a_break_nothing_is_compared(town: Town) -> None:
    town.append("indicators/entwicklung.yaml", 'breaks:\n  - period: "2023"\n    note: Anders erfunden.\n')
    assert town.run("build") == 0
    assert apply_by_id(town.load_store(), NAME, "wachstum").reason == (
        "Zwischen 2021 und 2023 wurde anders gezählt: Entwicklung in drei Jahren. "
        "Ein Wechsel der Klasse ist daran nicht ablesbar. Nötig sind zwei vergleichbare Zeitpunkte."
    )


def test_indicators_without_counts_are_named(real_store: Store) -> None:
    typology = real_store.get_catalogue("flensburg").typologies["status-dynamik"]
    growth = TypologyIndicator(indicator="einwohner-entwicklung", direction=Direction.HIGHER_IS_BETTER)
    more = (*typology.indicators, growth)
    rule = apply_classes(real_store, "flensburg", typology.model_copy(update={"indicators": more}))
    assert rule.reason == ""
    assert rule.fixed == (real_store.get_indicator("flensburg", "einwohner-entwicklung").short_title,)


def test_who_is_not_valued_then_or_now_is_not_judged(real_store: Store) -> None:
    typology = real_store.get_catalogue("flensburg").typologies["status-dynamik"]
    rule = apply_classes(real_store, "flensburg", typology.model_copy(update={"minimum_population": 6_000}))
    large = real_store.get_observations("flensburg", "einwohner", "stadtteile")
    names = [area.name for area in real_store.get_areas("flensburg", "stadtteile")]
    small = (large.block.values[[large.periods.index(rule.earlier), large.periods.index(rule.period)]] < 6_000).any(
        axis=0
    )
    assert rule.not_judged == tuple(sorted(name for name, is_small in zip(names, small, strict=True) if is_small))
    assert rule.areas == len(names) - len(rule.not_judged)


def test_a_level_without_typology_says_so(real_store: Store) -> None:
    selection = resolve_selection(real_store, {"monitor": "mannheim", "ebene": "stadtbezirke"}).selection
    catalogue = real_store.get_catalogue("mannheim")
    assert find_level_typology(catalogue, selection) is None
    level = real_store.get_geography("mannheim", "stadtbezirke")
    rule = explain_no_typology(level)
    assert rule.reason.startswith("Für die Ebene Stadtbezirke gibt es keine Typologie.")
    trends = build_trend_rule(real_store, "mannheim", "stadtbezirke", collect(real_store, "mannheim", "stadtbezirke"))
    view = build_warning_view(real_store, selection, trends, rule)
    assert (view.typologies, view.geography) == ((), level)
    assert {item.id for item in view.indicators} == {"arbeitslosenquotient", "arbeitslosenquotient-auslaender"}


def test_the_chosen_typology_is_used_where_it_fits(real_store: Store) -> None:
    catalogue = real_store.get_catalogue("flensburg")
    query = {"monitor": "flensburg", "typologie": "rangbaender"}
    chosen = find_level_typology(catalogue, resolve_selection(real_store, query).selection)
    first = find_level_typology(catalogue, resolve_selection(real_store, {"monitor": "flensburg"}).selection)
    assert chosen == catalogue.typologies["rangbaender"]
    assert first == next(iter(catalogue.typologies.values()))
    assert list_level_typologies(catalogue, "stadtteile") == tuple(catalogue.typologies.values())


def test_the_date_is_that_of_the_newest_value_looked_at(real_store: Store) -> None:
    """Mannheim counts inhabitants until 2020, but its unemployed only in 2012 and 2015."""
    selection = resolve_selection(real_store, {"monitor": "mannheim"}).selection
    trends = build_trend_rule(real_store, "mannheim", "stadtteile", collect(real_store, "mannheim", "stadtteile"))
    view = build_warning_view(real_store, selection, trends, apply_by_id(real_store, "mannheim", "arbeitslosigkeit"))
    assert view.newest.endswith("2015")
