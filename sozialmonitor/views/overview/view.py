"""Everything the overview of a monitor shows: constant for a release, whatever else is being looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.observations import IS_CLASSED
from sozialmonitor.calc.rounding import MISSING
from sozialmonitor.domain.geography import BoundaryKind, Geography
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.monitor import Monitor, MonitorCatalogue, Theme
from sozialmonitor.domain.status import Status
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_display_integer, format_integer, format_unit
from sozialmonitor.texts.german import text
from sozialmonitor.views.evidence import Evidence, describe_signed
from sozialmonitor.views.map_view import describe_direction, describe_period
from sozialmonitor.views.overview.findings import Section
from sozialmonitor.views.overview.key_figures import KeyFigure, build_key_figures, list_without_reference
from sozialmonitor.views.overview.leading import rank_by_theme
from sozialmonitor.views.scale import Scale
from sozialmonitor.views.secured import build_differences, build_trends
from sozialmonitor.views.selection import find_level
from sozialmonitor.views.start_view import describe_newest


@dataclass(frozen=True)
class MiniMap:
    """The leading rate of a theme, on a small map.

    Attributes:
        row: position of the newest period in the scale. statuses: of the areas in it.
        lines: what stands below the map. description: the same map in words.
    """

    theme: Theme
    indicator: Indicator
    geography: Geography
    scale: Scale
    row: int
    period: str
    statuses: npt.NDArray[np.int8]
    lines: tuple[str, ...]
    description: str


@dataclass(frozen=True)
class OverviewView:
    """The page.

    Attributes:
        no_reference: themes without any value of the whole territory.
        signed: which indicators are not tested because they may be negative, or None.
        is_schematic: whether the small maps show boundaries that are only roughly right.
    """

    monitor: Monitor
    newest: str
    figures: tuple[KeyFigure, ...]
    no_reference: tuple[str, ...]
    trends: Section
    differences: Section
    signed: str | None
    maps: tuple[MiniMap, ...]
    is_schematic: bool


def list_levels(store: Store, monitor_id: str) -> dict[str, str]:
    """By rate the geography it is looked at first, theme by theme; counts are no matter of tests and maps."""
    catalogue = store.get_catalogue(monitor_id)
    ordered = [
        indicator
        for theme in catalogue.monitor.themes
        for indicator in catalogue.indicators.values()
        if indicator.theme == theme.id and indicator.is_rate
    ]
    found = {indicator.id: find_level(store, catalogue.monitor, indicator.id) for indicator in ordered}
    return {key: level for key, level in found.items() if level is not None}


def build_overview_view(
    store: Store, monitor_id: str, evidence: Mapping[str, Evidence], scales: Mapping[str, Scale]
) -> OverviewView:
    """Assemble the overview.

    Args:
        store: what the audience may see. monitor_id: which monitor.
        evidence, scales: of every indicator in ``list_levels``, at its level.
    """
    catalogue, levels = store.get_catalogue(monitor_id), list_levels(store, monitor_id)
    maps = _build_maps(store, catalogue, levels, scales)
    testable = {key: level for key, level in levels.items() if not catalogue.may_be_negative(catalogue.indicators[key])}
    return OverviewView(
        monitor=catalogue.monitor,
        newest=describe_newest(store, monitor_id),
        figures=build_key_figures(store, monitor_id),
        no_reference=list_without_reference(store, monitor_id),
        trends=build_trends(store, monitor_id, testable, evidence),
        differences=build_differences(store, monitor_id, testable, evidence),
        signed=describe_signed(catalogue, [catalogue.indicators[key] for key in levels]),
        maps=maps,
        is_schematic=any(item.geography.boundaries.kind is BoundaryKind.SCHEMATIC for item in maps),
    )


def _build_maps(
    store: Store, catalogue: MonitorCatalogue, levels: Mapping[str, str], scales: Mapping[str, Scale]
) -> tuple[MiniMap, ...]:
    ranked = rank_by_theme(catalogue, {key: _list_periods(scales[key]) for key in levels})
    return tuple(
        _build_map(store, catalogue, theme, ranked[theme.id][0], levels, scales)
        for theme in catalogue.monitor.themes
        if ranked[theme.id]
    )


def _list_periods(scale: Scale) -> tuple[str, ...]:
    has_values = (scale.display != MISSING).any(axis=1)
    return tuple(period for period, has_value in zip(scale.periods, has_values, strict=True) if has_value)


def _build_map(
    store: Store,
    catalogue: MonitorCatalogue,
    theme: Theme,
    key: str,
    levels: Mapping[str, str],
    scales: Mapping[str, Scale],
) -> MiniMap:
    indicator, scale = catalogue.indicators[key], scales[key]
    geography = catalogue.geographies[levels[key]]
    period = _list_periods(scale)[-1]
    row = scale.periods.index(period)
    statuses = store.get_observations(catalogue.monitor.id, key, geography.id).block.statuses[row]
    lines = _describe_map(catalogue.monitor, indicator, scale, row, statuses)
    where = text("overview.map_where", level=geography.title, date=describe_period(catalogue, key, period))
    return MiniMap(
        theme=theme,
        indicator=indicator,
        geography=geography,
        scale=scale,
        row=row,
        period=period,
        statuses=statuses,
        lines=(where, *lines),
        description=text("overview.map_description", title=indicator.title, lines=". ".join((where, *lines))),
    )


def _describe_map(
    monitor: Monitor, indicator: Indicator, scale: Scale, row: int, statuses: npt.NDArray[np.int8]
) -> tuple[str, ...]:
    """Range of the coloured areas, value of the whole territory, direction, and how many areas have no colour."""
    display, unit = scale.display[row], format_unit(indicator.unit)
    lines = []
    coloured = display[IS_CLASSED[statuses] & (display != MISSING)]
    if coloured.size:
        ends = (format_display_integer(int(item), indicator.decimals) for item in (coloured.min(), coloured.max()))
        lines.append(text("overview.map_range", lowest=next(ends), highest=next(ends), unit=unit))
    if scale.reference[row] != MISSING:
        reference = format_display_integer(int(scale.reference[row]), indicator.decimals)
        lines.append(text("overview.map_reference", label=monitor.reference_label, value=reference, unit=unit))
    lines.append(describe_direction(indicator, scale))
    missing, small = int((display == MISSING).sum()), int((statuses == Status.SMALL_AREA).sum())
    total = format_integer(len(display))
    if missing:
        lines.append(text("overview.map_missing", count=format_integer(missing), total=total))
    if small:
        lines.append(text("overview.map_small", count=format_integer(small), total=total))
    return tuple(lines)
