"""The method card: what was set, which values it was computed from, and how anybody can compute it again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sozialmonitor import __version__
from sozialmonitor.calc.area_table import AreaTable, compute_area_table
from sozialmonitor.calc.typology.result import Columns, TypologyResult
from sozialmonitor.calc.typology.series import TypologySeries, find_start, get_changes, get_levels, get_population
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.typology import Standardisation, Typology
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_period
from sozialmonitor.texts.german import text
from sozialmonitor.views.export.notes import describe_licence
from sozialmonitor.views.lab.view import LabView
from sozialmonitor.views.map_view import describe_period
from sozialmonitor.views.typology.method import describe_indicator, describe_rules
from sozialmonitor.views.typology.series import collect_typology_series

COMMAND = "python -m sozialmonitor typology --settings methode.yaml --input werte.csv --output ergebnis.csv"


@dataclass(frozen=True)
class Section:
    """A heading with its lines."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class LabCard:
    """Everything the files are made of.

    Attributes:
        name: file name without ending. title: of the card.
        typology: as the command line takes it: its indicators are columns of the table, s1, s2, …, d1, d2, …
        columns: what each of these columns holds, in words.
        result: what the command line makes of it. sections: the card itself, but for its check sum.
    """

    name: str
    title: str
    typology: Typology
    columns: dict[str, str]
    table: AreaTable
    result: TypologyResult
    sections: tuple[Section, ...]


def name_lab_card(selection: Selection, view: LabView) -> str:
    """File name without ending, made of identifiers."""
    return f"{selection.monitor}_labor_{view.typology.id}_{view.period.lower()}_{view.settings}"


def build_lab_card(store: Store, selection: Selection, declared: Typology, view: LabView) -> LabCard:
    """Describe the setting that is shown."""
    series = collect_typology_series(store, selection.monitor, view.typology)
    start = find_start(series, view.period)
    levels = get_levels(series, view.period)
    changes = get_changes(series, start, view.period) if start is not None else None
    table = _make_table(store, selection, series, view.period, levels, changes)
    typology = _make_typology(declared, view.typology, levels, changes)
    return LabCard(
        name=name_lab_card(selection, view),
        title=text("lab.card_title", title=declared.title),
        typology=typology,
        columns=_describe_columns(series, table),
        table=table,
        result=compute_area_table(typology, table),
        sections=_describe(store, selection, declared, view, table),
    )


def _make_table(
    store: Store, selection: Selection, series: TypologySeries, period: str, levels: Columns, changes: Columns | None
) -> AreaTable:
    areas = store.get_areas(selection.monitor, selection.geography)
    numbers = range(1, len(series.indicators) + 1)
    return AreaTable(
        ids=tuple(area.code for area in areas),
        area_names=tuple(area.name for area in areas),
        population=get_population(series, period),
        status_columns=tuple(f"s{number}" for number in numbers),
        dynamic_columns=tuple(f"d{number}" for number in numbers) if changes else (),
        status=levels.values,
        dynamic=changes.values if changes else np.empty((len(areas), 0)),
    )


def _make_typology(declared: Typology, typology: Typology, levels: Columns, changes: Columns | None) -> Typology:
    """The same rules for the columns of a table from outside; the city's values stand where they are needed."""
    parts = [("s", levels), *([("d", changes)] if changes else [])]
    indicators = tuple(
        item.model_copy(update={"indicator": f"{letter}{number}", "city_value": _get_city_value(columns, number - 1)})
        for letter, columns in parts
        for number, item in enumerate(typology.indicators, start=1)
    )
    return typology.model_copy(
        update={
            "id": "labor",
            "title": text("lab.card_title", title=declared.title),
            "preset": None,
            "geography": None,
            "indicators": indicators,
            "note": text("lab.card_note"),
        }
    )


def _get_city_value(columns: Columns, column: int) -> float | None:
    if columns.scheme.standardisation is not Standardisation.DISTANCE or columns.scheme.references is None:
        return None
    return float(columns.scheme.references[column])


def _describe_columns(series: TypologySeries, table: AreaTable) -> dict[str, str]:
    titles = [item.indicator.title for item in series.indicators]
    levels = dict(zip(table.status_columns, titles, strict=True))
    changes = zip(table.dynamic_columns, titles, strict=False)
    return levels | {column: text("lab.card_change", title=title) for column, title in changes}


def _describe(
    store: Store, selection: Selection, declared: Typology, view: LabView, table: AreaTable
) -> tuple[Section, ...]:
    catalogue = store.get_catalogue(selection.monitor)
    typology = view.typology
    facts = [
        text("lab.card_monitor", monitor=catalogue.monitor.title),
        text("lab.card_level", level=store.get_geography(selection.monitor, selection.geography).title),
        text("lab.card_period", period=format_period(view.period)),
        *([view.window] if view.window else []),
        text("lab.card_base", title=declared.title),
        *(view.differences or (text("lab.unchanged"),)),
    ]
    indicators = []
    for column, item in zip(table.status_columns, typology.indicators, strict=True):
        indicator = catalogue.indicators[item.indicator]
        sources = catalogue.get_sources(indicator)
        cited = "; ".join(f"{source.citation} ({describe_licence(catalogue, source)})" for source in sources)
        as_of = describe_period(catalogue, indicator.id, view.period)
        described = describe_indicator(item, indicator.title)
        indicators.append(text("lab.card_column", column=column, described=described, as_of=as_of, sources=cited))
    return (
        Section(text("lab.card_what"), tuple(facts)),
        Section(text("lab.card_indicators"), tuple(indicators)),
        Section(text("lab.card_method"), tuple(f"{head}: {body}" for head, body in describe_rules(typology))),
        Section(
            text("lab.card_origin"),
            (
                text("lab.card_release", release=store.release_id),
                text("lab.card_version", version=__version__),
                *((view.borderline,) if view.borderline else ()),
            ),
        ),
        Section(text("lab.card_limits"), (text("lab.card_warning"), declared.limits, text("lab.card_people"))),
    )
