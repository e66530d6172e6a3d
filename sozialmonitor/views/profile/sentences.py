"""Sentences of a profile: the selected indicator, how much differs, and what is favourable or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sozialmonitor.calc.benchmark import Comparison
from sozialmonitor.calc.trends import Trend
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.status import Status
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_integer, format_period, format_value
from sozialmonitor.texts.german import text
from sozialmonitor.views.profile.rows import ProfileRow
from sozialmonitor.views.reading import describe_status, describe_tested, describe_trend
from sozialmonitor.views.spread import find_newest_period


@dataclass(frozen=True)
class Lead:
    """The selected indicator of one area.

    Attributes:
        title: indicator with period. value: number with unit, or that there is none. sentences: what it means.
    """

    title: str
    value: str
    sentences: tuple[str, ...]


def build_lead(store: Store, selection: Selection, position: int, rows: Sequence[ProfileRow]) -> Lead:
    """Describe the selected indicator in its newest period, which the rows below show as well."""
    for row in rows:
        if row.indicator.id == selection.indicator:
            return _describe_rate(store, selection, row)
    return _describe_count(store, selection, position)


def _describe_rate(store: Store, selection: Selection, row: ProfileRow) -> Lead:
    title = text("profile.lead", title=row.indicator.title, period=format_period(row.period))
    if not row.status.has_value:
        reason = text("profile.reason", reason=describe_status(row.status, row.indicator))
        return Lead(title, text("panel.no_value"), (reason,))
    monitor = store.get_catalogue(selection.monitor).monitor
    areas = store.get_areas(selection.monitor, selection.geography)
    name = areas[store.get_area_position(selection.monitor, selection.geography, selection.areas[-1])].label
    label = monitor.reference_label
    sentences = [text("profile.lead_reference", reference=label, value=row.reference)] if row.has_reference else []
    sentences.append(_describe_position(name, row, label))
    sentences.append(_describe_trend(row))
    sentences.append(row.counts or "")
    if row.status is not Status.VALUE:
        sentences.append(text("profile.limited", reason=describe_status(row.status, row.indicator)))
    return Lead(title, row.value, tuple(item for item in sentences if item))


def _describe_trend(row: ProfileRow) -> str:
    """The tested trend, or the first reason why there is none."""
    if row.status is Status.SMALL_AREA:
        return text("profile.small_area")
    if row.break_period:
        return text("profile.over_break", period=row.break_period)
    return describe_trend(row.trend) if row.has_intervals else text("lines.no_test")


def _describe_position(name: str, row: ProfileRow, label: str) -> str:
    tested = describe_tested(row.display, row.reference_display, label, row.comparison, row.indicator)
    if tested is None:
        return text("profile.no_comparison")
    # "… liegt 2,5 Prozentpunkte über", but "…: gleich dem".
    key = "profile.equals" if row.display == row.reference_display else "profile.lies"
    return text(key, area=name, comparison=tested)


def _describe_count(store: Store, selection: Selection, position: int) -> Lead:
    indicator = store.get_indicator(selection.monitor, selection.indicator)
    observations = store.get_observations(selection.monitor, selection.indicator, selection.geography)
    period = find_newest_period(observations.block.statuses)
    status = Status(observations.block.statuses[period, position])
    title = text("profile.lead", title=indicator.title, period=format_period(observations.periods[period]))
    if not status.has_value:
        return Lead(title, text("panel.no_value"), (text("profile.reason", reason=describe_status(status, indicator)),))
    value = format_value(float(observations.block.values[period, position]), status, indicator)
    return Lead(title, value, (text("profile.count"),))


def describe_tests(rows: Sequence[ProfileRow], label: str) -> tuple[str, ...]:
    """How many rates differ from the whole territory, and how many changed; each with the number tested."""
    compared = [row.comparison for row in rows if row.comparison is not Comparison.UNKNOWN]
    trends = [row.trend for row in rows if row.trend is not Trend.NOT_DETERMINABLE]
    sentences = []
    if compared:
        sentences.append(
            text(
                "profile.differences",
                reference=label,
                above=format_integer(compared.count(Comparison.ABOVE)),
                below=format_integer(compared.count(Comparison.BELOW)),
                tested=format_integer(len(compared)),
            )
        )
    if trends:
        sentences.append(
            text(
                "profile.changes",
                rising=format_integer(trends.count(Trend.RISING)),
                falling=format_integer(trends.count(Trend.FALLING)),
                tested=format_integer(len(trends)),
            )
        )
    return tuple(sentences)


def describe_item(row: ProfileRow) -> str:
    """One favourable or unfavourable value: "Arbeitslosenanteil: 3,1 % statt 5,4 % (2022)"."""
    return text(
        "profile.item",
        title=row.indicator.short_title,
        value=row.value,
        reference=row.reference,
        period=format_period(row.period),
    )
