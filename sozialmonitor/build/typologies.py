"""Every typology of a monitor is computed once for every period before anything is published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from sozialmonitor.build.indicators import IndicatorBlock
from sozialmonitor.calc.typology.series import (
    IndicatorSeries,
    TypologySeries,
    compute_period,
    list_shared_periods,
    list_typology_periods,
)
from sozialmonitor.domain.errors import Defect, InputError
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.typology import Typology

_Blocks = Mapping[tuple[str, str], IndicatorBlock]
"""(indicator id, geography id) → block."""


def check_typologies(catalogue: MonitorCatalogue, blocks: Sequence[IndicatorBlock], place: str) -> list[Defect]:
    """What keeps a typology from being computed; ``place`` is the file that declares them."""
    known = {(block.indicator, block.geography): block for block in blocks}
    return [
        defect
        for typology in catalogue.typologies.values()
        for defect in _check_typology(typology, catalogue, known, f"{place}, Typologie {typology.id}")
    ]


def _check_typology(typology: Typology, catalogue: MonitorCatalogue, known: _Blocks, place: str) -> list[Defect]:
    geography = typology.geography or ""
    absent = [item for item in typology.indicator_ids if (item, geography) not in known]
    if absent:
        finding = f"Für die Gliederung ›{geography}‹ gibt es keine Werte von: {', '.join(absent)}"
        return [Defect(place, finding, "geography oder die Indikatoren ändern")]
    population = catalogue.population_indicator
    if population is None or (population.id, geography) not in known:
        finding = f"Für die Gliederung ›{geography}‹ ist keine Einwohnerzahl bekannt"
        return [Defect(place, finding, "geography ändern oder Einwohnerzahlen ergänzen")]
    series = _collect(typology, catalogue, known, known[population.id, geography])
    # Where there are too few areas in every period, the newest one says so.
    periods = list_typology_periods(series) or list_shared_periods(series)[-1:]
    if not periods:
        finding = f"In keiner Periode hat ein Gebiet Werte aller Indikatoren ({_list_periods(series)})"
        return [Defect(place, finding, "Werte ergänzen oder Indikatoren mit gemeinsamen Perioden verwenden")]
    defects: list[Defect] = []
    for period in periods:
        try:
            compute_period(series, period)
        except InputError as error:
            defects += [Defect(f"{place}, {period}, {item.place}", item.finding, item.remedy) for item in error.defects]
    return defects


def _list_periods(series: TypologySeries) -> str:
    """Periods of each indicator as they are declared, first to last."""
    spans = (sorted({item.periods[0], item.periods[-1]}) for item in series.indicators)
    return "; ".join(
        f"{item.indicator.id}: {' bis '.join(span)}" for item, span in zip(series.indicators, spans, strict=True)
    )


def _collect(
    typology: Typology, catalogue: MonitorCatalogue, known: _Blocks, inhabitants: IndicatorBlock
) -> TypologySeries:
    indicators = tuple(_make_series(item, inhabitants.geography, catalogue, known) for item in typology.indicator_ids)
    return TypologySeries(typology, indicators, inhabitants.periods, inhabitants.block.values)


def _make_series(indicator: str, geography: str, catalogue: MonitorCatalogue, known: _Blocks) -> IndicatorSeries:
    found = known[indicator, geography]
    reference = known.get((indicator, catalogue.monitor.territory))
    values = np.full(len(found.periods), np.nan)
    for row, period in enumerate(found.periods):
        if reference is not None and period in reference.periods:
            values[row] = reference.block.values[reference.periods.index(period), 0]
    item = catalogue.indicators[indicator]
    may_be_negative, is_part = catalogue.may_be_negative(item), catalogue.is_part_of_whole(item)
    return IndicatorSeries(item, found.periods, found.block, values, may_be_negative, is_part)
