"""First rule of the early warning: areas in which several indicators worsened by the tested trend."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sozialmonitor.calc.early_warning import FEWEST_WORSE, compute_false_alarms, find_worsened
from sozialmonitor.calc.trends import PERIODS, Trend
from sozialmonitor.domain.geography import Area
from sozialmonitor.domain.indicator import Direction, Indicator
from sozialmonitor.domain.period import Period
from sozialmonitor.domain.status import Status
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_integer, format_number, format_period, format_value
from sozialmonitor.texts.german import text
from sozialmonitor.views.evidence import Evidence, find_break
from sozialmonitor.views.names import sort_areas


@dataclass(frozen=True)
class Worsening:
    """One indicator of an area that worsened, up to ``period``."""

    indicator: Indicator
    period: str
    sentence: str


@dataclass(frozen=True)
class TrendHint:
    """An area with everything that worsened in it, in the order of the catalogue."""

    area: Area
    worsened: tuple[Worsening, ...]


@dataclass(frozen=True)
class TrendRule:
    """The rule applied to a geography.

    Attributes:
        hints: by name. areas: how many have enough tested indicators. tests: how many tests they have.
        tested: short titles of indicators tested anywhere. untested: of the others, with the reason.
        independent, related: how many areas chance would bring at most, written: for independent tests, and
            whatever their relation.
    """

    hints: tuple[TrendHint, ...]
    areas: int
    tests: int
    tested: tuple[str, ...]
    untested: tuple[str, ...]
    independent: str
    related: str


def list_directed(store: Store, monitor: str, geography: str) -> tuple[Indicator, ...]:
    """Indicators with values at a level that say which side is favourable, in the order of the catalogue."""
    indicators = store.get_catalogue(monitor).indicators.values()
    return tuple(
        item
        for item in indicators
        if item.direction is not Direction.NEUTRAL and geography in store.get_levels(monitor, item.id)
    )


def build_trend_rule(store: Store, monitor: str, geography: str, evidence: Mapping[str, Evidence]) -> TrendRule:
    """Apply the rule.

    Args:
        evidence: by id, of every indicator of ``list_directed``.
    """
    areas = store.get_areas(monitor, geography)
    indicators = list_directed(store, monitor, geography)
    trends = {item.id: evidence[item.id].trend.trends for item in indicators}
    worsened = {item.id: find_worsened(trends[item.id], item.direction) for item in indicators}
    tests = sum((item != Trend.NOT_DETERMINABLE for item in trends.values()), np.zeros(len(areas), np.int64))
    counts = sum((item.astype(np.int64) for item in worsened.values()), np.zeros(len(areas), np.int64))
    hints = {
        areas[position]: tuple(
            _describe(store, monitor, geography, item, position) for item in indicators if worsened[item.id][position]
        )
        for position in np.flatnonzero(counts >= FEWEST_WORSE).tolist()
    }
    tested = [item for item in indicators if (trends[item.id] != Trend.NOT_DETERMINABLE).any()]
    is_tested = tests >= FEWEST_WORSE
    independent, related = compute_false_alarms(tests)
    return TrendRule(
        hints=tuple(TrendHint(area, hints[area]) for area in sort_areas(hints)),
        areas=int(is_tested.sum()),
        tests=int(tests[is_tested].sum()),
        tested=tuple(item.short_title for item in tested),
        untested=tuple(
            _explain(store, monitor, geography, item, evidence[item.id]) for item in indicators if item not in tested
        ),
        independent=_write_bound(independent),
        related=_write_bound(related),
    )


def _write_bound(number: float) -> str:
    """An upper bound with two decimals, rounded up: rounded down it would be none."""
    return format_number(math.ceil(round(100 * number, 6)) / 100, 2)


def _describe(store: Store, monitor: str, geography: str, indicator: Indicator, position: int) -> Worsening:
    observations = store.get_observations(monitor, indicator.id, geography)
    values, statuses = observations.block.values[:, position], observations.block.statuses[:, position]
    first, last = observations.periods[-PERIODS], observations.periods[-1]
    sentence = text(
        "warning.risen" if indicator.direction is Direction.LOWER_IS_BETTER else "warning.fallen",
        indicator=indicator.short_title,
        before=format_value(values[-PERIODS], Status(statuses[-PERIODS]), indicator),
        first=format_period(first),
        value=format_value(values[-1], Status(statuses[-1]), indicator),
        last=format_period(last),
    )
    return Worsening(indicator, last, sentence)


def _explain(store: Store, monitor: str, geography: str, indicator: Indicator, evidence: Evidence) -> str:
    """Why an indicator could be tested in no area."""
    periods = store.get_observations(monitor, indicator.id, geography).periods
    start = find_break(indicator, periods)
    usable = [item for item in periods if start is None or Period(item) >= Period(start)]
    count, title = format_integer(len(usable)), indicator.short_title
    if store.get_catalogue(monitor).may_be_negative(indicator):
        return text("warning.untested_signed", indicator=title)
    if np.isnan(evidence.interval.lower).all():
        return text("warning.untested_counts", indicator=title)
    if start is not None and len(usable) < PERIODS:
        return text("warning.untested_break", indicator=title, count=count, period=format_period(start))
    if len(usable) < PERIODS:
        return text("warning.untested_few", indicator=title, periods=", ".join(map(format_period, usable)))
    return text("warning.untested_gaps", indicator=title)
