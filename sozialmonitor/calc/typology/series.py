"""The indicators of a typology over time: which periods can be classed, and with which numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sozialmonitor.calc.observations import Block, Numbers, nothing_as_zero
from sozialmonitor.calc.recovery import recover_persons
from sozialmonitor.calc.rounding import Floats
from sozialmonitor.calc.typology.checks import FEWEST_AREAS, find_valued
from sozialmonitor.calc.typology.result import Columns, TypologyResult, compute_typology
from sozialmonitor.calc.typology.scheme import Flags, make_scheme
from sozialmonitor.domain.errors import UnknownKeyError
from sozialmonitor.domain.formula import Operator
from sozialmonitor.domain.indicator import Break, Indicator, Unit
from sozialmonitor.domain.period import Period, find_nearest_period, shift_years
from sozialmonitor.domain.status import Status
from sozialmonitor.domain.typology import Standardisation, Typology

_NO_SHARES = {Operator.CHANGE, Operator.RATIO, Operator.COUNT}
_UNITS_OF = {Unit.PERCENT: 100.0, Unit.PER_HUNDRED: 100.0, Unit.PER_THOUSAND: 1000.0}


@dataclass(frozen=True, eq=False)
class IndicatorSeries:
    """One indicator of a typology at its geography.

    Attributes:
        periods: ascending codes. block: shape ``(periods, areas)``.
        reference: values of the whole territory, shape ``(periods,)``; NaN = none.
        may_be_negative: whether values below zero are possible, as in a balance. is_part: whether those counted
            are part of those they are divided by.
    """

    indicator: Indicator
    periods: tuple[str, ...]
    block: Block
    reference: Floats
    may_be_negative: bool
    is_part: bool

    @property
    def factor(self) -> float:
        """What a share is multiplied with to get the indicator's unit; 100 for per cent."""
        return _UNITS_OF.get(self.indicator.unit, 1.0)


@dataclass(frozen=True, eq=False)
class TypologySeries:
    """A typology with all its numbers.

    Attributes:
        indicators: in the order of ``typology.indicators``.
        population: inhabitants, shape ``(population_periods, areas)``; NaN = unknown.
    """

    typology: Typology
    indicators: tuple[IndicatorSeries, ...]
    population_periods: tuple[str, ...]
    population: Floats


@dataclass(frozen=True, eq=False)
class Counts:
    """What the values of a period rest on; both of the shape ``(areas, indicators)``, NaN = not known.

    Attributes:
        cases: numerators. persons: denominators; never below the cases.
        factors: value = factor × cases ÷ persons, shape ``(indicators,)``.
    """

    cases: Floats
    persons: Floats
    factors: Floats


def list_typology_periods(series: TypologySeries) -> tuple[str, ...]:
    """Periods in which enough areas can be valued, ascending."""
    return tuple(period for period in list_shared_periods(series) if has_index(series, period))


def has_index(series: TypologySeries, period: str) -> bool:
    """Whether enough areas can be valued in a period."""
    if any(period not in item.periods for item in series.indicators):
        return False
    is_complete = ~np.isnan(_stack(series, period)).any(axis=1)
    return int(np.count_nonzero(is_complete & find_large_areas(series, period))) >= FEWEST_AREAS


def list_shared_periods(series: TypologySeries) -> tuple[str, ...]:
    """Periods in which some area has a value of every indicator, ascending."""
    shared = set.intersection(*(set(item.periods) for item in series.indicators))
    periods = sorted(shared, key=Period)
    return tuple(period for period in periods if not np.isnan(_stack(series, period)).any(axis=1).all())


def name_start(typology: Typology, period: str) -> str:
    """The period one window before, whether or not there are values for it."""
    return shift_years(period, -typology.window_years)


def find_start(series: TypologySeries, period: str) -> str | None:
    """The period that Dynamik is measured from: exactly one window before.

    None without Dynamik, where an indicator has no values then, or where one of them is not comparable
    over the window (a break in between).
    """
    start = name_start(series.typology, period)
    if series.typology.dynamic is None or not has_index(series, start):
        return None
    return None if find_breaks(series, start, period) else start


