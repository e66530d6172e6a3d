"""What is called secured was tested; every sentence agrees with the areas named beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from sozialmonitor.calc.benchmark import Comparison
from sozialmonitor.calc.intervals import Interval
from sozialmonitor.calc.trends import Trend, TrendTest
from sozialmonitor.store.store import Store
from sozialmonitor.views.evidence import Evidence
from sozialmonitor.views.overview.findings import Finding
from sozialmonitor.views.secured import build_differences, build_trends
from tests.support.town import NAME

LEVEL = "stadtteile"
NO, FLAT, UP, DOWN = Trend.NOT_DETERMINABLE, Trend.NO_SECURED_CHANGE, Trend.RISING, Trend.FALLING
UNKNOWN, SAME, BELOW, ABOVE = Comparison.UNKNOWN, Comparison.NOT_DISTINGUISHABLE, Comparison.BELOW, Comparison.ABOVE


def make_evidence(trends: Sequence[Trend] = (NO,) * 6, comparisons: Sequence[Sequence[Comparison]] = ()) -> Evidence:
    nothing = np.full((max(len(comparisons), 1), 6), np.nan)
    rows = np.array(comparisons or [[UNKNOWN] * 6], dtype=np.int8)
    test = TrendTest(np.array(trends, dtype=np.int8), nothing[0], nothing[0])
    return Evidence(Interval(nothing, nothing), rows, test, np.arange(len(rows)) + 0.5)


def find_trend(store: Store, indicator: str, trends: Sequence[Trend]) -> Finding:
    (finding,) = build_trends(store, NAME, {indicator: LEVEL}, {indicator: make_evidence(trends)}).findings
    return finding


@pytest.mark.parametrize(
    ("indicator", "trends", "sentence"),
    [
        (
            "arbeitslosenquotient",
            [UP, UP, DOWN, FLAT, FLAT, FLAT],
            "In 1 von 6 Stadtteilen gesichert gesunken (günstiger), in 2 gesichert gestiegen (ungünstiger).",
        ),
        (
            "jugendquotient",  # higher is better in the invented town
            [UP, UP, DOWN, FLAT, FLAT, FLAT],
            "In 2 von 6 Stadtteilen gesichert gestiegen (günstiger), in 1 gesichert gesunken (ungünstiger).",
        ),
        (
            "unter-18-anteil",
            [UP, UP, DOWN, FLAT, FLAT, FLAT],
            "In 1 von 6 Stadtteilen gesichert gesunken, in 2 gesichert gestiegen.",
        ),
        (
            "unter-18-anteil",
            [UP, FLAT, FLAT, FLAT, FLAT, FLAT],
            "In 1 von 6 Stadtteilen gesichert gestiegen, nirgends gesichert gesunken.",
        ),
        (
            "arbeitslosenquotient",
            [DOWN, FLAT, NO, NO, FLAT, FLAT],
            "In 1 von 4 geprüften Stadtteilen gesichert gesunken (günstiger), nirgends gesichert gestiegen.",
        ),
    ],
)
def test_sentences_about_trends(town_store: Store, indicator: str, trends: list[Trend], sentence: str) -> None:
    assert find_trend(town_store, indicator, trends).sentence == sentence


def test_areas_stand_in_the_order_of_names_and_counts_agree(town_store: Store) -> None:
    finding = find_trend(town_store, "arbeitslosenquotient", [DOWN, UP, DOWN, NO, DOWN, FLAT])
    assert finding.counts == (3, 1, 1)
    assert [group.label for group in finding.groups] == [
        "Gesichert gesunken (günstiger)",
        "Gesichert gestiegen (ungünstiger)",
    ]
    assert [area.name for area in finding.groups[0].areas] == ["Altstadt", "Hafen", "Öderan"]
    assert [area.name for area in finding.groups[1].areas] == ["Bahnhof-Nord"]


def test_without_secured_and_without_test_are_told_apart(town_store: Store) -> None:
    levels = {"arbeitslosenquotient": LEVEL, "jugendquotient": LEVEL, "unter-18-anteil": LEVEL}
    evidence = {
        "arbeitslosenquotient": make_evidence([FLAT] * 6),
        "jugendquotient": make_evidence(),
        "unter-18-anteil": make_evidence([UP, *[FLAT] * 3, NO, NO]),
    }
    section = build_trends(town_store, NAME, levels, evidence)
    assert [finding.indicator.id for finding in section.findings] == ["unter-18-anteil"]
    assert section.without == ("Arbeitslosenquotient",)
    assert section.untested == ("Jugendquotient",)
    assert (section.tests, section.expected) == (10, "weniger als ein Fehlalarm")


def test_a_break_within_the_time_tested_is_said(town_store: Store) -> None:
    assert find_trend(town_store, "unter-18-anteil", [UP] * 6).notes[0].startswith("Bruch in der Reihe ab ")
    assert find_trend(town_store, "jugendquotient", [UP] * 6).notes == ()


def test_sentences_about_differences_name_value_and_period(town_store: Store) -> None:
    periods = town_store.get_observations(NAME, "arbeitslosenquotient", LEVEL).periods
    rows = [[ABOVE] * 6, [BELOW, BELOW, ABOVE, SAME, SAME, UNKNOWN], *([[UNKNOWN] * 6] * (len(periods) - 2))]
    evidence = {"arbeitslosenquotient": make_evidence(comparisons=rows)}
    section = build_differences(town_store, NAME, {"arbeitslosenquotient": LEVEL}, evidence)
    (finding,) = section.findings
    assert finding.period == periods[1], "the newest that could be tested"
    assert finding.sentence == (
        "Stadtwert 1,5\u00a0%: 2 von 5 geprüften Stadtteilen gesichert darunter (günstiger), "
        "1 gesichert darüber (ungünstiger)."
    )
    assert finding.counts == (2, 2, 1)
    assert (section.tests, section.expected) == (5, "weniger als ein Fehlalarm")


def test_nothing_distinguishable_is_no_finding(town_store: Store) -> None:
    evidence = {"arbeitslosenquotient": make_evidence(comparisons=[[SAME] * 6])}
    section = build_differences(town_store, NAME, {"arbeitslosenquotient": LEVEL}, evidence)
    assert section.findings == ()
    assert section.without == ("Arbeitslosenquotient",)
