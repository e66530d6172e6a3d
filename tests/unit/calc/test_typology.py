"""Index, classes and groups: against lists, by hand, and what must always hold."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sozialmonitor.calc.typology.checks import find_valued
from sozialmonitor.calc.typology.classes import UNCLASSED, classify, compute_thresholds, find_borderline
from sozialmonitor.calc.typology.index import compute_index
from sozialmonitor.calc.typology.result import Columns, compute_typology
from sozialmonitor.calc.typology.scheme import Scheme
from sozialmonitor.domain.errors import CalculationError, Defect, InputError
from sozialmonitor.domain.indicator import Direction
from sozialmonitor.domain.typology import Aggregation, Bands, CutoffKind, Standardisation
from sozialmonitor.domain.typology_presets import BERLIN_MSS, HAMBURG_SOZIALMONITORING, WARD_CLUSTER
from tests.support.slow_typology import Rules, as_nan, classify_slowly, compute_index_slowly

assert BERLIN_MSS.status is not None
assert BERLIN_MSS.dynamic is not None
STATUS, DYNAMIC = BERLIN_MSS.status, BERLIN_MSS.dynamic
BURDEN, STRENGTH, NEUTRAL = Direction.LOWER_IS_BETTER, Direction.HIGHER_IS_BETTER, Direction.NEUTRAL

cells = st.integers(-2, 60).map(lambda number: None if number < 0 else float(number))
rows = st.lists(cells, min_size=3, max_size=3)
any_tables = st.lists(rows, min_size=3, max_size=14)
ANCHORS: list[list[float | None]] = [[0, 12, 50], [20, 33, 5], [20, 8, 60], [41, 8, 1], [60, 20, 31]]
tables = st.lists(rows, max_size=9).map(lambda more: [*ANCHORS, *more])
"""Always enough areas with values that differ; a gap here and there."""

weights = st.lists(st.integers(0, 3).map(float), min_size=3, max_size=3)
some_weights = weights.map(lambda found: found if any(found) else [1.0, 1.0, 1.0])
strengths = st.lists(st.booleans(), min_size=3, max_size=3)


def make_scheme(rules: Rules) -> Scheme:
    return Scheme(
        ("A", "B", "C")[: len(rules.weights)],
        np.array(rules.weights),
        tuple(STRENGTH if is_strength else BURDEN for is_strength in rules.strengths),
        Standardisation(rules.method),
        Aggregation(rules.aggregation),
        rules.second,
        None if rules.city is None else np.array(rules.city),
    )


def make_simple_scheme(count: int = 1, **changes: Any) -> Scheme:
    names = tuple("ABCDEFG"[:count])
    return Scheme(**{"names": names, "weights": np.ones(count), "directions": (BURDEN,) * count, **changes})


@given(
    st.one_of(tables, any_tables),
    weights,
    strengths,
    st.sampled_from(["z", "rank", "min_max", "distance"]),
    st.sampled_from(["sum", "mean"]),
    st.booleans(),
    st.data(),
)
def test_agrees_with_lists(
    table: list[list[float | None]],
    weight: list[float],
    strength: list[bool],
    method: str,
    aggregation: str,
    second: bool,
    data: st.DataObject,
) -> None:
    valued = data.draw(st.lists(st.sampled_from([True, True, True, False]), min_size=len(table), max_size=len(table)))
    rules = Rules(weight, strength, method, aggregation, second, [20.0, 30.0, 25.0])
    expected = compute_index_slowly(table, rules, valued)
    if expected is None:
        with pytest.raises((CalculationError, InputError)):
            compute_index(as_nan(table), make_scheme(rules), valued)
        return
    found = compute_index(as_nan(table), make_scheme(rules), valued)
    codes = classify(found.values, STATUS)
    for area, row in enumerate(expected):
        assert found.is_valued[area] == (row is not None)
        if row is None:
            assert np.isnan([*found.scores[area], found.sums[area], found.values[area]]).all()
            assert codes[area] == UNCLASSED
        else:
            np.testing.assert_allclose(found.scores[area], row.scores, atol=1e-9)
            assert found.sums[area] == pytest.approx(row.sum, abs=1e-9)
            assert found.values[area] == pytest.approx(row.index, abs=1e-8)
            if min(abs(row.index - cutoff) for cutoff in STATUS.cutoffs) > 1e-7 or row.index in STATUS.cutoffs:
                assert codes[area] == classify_slowly(row.index, list(STATUS.cutoffs))


@given(tables, some_weights, strengths, st.sampled_from(["z", "rank", "min_max"]), st.randoms(use_true_random=False))
def test_the_order_of_the_areas_does_not_matter(
    table: list[list[float | None]], weight: list[float], strength: list[bool], method: str, random: Any
) -> None:
    scheme = make_scheme(Rules(weight, strength, method))
    found = compute_index(as_nan(table), scheme)
    order = list(range(len(table)))
    random.shuffle(order)
    again = compute_index(np.array(as_nan(table))[order], scheme)
    np.testing.assert_allclose(again.values, found.values[order], atol=1e-9)
    np.testing.assert_array_equal(classify(again.values, STATUS), classify(found.values, STATUS)[order])


@example([[0.0, 1, 0], [0, 1, 0], [0, 1, 0], [1, 0, 1], [1, 0, 1], [1, 0, 1]], 3, 3)  # all exactly on a cut-off
@given(tables, st.integers(1, 90), st.integers(-99, 99))
def test_the_unit_of_an_indicator_does_not_matter(table: list[list[float | None]], factor: int, offset: int) -> None:
    scheme = make_scheme(Rules([1.0, 2, 1], [False, True, False]))
    found = compute_index(as_nan(table), scheme)
    moved = np.array(as_nan(table))
    moved[:, 1] = moved[:, 1] * factor / 7 + offset
    again = compute_index(moved, scheme)
    np.testing.assert_allclose(again.values, found.values, atol=1e-8)
    np.testing.assert_array_equal(classify(again.values, STATUS), classify(found.values, STATUS))


@given(tables, some_weights, strengths, st.sampled_from(["z", "rank", "min_max"]))
def test_a_mirrored_indicator_with_the_other_direction_is_the_same(
    table: list[list[float | None]], weight: list[float], strength: list[bool], method: str
) -> None:
    found = compute_index(as_nan(table), make_scheme(Rules(weight, strength, method)))
    mirrored = np.array(as_nan(table)) * [1, -1, 1] + [0, 100, 0]
    other = [strength[0], not strength[1], strength[2]]
    again = compute_index(mirrored, make_scheme(Rules(weight, other, method)))
    np.testing.assert_allclose(again.values, found.values, atol=1e-9)


@given(tables)
def test_turning_every_direction_turns_the_index(table: list[list[float | None]]) -> None:
    found = compute_index(as_nan(table), make_scheme(Rules([1.0, 1, 2], [False, True, False])))
    turned = compute_index(as_nan(table), make_scheme(Rules([1.0, 1, 2], [True, False, True])))
    np.testing.assert_allclose(turned.values, -found.values, atol=1e-9)


@given(tables, st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=4))
def test_areas_not_valued_change_nothing_else(
    table: list[list[float | None]], others: list[tuple[float | None, ...]]
) -> None:
    scheme = make_scheme(Rules([1.0, 1, 1], [False, False, True]))
    found = compute_index(as_nan(table), scheme)
    longer = [*table, *[list(row) for row in others]]
    again = compute_index(as_nan(longer), scheme, [True] * len(table) + [False] * len(others))
    np.testing.assert_array_equal(again.values[: len(table)], found.values)
    assert np.isnan(again.values[len(table) :]).all()


@given(tables, some_weights)
def test_the_standardised_index_has_mean_zero_and_spread_one(
    table: list[list[float | None]], weight: list[float]
) -> None:
    found = compute_index(as_nan(table), make_scheme(Rules(weight, [False] * 3)))
    assert np.nanmean(found.values) == pytest.approx(0, abs=1e-9)
    assert np.nanstd(found.values) == pytest.approx(1, abs=1e-9)


@pytest.mark.parametrize(
    ("index", "status", "dynamic"),
    [
        (-1.000001, "hoch", "positiv"),
        (-1.0, "mittel", "stabil"),
        (1.0, "mittel", "stabil"),
        (1.000001, "niedrig", "negativ"),
        (1.5, "niedrig", "negativ"),
        (1.500001, "sehr niedrig", "negativ"),
        (np.nextafter(1, 2), "mittel", "stabil"),  # a rounding error above the cut-off
        (np.nextafter(-1, -2), "mittel", "stabil"),
    ],
)
def test_on_a_cutoff(index: float, status: str, dynamic: str) -> None:
    assert STATUS.names[classify(np.array([index]), STATUS)[0]] == status
    assert DYNAMIC.names[classify(np.array([index]), DYNAMIC)[0]] == dynamic


def test_quantiles_are_shares_of_the_valued_areas() -> None:
    bands = Bands(kind=CutoffKind.QUANTILE, cutoffs=(0.25, 0.75), names=("a", "b", "c"))
    index = np.array([0.0, 10, 20, 30, 40, np.nan])
    assert compute_thresholds(index, bands).tolist() == [10, 30]
    assert classify(index, bands).tolist() == [0, 1, 1, 1, 2, UNCLASSED], "on a cut-off the middle class"


def test_fixed_cutoffs_are_in_the_unit_of_the_index() -> None:
    bands = Bands(kind=CutoffKind.FIXED, cutoffs=(-5.0, 5.0), names=("unter", "nahe", "über"))
    scheme = make_simple_scheme(
        standardisation=Standardisation.DISTANCE, second_standardisation=False, references=np.array([20.0])
    )
    found = compute_index([[14.0], [15], [20], [25], [26]], scheme)
    assert found.values.tolist() == [-6, -5, 0, 5, 6]
    assert classify(found.values, bands).tolist() == [0, 1, 1, 1, 2]


def test_borderline_is_within_the_margin_of_any_cutoff() -> None:
    index = np.array([-1.1, -1.11, 0.9, 0.89, 1.25, 1.4, 1.61, np.nan])
    assert find_borderline(index, STATUS, 0.1).tolist() == [True, False, True, False, False, True, False, False]


def test_small_flagged_and_unknown_areas_are_not_valued() -> None:
    assert find_valued([299, 300, 5000, np.nan], 300, [False, False, True, False]).tolist() == [
        False,
        True,
        False,
        False,
    ]


def make_town(seed: int = 1, count: int = 40) -> tuple[Columns, Columns]:
    rng = np.random.default_rng(seed)
    scheme = make_simple_scheme(3)
    return Columns(rng.gamma(2, 8, (count, 3)), scheme), Columns(rng.normal(0, 2, (count, 3)), scheme)


def test_groups_are_status_times_dynamic() -> None:
    status, dynamic = make_town()
    dynamic.values[4, 1] = np.nan
    population = np.full(40, 900.0)
    population[7] = 299
    found = compute_typology(BERLIN_MSS, status, dynamic, population)
    assert found.status is not None
    assert found.dynamic is not None
    assert np.flatnonzero(~found.is_valued).tolist() == [4, 7]
    assert found.status.codes[4] != UNCLASSED, "Status needs no change"
    for area in range(40):
        if found.is_valued[area]:
            names = (STATUS.names[found.status.codes[area]], DYNAMIC.names[found.dynamic.codes[area]])
            assert BERLIN_MSS.groups[found.groups[area]] == "/".join(names)
        else:
            assert found.groups[area] == UNCLASSED


def test_either_index_may_be_absent() -> None:
    status, dynamic = make_town()
    both = compute_typology(HAMBURG_SOZIALMONITORING, status, dynamic, np.full(40, 900))
    for given_status, given_dynamic in ((status, None), (None, dynamic)):
        alone = compute_typology(HAMBURG_SOZIALMONITORING, given_status, given_dynamic, np.full(40, 900))
        assert (alone.groups == UNCLASSED).all()
        assert alone.is_valued.all()
        for part, whole in ((alone.status, both.status), (alone.dynamic, both.dynamic)):
            assert part is None or (whole is not None and (part.codes == whole.codes).all())


def test_clusters_take_the_place_of_cutoffs() -> None:
    status, _ = make_town()
    found = compute_typology(WARD_CLUSTER, status, None, np.full(40, 900))
    assert found.status is not None
    assert sorted(set(found.status.codes.tolist())) == [0, 1, 2, 3, 4]
    assert not found.status.is_borderline.any()
    means = [found.status.index.sums[found.status.codes == code].mean() for code in range(5)]
    assert means == sorted(means)


GOOD = [[1.0, 5.0], [2, 4], [3, 9], [4, 4], [6, 6]]


@pytest.mark.parametrize(
    ("table", "changes", "defect"),
    [
        (
            GOOD,
            {"directions": (BURDEN, NEUTRAL)},
            Defect(
                "Indikator B",
                "Der Indikator ist neutral und kann in keinen Index eingehen",
                "Richtung angeben: lower_is_better (Belastung) oder higher_is_better (Stärke); sonst weglassen",
            ),
        ),
        (
            GOOD,
            {"weights": np.array([1.0, -2.0])},
            Defect(
                "Indikator B",
                "Das Gewicht -2 ist negativ oder keine Zahl",
                "ein Gewicht von mindestens 0 angeben; für Stärken die Richtung higher_is_better verwenden",
            ),
        ),
        (
            GOOD,
            {"weights": np.zeros(2)},
            Defect("Gewichte", "Alle Gewichte sind 0", "mindestens einem Indikator ein Gewicht über 0 geben"),
        ),
        (
            [[value, math.nan] for value, _ in GOOD],
            {},
            Defect(
                "Indikator B",
                "Der Indikator hat in keinem Gebiet einen Wert",
                "Werte eintragen oder den Indikator weglassen",
            ),
        ),
        (
            [[value, 7.0] for value, _ in GOOD],
            {},
            Defect(
                "Indikator B",
                "Der Indikator hat in allen bewerteten Gebieten denselben Wert (7)",
                "weglassen; ein Indikator braucht mindestens zwei verschiedene Werte",
            ),
        ),
        (
            [*GOOD[:4], [math.nan, 3]],
            {},
            Defect(
                "Gebiete",
                "Nur 4 Gebiete können bewertet werden (genug Einwohner und kein Wert fehlt)",
                "mindestens 5 bewertbare Gebiete liefern oder Indikatoren mit Lücken weglassen; verlässlich sind "
                "Klassengrenzen in Standardabweichungen erst ab etwa 50 Gebieten",
            ),
        ),
        (
            GOOD,
            {"standardisation": Standardisation.DISTANCE, "references": np.array([3.0, np.nan])},
            Defect(
                "Indikator B",
                "Für den Abstand zum Stadtwert fehlt der Stadtwert",
                "den Wert der ganzen Stadt ergänzen (bei einer CSV-Datei mit city_value) oder anders standardisieren",
            ),
        ),
    ],
)
def test_input_errors_have_place_finding_and_remedy(table: Any, changes: dict[str, Any], defect: Defect) -> None:
    with pytest.raises(InputError) as caught:
        compute_index(table, make_simple_scheme(2, **changes))
    assert caught.value.defects == (defect,)


def test_all_defects_are_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        compute_index([[1.0, 7]] * 3, make_simple_scheme(2, directions=(NEUTRAL, NEUTRAL), weights=np.zeros(2)))
    assert len(caught.value.defects) == 4


def test_a_negative_population_is_an_error() -> None:
    with pytest.raises(InputError) as caught:
        find_valued([900, -5], 300)
    assert caught.value.defects == (
        Defect(
            "Einwohnerzahl, 2. Gebiet",
            "Die Einwohnerzahl -5 ist negativ",
            "berichtigen; wo sie unbekannt ist, die Zelle leer lassen",
        ),
    )


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ([1.0, 2, 3, 4, 5], "Gebiete × Indikatoren"),
        ([[1.0, 2, 3]] * 5, "eine Spalte je Indikator"),
        ([[1.0, math.inf]] * 5, "ein Wert ist unendlich"),
        ([[value, 10 - value] for value in (1.0, 2, 3, 4, 6)], "heben sich auf"),
    ],
)
def test_impossible_input(table: Any, message: str) -> None:
    with pytest.raises(CalculationError, match=message):
        compute_index(table, make_simple_scheme(2))


def test_impossible_calls() -> None:
    status, dynamic = make_town()
    with pytest.raises(CalculationError, match="weder für Status noch für Dynamik"):
        compute_typology(BERLIN_MSS, None, None, np.full(40, 900))
    with pytest.raises(CalculationError, match="hat keine Dynamik"):
        compute_typology(WARD_CLUSTER, status, dynamic, np.full(40, 900))
    with pytest.raises(CalculationError, match="eine Angabe, ob es bewertet wird"):
        compute_typology(BERLIN_MSS, status, dynamic, np.full(39, 900))
    with pytest.raises(CalculationError, match="denselben Indikatoren"):
        make_simple_scheme(2, weights=np.ones(3))
    with pytest.raises(CalculationError, match="genau eine Angabe"):
        find_valued([900, 900], 300, [True])
