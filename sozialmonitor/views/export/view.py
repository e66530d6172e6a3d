"""What leaves the program as a file: the same rounded figures as on map and table, with all that belongs to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from sozialmonitor import __version__
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.selection import Selection
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.views.export.notes import Notes, collect_notes
from sozialmonitor.views.export.rows import build_areas, build_remainder, build_territory


@dataclass(frozen=True)
class Export:
    """Figures with everything needed to cite them.

    Attributes:
        name: file name without ending. geography: the level whose areas are drawn in files with
            boundaries. release: identifies the Datenstand. method: version of the methods.
        values: columns ``COLUMNS``; value rounded at the indicator's decimals, NaN where a sign stands
            for it. indicators: those that occur. notes: what must stand in every file.
    """

    name: str
    title: str
    geography: str
    release: str
    method: str
    catalogue: MonitorCatalogue
    values: pd.DataFrame
    indicators: tuple[Indicator, ...]
    notes: Notes


def build_screen_export(store: Store, selection: Selection, *, all_periods: bool, only_selected: bool) -> Export:
    """The indicator, level and areas on the screen, for the period shown or for all."""
    catalogue = store.get_catalogue(selection.monitor)
    indicator = store.get_indicator(selection.monitor, selection.indicator)
    level = selection.geography
    period = None if all_periods else selection.period
    codes = selection.areas if only_selected and selection.areas else None
    frames = [build_areas(store, catalogue, indicator, level, period, codes)]
    if codes is None:
        frames.append(build_remainder(store, catalogue, indicator, level, period))
    frames.append(build_territory(store, catalogue, indicator, period))
    name = name_screen_export(selection, all_periods=all_periods, only_selected=codes is not None)
    title = f"{catalogue.monitor.title}: {indicator.title}"
    return _assemble(store, catalogue, name, title, level, (level,), (indicator,), frames)


def name_screen_export(selection: Selection, *, all_periods: bool, only_selected: bool) -> str:
    """File name without ending; made of identifiers and codes, so it is safe on every system."""
    parts = [selection.monitor, selection.indicator, selection.geography]
    parts += [] if all_periods else [selection.period.lower()]
    return "_".join([*parts, "auswahl"] if only_selected else parts)


def find_leading_zero(store: Store, monitor: str) -> str | None:
    """A code that begins with a zero, which spreadsheets drop when they open a CSV file; None if there is none."""
    levels = store.get_catalogue(monitor).areas.values()
    return next((area.code for areas in levels for area in areas if area.code[:1] == "0" and area.code.isdigit()), None)


def build_monitor_export(store: Store, monitor: str) -> Export:
    """Every indicator at every level and period; the whole territory once."""
    catalogue = store.get_catalogue(monitor)
    frames = []
    for indicator in catalogue.indicators.values():
        for level in store.get_levels(monitor, indicator.id):
            frames.append(build_areas(store, catalogue, indicator, level))
            frames.append(build_remainder(store, catalogue, indicator, level))
        frames.append(build_territory(store, catalogue, indicator))
    return _assemble(
        store,
        catalogue,
        monitor,
        catalogue.monitor.title,
        catalogue.monitor.default_geography,
        tuple(catalogue.geographies),
        tuple(catalogue.indicators.values()),
        frames,
    )


def _assemble(
    store: Store,
    catalogue: MonitorCatalogue,
    name: str,
    title: str,
    geography: str,
    geographies: tuple[str, ...],
    indicators: tuple[Indicator, ...],
    frames: Sequence[pd.DataFrame],
) -> Export:
    method = text("export.version", version=__version__)
    values = pd.concat([frame for frame in frames if not frame.empty], ignore_index=True)
    notes = collect_notes(catalogue, indicators, geographies, store.release_id, method)
    return Export(name, title, geography, store.release_id, method, catalogue, values, indicators, notes)
