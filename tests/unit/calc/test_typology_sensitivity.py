"""Other choices and other draws: against plain repetition, and what chance must look like."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from sozialmonitor.calc.rounding import Floats
from sozialmonitor.calc.typology.classes import UNCLASSED, classify
from sozialmonitor.calc.typology.index import compute_index
from sozialmonitor.calc.typology.scheme import Scheme
from sozialmonitor.calc.typology.sensitivity import VariantKind, compute_area_stability, compute_variants
from sozialmonitor.calc.typology.uncertainty import SURE, compute_class_uncertainty
from sozialmonitor.domain.errors import CalculationError
from sozialmonitor.domain.indicator import Direction
from sozialmonitor.domain.typology_presets import BERLIN_MSS
from tests.support.slow_typology import Rules, classify_slowly, compute_index_slowly

assert BERLIN_MSS.status is not None
STATUS = BERLIN_MSS.status
CUTOFFS = list(STATUS.cutoffs)


def make_scheme(count: int = 3) -> Scheme:
    return Scheme(tuple("ABCDEFG"[:count]), np.ones(count), (Direction.LOWER_IS_BETTER,) * count)


def make_values(seed: int, areas: int = 12, indicators: int = 3) -> Floats:
    return np.round(np.random.default_rng(seed).gamma(2, 8, (areas, indicators)), 3)


def classify_list(values: Floats, rules: Rules) -> list[int]:
    found = compute_index_slowly(values.tolist(), rules)
    assert found is not None
    return [classify_slowly(row.index, CUTOFFS) for row in found if row is not None]


@given(st.integers(0, 10_000))
def test_variants_agree_with_lists(seed: int) -> None:
    values = make_values(seed)
    base = classify_list(values, Rules([1, 1, 1], [False] * 3))
    found = compute_variants(values, make_scheme(), STATUS)
    assert len(found) == 3 + 3 * 3 + 1
    for variant in found:
        if variant.indicator is None:
            assert variant.kind is VariantKind.SINGLE_STANDARDISATION
            rules = Rules([1, 1, 1], [False] * 3, aggregation="mean", second=False)
        else:
            assert variant.factor is not None
            rules = Rules([variant.factor if j == variant.indicator else 1.0 for j in range(3)], [False] * 3)
        expected = classify_list(values, rules)
        assert variant.codes.tolist() == expected
        assert variant.changed == sum(a != b for a, b in zip(base, expected, strict=True))


def test_an_indicator_left_out_keeps_the_valued_areas() -> None:
    """An area without the indicator that is left out stays without a class: only one thing changes at a time."""
    values = make_values(3)
    values[4, 1] = np.nan
    for variant in compute_variants(values, make_scheme(), STATUS):
        assert np.flatnonzero(variant.codes == UNCLASSED).tolist() == [4]


def test_a_single_indicator_cannot_be_left_out_and_its_weight_is_irrelevant() -> None:
    found = compute_variants(make_values(5, indicators=1), make_scheme(1), STATUS)
    assert VariantKind.WITHOUT_INDICATOR not in {variant.kind for variant in found}
    assert [variant.changed for variant in found] == [0, 0, 0, 0]


def test_indicators_that_cancel_without_a_third_are_left_out() -> None:
    values = make_values(6)
    values[:, 2] = 100 - values[:, 1]
    found = compute_variants(values, make_scheme(), STATUS)
    assert [item.indicator for item in found if item.kind is VariantKind.WITHOUT_INDICATOR] == [1, 2]


@given(st.integers(0, 10_000))
def test_leaving_out_an_area_agrees_with_lists(seed: int) -> None:
    values = make_values(seed, areas=9)
    rules = Rules([1, 1, 1], [False] * 3)
    base = classify_list(values, rules)
    moves, moved_by = [0] * 9, []
    for area in range(9):
        rest = classify_list(np.delete(values, area, axis=0), rules)
        before = base[:area] + base[area + 1 :]
        others = [other for other in range(9) if other != area]
        moved = [other for other, a, b in zip(others, before, rest, strict=True) if a != b]
        moved_by.append(len(moved))
        for other in moved:
            moves[other] += 1
    found = compute_area_stability(values, make_scheme(), STATUS)
    assert found.moved_by.tolist() == moved_by
    assert found.moves.tolist() == moves
    assert found.unstable == sum(count > 0 for count in moves)


def test_stability_knows_areas_not_valued_and_indispensable_ones() -> None:
    values = np.ones((7, 1))
    values[0], values[1] = 9, np.nan
    found = compute_area_stability(values, make_scheme(1), STATUS)
    assert np.isnan(found.moved_by[:2]).all(), "without the first area all the others are the same"
    assert np.isnan(found.moves[1])
    assert found.moves[0] == 0


COUNTS = np.random.default_rng(9).binomial(400, np.random.default_rng(8).uniform(0.02, 0.4, (30, 3))).astype(float)
PERSONS = np.full((30, 3), 400.0)


def test_the_same_seed_gives_the_same_probabilities() -> None:
    first, again, other = (
        compute_class_uncertainty(COUNTS / 4, make_scheme(), STATUS, COUNTS, PERSONS, draws=50, seed=seed)
        for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(first.probabilities, again.probabilities)
    assert (first.probabilities != other.probabilities).any()


def test_probabilities_are_shares_of_draws() -> None:
    values = COUNTS / 4
    values[3, 0] = np.nan
    found = compute_class_uncertainty(values, make_scheme(), STATUS, COUNTS, PERSONS, draws=200)
    observed = classify(compute_index(values, make_scheme()).values, STATUS)
    assert np.isnan(found.probabilities[3]).all()
    assert np.isnan(found.kept[3])
    assert not found.is_borderline[3]
    for area in np.flatnonzero(observed != UNCLASSED):
        assert found.probabilities[area].sum() == pytest.approx(1)
        assert found.kept[area] == found.probabilities[area, observed[area]]
        assert found.is_borderline[area] == (found.probabilities[area].max() < SURE)
    assert found.share_kept == pytest.approx(np.nanmean(found.kept))
    assert found.shares.shape == (200,)


def test_more_people_make_classes_surer() -> None:
    shares = []
    for factor in (1, 20, 100_000):
        found = compute_class_uncertainty(
            COUNTS / 4, make_scheme(), STATUS, COUNTS * factor, PERSONS * factor, draws=200
        )
        shares.append(found.share_kept)
    assert shares[0] < shares[1] < shares[2]
    assert shares[2] > 0.99


def test_a_class_as_likely_as_the_beta_distribution_says() -> None:
    """One indicator, one small area among large ones: P(class) follows from the distribution of its own share."""
    persons = np.full((200, 1), 1e9)
    cases = np.linspace(0.1, 0.3, 200).reshape(-1, 1) * persons
    persons[150], cases[150] = 80, 80 * 0.25
    values = 100 * cases / persons
    found = compute_class_uncertainty(values, make_scheme(1), STATUS, cases, persons, draws=4000)
    mean, spread = values.mean(), values.std()
    above = beta.sf((mean + spread) / 100, 20.5, 60.5)
    assert found.probabilities[150, 2:].sum() == pytest.approx(above, abs=0.03)


def test_what_has_no_counts_is_not_drawn() -> None:
    found = compute_class_uncertainty(
        COUNTS / 4, make_scheme(), STATUS, np.full((30, 3), np.nan), np.full((30, 3), np.nan), draws=3
    )
    assert found.share_kept == 1
    assert not found.is_borderline.any()


@pytest.mark.parametrize(
    ("cases", "persons", "draws", "message"),
    [
        (COUNTS[1:], PERSONS, 5, "eine Fallzahl und eine Grundgesamtheit"),
        (PERSONS + 1, PERSONS, 5, "größer als ihre Grundgesamtheit"),
        (-COUNTS - 1, PERSONS, 5, "ist negativ"),
        (COUNTS, PERSONS, 0, "mindestens einmal"),
    ],
)
def test_impossible_draws(cases: Floats, persons: Floats, draws: int, message: str) -> None:
    with pytest.raises(CalculationError, match=message):
        compute_class_uncertainty(COUNTS / 4, make_scheme(), STATUS, cases, persons, draws=draws)
