"""Contributions of indicators, and the change between two periods of a real typology."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.calc.typology.change import Part
from sozialmonitor.calc.typology.index import compute_contributions, compute_index
from sozialmonitor.calc.typology.periods import compare_periods
from sozialmonitor.calc.typology.scheme import Scheme
from sozialmonitor.calc.typology.series import compute_period, find_breaks, list_breaks, name_start
from sozialmonitor.domain.indicator import BreakScope, Direction
from sozialmonitor.domain.typology import Aggregation, Standardisation
from sozialmonitor.store.store import Store
from sozialmonitor.views.typology.series import collect_typology_series


@given(st.integers(0, 100_000), st.sampled_from(Standardisation), st.sampled_from(Aggregation), st.booleans())
def test_contributions_add_up_to_the_index(
    seed: int, standardisation: Standardisation, aggregation: Aggregation, second: bool
) -> None:
    rng = np.random.default_rng(seed)
    values = rng.gamma(2, 8, (9, 3))
    values[4, 1] = np.nan
    directions = (Direction.LOWER_IS_BETTER, Direction.HIGHER_IS_BETTER, Direction.LOWER_IS_BETTER)
    scheme = Scheme(
        ("A", "B", "C"), np.array([1.0, 0.5, 2.0]), directions, standardisation, aggregation, second, np.full(3, 12.0)
    )
    index = compute_index(values, scheme)
    contributions = compute_contributions(index, scheme)
    np.testing.assert_allclose(contributions.sum(axis=1), index.values, atol=1e-9)
    assert np.isnan(contributions[4]).all()


def test_an_indicator_without_weight_contributes_nothing() -> None:
    values = np.random.default_rng(1).gamma(2, 8, (9, 2))
    scheme = Scheme(("A", "B"), np.array([1.0, 0.0]), (Direction.LOWER_IS_BETTER,) * 2)
    assert (compute_contributions(compute_index(values, scheme), scheme)[:, 1] == 0).all()


@pytest.mark.parametrize(
    ("monitor", "typology", "start", "end"),
    [
        ("flensburg", "status-dynamik", "2020", "2022"),
        ("flensburg", "rangbaender", "2018", "2021"),
        ("flensburg", "abstand-zum-stadtwert", "2021", "2022"),
        ("mannheim", "arbeitslosigkeit", "2012", "2015"),
        ("gemeinden", "grundsicherung", "2021", "2022"),
    ],
)
def test_the_change_leads_from_one_published_index_to_the_other(
    real_store: Store, monitor: str, typology: str, start: str, end: str
) -> None:
    series = collect_typology_series(real_store, monitor, real_store.get_typology(monitor, typology))
    change = compare_periods(series, start, end)
    for period, found in ((start, change.before), (end, change.after)):
        status = compute_period(series, period).status
        assert status is not None
        np.testing.assert_allclose(found, status.index.values, atol=1e-12)
    np.testing.assert_allclose(change.parts.sum(axis=1), change.total, atol=1e-12)
    valued = ~np.isnan(change.total)
    assert (change.parts[valued][:, [Part.INDICATORS, Part.BOUNDARIES]] == 0).all()


def test_a_distance_moves_with_the_value_of_the_whole_territory_alone(real_store: Store) -> None:
    """One indicator, distance from the city: the parts are simple differences, read off the published values."""
    series = collect_typology_series(
        real_store, "mannheim", real_store.get_typology("mannheim", "abstand-zum-stadtwert")
    )
    (item,) = series.indicators
    rows = [item.periods.index(period) for period in ("2012", "2015")]
    own = item.block.values[rows[1]] - item.block.values[rows[0]]
    city = item.reference[rows[0]] - item.reference[rows[1]]
    parts = compare_periods(series, "2012", "2015").parts
    np.testing.assert_allclose(parts[:, Part.OWN_VALUES], own, atol=1e-9)
    np.testing.assert_allclose(parts[:, Part.CITY], city, atol=1e-9)


def test_a_break_of_the_whole_territory_counts_for_distances_only(real_store: Store) -> None:
    for typology, count in (("abstand-zum-stadtwert", 2), ("status-dynamik", 0)):
        series = collect_typology_series(real_store, "flensburg", real_store.get_typology("flensburg", typology))
        marks = list_breaks(series, "2020", "2021")
        assert len(marks) == len(find_breaks(series, "2020", "2021")) == count
        assert all(mark.affects is BreakScope.REFERENCE for _, mark in marks)
        assert not list_breaks(series, "2021", "2022"), "the break lies before 2021, not after it"


def test_the_start_is_one_window_before(real_store: Store) -> None:
    typology = real_store.get_typology("mannheim", "arbeitslosigkeit")
    assert name_start(typology, "2015") == "2012"
    assert name_start(typology, "2015-Q2") == "2012-Q2"
