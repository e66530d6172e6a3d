"""Why something is not there: a class of an area, the Dynamik of a period, a comparison of two periods."""

from __future__ import annotations

import numpy as np

from sozialmonitor.calc.typology.classes import UNCLASSED
from sozialmonitor.calc.typology.result import ClassedIndex, TypologyResult
from sozialmonitor.calc.typology.series import (
    TypologySeries,
    find_breaks,
    find_start,
    get_population,
    list_breaks,
    list_typology_periods,
    name_start,
)
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.status import Status
from sozialmonitor.texts.format import format_integer, format_period
from sozialmonitor.texts.german import text
from sozialmonitor.views.reading import describe_status


def explain_no_class(series: TypologySeries, result: TypologyResult, period: str, area: int) -> str | None:
    """Why an area has no class of Status or Dynamik in a period; None if it lacks none."""
    if not any(_is_unclassed(item, area) for item in (result.status, result.dynamic)):
        return None
    inhabitants, minimum = get_population(series, period)[area], series.typology.minimum_population
    if np.isnan(inhabitants):
        return text("typology.reason_unknown")
    if inhabitants < minimum:
        return text("typology.reason_small", minimum=format_integer(minimum))
    gaps = _list_gaps(series, period, area)
    start = find_start(series, period)
    if not gaps and start is not None:
        gaps = [
            text("typology.gap_before", gap=gap, period=format_period(start)) for gap in _list_gaps(series, start, area)
        ]
    return text("typology.reason_gaps", gaps="; ".join(gaps))


def explain_no_dynamic(series: TypologySeries, period: str) -> str | None:
    """Why a period has no Dynamik; None if it has one."""
    typology = series.typology
    if typology.clusters is not None:
        return text("typology.no_dynamic_clusters")
    if typology.dynamic is None:
        return text("typology.no_dynamic")
    if find_start(series, period) is not None:
        return None
    start = name_start(typology, period)
    if start not in list_typology_periods(series):
        return text("typology.no_dynamic_start", period=format_period(period), start=format_period(start))
    names = name_indicators(find_breaks(series, start, period))
    return text("typology.no_dynamic_break", period=format_period(period), indicators=names)


def explain_no_comparison(series: TypologySeries, start: str | None, end: str) -> str | None:
    """Why the classes of two periods cannot be compared; None if they can."""
    if series.typology.clusters is not None:
        return text("typology.no_comparison_clusters")
    if start is None:
        return text("typology.no_comparison_first", period=format_period(end))
    if breaks := find_breaks(series, start, end):
        span = {"start": format_period(start), "end": format_period(end)}
        return text("typology.no_comparison_break", **span, indicators=name_indicators(breaks))
    return None


def describe_breaks(series: TypologySeries, start: str, end: str) -> tuple[str, ...]:
    """What the catalogue says about the breaks between two periods, each remark once."""
    marks = (mark for _, mark in list_breaks(series, start, end))
    return tuple(dict.fromkeys(text("note.break", period=format_period(item.period), note=item.note) for item in marks))


def name_indicators(indicators: tuple[Indicator, ...]) -> str:
    """Their short titles."""
    return ", ".join(item.short_title for item in indicators)


def _is_unclassed(item: ClassedIndex | None, area: int) -> bool:
    return item is not None and item.codes[area] == UNCLASSED


def _list_gaps(series: TypologySeries, period: str, area: int) -> list[str]:
    """Indicators without a value, each with what its sign means."""
    gaps = []
    for item in series.indicators:
        row = item.periods.index(period)
        if np.isnan(item.block.values[row, area]):
            reason = describe_status(Status(int(item.block.statuses[row, area])), item.indicator)
            gaps.append(text("typology.gap", indicator=item.indicator.short_title, reason=reason))
    return gaps