def find_breaks(series: TypologySeries, start: str, end: str) -> tuple[Indicator, ...]:
    """Indicators whose values at the two periods are not comparable."""
    return tuple({item.id: item for item, _ in list_breaks(series, start, end)}.values())


def list_breaks(series: TypologySeries, start: str, end: str) -> tuple[tuple[Indicator, Break], ...]:
    """Breaks after the first period and up to the second, with their indicators.

    A break of the whole territory's value alone counts only where the index measures the distance from it.
    """
    needs_reference = series.typology.standardisation is Standardisation.DISTANCE
    return tuple(
        (item.indicator, mark)
        for item in series.indicators
        for mark in item.indicator.list_breaks(start, end, with_reference=needs_reference)
    )


def compute_period(series: TypologySeries, period: str) -> TypologyResult:
    """Status of a period, and Dynamik where it can be measured.

    Raises:
        InputError: what ``compute_typology`` complains about. UnknownKeyError: a period without values.
    """
    start = find_start(series, period)
    dynamic = None if start is None else get_changes(series, start, period)
    inhabitants = get_population(series, period)
    return compute_typology(series.typology, get_levels(series, period), dynamic, inhabitants)


def get_levels(series: TypologySeries, period: str) -> Columns:
    """Values of all indicators at a period, and the rules for them."""
    references = [float(item.reference[_get_row(item, period)]) for item in series.indicators]
    return _make_columns(series, _stack(series, period), references)


def get_changes(series: TypologySeries, start: str, end: str) -> Columns:
    """Differences of all indicators between two periods, in their units, and the rules for them."""
    before, after = get_levels(series, start), get_levels(series, end)
    assert before.scheme.references is not None  # make_scheme was given some
    assert after.scheme.references is not None
    return _make_columns(series, after.values - before.values, after.scheme.references - before.scheme.references)


def get_population(series: TypologySeries, period: str) -> Floats:
    """Inhabitants at the period, or at the nearest one for which they are known; shape ``(areas,)``."""
    nearest = find_nearest_period(series.population_periods, period)
    inhabitants: Floats = series.population[series.population_periods.index(nearest)]
    return inhabitants


def find_large_areas(series: TypologySeries, period: str) -> Flags:
    """Areas with enough inhabitants to be valued, shape ``(areas,)``; gaps in indicators are not looked at."""
    return find_valued(get_population(series, period), series.typology.minimum_population)


def get_counts(series: TypologySeries, period: str) -> Counts:
    """Cases and persons behind the values of a period, as far as they are shares of known counts."""
    pairs = [_recover_counts(item, _get_row(item, period)) for item in series.indicators]
    return Counts(
        np.column_stack([cases for cases, _ in pairs]),
        np.column_stack([persons for _, persons in pairs]),
        np.array([item.factor for item in series.indicators]),
    )


def _recover_counts(item: IndicatorSeries, row: int) -> tuple[Floats, Floats]:
    """A change or a balance has counts too, but is no share of persons: chance does not draw it in any area."""
    is_nothing = item.block.statuses[row] == Status.NOTHING
    cases = np.where(is_nothing, 0.0, item.block.numerators[row])
    persons = recover_persons(item.indicator, item.block, is_part=item.is_part)[row]
    if item.may_be_negative or item.indicator.formula.operator in _NO_SHARES:
        return np.full(cases.shape, np.nan), np.full(cases.shape, np.nan)
    with np.errstate(invalid="ignore"):
        is_share = (cases >= 0) & (cases <= persons) & (persons > 0)  # false where one is not known
    return np.where(is_share, cases, np.nan), np.where(is_share, persons, np.nan)


def _stack(series: TypologySeries, period: str) -> Floats:
    rows = [(item.block, _get_row(item, period)) for item in series.indicators]
    return np.column_stack([nothing_as_zero(Numbers(block.values[row], block.statuses[row])) for block, row in rows])


def _get_row(item: IndicatorSeries, period: str) -> int:
    if period not in item.periods:
        raise UnknownKeyError("Die Periode", period)
    return item.periods.index(period)


def _make_columns(series: TypologySeries, values: Floats, references: Sequence[float] | Floats) -> Columns:
    names = [item.indicator.short_title for item in series.indicators]
    return Columns(values, make_scheme(series.typology, series.typology.indicators, names, references))
