"""The classes of a typology as a visitor has set it; what keeps it from being computed is told in German."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sozialmonitor.calc.typology.result import TypologyResult
from sozialmonitor.calc.typology.series import TypologySeries, compute_period, get_levels, list_typology_periods
from sozialmonitor.domain.errors import CalculationError, Defect, InputError
from sozialmonitor.domain.typology import Standardisation, Typology
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_period
from sozialmonitor.texts.german import text
from sozialmonitor.views.typology.series import collect_typology_series

MOST_CELLS = 20_000
"""Up to this many areas times periods every period is computed at once; of more, only the one that is shown."""


def compute_lab_results(
    store: Store, monitor: str, typology: Typology, period: str, periods: Sequence[str]
) -> dict[str, TypologyResult]:
    """Classes by period, ascending; always with the period shown, others as far as they can be computed.

    Args:
        periods: those of the declared typology; no other is shown.

    Raises:
        InputError: the period shown cannot be computed.
    """
    series = collect_typology_series(store, monitor, typology)
    if defects := _check_series(series, period):
        raise InputError(defects)
    found = {period: _compute(series, period)}
    if series.population.shape[1] * len(periods) <= MOST_CELLS:
        for other in set(list_typology_periods(series)) & set(periods) - {period}:
            try:
                found[other] = _compute(series, other)
            except InputError:  # says nothing about the period shown
                continue
    return {item: found[item] for item in periods if item in found}


def _compute(series: TypologySeries, period: str) -> TypologyResult:
    try:
        return compute_period(series, period)
    except CalculationError as error:  # indicators that cancel each other out, more clusters than different areas
        raise InputError([Defect(text("lab.settings"), str(error), text("lab.correct"))]) from None


def _check_series(series: TypologySeries, period: str) -> list[Defect]:
    """What would be found nowhere else: no values in this period, or differences in unlike units."""
    defects = [
        _describe_gap(item.indicator.title, period)
        for item in series.indicators
        if period not in item.periods or np.isnan(item.block.values[item.periods.index(period)]).all()
    ]
    if defects or series.typology.standardisation is not Standardisation.DISTANCE:
        return defects
    if len({item.indicator.unit for item in series.indicators}) > 1:
        return [Defect(text("lab.indicators"), text("lab.unlike_units"), text("lab.unlike_units_remedy"))]
    references = get_levels(series, period).scheme.references
    return [
        Defect(
            text("lab.place_indicator", indicator=item.indicator.title),
            text("lab.no_reference"),
            text("lab.leave_out"),
        )
        for item, reference in zip(series.indicators, references if references is not None else (), strict=True)
        if np.isnan(reference)
    ]


def _describe_gap(indicator: str, period: str) -> Defect:
    return Defect(
        text("lab.place_indicator", indicator=indicator),
        text("lab.no_values", period=format_period(period)),
        text("lab.no_values_remedy"),
    )
