"""From series to indicators: the closed set of operators, and the signs of what comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sozialmonitor.build.outcomes import check_outcomes
from sozialmonitor.build.series import TableSeries
from sozialmonitor.calc.observations import (
    HAS_VALUE,
    Block,
    Numbers,
    compute_change,
    compute_quotient,
    compute_sum,
    mark,
    nothing_as_zero,
)
from sozialmonitor.calc.rounding import find_less_than_half, round_half_away
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.formula import Operator, Term
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.period import Period, shift_years
from sozialmonitor.domain.status import Status

SeriesByTable = dict[str, dict[str, TableSeries]]
"""table id → geography id → series."""

_FAR = np.iinfo(np.int64).max
"""Months to a period that a series does not speak of."""


@dataclass(frozen=True)
class IndicatorBlock:
    """One indicator at one geography; ``block`` has the shape ``(periods, areas)``."""

    indicator: str
    geography: str
    periods: tuple[str, ...]
    block: Block


def build_indicator(
    indicator: Indicator, catalogue: MonitorCatalogue, series: SeriesByTable, place: str
) -> tuple[list[IndicatorBlock], list[Defect]]:
    """Compute an indicator for every geography whose series are there; ``place`` is its file, for messages.

    Returns:
        Blocks without empty periods; the defects of ``check_outcomes``, and bases that a geography lacks.
    """
    blocks: list[IndicatorBlock] = []
    defects: list[Defect] = []
    for geography in catalogue.geographies:
        computed = _compute(indicator, catalogue, geography, series)
        if computed is None:
            continue
        periods, block = computed
        defects += check_outcomes(indicator, catalogue, geography, periods, block, place)
        if HAS_VALUE[block.statuses].any():
            defects += _check_base(indicator, geography, series, place)
        block = mark(block, _find_less_than_half(block, indicator), Status.LESS_THAN_HALF)
        block = _mark_small_bases(block, indicator, catalogue, geography, periods, series)
        filled = (block.statuses != Status.NO_DATA).any(axis=1)
        if filled.any():
            kept = tuple(period for period, keep in zip(periods, filled, strict=True) if keep)
            blocks.append(IndicatorBlock(indicator.id, geography, kept, _select(block, filled)))
    return blocks, defects


def _compute(
    indicator: Indicator, catalogue: MonitorCatalogue, geography: str, series: SeriesByTable
) -> tuple[tuple[str, ...], Block] | None:
    formula = indicator.formula
    # A published rate stands for itself; its counts are shown where they are known.
    needed = (formula.value,) if formula.value is not None else formula.terms
    parts = [series.get(term.table, {}).get(geography) for term in needed]
    if any(part is None for part in parts):
        return None
    shared = set.intersection(*(set(part.periods) for part in parts if part is not None))
    periods = tuple(sorted(shared, key=Period))
    if formula.operator is Operator.CHANGE:
        return _compute_change(indicator, catalogue, geography, periods, series)
    numerator = _sum_terms(formula.numerator, catalogue, geography, periods, series)
    denominator = _sum_terms(formula.denominator, catalogue, geography, periods, series)
    if formula.operator.is_quotient:
        assert numerator is not None  # the model demands both
        assert denominator is not None
        return periods, compute_quotient(numerator, denominator, formula.operator.factor)
    value = numerator if formula.value is None else _sum_terms((formula.value,), catalogue, geography, periods, series)
    assert value is not None
    nothing = np.full(value.values.shape, np.nan)
    if formula.operator is Operator.COUNT:
        return periods, Block(value.values, value.values, nothing, value.statuses)
    counts = [nothing if part is None else part.values for part in (numerator, denominator)]
    return periods, Block(value.values, counts[0], counts[1], value.statuses)


def _compute_change(
    indicator: Indicator, catalogue: MonitorCatalogue, geography: str, periods: tuple[str, ...], series: SeriesByTable
) -> tuple[tuple[str, ...], Block] | None:
    """Change against exactly ``years`` before; other distances would not be comparable."""
    years = indicator.formula.years or 0
    known = set(periods)
    pairs = [(period, earlier) for period in periods if (earlier := shift_years(period, -years)) in known]
    if not pairs:
        return None
    later = tuple(period for period, _ in pairs)
    before = tuple(period for _, period in pairs)
    now = _sum_terms(indicator.formula.numerator, catalogue, geography, later, series)
    then = _sum_terms(indicator.formula.numerator, catalogue, geography, before, series)
    assert now is not None
    assert then is not None
    return later, compute_change(now, then)


def _sum_terms(
    terms: Sequence[Term], catalogue: MonitorCatalogue, geography: str, periods: tuple[str, ...], series: SeriesByTable
) -> Numbers | None:
    """Several series as one, with the decimals they are declared to have: 0.1 + 0.2 is 0.3, not 0.30000000000000004."""
    if not terms or any(geography not in series[term.table] for term in terms):
        return None
    parts = [_take_periods(series[term.table][geography], term.series, periods) for term in terms]
    total = compute_sum(parts, [term.sign for term in terms])
    decimals = catalogue.count_decimals(terms)
    return Numbers(round_half_away(total.values, decimals), total.statuses) if decimals else total


def _take_periods(source: TableSeries, series: str, periods: tuple[str, ...]) -> Numbers:
    numbers = source.numbers[series]
    known = {period: position for position, period in enumerate(source.periods)}
    positions = [known.get(period, -1) for period in periods]
    absent = np.array([position < 0 for position in positions], dtype=bool)[:, None]
    values, statuses = numbers.values[positions], numbers.statuses[positions]
    return Numbers(np.where(absent, np.nan, values), np.where(absent, np.int8(Status.NO_DATA), statuses))


def _find_less_than_half(block: Block, indicator: Indicator) -> npt.NDArray[np.bool_]:
    """Values that are not zero, but would be printed as zero; also published zeros beside a count that is none."""
    is_counted: npt.NDArray[np.bool_] = (block.values == 0) & (np.nan_to_num(block.numerators) != 0)
    tiny: npt.NDArray[np.bool_] = find_less_than_half(block.values, indicator.decimals) | is_counted
    return tiny


def _select(block: Block, periods: np.ndarray) -> Block:
    return Block(block.values[periods], block.numerators[periods], block.denominators[periods], block.statuses[periods])


def _check_base(indicator: Indicator, geography: str, series: SeriesByTable, place: str) -> list[Defect]:
    """Values without any base would all be printed as if it were large enough."""
    reliability = indicator.reliability
    if reliability is None or reliability.base.table not in series:  # a table with defects has been told
        return []
    source = series[reliability.base.table].get(geography)
    if source is not None and (source.numbers[reliability.base.series].statuses != Status.NO_DATA).any():
        return []
    finding = f"Der Indikator hat Werte für die Gliederung ›{geography}‹, die Reihe ›{reliability.base}‹ hat dort keine"
    remedy = "eine Reihe angeben, die alle Gliederungen des Indikators erreicht, oder ihre Werte ergänzen"
    return [Defect(f"{place}, Schlüssel reliability.base", finding, remedy)]


def _mark_small_bases(
    block: Block,
    indicator: Indicator,
    catalogue: MonitorCatalogue,
    geography: str,
    periods: tuple[str, ...],
    series: SeriesByTable,
) -> Block:
    """Values on a small or unknown base become LIMITED; rates of areas with few inhabitants are not classed."""
    if indicator.reliability is not None:
        base = _nearest_values(indicator.reliability.base, geography, periods, series)
        if base is not None:
            block = mark(block, ~(base >= indicator.reliability.minimum), Status.LIMITED)
    if indicator.is_rate:
        small = catalogue.monitor.small_areas
        inhabitants = _nearest_values(small.population, geography, periods, series)
        if inhabitants is not None:
            block = mark(block, inhabitants < small.minimum, Status.SMALL_AREA)
    return block


def _nearest_values(term: Term, geography: str, periods: tuple[str, ...], series: SeriesByTable) -> np.ndarray | None:
    """Values of a series at each period, or at the nearest one that it speaks of (the earlier on a tie), by area.

    Returns:
        Shape ``(periods, areas)``; NaN where the series holds a secret or unknown number, or nothing of the area.
    """
    source = series.get(term.table, {}).get(geography)
    if source is None:
        return None
    numbers = source.numbers[term.series]
    known, wanted = _count_months(source.periods), _count_months(periods)
    speaks = numbers.statuses != Status.NO_DATA
    found = np.full((len(periods), speaks.shape[1]), np.nan)
    counts = nothing_as_zero(numbers)
    for row, month in enumerate(wanted):
        distances = np.where(speaks, np.abs(known - month)[:, None], _FAR)
        found[row] = counts[distances.argmin(axis=0), np.arange(speaks.shape[1])]
    return found


def _count_months(periods: Sequence[str]) -> np.ndarray:
    """Months from year zero to the end of each period."""
    ends = [Period(code).end for code in periods]
    return np.array([12 * year + month for year, month in ends], dtype=np.int64)
