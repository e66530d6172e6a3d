"""Two maps of the same areas: two points in time, or two indicators."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sozialmonitor.domain.classification import Palette
from sozialmonitor.domain.period import Period, find_nearest_period
from sozialmonitor.domain.selection import Selection
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_period
from sozialmonitor.texts.german import text
from sozialmonitor.views.reading import describe_breaks


@dataclass(frozen=True)
class MapPair:
    """What each map shows, and German notes on what had to be replaced or must be known."""

    left: Selection
    right: Selection
    notes: tuple[str, ...]


def build_map_pair(store: Store, selection: Selection) -> MapPair:
    """The right map shows the first of the other indicators, or another period of the same one."""
    notes: list[str] = []
    other = _choose_indicator(store, selection, notes)
    periods = store.get_observations(selection.monitor, other, selection.geography).periods
    if selection.other_period:
        wished = selection.other_period
    elif other == selection.indicator:
        wished = next((period for period in periods if period != selection.period), selection.period)
    else:
        wished = selection.period
    shown = find_nearest_period(periods, wished)
    if shown != wished:
        title = store.get_indicator(selection.monitor, other).short_title
        words = {"indicator": title, "wished": format_period(wished), "shown": format_period(shown)}
        notes.append(text("compare.other_period", **words))
    if other == selection.indicator:
        notes += _describe_breaks(store, selection, shown)
        if shown == selection.period:
            notes.append(text("compare.same_maps"))
        elif not store.get_indicator(selection.monitor, other).is_rate:
            notes.append(text("compare.same_circles"))
        else:
            alike = selection.classification.all_periods
            notes.append(text("compare.same_classes" if alike else "compare.own_classes"))
    else:
        notes.append(text("compare.different_scales"))
    return MapPair(selection, replace(selection, indicator=other, period=shown), tuple(notes))


def _describe_breaks(store: Store, selection: Selection, other: str) -> tuple[str, ...]:
    """What makes two periods incomparable on maps; the whole territory takes part where colours are distances to it."""
    is_distance = selection.classification.palette is Palette.DIVERGING
    start, end = sorted((selection.period, other), key=Period)
    indicator = store.get_indicator(selection.monitor, selection.indicator)
    breaks = indicator.list_breaks(start, end, with_reference=is_distance)
    return describe_breaks(breaks, store.get_catalogue(selection.monitor).monitor.reference_label)


def _choose_indicator(store: Store, selection: Selection, notes: list[str]) -> str:
    if not selection.others:
        return selection.indicator
    other = selection.others[0]
    if selection.geography in store.get_levels(selection.monitor, other):
        return other
    notes.append(text("lines.not_here", indicator=store.get_indicator(selection.monitor, other).short_title))
    return selection.indicator
