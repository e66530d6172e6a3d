"""Two indicators of all areas against each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sozialmonitor.calc.correlation import Correlation, compute_correlation
from sozialmonitor.calc.observations import IS_CLASSED
from sozialmonitor.calc.rounding import Floats
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.period import find_nearest_period
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.status import Status
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_integer, format_number, format_period, format_unit, format_value
from sozialmonitor.texts.german import text
from sozialmonitor.views.names import list_labels

OTHER_SLOT, NOT_VALUED_SLOT = "other", "not_valued"
COLUMNS = ["slot", "name", "x", "y", "x_text", "y_text"]

FEW_AREAS = 20
"""Below this number a coefficient says little; the sentence says so."""

WEAK, CLEAR = 0.3, 0.6
"""Rank correlations below the first are called none, from the second on clear."""


@dataclass(frozen=True)
class Axis:
    """One indicator in one period.

    Attributes:
        title: with unit and period. values, written: of all areas, in the order of their codes.
        reference: value of the whole territory; None for counts and where it is unknown.
    """

    indicator: Indicator
    period: str
    title: str
    values: Floats
    written: tuple[str, ...]
    statuses: np.ndarray
    reference: float | None


@dataclass(frozen=True)
class ScatterView:
    """Points, axes and what goes together.

    Attributes:
        frame: one row per area with both values, in the order of names: ``slot`` (order of a selected
            area, else "other" or "not_valued"), ``name``, ``x``, ``y``, and both written with unit.
        table: rows of all areas, a gap as its sign. missing: number of areas without both values.
        not_valued: number of areas drawn that take no part in the correlation.
        sentences: correlation in words. notes: what was replaced.
    """

    x: Axis
    y: Axis
    frame: pd.DataFrame
    table: tuple[tuple[str, str, str], ...]
    missing: int
    not_valued: int
    correlation: Correlation
    sentences: tuple[str, ...]
    notes: tuple[str, ...]


def find_other(store: Store, selection: Selection) -> str | None:
    """The indicator to look at beside the first: the chosen one, else the next rate at this level."""
    catalogue = store.get_catalogue(selection.monitor)
    rates = (key for key, item in catalogue.indicators.items() if item.is_rate)
    for key in (*selection.others, *rates):
        if key != selection.indicator and selection.geography in store.get_levels(selection.monitor, key):
            return key
    return None


def build_scatter_view(store: Store, selection: Selection, other: str) -> ScatterView:
    """Put the areas into the plane of two indicators; ``other`` has values at the selected level."""
    notes: list[str] = []
    x, y = (_build_axis(store, selection, key, notes) for key in (selection.indicator, other))
    labels = list_labels(store.get_areas(selection.monitor, selection.geography))
    positions = {code: store.get_area_position(selection.monitor, selection.geography, code) for code in labels}
    is_valued = IS_CLASSED[x.statuses] & IS_CLASSED[y.statuses]
    slots = {code: str(index) for index, code in enumerate(selection.areas)}
    rows = [
        (
            slots.get(code, OTHER_SLOT if is_valued[at] else NOT_VALUED_SLOT),
            labels[code],
            float(x.values[at]),
            float(y.values[at]),
            x.written[at],
            y.written[at],
        )
        for code, at in positions.items()
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    complete = frame[frame["x"].notna() & frame["y"].notna()].reset_index(drop=True)
    correlation = compute_correlation(np.where(is_valued, x.values, np.nan), np.where(is_valued, y.values, np.nan))
    return ScatterView(
        x=x,
        y=y,
        frame=complete,
        table=tuple((row[1], row[4], row[5]) for row in rows),
        missing=len(frame) - len(complete),
        not_valued=len(complete) - correlation.count,
        correlation=correlation,
        sentences=describe_correlation(correlation, x.indicator.short_title, y.indicator.short_title),
        notes=tuple(notes),
    )


def _build_axis(store: Store, selection: Selection, key: str, notes: list[str]) -> Axis:
    indicator = store.get_indicator(selection.monitor, key)
    found = store.get_observations(selection.monitor, key, selection.geography)
    period = find_nearest_period(found.periods, selection.period)
    if period != selection.period:
        words = {"indicator": indicator.short_title, "wished": format_period(selection.period)}
        notes.append(text("compare.other_period", shown=format_period(period), **words))
    row = found.periods.index(period)
    values, statuses = found.block.values[row], found.block.statuses[row]
    reference = float(store.get_reference_values(selection.monitor, key, [period])[0])
    return Axis(
        indicator=indicator,
        period=period,
        title=f"{indicator.short_title} ({format_unit(indicator.unit)}), {format_period(period)}",
        values=values,
        written=tuple(
            format_value(float(value), Status(int(status)), indicator)
            for value, status in zip(values, statuses, strict=True)
        ),
        statuses=statuses,
        reference=reference if indicator.is_rate and not np.isnan(reference) else None,
    )


def describe_correlation(correlation: Correlation, first: str, second: str) -> tuple[str, ...]:
    """How strongly and in which direction two indicators go together, and that this is no cause."""
    if np.isnan(correlation.spearman):
        return (text("compare.no_correlation", count=format_integer(correlation.count)),)
    words = {"first": first, "second": second}
    is_clear = abs(correlation.spearman) >= CLEAR
    if abs(correlation.spearman) < WEAK:
        sentence = text("compare.unrelated", **words)
    elif correlation.spearman > 0:
        sentence = text("compare.together_clear" if is_clear else "compare.together_some", **words)
    else:
        sentence = text("compare.inverse_clear" if is_clear else "compare.inverse_some", **words)
    figures = text(
        "compare.coefficients",
        spearman=format_number(correlation.spearman, 2),
        pearson=format_number(correlation.pearson, 2),
        count=format_integer(correlation.count),
    )
    few = [text("compare.few", count=format_integer(correlation.count))] if correlation.count < FEW_AREAS else []
    return (sentence, figures, *few, text("compare.no_cause"))
