"""Everything the page „Ungleichheit“ shows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sozialmonitor.calc.rounding import compute_display_integers
from sozialmonitor.domain.geography import BoundaryKind
from sozialmonitor.domain.status import Status
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import NO_BREAK_SPACE, format_integer, format_number, format_period, format_value
from sozialmonitor.texts.german import text
from sozialmonitor.views.inequality.absence import Suggestion, explain_absence, suggest_others
from sozialmonitor.views.inequality.course import build_course, compute_stretches, describe_course, format_measure
from sozialmonitor.views.inequality.measures import Measures
from sozialmonitor.views.map_view import MapView
from sozialmonitor.views.names import order_names
from sozialmonitor.views.series.view import SeriesView


@dataclass(frozen=True)
class Figure:
    """One measure: its name, its number, what 0 and 1 mean, and what this number says."""

    name: str
    value: str
    scale: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class QuotientRow:
    """One area: its position in the store; name, value, group, total and location quotient as printed."""

    position: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class InequalityView:
    """Measures of the chosen period, their course, and quotients by area.

    Attributes:
        reason: why there are no measures; empty if there are. suggestions: what to look at instead.
        figures: segregation, Gini, isolation. change, chosen: sentences on the course and the chosen areas.
        unevenness, isolation: lines over all periods. quotients: one row per area.
        limits: what these numbers do not say.
    """

    reason: str
    suggestions: tuple[Suggestion, ...]
    figures: tuple[Figure, ...] = ()
    change: str = ""
    chosen: tuple[str, ...] = ()
    unevenness: SeriesView | None = None
    isolation: SeriesView | None = None
    quotients: tuple[QuotientRow, ...] = ()
    limits: tuple[str, ...] = ()


def build_inequality_view(store: Store, view: MapView, measures: tuple[Measures | None, ...]) -> InequalityView:
    """Assemble the page from the map of the same selection and the measures of all its periods."""
    now = measures[view.period]
    if now is None:
        return InequalityView(explain_absence(view.indicator, measures, view), suggest_others(store, view))
    periods = view.observations.periods
    segments = compute_stretches(periods, measures, view.indicator)
    lines = {text("inequality.segregation"): "segregation", text("inequality.gini"): "gini"}
    return InequalityView(
        reason="",
        suggestions=(),
        figures=_describe_figures(now, view),
        change=describe_course(measures, segments, view),
        chosen=tuple(_describe_quotient(now, position, view) for position in view.positions),
        unevenness=build_course(lines, periods, measures, segments),
        isolation=build_course(
            {text("inequality.isolation"): "isolation", text("inequality.share"): "share"}, periods, measures, segments
        ),
        quotients=_list_quotients(now, view),
        limits=_list_limits(now, view),
    )


def _format_percent(value: float) -> str:
    return f"{format_number(100 * value, 1)}{NO_BREAK_SPACE}%"


def _describe_figures(now: Measures, view: MapView) -> tuple[Figure, ...]:
    period = format_period(view.selection.period)
    label = view.indicator.numerator_label or text("reading.cases")
    moved = text("inequality.moved", period=period, percent=_format_percent(now.segregation))
    counted = text(
        "inequality.moved_count", movers=format_integer(now.movers), group=format_integer(now.group), label=label
    )
    chance = text("inequality.chance", mean=format_measure(now.chance.mean), upper=format_measure(now.chance.upper))
    is_beyond = now.segregation > now.chance.upper
    verdict = text("inequality.beyond_chance" if is_beyond else "inequality.within_chance")
    met = text("inequality.met", period=period, isolation=_format_percent(now.isolation))
    overall = text("inequality.met_overall", share=_format_percent(now.share))
    return (
        _make_figure(
            "inequality.segregation",
            "inequality.segregation_scale",
            now.segregation,
            period,
            (moved, counted, text("inequality.no_advice"), chance, verdict),
        ),
        _make_figure("inequality.gini", "inequality.gini_scale", now.gini, period, (text("inequality.gini_reading"),)),
        _make_figure("inequality.isolation", "inequality.isolation_scale", now.isolation, period, (met, overall)),
    )


def _make_figure(name: str, scale: str, value: float, period: str, sentences: tuple[str, ...]) -> Figure:
    return Figure(f"{text(name)} {period}", format_measure(value), text(scale), sentences)


def _list_quotients(now: Measures, view: MapView) -> tuple[QuotientRow, ...]:
    """All areas in the order of names, with both counts, so that everybody can check the quotient."""
    block, period = view.observations.block, view.period
    rows = []
    for position in order_names(tuple(area.label for area in view.areas)):
        status = Status(block.statuses[period, position])
        value = format_value(block.values[period, position], status, view.indicator)
        counts = (
            (block.numerators[period, position], view.bases.format_numerator),
            (block.denominators[period, position], view.bases.format_denominator),
        )
        shown = tuple(status.sign or Status.NO_DATA.sign if np.isnan(item) else write(item) for item, write in counts)
        quotient = format_number(float(now.quotients[position]), 2)
        rows.append(QuotientRow(position, (view.areas[position].label, value, *shown, quotient)))
    return tuple(rows)


def _describe_quotient(now: Measures, position: int, view: MapView) -> str:
    area, period = view.areas[position].label, format_period(view.selection.period)
    quotient = float(now.quotients[position])
    if np.isnan(quotient):
        return text("inequality.area_unknown", area=area, period=period)
    shown = format_number(quotient, 2)
    if int(compute_display_integers(np.array(quotient), 2)) == 100:
        return text("inequality.area_equal", area=area, period=period)
    key = "inequality.area_above" if quotient > 1 else "inequality.area_below"
    return text(key, area=area, period=period, quotient=shown)


def _list_limits(now: Measures, view: MapView) -> tuple[str, ...]:
    count, total = int(now.is_present.sum()), len(view.areas)
    limits = [text("inequality.limit_areas", count=format_integer(count), level=view.geography.title)]
    if count < total:
        missing, period = format_integer(total - count), format_period(view.selection.period)
        limits.append(text("inequality.limit_missing", missing=missing, total=format_integer(total), period=period))
    keys = [
        "inequality.limit_compare",
        "inequality.limit_inside",
        "inequality.limit_neighbours",
        "inequality.limit_small",
        "inequality.limit_cause",
        "inequality.method",
    ]
    if view.geography.boundaries.kind is BoundaryKind.SCHEMATIC:
        keys.insert(3, "inequality.limit_schematic")
    return (*limits, *(text(key) for key in keys))
