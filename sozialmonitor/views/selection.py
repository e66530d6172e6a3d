"""From a URL to a valid selection: whatever does not exist is replaced by the nearest that does, and said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from sozialmonitor.domain.classification import (
    MAXIMUM_BREAKS,
    MAXIMUM_CLASSES,
    MINIMUM_CLASSES,
    Classification,
    ClassMethod,
    Palette,
)
from sozialmonitor.domain.errors import UnknownKeyError
from sozialmonitor.domain.monitor import Monitor, MonitorCatalogue
from sozialmonitor.domain.period import Period
from sozialmonitor.domain.selection import MAXIMUM_AREAS, MAXIMUM_OTHERS, CompareMode, Selection, SeriesMode
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.views.period_choice import resolve_period
from sozialmonitor.views.typology.choice import resolve_typology_choice

E = TypeVar("E", ClassMethod, Palette, SeriesMode, CompareMode)

_WORDS = {"band": "ja", "achse": "frei", "grenzen-aus": "periode"}
"""Parts of an address that say one word or nothing."""


@dataclass(frozen=True)
class Resolved:
    """A valid selection, and German notes on everything that had to be replaced."""

    selection: Selection
    notes: tuple[str, ...]


def resolve_selection(store: Store, query: Mapping[str, str]) -> Resolved:
    """Read URL parameters leniently; nothing from the URL is ever shown, evaluated or trusted.

    What the audience may not see is answered exactly as what does not exist.
    """
    notes: list[str] = []
    catalogue = _resolve_monitor(store, query.get("monitor"), notes)
    monitor = catalogue.monitor.id
    indicator = _resolve_indicator(store, catalogue, query.get("indikator"), query.get("ebene"), notes)
    geography = _resolve_geography(store, catalogue, indicator, query.get("ebene"), notes)
    periods = store.get_observations(monitor, indicator, geography).periods
    period = resolve_period(periods, query.get("periode"), notes)
    known = {area.code for area in store.get_areas(monitor, geography)}
    areas = _resolve_areas(query.get("gebiete", ""), known, notes)
    unread = [key for key, word in _WORDS.items() if (query.get(key) or word) != word]
    classification = _resolve_classification(query, unread)
    if query.get("klassen") == ClassMethod.MANUAL and not query.get("grenzen"):
        notes.append(text("choice.breaks_missing"))
    selection = Selection(
        monitor,
        indicator,
        geography,
        period,
        areas,
        classification,
        others=_resolve_others(catalogue, indicator, query.get("indikatoren", ""), notes),
        other_period=_resolve_other_period(store, catalogue, geography, query.get("periode2"), notes),
        base=_resolve_optional_period(periods, query.get("basis"), notes),
        has_band=query.get("band") == "ja",
        has_free_axis=query.get("achse") == "frei",
        series_mode=_resolve_enum(SeriesMode, query, "reihen", SeriesMode.AREAS, unread),
        compare_mode=_resolve_enum(CompareMode, query, "vergleich", CompareMode.TABLE, unread),
        classes=resolve_typology_choice(store, catalogue, query, notes),
    )
    if unread:
        notes.append(text("note.unread", parts=", ".join(f"„{key}“" for key in unread)))
    return Resolved(selection, tuple(notes))


def find_level(store: Store, monitor: Monitor, indicator: str) -> str | None:
    """The level an indicator is first looked at: the monitor's, else its own finest; None where it has none."""
    levels = store.get_levels(monitor.id, indicator)
    return monitor.default_geography if monitor.default_geography in levels else next(iter(levels), None)


def _resolve_monitor(store: Store, wished: str | None, notes: list[str]) -> MonitorCatalogue:
    try:
        if wished:
            return store.get_catalogue(wished)
    except UnknownKeyError:
        notes.append(text("note.unknown_monitor", shown=store.get_monitors()[0].title))
    return store.get_catalogue(store.get_monitors()[0].id)


def _resolve_indicator(
    store: Store, catalogue: MonitorCatalogue, wished: str | None, level: str | None, notes: list[str]
) -> str:
    """The wished indicator; without one the monitor's, or the first with values at the level that is wished."""
    if wished in catalogue.indicators:
        return str(wished)
    default = catalogue.monitor.default_indicator
    usable = (key for key in (default, *catalogue.indicators) if level in store.get_levels(catalogue.monitor.id, key))
    shown = next(usable, default)
    if wished:
        notes.append(text("note.unknown_indicator", shown=catalogue.indicators[shown].title))
    return shown


