"""What is claimed with certainty, and what a break in the series forbids to claim."""

from __future__ import annotations

import numpy as np
import pytest

from sozialmonitor.calc.trends import Trend
from sozialmonitor.domain.indicator import Break, BreakScope, Indicator
from sozialmonitor.store.store import Store
from sozialmonitor.views.evidence import build_evidence, find_break

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


def test_no_trend_is_tested_across_a_break(real_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    known = real_store.get_indicator("flensburg", "sgb2-anteil")

    def find_trends(indicator: Indicator) -> set[Trend]:
        monkeypatch.setattr(Store, "get_indicator", lambda *_: indicator)
        return {Trend(code) for code in build_evidence(real_store, "flensburg", known.id, "stadtteile").trend.trends}

    assert find_trends(known) - {Trend.NOT_DETERMINABLE}, "without a break of the areas there is something to tell"
    assert find_trends(with_break(known, "2021", BreakScope.REFERENCE)) == find_trends(known)
    assert find_trends(with_break(known, "2021")) == {Trend.NOT_DETERMINABLE}


def test_intervals_and_comparisons_stay(real_store: Store) -> None:
    evidence = build_evidence(real_store, "flensburg", "wohngeld", "stadtteile")
    assert set(evidence.trend.trends) == {Trend.NOT_DETERMINABLE}
    assert not np.isnan(evidence.interval.lower).all()
    assert evidence.comparisons.any()
