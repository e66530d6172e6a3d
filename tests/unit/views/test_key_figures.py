"""The figures of the first page: chosen by rule, compared only where that is possible."""

from __future__ import annotations

import pytest

from sozialmonitor.domain.indicator import Break, Indicator
from sozialmonitor.store.store import Store
from sozialmonitor.views.overview.key_figures import MAXIMUM, build_key_figures, describe_change, list_without_reference
from sozialmonitor.views.overview.leading import rank_by_theme, take_turns
from tests.support.town import NAME


@pytest.fixture
def share(town_store: Store) -> Indicator:
    """Per cent, one decimal, no break."""
    return town_store.get_indicator(NAME, "arbeitslosenquotient")


@pytest.fixture
def headcount(town_store: Store) -> Indicator:
    """Persons, no decimals."""
    return town_store.get_indicator(NAME, "einwohner")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (5.0, 5.3, "▲ 0,3 Prozentpunkte höher als 2019"),
        (5.34, 5.26, "unverändert gegenüber 2019"),  # both are printed as 5,3
        (5.34, 5.35, "▲ 0,1 Prozentpunkte höher als 2019"),  # printed as 5,3 and 5,4
        (5.3, 4.2, "▼ 1,1 Prozentpunkte niedriger als 2019"),
        (0.0, 1.0, "▲ 1,0 Prozentpunkte höher als 2019"),
        (None, 1.0, "2019: kein Vergleich möglich"),
    ],
)
def test_shares_change_in_percentage_points_of_what_is_printed(
    share: Indicator, old: float | None, new: float, expected: str
) -> None:
    assert describe_change(share, new, old, "2019", "2020") == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (200.0, 210.0, "▲ 5,0\u00a0% mehr als 2019"),
        (200.0, 190.0, "▼ 5,0\u00a0% weniger als 2019"),
        (200.0, 200.0, "unverändert gegenüber 2019"),
        (100_000.0, 100_001.0, "▲ unter 0,1\u00a0% mehr als 2019"),
        (0.0, 5.0, "2019: kein Vergleich möglich"),
    ],
)
def test_everything_else_changes_in_per_cent(headcount: Indicator, old: float, new: float, expected: str) -> None:
    assert describe_change(headcount, new, old, "2019", "2020") == expected


@pytest.mark.parametrize(
    ("period", "is_forbidden"), [("2018", False), ("2019", False), ("2020", True), ("2021", False)]
)
def test_a_break_between_forbids_the_comparison(share: Indicator, period: str, is_forbidden: bool) -> None:
    broken = share.model_copy(update={"breaks": (Break(period=period, note="Anders gezählt."),)})
    sentence = describe_change(broken, 5.0, 4.0, "2019", "2020")
    assert ("Bruch in der Reihe" in sentence) is is_forbidden


def test_the_town(town_store: Store) -> None:
    figures = {figure.indicator.id: figure for figure in build_key_figures(town_store, NAME)}
    assert len(figures) <= MAXIMUM
    assert next(iter(figures)) == "einwohner", "the number of people leads"
    assert figures["einwohner"].value == "13.729"
    assert figures["einwohner"].unit == "Personen"
    assert figures["einwohner"].as_of == "31.12.2023"
    assert figures["einwohner"].changes == ("▲ 1,1\u00a0% mehr als 2021", "▲ 4,3\u00a0% mehr als 2018")
    assert "umzugssaldo" not in figures, "a balance of moves is counted in persons, but is no number of people"
    assert figures["dichte"].changes == ("kein Vergleich möglich (nur ein Zeitpunkt)",)
    assert figures["unter-18-anteil"].changes[0] == "2020: kein Vergleich möglich (Bruch in der Reihe)"
    assert figures["leistungen"].level == "stadtbezirke", "the finest level there is"


def test_themes_without_a_value_of_the_whole_region_are_named(real_store: Store) -> None:
    figures = build_key_figures(real_store, "gemeinden")
    assert {figure.theme for figure in figures} == {"Bevölkerung"}
    assert list_without_reference(real_store, "gemeinden") == (
        "Grundsicherung",
        "Menschen in der Grundsicherung",
        "Haushalte in der Grundsicherung",
    )
    assert list_without_reference(real_store, "mannheim") == ()


def test_the_newest_then_the_longest_leads_and_the_outdated_do_not(real_store: Store) -> None:
    catalogue = real_store.get_catalogue("mannheim")
    old, default = "arbeitslosenquotient-auslaender", "arbeitslosenquotient"
    assert rank_by_theme(catalogue, {old: ["2007"], default: ["2006", "2015"]})["arbeit"] == [default]
    assert rank_by_theme(catalogue, {old: ["2016"], default: ["2015"]})["arbeit"] == [default, old]
    pair = ("auslaenderanteil", "migrationshintergrund-anteil")
    assert rank_by_theme(catalogue, {pair[0]: ["2019"], pair[1]: ["2020"]})["vielfalt"] == [*reversed(pair)]
    assert rank_by_theme(catalogue, {pair[0]: ["2020"], pair[1]: ["2019", "2020"]})["vielfalt"] == [*reversed(pair)]
    assert rank_by_theme(catalogue, {pair[0]: ["2020"], pair[1]: ["2020"]})["vielfalt"] == [*pair]
    assert rank_by_theme(catalogue, {})["vielfalt"] == []


def test_themes_take_turns() -> None:
    ranked = {"a": ["a1", "a2", "a3"], "b": [], "c": ["c1"], "d": ["d1", "d2"]}
    assert take_turns(ranked, 4) == ["a1", "a2", "c1", "d1"]
    assert take_turns(ranked, 5) == ["a1", "a2", "c1", "d1", "d2"]
    assert take_turns(ranked, 99) == ["a1", "a2", "a3", "c1", "d1", "d2"]
