"""What would have to change for an area to get another class: sums, not advice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sozialmonitor.calc.typology.goal import Goal, compute_goals
from sozialmonitor.calc.typology.series import IndicatorSeries, find_large_areas, get_counts, get_levels
from sozialmonitor.domain.indicator import Unit
from sozialmonitor.domain.typology import Typology
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import (
    attach_unit,
    begin_sentence,
    format_integer,
    format_number,
    format_period,
)
from sozialmonitor.texts.german import text
from sozialmonitor.views.typology.series import collect_typology_series

_SHARES = frozenset({Unit.PERCENT, Unit.PER_HUNDRED, Unit.PER_THOUSAND})
_MOST_DECIMALS = 3
"""Further decimals a value may get when it is printed like the one it has to differ from."""

GoalPair = tuple[Goal | None, Goal | None]


@dataclass(frozen=True)
class GoalLine:
    """One indicator: its value in a period, and in a sentence each what another class would take."""

    title: str
    period: str
    value: str
    sentences: tuple[str, ...]


def compute_lab_goals(store: Store, monitor: str, typology: Typology, period: str, area: int) -> tuple[GoalPair, ...]:
    """The nearest lower and higher value of each indicator at which the area's Status is another one.

    Numbers only. Empty for clusters, and where the area is not valued.

    Args:
        area: its position.
    """
    series = collect_typology_series(store, monitor, typology)
    levels, is_valued = get_levels(series, period), find_large_areas(series, period)
    if typology.status is None or not is_valued[area] or np.isnan(levels.values[area]).any():
        return ()
    counts = get_counts(series, period)
    return compute_goals(
        levels.values,
        levels.scheme,
        typology.status,
        area,
        counts.persons[area],
        is_valued,
        factors=counts.factors,
    )


def describe_goals(
    store: Store, monitor: str, typology: Typology, period: str, area: int, goals: tuple[GoalPair, ...]
) -> tuple[GoalLine, ...]:
    """The goals in words, indicator by indicator in the order of the typology."""
    series = collect_typology_series(store, monitor, typology)
    values = get_levels(series, period).values[area].tolist()
    return tuple(
        GoalLine(
            item.indicator.title,
            format_period(period),
            _format(value, item, item.indicator.decimals),
            _describe(item, value, pair, typology.status_names),
        )
        for item, value, pair in zip(series.indicators, values, goals, strict=False)
    )


def _describe(item: IndicatorSeries, value: float, pair: GoalPair, names: tuple[str, ...]) -> tuple[str, ...]:
    if not _is_share(item, value):
        return (text("lab.goal_no_share"),)
    found = [_describe_goal(item, value, goal, names) for goal in pair if goal is not None]
    return tuple(found) or (text("lab.goal_none"),)


def _is_share(item: IndicatorSeries, value: float) -> bool:
    """Only a share has limits between which another value can be looked for."""
    return item.indicator.unit in _SHARES and not item.may_be_negative and 0 <= value <= item.factor


def _describe_goal(item: IndicatorSeries, value: float, goal: Goal, names: tuple[str, ...]) -> str:
    words = {"value": _format_apart(goal.value, value, item), "status": names[goal.code]}
    if goal.change is None:
        return text("lab.goal_lower" if goal.value < value else "lab.goal_higher", **words)
    label = item.indicator.numerator_label or text("reading.cases")
    words |= {"label": begin_sentence(label), "count": format_integer(abs(goal.change))}
    return text("lab.goal_fewer" if goal.value < value else "lab.goal_more", **words)


def _format_apart(value: float, own: float, item: IndicatorSeries) -> str:
    """With more decimals than usual where it would otherwise read like the value there is."""
    decimals = item.indicator.decimals
    for extra in range(_MOST_DECIMALS + 1):
        shown = _format(value, item, decimals + extra)
        if shown != _format(own, item, decimals + extra):
            break
    return shown


def _format(value: float, item: IndicatorSeries, decimals: int) -> str:
    return attach_unit(format_number(value, decimals), item.indicator.unit)
