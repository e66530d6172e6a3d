"""The catalogue of indicators: finding them, and one sheet for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.period import Period
from sozialmonitor.domain.source import Licence, Source
from sozialmonitor.domain.status import Status
from sozialmonitor.store.observations import Observations
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_integer, format_period, format_reference_date
from sozialmonitor.texts.german import text
from sozialmonitor.views.evidence import describe_signed
from sozialmonitor.views.reading import describe_status, list_break_notes
from sozialmonitor.views.sources_view import describe_formula

_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True)
class Filter:
    """What is looked for; an empty part asks for nothing."""

    words: str = ""
    theme: str = ""
    source: str = ""
    level: str = ""
    year: str = ""


@dataclass(frozen=True)
class Entry:
    """A row of the list. newest: year of the newest values, at any level."""

    indicator: Indicator
    theme: str
    levels: tuple[str, ...]
    sources: tuple[str, ...]
    newest: str


@dataclass(frozen=True)
class Gap:
    """Areas without a plain value in one period, by reason."""

    period: str
    reason: str
    areas: tuple[str, ...]


@dataclass(frozen=True)
class Coverage:
    """One level of an indicator: its periods, and where which values are missing.

    Attributes:
        signs: reasons that occur, as words. counts: one row per period: period, values, then one number per sign.
    """

    title: str
    areas: int
    first: str
    last: str
    signs: tuple[str, ...]
    counts: tuple[tuple[str, ...], ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class Sheet:
    """Everything known about one indicator.

    Attributes:
        formula: in words. as_of: what the newest period stands for. breaks: what makes periods incomparable.
        signed: that it is not tested because it may be negative, or None.
    """

    indicator: Indicator
    theme: str
    formula: str
    as_of: str
    breaks: tuple[str, ...]
    signed: str | None
    sources: tuple[tuple[Source, Licence], ...]
    coverage: tuple[Coverage, ...]


def list_entries(store: Store, monitor: str) -> tuple[Entry, ...]:
    """All indicators of a monitor the audience may see, by theme and title."""
    catalogue = store.get_catalogue(monitor)
    themes = {theme.id: theme.title for theme in catalogue.monitor.themes}
    ordered = sorted(catalogue.indicators.values(), key=lambda item: (list(themes).index(item.theme), fold(item.title)))
    return tuple(_build_entry(store, catalogue, item, themes[item.theme]) for item in ordered)


def find_entries(entries: Sequence[Entry], wanted: Filter) -> tuple[Entry, ...]:
    """The entries that meet every part of a filter."""
    return tuple(entry for entry in entries if _meets(entry, wanted))


def fold(words: str) -> str:
    """Letters as they are compared: „Ausländer“, „Auslaender“ and „auslander“ are the same word."""
    folded = words.casefold().translate(_FOLDED)
    for pair in ("ae", "oe", "ue"):
        folded = folded.replace(pair, pair[0])
    return folded


def build_sheet(store: Store, monitor: str, indicator_id: str) -> Sheet:
    """Assemble the sheet of one indicator."""
    catalogue = store.get_catalogue(monitor)
    indicator = store.get_indicator(monitor, indicator_id)
    theme = next(theme.title for theme in catalogue.monitor.themes if theme.id == indicator.theme)
    levels = store.get_levels(monitor, indicator_id)
    found = {level: store.get_observations(monitor, indicator_id, level) for level in levels}
    newest = max((item.periods[-1] for item in found.values()), key=Period)
    reference = catalogue.tables[indicator.formula.terms[0].table].reference
    return Sheet(
        indicator=indicator,
        theme=theme,
        formula=describe_formula(catalogue, indicator),
        as_of=format_reference_date(newest, reference),
        breaks=list_break_notes(indicator, catalogue.monitor.reference_label),
        signed=describe_signed(catalogue, [indicator]),
        sources=tuple((item, catalogue.licences[item.licence]) for item in catalogue.get_sources(indicator)),
        coverage=tuple(_describe_level(store, monitor, indicator, level, item) for level, item in found.items()),
    )


def _build_entry(store: Store, catalogue: MonitorCatalogue, indicator: Indicator, theme: str) -> Entry:
    monitor = catalogue.monitor.id
    levels = store.get_levels(monitor, indicator.id)
    last = max(Period(store.get_observations(monitor, indicator.id, level).periods[-1]) for level in levels)
    sources = tuple(source.id for source in catalogue.get_sources(indicator))
    return Entry(indicator, theme, levels, sources, str(last.year))


def _meets(entry: Entry, wanted: Filter) -> bool:
    indicator = entry.indicator
    searched = fold(f"{indicator.title} {indicator.short_title} {indicator.description} {indicator.definition}")
    return (
        all(word in searched for word in fold(wanted.words).split())
        and wanted.theme in ("", indicator.theme)
        and wanted.year in ("", entry.newest)
        and (not wanted.source or wanted.source in entry.sources)
        and (not wanted.level or wanted.level in entry.levels)
    )


def _describe_level(store: Store, monitor: str, indicator: Indicator, level: str, found: Observations) -> Coverage:
    areas = store.get_areas(monitor, level)
    statuses = found.block.statuses
    occurring = [status for status in Status if status is not Status.VALUE and (statuses == status).any()]
    counts, gaps = [], []
    for row, period in zip(statuses, found.periods, strict=True):
        numbers = [int((row == status).sum()) for status in (Status.VALUE, *occurring)]
        counts.append((format_period(period), *(format_integer(number) for number in numbers)))
        for status in occurring:
            names = tuple(areas[index].label for index in np.flatnonzero(row == status))
            if names:
                gaps.append(Gap(format_period(period), describe_status(status, indicator), names))
    return Coverage(
        title=store.get_geography(monitor, level).title,
        areas=len(areas),
        first=format_period(found.periods[0]),
        last=format_period(found.periods[-1]),
        signs=tuple(_name_sign(status, indicator) for status in occurring),
        counts=tuple(counts),
        gaps=tuple(gaps),
    )


def _name_sign(status: Status, indicator: Indicator) -> str:
    return text("indicators.sign", sign=status.sign, reason=describe_status(status, indicator))
