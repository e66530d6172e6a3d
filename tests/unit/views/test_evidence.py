"""What is claimed with certainty, and what a break in the series forbids to claim."""

from __future__ import annotations

import numpy as np
import pytest

from sozialmonitor.calc.trends import Trend, compute_trends
from sozialmonitor.calc.typology.series import get_counts
from sozialmonitor.domain.indicator import Break, BreakScope, Direction, Indicator
from sozialmonitor.domain.period import compute_positions, compute_usual_step
from sozialmonitor.domain.typology import TypologyIndicator
from sozialmonitor.store.store import Store
from sozialmonitor.views.evidence import build_evidence, compute_interval, describe_signed, find_break
from sozialmonitor.views.typology.series import collect_typology_series
from tests.support.town import NAME

PERIODS = ("2018", "2019", "2020", "2021", "2022")


def with_break(indicator: Indicator, period: str, affects: BreakScope = BreakScope.ALL) -> Indicator:
    return indicator.model_copy(update={"breaks": (Break(period=period, note="Neue Zählung.", affects=affects),)})


@pytest.mark.parametrize(
    ("period", "affects", "expected"),
    [
        ("2018", BreakScope.ALL, None),
        ("2019", BreakScope.ALL, "2019"),
        ("2022", BreakScope.ALL, "2022"),
        ("2023", BreakScope.ALL, None),
        ("2020", BreakScope.REFERENCE, None),
    ],
)
def test_a_break_counts_within_the_periods(
    real_store: Store, period: str, affects: BreakScope, expected: str | None
) -> None:
    indicator = with_break(real_store.get_indicator("flensburg", "sgb2-anteil"), period, affects)
    assert find_break(indicator, PERIODS) == expected


def compute_raw_trends(store: Store, indicator: str) -> list[Trend]:
    """What the test would say of the Stadtteile if nobody knew of any break."""
    observations = store.get_observations("flensburg", indicator, "stadtteile")
    interval = compute_interval(
        store.get_catalogue("flensburg"), store.get_indicator("flensburg", indicator), observations.block
    )
    years = compute_positions(observations.periods)
    test = compute_trends(observations.block.values, interval, years, compute_usual_step(years))
    return [Trend(code) for code in test.trends]


def get_trends(store: Store, indicator: str) -> list[Trend]:
    return [Trend(code) for code in build_evidence(store, "flensburg", indicator, "stadtteile").trend.trends]


def test_no_trend_is_tested_across_a_break(real_store: Store) -> None:
    """Since 2020 more households are entitled to Wohngeld: that they rose would say nothing about the Stadtteile."""
    assert Trend.RISING in compute_raw_trends(real_store, "wohngeld"), "there is something to withhold"
    assert set(get_trends(real_store, "wohngeld")) == {Trend.NOT_DETERMINABLE}


def test_a_break_of_the_reference_alone_withholds_nothing(real_store: Store) -> None:
    indicator = real_store.get_indicator("flensburg", "sgb2-anteil")
    assert {item.affects for item in indicator.breaks} == {BreakScope.REFERENCE}
    assert Trend.FALLING in get_trends(real_store, "sgb2-anteil")
    assert get_trends(real_store, "sgb2-anteil") == compute_raw_trends(real_store, "sgb2-anteil")


def test_intervals_and_comparisons_stay_across_a_break(real_store: Store) -> None:
    evidence = build_evidence(real_store, "flensburg", "wohngeld", "stadtteile")
    assert not np.isnan(evidence.interval.lower).all()
    assert evidence.comparisons.any()


@pytest.mark.parametrize("indicator", ["wanderungssaldo", "umzugssaldo", "entwicklung"])
def test_what_may_be_negative_has_neither_interval_nor_test(town_store: Store, indicator: str) -> None:
    """And is not drawn anew for a typology: the limits of a count do not hold for a difference of counts."""
    evidence = build_evidence(town_store, NAME, indicator, "stadtteile")
    assert np.isnan(evidence.interval.lower).all()
    assert np.isnan(evidence.interval.upper).all()
    assert not evidence.comparisons.any()
    assert set(evidence.trend.trends) == {Trend.NOT_DETERMINABLE}
    catalogue = town_store.get_catalogue(NAME)
    told = describe_signed(catalogue, catalogue.indicators.values())
    assert catalogue.indicators[indicator].short_title in str(told)
    assert "Arbeitslosenquotient" not in str(told)
    typology = town_store.get_typology(NAME, "wachstum")
    chosen = TypologyIndicator(indicator=indicator, direction=Direction.HIGHER_IS_BETTER)
    series = collect_typology_series(town_store, NAME, typology.model_copy(update={"indicators": (chosen,)}))
    counts = get_counts(series, series.indicators[0].periods[-1])
    assert np.isnan(counts.cases).all()


def test_nothing_is_told_where_everything_can_be_tested(town_store: Store) -> None:
    catalogue = town_store.get_catalogue(NAME)
    assert describe_signed(catalogue, [catalogue.indicators["unter-18-anteil"]]) is None