def _resolve_geography(
    store: Store, catalogue: MonitorCatalogue, indicator: str, wished: str | None, notes: list[str]
) -> str:
    monitor = catalogue.monitor
    levels = store.get_levels(monitor.id, indicator) or (monitor.territory,)
    if wished in levels:
        return str(wished)
    shown = find_level(store, monitor, indicator) or monitor.territory
    if wished in catalogue.geographies:
        titles = {"wished": catalogue.geographies[str(wished)].title, "shown": catalogue.geographies[shown].title}
        notes.append(text("note.no_data_on_level", **titles))
    elif wished:
        notes.append(text("note.unknown_level", shown=catalogue.geographies[shown].title))
    return shown


def _resolve_optional_period(periods: Sequence[str], wished: str | None, notes: list[str]) -> str | None:
    return resolve_period(periods, wished, notes) if wished else None


def _resolve_other_period(
    store: Store, catalogue: MonitorCatalogue, geography: str, wished: str | None, notes: list[str]
) -> str | None:
    """The second picture may show another indicator: any period in which one of them has values."""
    return resolve_period(list_periods(store, catalogue, geography), wished, notes) if wished else None


def list_periods(store: Store, catalogue: MonitorCatalogue, geography: str) -> list[str]:
    """Periods of all indicators with values at a level, ascending."""
    monitor = catalogue.monitor.id
    indicators = [key for key in catalogue.indicators if geography in store.get_levels(monitor, key)]
    found = {period for key in indicators for period in store.get_observations(monitor, key, geography).periods}
    return sorted(found, key=Period)


def _resolve_others(catalogue: MonitorCatalogue, indicator: str, wished: str, notes: list[str]) -> tuple[str, ...]:
    ids = [item for item in dict.fromkeys(wished.split(",")) if item and item != indicator]
    known = [item for item in ids if item in catalogue.indicators]
    if len(known) < len(ids):
        notes.append(text("note.unknown_others", count=str(len(ids) - len(known))))
    if len(known) > MAXIMUM_OTHERS:
        notes.append(text("note.too_many_others", maximum=str(MAXIMUM_OTHERS)))
    return tuple(known[:MAXIMUM_OTHERS])


def _resolve_areas(wished: str, known: set[str], notes: list[str]) -> tuple[str, ...]:
    codes = list(dict.fromkeys(code for code in wished.split(",") if code))
    areas = [code for code in codes if code in known]
    if len(areas) < len(codes):
        notes.append(text("note.unknown_areas", count=str(len(codes) - len(areas))))
    if len(areas) > MAXIMUM_AREAS:
        notes.append(text("note.too_many_areas", maximum=str(MAXIMUM_AREAS)))
    return tuple(areas[-MAXIMUM_AREAS:])


def _resolve_classification(query: Mapping[str, str], unread: list[str]) -> Classification:
    default = Classification()
    method = _resolve_enum(ClassMethod, query, "klassen", default.method, unread)
    wished = query.get("grenzen", "")
    breaks = parse_breaks(wished)
    if wished and not breaks:
        unread.append("grenzen")
    return Classification(
        method=method if breaks or method is not ClassMethod.MANUAL else default.method,
        count=_resolve_count(query.get("anzahl"), default.count, unread),
        all_periods=query.get("grenzen-aus") != _WORDS["grenzen-aus"],
        palette=_resolve_enum(Palette, query, "farben", default.palette, unread),
        breaks=breaks if method is ClassMethod.MANUAL else (),
    )


def _resolve_count(wished: str | None, default: int, unread: list[str]) -> int:
    """A number of classes; as many as there can be at most or must be at least where the wish lies beyond."""
    if not wished:
        return default
    is_number = wished.isascii() and wished.isdigit() and len(wished) < 3
    count = min(max(int(wished), MINIMUM_CLASSES), MAXIMUM_CLASSES) if is_number else default
    if not is_number or count != int(wished):
        unread.append("anzahl")
    return count


def _resolve_enum(kind: type[E], query: Mapping[str, str], key: str, default: E, unread: list[str]) -> E:
    wished = query.get(key)
    if wished in set(kind):
        return kind(wished)
    if wished:
        unread.append(key)
    return default


def parse_breaks(wished: str) -> tuple[float, ...]:
    """Read "5; 7,5; 10" as ascending breaks; empty if it is anything else."""
    try:
        breaks = [float(item.strip().replace(",", ".")) for item in wished.split(";") if item.strip()]
    except ValueError:
        return ()
    usable = all(abs(item) < 1e9 for item in breaks) and len(breaks) <= MAXIMUM_BREAKS  # also false for nan
    return tuple(breaks) if usable and all(a < b for a, b in pairwise(breaks)) else ()
