"""Which two typologies stand side by side: of the same areas, at a period both have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sozialmonitor.calc.typology.series import list_typology_periods
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.typology import Typology
from sozialmonitor.store.store import Store
from sozialmonitor.views.period_choice import resolve_period
from sozialmonitor.views.selection import Resolved
from sozialmonitor.views.typology.selection import fill_choice, find_typology, resolve_class_selection
from sozialmonitor.views.typology.series import collect_typology_series


def resolve_pair_selection(store: Store, query: Mapping[str, str]) -> Resolved:
    """Like ``resolve_class_selection``, with a second typology and a period both have, as far as they exist."""
    resolved = resolve_class_selection(store, query)
    selection, notes = resolved.selection, list(resolved.notes)
    pair = find_pair(store.get_catalogue(selection.monitor), selection)
    if pair is None:
        return resolved
    classes = replace(selection.classes, other=pair[1].id)
    shared = list_shared_periods(store, selection.monitor, *pair)
    if shared and classes.period not in shared:
        asked = classes.period if query.get("stand") else None
        period = resolve_period(shared, asked, notes)
        series = collect_typology_series(store, selection.monitor, pair[0])
        classes = fill_choice(series, replace(classes, period=period))
    return Resolved(replace(selection, classes=classes), tuple(notes))


def find_pair(catalogue: MonitorCatalogue, selection: Selection) -> tuple[Typology, Typology] | None:
    """The chosen typologies; without a second one the next of the same level. None if there is none."""
    first = find_typology(catalogue, selection.classes)
    if first is None:
        return None
    others = list_partners(catalogue, first)
    chosen = [item for item in others if item.id == selection.classes.other]
    second = next(iter([*chosen, *others]), None)
    return None if second is None else (first, second)


def list_partners(catalogue: MonitorCatalogue, typology: Typology) -> tuple[Typology, ...]:
    """Other typologies of the same areas, in the order of the catalogue."""
    known = catalogue.typologies.values()
    return tuple(item for item in known if item.geography == typology.geography and item.id != typology.id)


def list_shared_periods(store: Store, monitor: str, first: Typology, second: Typology) -> tuple[str, ...]:
    """Periods that both typologies have, ascending."""
    mine, theirs = (
        list_typology_periods(collect_typology_series(store, monitor, typology)) for typology in (first, second)
    )
    return tuple(period for period in mine if period in theirs)
