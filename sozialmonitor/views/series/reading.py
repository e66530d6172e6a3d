"""Time series in sentences, and the signs that stand in their tables."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.rounding import Floats
from sozialmonitor.calc.trends import PERIODS, Trend
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.status import Status
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_period, format_value
from sozialmonitor.texts.german import text
from sozialmonitor.views.evidence import Evidence, find_break
from sozialmonitor.views.reading import describe_status, describe_trend


def describe_lines(store: Store, selection: Selection, evidence: Evidence) -> tuple[str, ...]:
    """One statement for each selected area, with the tested trend, and one for the whole territory."""
    monitor = store.get_catalogue(selection.monitor).monitor
    indicator = store.get_indicator(selection.monitor, selection.indicator)
    observations = store.get_observations(selection.monitor, selection.indicator, selection.geography)
    areas = store.get_areas(selection.monitor, selection.geography)
    sentences = []
    for code in selection.areas:
        position = store.get_area_position(selection.monitor, selection.geography, code)
        change = describe_change(
            areas[position].label, observations.periods, observations.block.values[:, position], indicator
        )
        trend = _describe_trend(observations.periods, indicator, evidence, position)
        sentences.append(f"{change} {trend}".strip())
    reference = store.get_reference(selection.monitor, selection.indicator)
    if reference is not None:
        values = reference.block.values[:, 0]
        sentences.append(
            describe_change(monitor.reference_label, reference.periods, values, indicator, is_reference=True)
        )
    return tuple(sentences)


def describe_change(
    name: str, periods: tuple[str, ...], values: Floats, indicator: Indicator, *, is_reference: bool = False
) -> str:
    """The newest value of a line and its oldest; whether they differ by more than chance is not said here.

    Args:
        is_reference: whether the line is that of the whole territory, which has breaks of its own.
    """
    valued = np.flatnonzero(~np.isnan(values))
    if not valued.size:
        return text("lines.no_value", name=name)
    first, last = int(valued[0]), int(valued[-1])
    shown = {
        "name": name,
        "value": format_value(float(values[last]), Status.VALUE, indicator),
        "period": format_period(periods[last]),
    }
    if first == last:
        return text("lines.single", **shown)
    before = format_value(float(values[first]), Status.VALUE, indicator)
    has_break = bool(indicator.list_breaks(periods[first], periods[last], with_reference=is_reference))
    key = "lines.change_over_break" if has_break else "lines.change"
    return text(key, before=before, first=format_period(periods[first]), **shown)


def _describe_trend(periods: tuple[str, ...], indicator: Indicator, evidence: Evidence, position: int) -> str:
    """The tested trend; over a break nothing is claimed, and what is counted completely is not tested."""
    if np.isnan(evidence.interval.lower[:, position]).all():
        return text("lines.no_test")
    if len(periods) >= PERIODS and find_break(indicator, periods[-PERIODS:]):
        return text("lines.break_in_trend")
    return describe_trend(Trend(evidence.trend.trends[position]))


def describe_signs(statuses: npt.NDArray[np.int8], indicator: Indicator | None = None) -> tuple[str, ...]:
    """Every sign that stands for one of these statuses, with its meaning; of one indicator or of several.

    A value that is shown, but not valued, is printed like any other: its sign is in no table of a page.
    """
    found = [Status(code) for code in np.unique(statuses) if code != Status.SMALL_AREA]
    return tuple(f"{item.sign} {describe_status(item, indicator)}" for item in found if item.sign)
