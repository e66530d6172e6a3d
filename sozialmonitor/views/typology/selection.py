"""What the pages about typologies look at: at the typology's level, with nothing left open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sozialmonitor.calc.typology.series import TypologySeries, find_start, list_typology_periods
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.selection import Selection, TypologyChoice
from sozialmonitor.domain.typology import Typology
from sozialmonitor.store.store import Store
from sozialmonitor.views.selection import Resolved, resolve_selection
from sozialmonitor.views.typology.series import collect_typology_series


def fill_choice(series: TypologySeries, choice: TypologyChoice) -> TypologyChoice:
    """The choice with everything said: the newest period, and the one its Dynamik is measured from.

    Without Dynamik the period just before is the earlier one; None where there is none before.
    """
    periods = list_typology_periods(series)
    period = choice.period or periods[-1]
    before = list_earlier(series, period)
    earlier = choice.earlier if choice.earlier in before else find_start(series, period)
    return TypologyChoice(series.typology.id, period, earlier or next(iter(before[::-1]), None), choice.other)


def resolve_class_selection(store: Store, query: Mapping[str, str]) -> Resolved:
    """Like ``resolve_selection``, at the level of the typology and with everything about it said.

    The indicator of the other pages stays if it has that level; else the first one of the typology takes its place.
    """
    resolved = resolve_selection(store, query)
    selection = resolved.selection
    catalogue = store.get_catalogue(selection.monitor)
    typology = find_typology(catalogue, selection.classes)
    if typology is None:
        return resolved
    if selection.geography != typology.geography:
        changes = {"ebene": typology.geography or ""}
        if typology.geography not in store.get_levels(selection.monitor, selection.indicator):
            changes["indikator"] = typology.indicator_ids[0]
        kept = {key: value for key, value in query.items() if key not in ("gebiete", "indikator", "ebene")}
        selection = resolve_selection(store, {"indikator": selection.indicator, **kept, **changes}).selection
    series = collect_typology_series(store, selection.monitor, typology)
    return Resolved(replace(selection, classes=fill_choice(series, selection.classes)), resolved.notes)


def leave_open(series: TypologySeries, selection: Selection) -> Selection:
    """The selection without an earlier period that nobody has chosen: it shall follow when the period changes."""
    choice = selection.classes
    default = fill_choice(series, replace(choice, earlier=None)).earlier
    return replace(selection, classes=replace(choice, earlier=None)) if choice.earlier == default else selection


def list_earlier(series: TypologySeries, period: str) -> tuple[str, ...]:
    """Periods that a period can be compared with: all before it."""
    periods = list_typology_periods(series)
    return periods[: periods.index(period)]


def find_typology(catalogue: MonitorCatalogue, choice: TypologyChoice) -> Typology | None:
    """The chosen typology, or the first; None if the monitor has none."""
    first = next(iter(catalogue.typologies.values()), None)
    return catalogue.typologies.get(choice.typology or "", first) if first else None
