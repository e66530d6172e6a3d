"""How sure the values are: intervals, comparison with the whole territory, tested trends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.benchmark import compute_comparisons
from sozialmonitor.calc.intervals import Interval, compute_rate_interval, compute_wilson_interval
from sozialmonitor.calc.observations import IS_CLASSED, Block
from sozialmonitor.calc.recovery import recover_persons
from sozialmonitor.calc.rounding import Floats
from sozialmonitor.calc.trends import TrendTest, compute_trends
from sozialmonitor.domain.formula import Operator
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.period import Period, compute_positions, compute_usual_step
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text


@dataclass(frozen=True)
class Evidence:
    """Certainty of an indicator at a geography.

    Attributes:
        interval: 95 % limits, shape ``(periods, areas)``, unit of the indicator; NaN where there is none.
        comparisons: ``Comparison`` with the whole territory, shape ``(periods, areas)``.
        trend: tested trend up to the newest period, each array of the shape ``(areas,)``.
        reference: value of the whole territory at each period, shape ``(periods,)``; NaN = none.
    """

    interval: Interval
    comparisons: npt.NDArray[np.int8]
    trend: TrendTest
    reference: Floats


def build_evidence(
    store: Store, monitor: str, indicator_id: str, geography: str, position: int | None = None
) -> Evidence:
    """Test all values of an indicator at once, or only those of the area at ``position`` (``areas`` is 1 then)."""
    indicator = store.get_indicator(monitor, indicator_id)
    observations = store.get_observations(monitor, indicator_id, geography)
    block = observations.block if position is None else observations.block.get_area(position)
    interval = compute_interval(store.get_catalogue(monitor), indicator, block)
    reference = store.get_reference_values(monitor, indicator_id, observations.periods)
    positions = compute_positions(observations.periods)
    step = compute_usual_step(positions)
    comparable = _blank_before_break(block.values, indicator, observations.periods)
    return Evidence(
        interval=interval,
        comparisons=compute_comparisons(interval, reference[:, None]),
        trend=compute_trends(comparable, interval, positions, step),
        reference=reference,
    )


def describe_signed(catalogue: MonitorCatalogue, indicators: Iterable[Indicator]) -> str | None:
    """Which of the indicators have neither interval nor test because they may be negative; None if none of them."""
    titles = [item.short_title for item in indicators if catalogue.may_be_negative(item)]
    return text("note.no_interval", indicators=", ".join(titles)) if titles else None


def find_break(indicator: Indicator, periods: Sequence[str]) -> str | None:
    """The newest period from which the areas' values are not comparable with those before; None if there is none.

    Args:
        periods: those looked at. A break at the first of them separates nothing.
    """
    inside = indicator.list_breaks(periods[0], periods[-1], with_reference=False) if periods else ()
    return max((item.period for item in inside), key=Period, default=None)


def _blank_before_break(values: Floats, indicator: Indicator, periods: Sequence[str]) -> Floats:
    """A trend over a break may show nothing but the break: what came before it does not count."""
    start = find_break(indicator, periods)
    if start is None:
        return values
    is_before = np.array([Period(code) < Period(start) for code in periods])
    return np.where(is_before[:, None], np.nan, values)


def compute_interval(catalogue: MonitorCatalogue, indicator: Indicator, block: Block) -> Interval:
    """95 % limits of an indicator's values, by how it is counted.

    Shares get Wilson limits, rates of events Byar or exact ones. Where a source publishes a share with
    its count but without its denominator, the denominator is recovered from both. Densities, numbers of
    persons and changes of them are counted completely: there is nothing to be unsure about, and no limits.
    What may be negative is a difference of counts, and the limits of a count do not hold for it.
    """
    nothing = np.full(block.values.shape, np.nan)
    if catalogue.may_be_negative(indicator):
        return Interval(nothing, nothing)
    operator, is_share = indicator.formula.operator, catalogue.is_part_of_whole(indicator)
    counts, totals = block.numerators, recover_persons(indicator, block, is_part=is_share)
    # Areas with few inhabitants are shown, but neither classed nor tested.
    valued = IS_CLASSED[block.statuses] & ~np.isnan(counts) & ~np.isnan(totals)
    counts, totals = np.where(valued, counts, np.nan), np.where(valued, totals, np.nan)
    if is_share:
        return compute_wilson_interval(counts, totals, factor=100.0)
    if operator in (Operator.PER_HUNDRED, Operator.PER_THOUSAND):
        return compute_rate_interval(counts, totals, factor=operator.factor)
    return Interval(nothing, nothing)
