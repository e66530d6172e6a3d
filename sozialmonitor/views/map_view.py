"""Everything the map page shows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sozialmonitor.calc.rounding import MISSING, Floats
from sozialmonitor.domain.geography import Area, BoundaryKind, Geography
from sozialmonitor.domain.indicator import Direction, Indicator
from sozialmonitor.domain.monitor import Monitor, MonitorCatalogue
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.status import Status
from sozialmonitor.store.observations import Observations
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_period, format_reference_date
from sozialmonitor.texts.german import text
from sozialmonitor.views.bases import Bases, build_bases
from sozialmonitor.views.names import order_names
from sozialmonitor.views.reading import describe_breaks, describe_status
from sozialmonitor.views.remainder import compute_remainder
from sozialmonitor.views.scale import Scale


@dataclass(frozen=True)
class MissingValues:
    """Areas without a value in the period shown, by reason."""

    reason: str
    areas: tuple[str, ...]


@dataclass(frozen=True)
class MapView:
    """Map, legend and notes of one selection.

    Attributes:
        key: identifies release, indicator and level; the browser keeps what it has for the same key.
        bases: how the counts behind a rate are printed. reference: unrounded values of the whole territory, shape
            ``(periods,)``; NaN where there is none.
        as_of: what the period stands for ("31.12.2015"). positions: of the selected areas.
        attribution: source line of the boundaries, shown on the map itself.
    """

    key: str
    selection: Selection
    monitor: Monitor
    indicator: Indicator
    geography: Geography
    areas: tuple[Area, ...]
    observations: Observations
    bases: Bases
    scale: Scale
    reference: Floats
    period: int
    positions: tuple[int, ...]
    title: str
    subtitle: str
    as_of: str
    direction: str
    attribution: str
    missing: tuple[MissingValues, ...]
    notes: tuple[str, ...]


def build_map_view(store: Store, selection: Selection, scale: Scale) -> MapView:
    """Assemble the map page.

    Args:
        store: what the audience may see. selection: resolved against it. scale: of the same selection.
    """
    monitor = store.get_catalogue(selection.monitor).monitor
    indicator = store.get_indicator(selection.monitor, selection.indicator)
    geography = store.get_geography(selection.monitor, selection.geography)
    areas = store.get_areas(selection.monitor, selection.geography)
    observations = store.get_observations(selection.monitor, selection.indicator, selection.geography)
    period = observations.periods.index(selection.period)
    positions = store.get_area_positions(selection.monitor, selection.geography, selection.areas)
    return MapView(
        key=f"{store.release_id}/{selection.monitor}/{selection.geography}/{selection.indicator}",
        selection=selection,
        monitor=monitor,
        indicator=indicator,
        geography=geography,
        areas=areas,
        observations=observations,
        bases=build_bases(store.get_catalogue(selection.monitor), indicator, observations.block),
        scale=scale,
        reference=store.get_reference_values(selection.monitor, selection.indicator, observations.periods),
        period=period,
        positions=positions,
        title=indicator.title,
        subtitle=f"{indicator.description} {geography.title}, {format_period(selection.period)}.",
        as_of=describe_date(store, selection),
        direction=describe_direction(indicator, scale),
        attribution=describe_boundaries(store, selection.monitor, geography),
        missing=_list_missing(indicator, areas, observations.block.statuses[period]),
        notes=_collect_notes(store, selection, indicator, geography, observations),
    )


def describe_boundaries(store: Store, monitor: str, geography: Geography) -> str:
    """The source line of a geography's boundaries; schematic ones say so."""
    citation = store.get_boundaries_citation(monitor, geography.id)
    is_schematic = geography.boundaries.kind is BoundaryKind.SCHEMATIC
    return f"{text('note.schematic_short')} · {citation}" if is_schematic else citation


def describe_date(store: Store, selection: Selection) -> str:
    """What the chosen period stands for."""
    return describe_period(store.get_catalogue(selection.monitor), selection.indicator, selection.period)


def describe_period(catalogue: MonitorCatalogue, indicator: str, period: str) -> str:
    """What a period of an indicator stands for, as its first table says ("31.12.2015")."""
    table = catalogue.tables[catalogue.indicators[indicator].formula.terms[0].table]
    return format_reference_date(period, table.reference)


