"""One line of a profile per rate: value, comparison, spread, tested trend and the run of the series."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np

from sozialmonitor.calc.benchmark import Comparison
from sozialmonitor.calc.rounding import MISSING, compute_display_integers
from sozialmonitor.calc.trends import PERIODS, Trend
from sozialmonitor.domain.indicator import Direction, Indicator
from sozialmonitor.domain.period import compute_positions
from sozialmonitor.domain.status import Status
from sozialmonitor.store.observations import Observations
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_period, format_value
from sozialmonitor.texts.german import text
from sozialmonitor.views.bases import build_bases
from sozialmonitor.views.evidence import Evidence, build_evidence, find_break
from sozialmonitor.views.profile.spine import Spine, build_spine
from sozialmonitor.views.series.view import compute_segments
from sozialmonitor.views.spread import Newest


class Side(Enum):
    """On which side of the whole territory a value is known to lie, read by the indicator's direction."""

    NONE = auto()
    FAVOURABLE = auto()
    UNFAVOURABLE = auto()


@dataclass(frozen=True)
class Trace:
    """The run of a series, to be drawn small.

    Attributes:
        positions: decimal years, one per period. values: NaN where there is none. segments: number of the
            unbroken stretch each period belongs to. reference, reference_segments: the same of the whole
            territory, all NaN where it is not drawn.
        label: the same in words.
    """

    positions: tuple[float, ...]
    values: tuple[float, ...]
    segments: tuple[int, ...]
    reference: tuple[float, ...]
    reference_segments: tuple[int, ...]
    label: str


@dataclass(frozen=True)
class ProfileRow:
    """One rate of one area, in the rate's newest period.

    Attributes:
        display, reference_display: display integers; MISSING where there is no value.
        value, reference: with unit; the sign of the status, or a dash, where there is none.
        counts: what is behind the value, in words; None where that is not published.
        comparison: tested against the whole territory; UNKNOWN also for areas that are not valued.
        has_intervals: whether the area has any; what is counted completely or may be negative has none.
        break_period: newest break within the periods a trend would be tested over, in words; None if there is none.
        spread: lowest and highest value of all areas in words. rank: 1 = highest; None where not valued.
        ranked: number of areas that are.
    """

    indicator: Indicator
    period: str
    status: Status
    display: int
    reference_display: int
    value: str
    reference: str
    counts: str | None
    comparison: Comparison
    trend: Trend
    has_intervals: bool
    break_period: str | None
    spine: Spine | None
    spread: str
    trace: Trace
    rank: int | None
    ranked: int

    @property
    def has_reference(self) -> bool:
        """Whether there is anything to compare with."""
        return self.reference_display != MISSING

    @property
    def can_take_side(self) -> bool:
        """Whether the indicator has a direction and the value could be tested."""
        return self.indicator.direction is not Direction.NEUTRAL and self.comparison is not Comparison.UNKNOWN

    @property
    def side(self) -> Side:
        """Favourable or unfavourable only where the indicator has a direction and the difference is secured."""
        if not self.can_take_side or self.comparison is Comparison.NOT_DISTINGUISHABLE:
            return Side.NONE
        is_higher, wished = self.comparison is Comparison.ABOVE, Direction.HIGHER_IS_BETTER
        return Side.FAVOURABLE if is_higher is (self.indicator.direction is wished) else Side.UNFAVOURABLE


def build_rows(store: Store, monitor: str, geography: str, position: int, newest: Newest) -> tuple[ProfileRow, ...]:
    """One row per rate, in the order of the themes.

    Args:
        position: of the area. newest: of the same monitor and geography.
    """
    return tuple(
        _build_row(store, monitor, geography, position, newest, column) for column in range(len(newest.indicators))
    )


def _build_row(store: Store, monitor: str, geography: str, position: int, newest: Newest, column: int) -> ProfileRow:
    indicator, period = newest.indicators[column], newest.periods[column]
    observations = store.get_observations(monitor, indicator.id, geography)
    evidence = build_evidence(store, monitor, indicator.id, geography, position)
    block = observations.block
    value, status = float(block.values[period, position]), Status(block.statuses[period, position])
    benchmark = float(evidence.reference[period])
    displays = compute_display_integers([value, benchmark], indicator.decimals).tolist()
    trend = Trend(evidence.trend.trends[0])
    return ProfileRow(
        indicator=indicator,
        period=observations.periods[period],
        status=status,
        display=displays[0],
        reference_display=displays[1],
        value=format_value(value, status, indicator),
        reference=format_value(benchmark, Status.VALUE, indicator) or text("profile.none"),
        counts=build_bases(store.get_catalogue(monitor), indicator, block).describe(block, period, position),
        comparison=Comparison(evidence.comparisons[period, 0]) if status.is_classed else Comparison.UNKNOWN,
        trend=trend,
        has_intervals=not np.isnan(evidence.interval.lower[:, 0]).all(),
        break_period=_describe_break(indicator, observations.periods),
        spine=_build_spine(newest, column, value, evidence, period),
        spread=_describe_spread(newest, column),
        trace=build_trace(indicator, observations, position, evidence.reference),
        rank=newest.compute_rank(column, position),
        ranked=int(newest.counts[column]),
    )


def build_trace(indicator: Indicator, observations: Observations, position: int, reference: np.ndarray) -> Trace:
    """The series of one area; both lines are broken at their gaps and where they are not comparable.

    Args:
        reference: shape ``(periods,)``, the whole territory; all NaN where it is not to be drawn.
    """
    periods, values = observations.periods, observations.block.values[:, position]
    own, whole = (
        compute_segments(periods, ~np.isnan(line), indicator.number_stretches(periods, with_reference=is_whole))
        for line, is_whole in ((values, False), (reference, True))
    )
    valued = np.flatnonzero(~np.isnan(values)).tolist()
    shown = [
        f"{format_value(float(values[index]), Status.VALUE, indicator)} ({format_period(periods[index])})"
        for index in dict.fromkeys([*valued[:1], *valued[-1:]])
    ]
    label = text("profile.trace", title=indicator.short_title, values=", ".join(shown) or text("panel.no_value"))
    lines = tuple(values.tolist()), tuple(own), tuple(reference.tolist()), tuple(whole)
    return Trace(tuple(compute_positions(periods)), *lines, label)


def _describe_break(indicator: Indicator, periods: tuple[str, ...]) -> str | None:
    """Why there is no trend, if it is for a break."""
    start = find_break(indicator, periods[-PERIODS:]) if len(periods) >= PERIODS else None
    return format_period(start) if start else None


def _build_spine(newest: Newest, column: int, value: float, evidence: Evidence, period: int) -> Spine | None:
    spread = newest.spread
    limits = (float(evidence.interval.lower[period, 0]), float(evidence.interval.upper[period, 0]))
    orders = (spread.minimum, spread.lower_quartile, spread.upper_quartile, spread.maximum)
    minimum, lower, upper, maximum = (float(item[column]) for item in orders)
    return build_spine(
        value,
        limits,
        (minimum, lower, upper, maximum),
        float(evidence.reference[period]),
        int(newest.counts[column]),
        newest.indicators[column].direction,
    )


def _describe_spread(newest: Newest, column: int) -> str:
    lowest, highest = float(newest.spread.minimum[column]), float(newest.spread.maximum[column])
    if math.isnan(lowest):
        return text("panel.no_value")
    indicator = newest.indicators[column]
    shown = {name: format_value(value, Status.VALUE, indicator) for name, value in (("low", lowest), ("high", highest))}
    return text("profile.spread", **shown)
