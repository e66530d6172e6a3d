"""Sources and methods of a monitor, generated from its catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from sozialmonitor.domain.formula import Operator
from sozialmonitor.domain.geography import Geography
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.monitor import Monitor, MonitorCatalogue
from sozialmonitor.domain.source import Licence, Source
from sozialmonitor.domain.table import Table
from sozialmonitor.domain.typology import Typology
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_period
from sozialmonitor.texts.german import text
from sozialmonitor.views.reading import list_break_notes
from sozialmonitor.views.typology.method import Method, describe_method


@dataclass(frozen=True)
class SourceEntry:
    """A publication with its terms, the indicators that rest on it, and notes on its series (names, note)."""

    source: Source
    licence: Licence
    indicators: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FigureEntry:
    """An indicator with its formula in words, the periods it covers, and what makes some of them incomparable."""

    indicator: Indicator
    theme: str
    formula: str
    coverage: str
    breaks: tuple[str, ...]


@dataclass(frozen=True)
class SourcesView:
    """Everything the page lists."""

    monitor: Monitor
    sources: tuple[SourceEntry, ...]
    geographies: tuple[tuple[Geography, int], ...]
    figures: tuple[FigureEntry, ...]
    typologies: tuple[tuple[Typology, Method], ...]


def build_sources_view(store: Store, monitor_id: str) -> SourcesView:
    """Assemble the page for one monitor."""
    catalogue = store.get_catalogue(monitor_id)
    themes = {theme.id: theme.title for theme in catalogue.monitor.themes}
    ordered = sorted(catalogue.indicators.values(), key=lambda item: (list(themes).index(item.theme), item.title))
    return SourcesView(
        monitor=catalogue.monitor,
        sources=tuple(_describe_source(catalogue, source) for source in catalogue.sources.values()),
        geographies=tuple((item, len(catalogue.areas[item.id])) for item in catalogue.geographies.values()),
        figures=tuple(
            FigureEntry(
                item,
                themes[item.theme],
                describe_formula(catalogue, item),
                _describe_coverage(store, monitor_id, item),
                list_break_notes(item, catalogue.monitor.reference_label),
            )
            for item in ordered
        ),
        typologies=tuple(
            (item, describe_method(catalogue, item, store.release_id)) for item in catalogue.typologies.values()
        ),
    )


def describe_formula(catalogue: MonitorCatalogue, indicator: Indicator) -> str:
    """The formula in words, with the titles of the series it reads."""
    formula = indicator.formula
    parts = {
        "numerator": _name_terms(catalogue, indicator, "numerator"),
        "denominator": _name_terms(catalogue, indicator, "denominator"),
        "years": str(formula.years or ""),
    }
    return (
        text(f"formula.{formula.operator}", **parts)
        if formula.operator is not Operator.PUBLISHED
        else text("formula.published")
    )


def _name_terms(catalogue: MonitorCatalogue, indicator: Indicator, part: str) -> str:
    words: list[str] = []
    for term in getattr(indicator.formula, part):
        title = catalogue.tables[term.table].series[term.series].title
        sign = text("formula.minus") if term.sign < 0 else text("formula.plus") if words else ""
        words.append(f"{sign} {title}".strip())
    return " ".join(words)


def _describe_source(catalogue: MonitorCatalogue, source: Source) -> SourceEntry:
    tables: list[Table] = [table for table in catalogue.tables.values() if table.source == source.id]
    used = tuple(item.title for item in catalogue.indicators.values() if source in catalogue.get_sources(item))
    notes = tuple(
        (", ".join(item.title for item in table.series.values()), table.note) for table in tables if table.note
    )
    return SourceEntry(source, catalogue.licences[source.licence], used, notes)


def _describe_coverage(store: Store, monitor: str, indicator: Indicator) -> str:
    parts = []
    for level in store.get_levels(monitor, indicator.id):
        periods = store.get_observations(monitor, indicator.id, level).periods
        span = (
            format_period(periods[0])
            if len(periods) == 1
            else f"{format_period(periods[0])}–{format_period(periods[-1])}"
        )
        parts.append(f"{store.get_geography(monitor, level).title}: {span}")
    return "; ".join(parts)
