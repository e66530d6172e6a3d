"""Everything the page „Ungleichheit“ shows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sozialmonitor.calc.rounding import compute_display_integers
from sozialmonitor.domain.geography import BoundaryKind
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.period import Period, compute_positions
from sozialmonitor.domain.status import Status
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import NO_BREAK_SPACE, format_integer, format_number, format_period, format_value
from sozialmonitor.texts.german import text
from sozialmonitor.views.inequality import Measures, is_part_of_whole, list_suitable
from sozialmonitor.views.map_view import MapView, build_area_table
from sozialmonitor.views.series_view import COLUMNS, REFERENCE_SLOT, SeriesView, compute_segments

DECIMALS = 3
_MOST_SUGGESTIONS = 4


@dataclass(frozen=True)
class Figure:
    """One measure: its name, its number, what 0 and 1 mean, and what this number says."""

    name: str
    value: str
    scale: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Suggestion:
    """An indicator or level that can be measured instead."""

    label: str
    indicator: str
    geography: str


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
        return InequalityView(_explain_absence(view.indicator, measures, view), _suggest(store, view))
    periods = view.observations.periods
    segments = _compute_segments(periods, measures, view.indicator)
    lines = {text("inequality.segregation"): "segregation", text("inequality.gini"): "gini"}
    return InequalityView(
        reason="",
        suggestions=(),
        figures=_describe_figures(now, view),
        change=_describe_change(measures, segments, view),
        chosen=tuple(_describe_quotient(now, position, view) for position in view.positions),
        unevenness=_build_series(lines, periods, measures, segments),
        isolation=_build_series(
            {text("inequality.isolation"): "isolation", text("inequality.share"): "share"}, periods, measures, segments
        ),
        quotients=_list_quotients(now, view),
        limits=_list_limits(now, view),
    )


def format_measure(value: float) -> str:
    """A measure between 0 and 1, everywhere with the same number of decimals."""
    return format_number(value, DECIMALS)


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


def _describe_change(measures: tuple[Measures | None, ...], segments: list[int], view: MapView) -> str:
    """From the first period that can be compared with the chosen one; the change is not tested, and that is said."""
    now = view.period
    first = segments.index(segments[now])
    if first == now:
        return text("inequality.no_change_known")
    earlier, later = measures[first], measures[now]
    assert earlier is not None  # both belong to one unbroken stretch
    assert later is not None
    before, after = compute_display_integers(np.array([earlier.segregation, later.segregation]), DECIMALS).tolist()
    key = "inequality.same" if before == after else "inequality.more" if after > before else "inequality.less"
    return text(
        key,
        first=format_period(view.observations.periods[first]),
        last=format_period(view.selection.period),
        before=format_measure(earlier.segregation),
        after=format_measure(later.segregation),
    )


def _list_quotients(now: Measures, view: MapView) -> tuple[QuotientRow, ...]:
    """All areas in the order of names, with both counts, so that everybody can check the quotient."""
    block, period = view.observations.block, view.period
    rows = []
    for position in build_area_table(view)["position"].tolist():
        status = Status(block.statuses[period, position])
        counts = (block.numerators[period, position], block.denominators[period, position])
        value = format_value(block.values[period, position], status, view.indicator)
        shown = tuple(status.sign or Status.NO_DATA.sign if np.isnan(item) else format_integer(item) for item in counts)
        quotient = format_number(float(now.quotients[position]), 2)
        rows.append(QuotientRow(position, (view.areas[position].name, value, *shown, quotient)))
    return tuple(rows)


def _describe_quotient(now: Measures, position: int, view: MapView) -> str:
    area, period = view.areas[position].name, format_period(view.selection.period)
    quotient = float(now.quotients[position])
    if np.isnan(quotient):
        return text("inequality.area_unknown", area=area, period=period)
    shown = format_number(quotient, 2)
    if int(compute_display_integers(np.array(quotient), 2)) == 100:
        return text("inequality.area_equal", area=area, period=period)
    key = "inequality.area_above" if quotient > 1 else "inequality.area_below"
    return text(key, area=area, period=period, quotient=shown)


def _compute_segments(
    periods: tuple[str, ...], measures: tuple[Measures | None, ...], indicator: Indicator
) -> list[int]:
    """Stretches of periods that can be compared: no gap, no break of the series, and the same areas throughout."""
    segments = compute_segments(periods, np.array([item is not None for item in measures]))
    starts = [Period(item.period) for item in indicator.breaks]
    shift, shifted = 0, []
    for index, segment in enumerate(segments):
        earlier, later = measures[max(index - 1, 0)], measures[index]
        others = earlier and later and not np.array_equal(earlier.is_present, later.is_present)
        is_break = index and any(Period(periods[index - 1]) < start <= Period(periods[index]) for start in starts)
        shift += bool(others or is_break)
        shifted.append(segment + shift)
    return shifted


def _build_series(
    lines: dict[str, str], periods: tuple[str, ...], measures: tuple[Measures | None, ...], segments: list[int]
) -> SeriesView:
    """Lines as the chart of time series takes them; the group's share of everybody is the dashed one."""
    positions = compute_positions(periods)
    valued = [(index, item) for index, item in enumerate(measures) if item is not None]
    rows = [
        {
            "slot": REFERENCE_SLOT if attribute == "share" else str(order),
            "name": name,
            "period": format_period(periods[index]),
            "position": positions[index],
            "value": getattr(item, attribute),
            "segment": segments[index],
            "text": format_measure(getattr(item, attribute)),
        }
        for order, (name, attribute) in enumerate(lines.items())
        for index, item in valued
    ]
    table = {
        name: {format_period(periods[index]): format_measure(getattr(item, attribute)) for index, item in valued}
        for name, attribute in lines.items()
    }
    areas = {format_period(periods[index]): format_integer(item.is_present.sum()) for index, item in valued}
    return SeriesView(pd.DataFrame(rows, columns=COLUMNS), pd.DataFrame(table | {text("inequality.areas"): areas}))


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


def _explain_absence(indicator: Indicator, measures: tuple[Measures | None, ...], view: MapView) -> str:
    if not is_part_of_whole(indicator):
        return text("inequality.no_parts", indicator=indicator.title)
    if any(measures):
        return text("inequality.no_counts_in_period", period=format_period(view.selection.period))
    return text("inequality.no_counts", indicator=indicator.title)


def _suggest(store: Store, view: MapView) -> tuple[Suggestion, ...]:
    """The nearest things that can be measured: same theme first, same level where possible."""
    catalogue = store.get_catalogue(view.monitor.id)
    suitable = list_suitable(store, catalogue)
    ordered = sorted(
        suitable.items(),
        key=lambda item: (
            item[0] != view.indicator.id,
            catalogue.indicators[item[0]].theme != view.indicator.theme,
            view.geography.id not in item[1],
        ),
    )
    return tuple(
        Suggestion(
            text(
                "inequality.suggestion",
                indicator=catalogue.indicators[key].title,
                level=catalogue.geographies[level].title,
            ),
            key,
            level,
        )
        for key, levels in ordered[:_MOST_SUGGESTIONS]
        for level in [view.geography.id if view.geography.id in levels else levels[0]]
    )
