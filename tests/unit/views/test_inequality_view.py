"""Inequality in words: what is measured, what cannot be measured, and with what it may be compared."""

from __future__ import annotations

import numpy as np
import pytest

from sozialmonitor.calc.inequality import ChanceIndex
from sozialmonitor.domain.selection import Selection
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.views.inequality.course import format_measure
from sozialmonitor.views.inequality.measures import Measures, build_measures, list_suitable
from sozialmonitor.views.inequality.view import InequalityView, build_inequality_view
from sozialmonitor.views.map_view import MapView, build_map_view
from sozialmonitor.views.scale import build_scale
from tests.support.town import NAME


def build_map(store: Store, indicator: str, period: str, areas: tuple[str, ...] = ()) -> MapView:
    selection = Selection(NAME, indicator, "stadtteile", period, areas)
    return build_map_view(store, selection, build_scale(store, NAME, indicator, "stadtteile", selection.classification))


def build(store: Store, indicator: str, period: str, areas: tuple[str, ...] = ()) -> InequalityView:
    view = build_map(store, indicator, period, areas)
    return build_inequality_view(store, view, build_measures(store, NAME, indicator, "stadtteile"))


def test_the_measures_are_those_of_the_counts(town_store: Store) -> None:
    """2018: children of six Stadtteile, by hand."""
    children, people = [600, 500, 220, 720, 150, 33], [4000, 2500, 1800, 3600, 1000, 240]
    group, total = sum(children), sum(people)
    expected = sum(abs(a / group - (t - a) / (total - group)) for a, t in zip(children, people, strict=True)) / 2
    measures = build_measures(town_store, NAME, "unter-18-anteil", "stadtteile")[0]
    assert measures is not None
    assert measures.segregation == pytest.approx(expected)
    assert measures.movers == pytest.approx(expected * group)
    assert measures.share == pytest.approx(group / total)
    assert measures.quotients[1] == pytest.approx(500 / 2500 / (group / total))


def test_nothing_is_zero_and_a_place_without_flats_weighs_nothing(town_store: Store) -> None:
    """Two areas have "-" vacant flats: one counts as none, the other has no flats at all."""
    measures = build_measures(town_store, NAME, "leerstand", "stadtteile")[0]
    assert measures is not None
    assert measures.group == 40 + 13 + 85
    assert measures.total == 2100 + 1300 + 900 + 1700 + 480
    assert measures.quotients[2] == 0
    assert np.isnan(measures.quotients[5])


def test_a_secret_area_takes_no_part_and_that_is_said(town_store: Store) -> None:
    view = build(town_store, "unter-18-anteil", "2023", ("013", "012"))
    assert text("inequality.limit_missing", missing="1", total="6", period="2023") in view.limits
    row = next(item for item in view.quotients if item.position == 2)
    assert row.cells[1:] == ("•", "•", "1.699", "–")
    assert view.chosen[0] == text("inequality.area_unknown", area=row.cells[0], period="2023")
    assert "war 2023 1,16-mal" in view.chosen[1]


def test_periods_are_only_compared_with_the_same_areas_and_the_same_counting(town_store: Store) -> None:
    """A break in 2021, a secret area in 2023: only 2018 and 2020 belong together."""
    before, after = (
        format_measure(item.segregation)
        for item in build_measures(town_store, NAME, "unter-18-anteil", "stadtteile")[:2]
        if item
    )
    sentence = build(town_store, "unter-18-anteil", "2020").change
    assert sentence.startswith(f"Segregationsindex 2018: {before}, 2020: {after}.")
    assert ("gestiegen" in sentence) is (after > before)
    for period in ("2018", "2021", "2023"):
        assert build(town_store, "unter-18-anteil", period).change == text("inequality.no_change_known")
    series = build(town_store, "unter-18-anteil", "2020").unevenness
    assert series is not None
    assert series.frame[series.frame["slot"] == "0"]["segment"].nunique() == 3
    assert series.table[text("inequality.areas")].tolist() == ["6", "6", "6", "5"]


