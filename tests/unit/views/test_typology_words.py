"""Every branch of the wording: kinds of index, sides of a class, what a change is due to."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sozialmonitor.calc.typology.change import IndexChange, Part
from sozialmonitor.calc.typology.series import compute_period
from sozialmonitor.domain.typology import Aggregation, Bands, CutoffKind, Standardisation
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.views.typology.change import ClassChange, build_class_change, describe_parts
from sozialmonitor.views.typology.series import collect_typology_series
from sozialmonitor.views.typology.words import (
    IndexScale,
    Words,
    describe_class,
    describe_index,
    describe_scale,
    find_words,
)
from tests.support.town import NAME
from tests.support.typologies import TOWN_TYPOLOGY

QUARTERS = Bands(kind=CutoffKind.QUANTILE, cutoffs=(0.25, 0.75), names=("hoch", "mittel", "niedrig"))
FIXED = Bands(kind=CutoffKind.FIXED, cutoffs=(-2.0, 2.0, 4.5), names=("hoch", "mittel", "niedrig", "sehr niedrig"))
CHANGES = Bands(kind=CutoffKind.FIXED, cutoffs=(-0.5, 0.5), names=("positiv", "stabil", "negativ"))


def make_words(**changes: Any) -> Words:
    return Words(TOWN_TYPOLOGY.model_copy(update=changes), "Stadtteile", "Stadtwert", "Prozentpunkte")


STANDARD = make_words()
MEAN = {"second_standardisation": False, "aggregation": Aggregation.MEAN}
DISTANCE = make_words(standardisation=Standardisation.DISTANCE, status=FIXED, dynamic=CHANGES, **MEAN)
RANK = make_words(standardisation=Standardisation.RANK, status=QUARTERS, dynamic=QUARTERS, **MEAN)
PLAIN = make_words(standardisation=Standardisation.MIN_MAX, status=FIXED, dynamic=CHANGES, **MEAN)
SUM_OF_DISTANCES = make_words(standardisation=Standardisation.DISTANCE, second_standardisation=False)


@pytest.mark.parametrize(
    ("words", "index", "level", "change"),
    [
        (
            STANDARD,
            1.204,
            "1,20 Standardabweichungen über dem Mittel der Stadtteile",
            "Veränderung 1,20 Standardabweichungen über dem Mittel der Stadtteile",
        ),
        (
            STANDARD,
            -0.5,
            "0,50 Standardabweichungen unter dem Mittel der Stadtteile",
            "Veränderung 0,50 Standardabweichungen unter dem Mittel der Stadtteile",
        ),
        (STANDARD, -0.004, "gleich dem Mittel der Stadtteile", "Veränderung wie im Mittel der Stadtteile"),
        (
            DISTANCE,
            2.345,
            "2,35 Prozentpunkte über dem Stadtwert",
            "Abstand zum Stadtwert um 2,35 Prozentpunkte gestiegen",
        ),
        (
            DISTANCE,
            -1.0,
            "1,00 Prozentpunkte unter dem Stadtwert",
            "Abstand zum Stadtwert um 1,00 Prozentpunkte gesunken",
        ),
        (DISTANCE, 0.0, "gleich dem Stadtwert", "Abstand zum Stadtwert gleich geblieben"),
        (
            RANK,
            0.875,
            "Rangwert 0,88 zwischen 0 (geringste Belastung) und 1 (größte Belastung)",
            "Rangwert der Veränderung 0,88 zwischen 0 (günstigste) und 1 (ungünstigste)",
        ),
        (
            PLAIN,
            -0.25,
            "Index \N{MINUS SIGN}0,25, höher heißt mehr Belastung",
            "Index der Veränderung \N{MINUS SIGN}0,25, höher heißt ungünstiger",
        ),
    ],
)
def test_an_index_is_told_in_what_it_is_counted_in(words: Words, index: float, level: str, change: str) -> None:
    assert describe_index(words, index, is_change=False) == level
    assert describe_index(words, index, is_change=True) == change


def test_the_scale_follows_from_how_the_index_is_formed() -> None:
    scales = [words.scale for words in (STANDARD, DISTANCE, RANK, PLAIN, SUM_OF_DISTANCES)]
    expected = [IndexScale.DEVIATIONS, IndexScale.DISTANCE, IndexScale.RANK, IndexScale.PLAIN, IndexScale.PLAIN]
    assert scales == expected
    assert make_words(standardisation=Standardisation.RANK).scale is IndexScale.DEVIATIONS
    for words in (STANDARD, DISTANCE, RANK, PLAIN):
        assert "Belastung" in describe_scale(words)


@pytest.mark.parametrize(
    ("words", "code", "parts"),
    [
        (STANDARD, 0, ("Status hoch", "geringer als im Mittel der Stadtteile", "Index unter \N{MINUS SIGN}1")),
        (STANDARD, 1, ("Status mittel", "ähnlich wie im Mittel", "Index \N{MINUS SIGN}1 bis 1")),
        (STANDARD, 2, ("Status niedrig", "größer als im Mittel", "Index über 1")),
        (DISTANCE, 0, ("geringer als im ganzen Gebiet", "Index unter \N{MINUS SIGN}2")),
        (DISTANCE, 2, ("Status niedrig", "größer als im ganzen Gebiet", "Index 2 bis 4,5")),
        (
            RANK,
            0,
            ("als in den meisten anderen Stadtteilen", "die ersten 25\N{NO-BREAK SPACE}% der Stadtteile"),
        ),
        (RANK, 1, ("ähnlich wie in den meisten", "zwischen 25\N{NO-BREAK SPACE}% und 75\N{NO-BREAK SPACE}%")),
        (RANK, 2, ("größer als in den meisten anderen", "ab 75\N{NO-BREAK SPACE}%")),
        (PLAIN, 2, ("Index 2 bis 4,5", "von der geringsten zur größten Belastung geordnet")),
    ],
)
def test_a_class_says_what_it_means(words: Words, code: int, parts: tuple[str, ...]) -> None:
    sentence = describe_class(words, code)
    assert all(part in sentence for part in parts), sentence


@pytest.mark.parametrize(
    ("words", "code", "part"),
    [
        (STANDARD, 0, "Seit 2018 haben sich die Belastungen günstiger entwickelt als im Mittel der Stadtteile"),
        (DISTANCE, 1, "ähnlich entwickelt wie im ganzen Gebiet"),
        (RANK, 2, "ungünstiger entwickelt als in den meisten anderen Stadtteilen"),
        (PLAIN, 0, "von der günstigsten zur ungünstigsten Veränderung seit 2018 geordnet"),
    ],
)
def test_a_class_of_dynamik_says_since_when(words: Words, code: int, part: str) -> None:
    assert part in describe_class(words, code, "2018")


def test_a_cut_off_in_the_middle_parts_less_from_more() -> None:
    words = make_words(status=Bands(cutoffs=(0.0,), names=("hoch", "niedrig")))
    assert "geringer als" in describe_class(words, 0)
    assert "größer als" in describe_class(words, 1)


def test_a_cluster_is_no_class() -> None:
    words = make_words(status=None, dynamic=None, clusters=3)
    assert describe_class(words, 2).startswith("Cluster 3 heißt: Diese Stadtteile ähneln einander")


@pytest.mark.parametrize(
    ("own", "city", "key"),
    [
        (0, 0, "nothing"),
        (5, 0, "own_alone"),
        (-5, 0, "own_alone"),
        (0, 5, "city_alone"),
        (0, -5, "city_alone"),
        (5, 3, "both_up"),
        (-5, -3, "both_down"),
        (5, -5, "balanced_up"),
        (-5, 5, "balanced_down"),
        (5, -3, "own_up"),
        (-5, 3, "own_down"),
        (-3, 5, "city_up"),
        (3, -5, "city_down"),
    ],
)
def test_what_a_change_is_due_to(own: int, city: int, key: str) -> None:
    first, *others = describe_parts(STANDARD, [own, city, 0, 0])
    assert first == text(f"typology.due_{key}")
    assert others == ([text("typology.fell_behind")] if key == "city_up" else [])


def test_other_indicators_and_boundaries_are_named_with_their_part() -> None:
    sentences = describe_parts(STANDARD, [5, 3, 12, -7])
    assert sentences[1:] == (
        "Andere Angaben oder Definitionen haben +0,12 beigetragen.",
        "Andere Grenzen haben \N{MINUS SIGN}0,07 beigetragen.",
    )


def change_town(store: Store, before: float, after: float, parts: tuple[float, ...]) -> ClassChange:
    """An area of the town whose index changes as the test wants it."""
    series = collect_typology_series(store, NAME, TOWN_TYPOLOGY)
    results = {period: compute_period(series, period) for period in ("2018", "2020")}
    count = len(store.get_areas(NAME, "stadtteile"))
    change = IndexChange(
        np.full(count, before), np.full(count, after), np.full(count, after - before), np.tile(parts, (count, 1)), 24
    )
    area = store.get_areas(NAME, "stadtteile")[0]
    words = find_words(store, NAME, TOWN_TYPOLOGY)
    return build_class_change(words, series, results, lambda _start, _end: change, "2018", "2020", area, 0)


@pytest.mark.parametrize(
    ("before", "after", "word"), [(0.2, 0.5, "gestiegen"), (0.5, 0.2, "gesunken"), (0.401, 0.402, "gleich geblieben")]
)
def test_the_direction_is_that_of_the_printed_numbers(
    town_store: Store, before: float, after: float, word: str
) -> None:
    found = change_town(town_store, before, after, (after - before, 0.0, 0.0, 0.0))
    assert word in found.sentences[1]
    assert found.parts[Part.OWN_VALUES].value == found.total


def test_the_longest_bar_reaches_the_end(town_store: Store) -> None:
    shares = [part.share for part in change_town(town_store, 0.1, 0.3, (-0.2, 0.4, 0.0, 0.0)).parts]
    assert shares == [-0.5, 1.0, 0.0, 0.0]


def test_who_was_not_valued_has_no_parts(town_store: Store) -> None:
    found = change_town(town_store, float("nan"), 0.3, (float("nan"),) * 4)
    assert found.reason == text("typology.change_not_valued", area="Altstadt", start="2018", end="2020")
    assert not found.parts
