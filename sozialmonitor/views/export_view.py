"""What leaves the program as a file: the same rounded figures as on map and table, with all that belongs to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sozialmonitor import __version__
from sozialmonitor.calc.rounding import round_half_away
from sozialmonitor.domain.geography import Area, BoundaryKind, Geography
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.status import Status
from sozialmonitor.store.observations import Observations
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_reference_date, format_unit
from sozialmonitor.texts.german import text
from sozialmonitor.views.remainder import compute_remainder

COLUMNS = (
    "indicator",
    "title",
    "geography",
    "code",
    "name",
    "period",
    "reference_date",
    "value",
    "unit",
    "decimals",
    "numerator",
    "denominator",
    "sign",
)
"""Columns of ``Export.values``; how they are called in files stands in ``texts/german.yaml``."""


@dataclass(frozen=True)
class Export:
    """Figures with everything needed to cite them.

    Attributes:
        name: file name without ending. geography: the level whose areas are drawn in files with
            boundaries. values: columns ``COLUMNS``; value rounded at the indicator's
            decimals, NaN beside a sign. indicators: those that occur. notes: source, licence, Datenstand,
            boundaries and method version, as (label, text).
    """

    name: str
    title: str
    geography: str
    catalogue: MonitorCatalogue
    values: pd.DataFrame
    indicators: tuple[Indicator, ...]
    notes: tuple[tuple[str, str], ...]


def build_screen_export(store: Store, selection: Selection, *, all_periods: bool, only_selected: bool) -> Export:
    """The indicator, level and areas on the screen, for the period shown or for all."""
    catalogue = store.get_catalogue(selection.monitor)
    indicator = store.get_indicator(selection.monitor, selection.indicator)
    codes = selection.areas if only_selected and selection.areas else None
    periods = None if all_periods else (selection.period,)
    values = _collect(store, catalogue, indicator, selection.geography, periods, codes)
    parts = (selection.monitor, indicator.id, selection.geography, *(() if all_periods else (selection.period,)))
    title = f"{catalogue.monitor.title}: {indicator.title}"
    notes = _collect_notes(store, catalogue, (indicator,), (selection.geography,))
    return Export("_".join(parts), title, selection.geography, catalogue, values, (indicator,), notes)


def build_monitor_export(store: Store, monitor: str) -> Export:
    """Every indicator at every level and period."""
    catalogue = store.get_catalogue(monitor)
    indicators = tuple(catalogue.indicators.values())
    frames = [
        _collect(store, catalogue, indicator, geography, None, None)
        for indicator in indicators
        for geography in store.get_levels(monitor, indicator.id)
    ]
    # The whole territory belongs to every level; once is enough.
    values = pd.concat(frames, ignore_index=True).drop_duplicates(["indicator", "geography", "code", "period"])
    notes = _collect_notes(store, catalogue, indicators, tuple(catalogue.geographies))
    return Export(
        monitor,
        catalogue.monitor.title,
        catalogue.monitor.default_geography,
        catalogue,
        values.reset_index(drop=True),
        indicators,
        notes,
    )


def _collect(
    store: Store,
    catalogue: MonitorCatalogue,
    indicator: Indicator,
    geography: str,
    periods: Sequence[str] | None,
    codes: Sequence[str] | None,
) -> pd.DataFrame:
    """Rows of the areas, of the whole territory, and of those who belong to no area."""
    monitor = catalogue.monitor
    observations = store.get_observations(monitor.id, indicator.id, geography)
    wanted = tuple(period for period in observations.periods if periods is None or period in periods)
    areas = store.get_areas(monitor.id, geography)
    frames = [_build_rows(catalogue, indicator, geography, areas, observations, wanted, codes)]
    reference = store.get_reference(monitor.id, indicator.id)
    if reference is not None and geography != monitor.territory:
        territory = (Area(catalogue.areas[monitor.territory][0].code, monitor.reference_label, None),)
        frames.append(_build_rows(catalogue, indicator, monitor.territory, territory, reference, wanted, None))
        if codes is None:
            frames.append(_build_remainder(catalogue, indicator, geography, observations, reference, wanted))
    return pd.concat([frame for frame in frames if not frame.empty], ignore_index=True)


def _build_rows(
    catalogue: MonitorCatalogue,
    indicator: Indicator,
    geography: str,
    areas: Sequence[Area],
    observations: Observations,
    periods: Sequence[str],
    codes: Sequence[str] | None,
) -> pd.DataFrame:
    rows = [index for index, period in enumerate(observations.periods) if period in periods]
    columns = [index for index, area in enumerate(areas) if codes is None or area.code in codes]
    block = observations.block
    at = np.ix_(rows, columns)
    count = len(columns)
    reference = catalogue.tables[indicator.formula.terms[0].table].reference
    dates = [format_reference_date(observations.periods[row], reference) for row in rows]
    return pd.DataFrame(
        {
            "indicator": indicator.id,
            "title": indicator.title,
            "geography": geography,
            "code": [areas[index].code for index in columns] * len(rows),
            "name": [areas[index].name for index in columns] * len(rows),
            "period": np.repeat([observations.periods[row] for row in rows], count),
            "reference_date": np.repeat(dates, count),
            "value": round_half_away(block.values[at], indicator.decimals).ravel(),
            "unit": format_unit(indicator.unit),
            "decimals": indicator.decimals,
            "numerator": block.numerators[at].ravel(),
            "denominator": block.denominators[at].ravel(),
            "sign": [Status(code).sign for code in block.statuses[at].ravel()],
        },
        columns=list(COLUMNS),
    )


def _build_remainder(
    catalogue: MonitorCatalogue,
    indicator: Indicator,
    geography: str,
    observations: Observations,
    reference: Observations,
    periods: Sequence[str],
) -> pd.DataFrame:
    """One row per period with people who belong to no area: a count, never a rate."""
    table = catalogue.tables[indicator.formula.terms[0].table].reference
    found = {period: compute_remainder(indicator, observations, reference, period) for period in periods}
    rows = [
        (
            indicator.id,
            indicator.title,
            geography,
            "",
            text("export.unassigned"),
            period,
            format_reference_date(period, table),
            np.nan,
            format_unit(indicator.unit),
            indicator.decimals,
            count,
            np.nan,
            Status.BLOCKED.sign,
        )
        for period, count in found.items()
        if count is not None
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _collect_notes(
    store: Store, catalogue: MonitorCatalogue, indicators: Sequence[Indicator], geographies: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    sources = dict.fromkeys(source for indicator in indicators for source in catalogue.get_sources(indicator))
    notes = [
        (text("export.source"), f"{source.citation} ({catalogue.licences[source.licence].short_title})")
        for source in sources
    ]
    levels: list[Geography] = [catalogue.geographies[item] for item in geographies]
    boundaries = dict.fromkeys(
        f"{catalogue.sources[level.boundaries.source].citation}"
        + (f", {text('note.schematic_short')}" if level.boundaries.kind is BoundaryKind.SCHEMATIC else "")
        for level in levels
    )
    notes += [(text("export.boundaries"), item) for item in boundaries]
    notes.append((text("export.release"), store.release_id))
    notes.append((text("export.method"), text("export.version", version=__version__)))
    notes.append((text("export.rounding_title"), text("export.rounding")))
    return tuple(notes)