def describe_direction(indicator: Indicator, scale: Scale) -> str:
    """How to read light and dark; for circles, how to read their size."""
    if not indicator.is_rate:
        has_negative = bool(((scale.display < 0) & (scale.display != MISSING)).any())
        return text("legend.circles_signed" if has_negative else "legend.circles")
    reading = {
        Direction.HIGHER_IS_BETTER: "legend.darker_higher_better",
        Direction.LOWER_IS_BETTER: "legend.darker_higher_worse",
        Direction.NEUTRAL: "legend.darker_higher",
    }[indicator.direction]
    return text(reading if scale.palette == "sequential" else "legend.diverging")


def build_area_table(view: MapView, first: int | None = None) -> pd.DataFrame:
    """The equal alternative to the map: one row per area in the order of names, nothing ranked.

    Args:
        first: only so many areas, and the chosen ones before them.

    Returns:
        Columns ``position, code, name, value, status, numerator, denominator`` (value unrounded).
    """
    rows = np.array(order_names(tuple(area.label for area in view.areas)), dtype=np.int64)
    if first is not None:
        is_chosen = np.isin(rows, view.positions)
        rows = np.concatenate([rows[is_chosen], rows[~is_chosen][:first]])
    block = view.observations.block
    return pd.DataFrame(
        {
            "position": rows,
            "code": [view.areas[row].code for row in rows],
            "name": [view.areas[row].label for row in rows],
            "value": block.values[view.period][rows],
            "status": block.statuses[view.period][rows],
            "numerator": block.numerators[view.period][rows],
            "denominator": block.denominators[view.period][rows],
        }
    )


def _list_missing(indicator: Indicator, areas: tuple[Area, ...], statuses: np.ndarray) -> tuple[MissingValues, ...]:
    found = []
    for status in Status:
        if status is not Status.VALUE and (statuses == status).any():
            names = tuple(areas[index].label for index in np.flatnonzero(statuses == status))
            found.append(MissingValues(describe_status(status, indicator), names))
    return tuple(found)


def _collect_notes(
    store: Store,
    selection: Selection,
    indicator: Indicator,
    geography: Geography,
    observations: Observations,
) -> tuple[str, ...]:
    notes = []
    if geography.boundaries.kind is BoundaryKind.SCHEMATIC:
        notes.append(text("note.schematic"))
    label = store.get_catalogue(selection.monitor).monitor.reference_label
    notes += describe_breaks(indicator.list_breaks(with_reference=True), label)
    notes.append(_describe_reference_origin(store, selection, indicator))
    remainder = _describe_remainder(store, selection, indicator, observations)
    return tuple([*notes, remainder] if remainder else notes)


def _describe_reference_origin(store: Store, selection: Selection, indicator: Indicator) -> str:
    """Where the value of the whole territory in the period shown comes from, or that there is none."""
    label = store.get_catalogue(selection.monitor).monitor.reference_label
    reference = store.get_reference(selection.monitor, indicator.id)
    if reference is None:
        return text("note.reference_none", reference=label)
    row = reference.get_position(selection.period)
    status = Status.NO_DATA if row is None else Status(reference.block.statuses[row, 0])
    if not status.has_value and status is not Status.NOTHING:
        return text("note.reference_absent", reference=label, period=format_period(selection.period))
    if store.is_reference_published(selection.monitor, indicator.id):
        return text("note.reference_published", reference=label)
    pooled = store.is_reference_pooled(selection.monitor, indicator.id)
    return text("note.reference_pooled" if pooled else "note.reference_mixed", reference=label)


def _describe_remainder(
    store: Store, selection: Selection, indicator: Indicator, observations: Observations
) -> str | None:
    """How many of those counted in the whole territory belong to none of the areas on the map."""
    reference = store.get_reference(selection.monitor, indicator.id)
    if reference is None:
        return None
    catalogue = store.get_catalogue(selection.monitor)
    remainder = compute_remainder(catalogue, indicator, observations, reference, selection.period)
    if remainder is None:
        return None
    label = indicator.numerator_label or text("reading.cases")
    count = build_bases(catalogue, indicator, reference.block).format_numerator(remainder)
    return text("note.remainder", count=count, label=label)
