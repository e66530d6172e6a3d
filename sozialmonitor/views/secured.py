"""What is statistically secured among all indicators: trends of the areas, and differences from the whole territory."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sozialmonitor.calc.benchmark import Comparison
from sozialmonitor.calc.trends import PERIODS, Trend
from sozialmonitor.domain.status import Status
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_period, format_value
from sozialmonitor.texts.german import text
from sozialmonitor.views.evidence import Evidence
from sozialmonitor.views.overview.findings import Question, Section, Tested, build_section
from sozialmonitor.views.reading import describe_breaks

TRENDS = Question(
    unknown=Trend.NOT_DETERMINABLE,
    lower=Trend.FALLING,
    upper=Trend.RISING,
    words=("overview.falling", "overview.rising"),
    first="overview.trend_first",
    other="overview.trend_other",
    false_alarms=0.002,
)
DIFFERENCES = Question(
    unknown=Comparison.UNKNOWN,
    lower=Comparison.BELOW,
    upper=Comparison.ABOVE,
    words=("overview.below", "overview.above"),
    first="overview.difference_first",
    other="overview.difference_other",
    false_alarms=0.05,
)


def build_trends(store: Store, monitor: str, levels: Mapping[str, str], evidence: Mapping[str, Evidence]) -> Section:
    """In which areas indicators rise or fall over the last five periods.

    Args:
        store: what the audience may see. monitor: its id.
        levels: by indicator the geography looked at, in the order of the answer. evidence: at that geography.
    """
    tested: dict[str, Tested] = {}
    for key, level in levels.items():
        results = evidence[key].trend.trends
        if (results != Trend.NOT_DETERMINABLE).any():
            first, *_, last = store.get_observations(monitor, key, level).periods[-PERIODS:]
            when = text("overview.span", start=format_period(first), end=format_period(last))
            broken = store.get_indicator(monitor, key).list_breaks(first, last, with_reference=False)
            notes = describe_breaks(broken, store.get_catalogue(monitor).monitor.reference_label)
            tested[key] = Tested(results, last, when, notes=notes)
    return build_section(store, monitor, levels, tested, TRENDS)


def build_differences(
    store: Store, monitor: str, levels: Mapping[str, str], evidence: Mapping[str, Evidence]
) -> Section:
    """Which areas lie above or below the whole territory, in the newest period that can be tested."""
    tested: dict[str, Tested] = {}
    for key, level in levels.items():
        known = np.flatnonzero((evidence[key].comparisons != Comparison.UNKNOWN).any(axis=1))
        if known.size:
            period = store.get_observations(monitor, key, level).periods[known[-1]]
            reference = float(evidence[key].reference[known[-1]])
            written = format_value(reference, Status.VALUE, store.get_indicator(monitor, key))
            tested[key] = Tested(evidence[key].comparisons[known[-1]], period, format_period(period), written)
    return build_section(store, monitor, levels, tested, DIFFERENCES)