def make(segregation: float, upper: float, quotient: float = 1.0) -> Measures:
    present = np.ones(6, dtype=bool)
    return Measures(present, 100.0, 1000.0, segregation, 0.2, 0.3, ChanceIndex(0.02, upper), np.full(6, quotient))


@pytest.mark.parametrize(
    ("segregation", "upper", "key", "moved"),
    [
        (0.2, 0.1, "inequality.beyond_chance", "20 von 100"),
        (0.1, 0.2, "inequality.within_chance", "10 von 100"),
        (0.1, 0.1, "inequality.within_chance", "10 von 100"),
    ],
)
def test_what_chance_explains_is_not_called_more(
    town_store: Store, segregation: float, upper: float, key: str, moved: str
) -> None:
    view = build_map(town_store, "unter-18-anteil", "2018")
    figure = build_inequality_view(town_store, view, (make(segregation, upper),) * 4).figures[0]
    assert figure.sentences[-1] == text(key)
    assert moved in figure.sentences[1]


@pytest.mark.parametrize(
    ("before", "after", "word"), [(0.1, 0.2, "gestiegen"), (0.2, 0.1, "gesunken"), (0.1, 0.1001, "gleich")]
)
def test_the_change_has_three_directions(town_store: Store, before: float, after: float, word: str) -> None:
    view = build_map(town_store, "unter-18-anteil", "2020")
    measures = (make(before, 0), make(after, 0), None, None)
    assert word in build_inequality_view(town_store, view, measures).change


@pytest.mark.parametrize(
    ("quotient", "start"), [(2.0, "2,00-mal"), (0.5, "nur 0,50-mal"), (1.004, "so hoch"), (0.996, "so hoch")]
)
def test_a_chosen_area_is_put_into_words(town_store: Store, quotient: float, start: str) -> None:
    view = build_map(town_store, "unter-18-anteil", "2018", ("011",))
    assert f"war 2018 {start}" in build_inequality_view(town_store, view, (make(0.2, 0.1, quotient),) * 4).chosen[0]


@pytest.mark.parametrize(
    ("indicator", "period", "reason"),
    [
        ("einwohner", "2023", "ist kein Anteil"),
        ("jugendquotient", "2021", "ist kein Anteil"),
        ("arbeitslosenquotient", "2023", "nicht beide veröffentlicht"),
    ],
)
def test_what_cannot_be_measured_says_why_and_offers_what_can(
    town_store: Store, indicator: str, period: str, reason: str
) -> None:
    view = build(town_store, indicator, period)
    assert reason in view.reason
    assert not view.figures
    assert {item.indicator for item in view.suggestions} == {"leerstand", "unter-18-anteil"}


def test_a_period_without_measures_asks_for_another_one(town_store: Store) -> None:
    view = build_map(town_store, "unter-18-anteil", "2023")
    shown = build_inequality_view(town_store, view, (make(0.2, 0.1), None, None, None))
    assert shown.reason == text("inequality.no_counts_in_period", period="2023")


def test_only_parts_of_a_whole_with_both_counts_are_suitable(town_store: Store, real_store: Store) -> None:
    suitable = list_suitable(town_store, town_store.get_catalogue(NAME))
    assert set(suitable) == {"leerstand", "unter-18-anteil"}
    gemeinden = list_suitable(real_store, real_store.get_catalogue("gemeinden"))
    assert gemeinden == {"frauenanteil": ("gemeinden", "kreise")}


def test_all_suitable_indicators_have_measures_between_zero_and_one(real_store: Store) -> None:
    for monitor in real_store.get_monitors():
        for key, levels in list_suitable(real_store, real_store.get_catalogue(monitor.id)).items():
            for level in levels:
                found = [item for item in build_measures(real_store, monitor.id, key, level) if item]
                assert found
                for item in found:
                    assert 0 <= item.segregation <= item.gini <= 1
                    assert item.share <= item.isolation + 1e-12 <= 1 + 1e-12
