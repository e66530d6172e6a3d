"""Two to six areas side by side in all indicators of a monitor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from sozialmonitor.calc.benchmark import Comparison, compute_pair_comparison
from sozialmonitor.calc.observations import HAS_VALUE, IS_CLASSED
from sozialmonitor.calc.rounding import MISSING, Floats, compute_display_integers
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.status import Status
from sozialmonitor.store.observations import Observations
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_number, format_value
from sozialmonitor.texts.german import text
from sozialmonitor.views.evidence import Evidence, describe_signed
from sozialmonitor.views.reading import format_difference_in_unit

FEWEST_AREAS = 2
PAIR = 2
"""With exactly this many areas they are also compared with each other."""


@dataclass(frozen=True)
class Bar:
    """A value on the scale of its row, everything as a share of the row's width, 0 to 1.

    Attributes:
        start, end: from zero to the value. limits: the 95 % interval. mark: the whole territory.
    """

    start: float
    end: float
    limits: tuple[float, float] | None
    mark: float | None


@dataclass(frozen=True)
class Cell:
    """One area in one indicator.

    Attributes:
        value: with unit, or the sign of the gap. interval: in words; empty if there is none.
        comparison: tested against the whole territory; None where there is nothing to compare with.
    """

    value: str
    interval: str
    comparison: Comparison | None
    bar: Bar | None


@dataclass(frozen=True)
class Row:
    """One indicator.

    ``reference`` is the whole territory as it is printed: a count is its total, with which no area is compared.
    ``difference`` and ``pair`` compare exactly two areas; empty and None otherwise.
    """

    indicator: Indicator
    period: str
    reference: str
    cells: tuple[Cell, ...]
    difference: str
    pair: Comparison | None


@dataclass(frozen=True)
class ComparisonView:
    """The table, theme by theme.

    Attributes:
        names: of the areas, in the order they were chosen. themes: title and rows.
        left_out: titles of indicators without values at this level. statuses: of all cells, the whole territory's too.
        sentences: main statements. signed: which indicators are not tested because they may be negative, or None.
    """

    names: tuple[str, ...]
    themes: tuple[tuple[str, tuple[Row, ...]], ...]
    left_out: tuple[str, ...]
    statuses: np.ndarray
    sentences: tuple[str, ...]
    signed: str | None

    @property
    def indicators(self) -> list[Indicator]:
        """Everything in the table."""
        return [row.indicator for _, rows in self.themes for row in rows]


def build_comparison_view(
    store: Store, selection: Selection, get_evidence: Callable[[str], Evidence]
) -> ComparisonView:
    """Compare the selected areas.

    Args:
        get_evidence: certainty of an indicator at the selected level, by its id.
    """
    catalogue = store.get_catalogue(selection.monitor)
    areas = store.get_areas(selection.monitor, selection.geography)
    columns = store.get_area_positions(selection.monitor, selection.geography, selection.areas)
    themes, left_out, statuses = [], [], [np.array([], dtype=np.int8)]
    for theme in catalogue.monitor.themes:
        rows = []
        for indicator in (item for item in catalogue.indicators.values() if item.theme == theme.id):
            if selection.geography not in store.get_levels(selection.monitor, indicator.id):
                left_out.append(indicator.title)
                continue
            found = store.get_observations(selection.monitor, indicator.id, selection.geography)
            period = choose_period(found, columns, selection.other_period)
            statuses.append(found.block.statuses[period, columns])
            whole, status = _describe_whole(store, selection.monitor, indicator, found.periods[period])
            statuses.append(np.array([] if status is None else [status], dtype=np.int8))
            rows.append(_build_row(indicator, found, period, columns, get_evidence(indicator.id), whole))
        if rows:
            themes.append((theme.title, tuple(rows)))
    names = tuple(areas[column].label for column in columns)
    label = catalogue.monitor.reference_label
    every = [row for _, rows in themes for row in rows]
    return ComparisonView(
        names=names,
        themes=tuple(themes),
        left_out=tuple(left_out),
        statuses=np.concatenate(statuses),
        sentences=tuple(_describe(names, every, label)),
        signed=describe_signed(catalogue, [row.indicator for row in every]),
    )


def choose_period(found: Observations, columns: Sequence[int], wished: str | None) -> int:
    """Row of the wished period if all areas have a value in it, else of the newest such one, else the newest."""
    # Two rates of different years side by side would look like a difference between areas.
    complete = np.flatnonzero(~np.isnan(found.block.values[:, columns]).any(axis=1))
    position = found.get_position(wished) if wished else None
    if position is not None and position in complete:
        return position
    return int(complete[-1]) if complete.size else len(found.periods) - 1


def _build_row(
    indicator: Indicator, found: Observations, period: int, columns: Sequence[int], evidence: Evidence, whole: str
) -> Row:
    values = found.block.values[period, columns]
    limits = np.array([evidence.interval.lower[period, columns], evidence.interval.upper[period, columns]])
    reference = float(evidence.reference[period]) if indicator.is_rate else float("nan")
    span = _compute_span(np.concatenate([values, limits.ravel(), [reference]]))
    cells = []
    for order, column in enumerate(columns):
        status = Status(found.block.statuses[period, column])
        has_limits = not np.isnan(limits[:, order]).any()
        has_reference = not np.isnan(reference) and status.has_value
        tested = Comparison(int(evidence.comparisons[period, column])) if status.is_classed else Comparison.UNKNOWN
        cells.append(
            Cell(
                value=format_value(float(values[order]), status, indicator),
                interval=_format_interval(limits[:, order], indicator) if has_limits else "",
                comparison=tested if has_reference else None,
                bar=_build_bar(float(values[order]), limits[:, order], reference, span),
            )
        )
    return Row(
        indicator=indicator,
        period=found.periods[period],
        reference=whole,
        cells=tuple(cells),
        difference=_describe_difference(values, indicator) if len(columns) == PAIR else "",
        pair=_compare_pair(limits, found.block.statuses[period, columns]) if len(columns) == PAIR else None,
    )


def _describe_whole(store: Store, monitor: str, indicator: Indicator, period: str) -> tuple[str, Status | None]:
    """What stands in the column of the whole territory, and its status; None where it has no value in any table."""
    reference = store.get_reference(monitor, indicator.id)
    row = reference.get_position(period) if reference else None
    if reference is None or row is None or reference.block.statuses[row, 0] == Status.NO_DATA:
        return text("compare.no_reference"), None
    status = Status(reference.block.statuses[row, 0])
    written = format_value(float(reference.block.values[row, 0]), status, indicator)
    is_total = status.has_value and not indicator.is_rate
    return text("compare.total", value=written) if is_total else written, status


def _compare_pair(limits: Floats, statuses: np.ndarray) -> Comparison | None:
    if not HAS_VALUE[statuses].all():
        return None
    if not IS_CLASSED[statuses].all():  # areas with few inhabitants are not valued
        return Comparison.UNKNOWN
    first, second = ((float(limits[0, order]), float(limits[1, order])) for order in range(PAIR))
    return compute_pair_comparison(first, second)


def _describe_difference(values: Floats, indicator: Indicator) -> str:
    """Difference of the two numbers as they are printed, so that a reader who subtracts gets the same."""
    first, second = compute_display_integers(values, indicator.decimals)
    if MISSING in (first, second):
        return ""
    return format_difference_in_unit(abs(int(first - second)), indicator)


def _format_interval(limits: Floats, indicator: Indicator) -> str:
    low, high = (format_number(float(limit), indicator.decimals) for limit in limits)
    return text("compare.interval", low=low, high=high)


def _compute_span(numbers: Floats) -> tuple[float, float]:
    present = numbers[~np.isnan(numbers)]
    return min(0.0, float(present.min(initial=0.0))), max(0.0, float(present.max(initial=0.0)))


def _build_bar(value: float, limits: Floats, reference: float, span: tuple[float, float]) -> Bar | None:
    low, high = span
    if np.isnan(value) or high <= low:
        return None
    start, end, lower, upper, mark = ((item - low) / (high - low) for item in (0.0, value, *limits, reference))
    return Bar(
        start=min(start, end),
        end=max(start, end),
        limits=None if np.isnan([lower, upper]).any() else (float(lower), float(upper)),
        mark=None if np.isnan(mark) else mark,
    )


def _describe(names: Sequence[str], rows: Sequence[Row], label: str) -> list[str]:
    """How often each area is known to differ from the whole territory, and a pair from each other."""
    sentences = []
    for order, name in enumerate(names):
        results = [row.cells[order].comparison for row in rows]
        tested = [item for item in results if item not in (None, Comparison.UNKNOWN)]
        differing = [item for item in tested if item is not Comparison.NOT_DISTINGUISHABLE]
        counts = {"name": name, "tested": str(len(tested)), "count": str(len(differing)), "reference": label}
        sentences.append(text("compare.sentence", **counts) if tested else text("compare.sentence_none", name=name))
    if len(names) == PAIR:
        tested = [row.pair for row in rows if row.pair not in (None, Comparison.UNKNOWN)]
        differing = [item for item in tested if item is not Comparison.NOT_DISTINGUISHABLE]
        if tested:
            sentences.append(text("compare.sentence_pair", tested=str(len(tested)), count=str(len(differing))))
    return sentences
