"""Which typology and which of its periods a URL asks for."""

from __future__ import annotations

from collections.abc import Mapping

from sozialmonitor.calc.typology.series import list_typology_periods
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.selection import TypologyChoice
from sozialmonitor.domain.typology import Typology
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.views.period_choice import resolve_period
from sozialmonitor.views.typology.series import collect_typology_series

_PARAMETERS = ("typologie", "stand", "vorher", "typologie2")


def resolve_typology_choice(
    store: Store, catalogue: MonitorCatalogue, query: Mapping[str, str], notes: list[str]
) -> TypologyChoice:
    """Read the parts of a URL that concern typologies; what it does not say stays open."""
    if not catalogue.typologies or not any(query.get(key) for key in _PARAMETERS):
        return TypologyChoice()
    typology = _resolve_typology(catalogue, query.get("typologie"), notes)
    series = collect_typology_series(store, catalogue.monitor.id, typology)
    periods = list_typology_periods(series)
    period, earlier, other = query.get("stand"), query.get("vorher"), query.get("typologie2")
    return TypologyChoice(
        typology.id,
        resolve_period(periods, period, notes) if period else None,
        resolve_period(periods, earlier, notes) if earlier else None,
        _resolve_other(catalogue, typology, other, notes) if other else None,
    )


def _resolve_typology(catalogue: MonitorCatalogue, wished: str | None, notes: list[str]) -> Typology:
    if wished in catalogue.typologies:
        return catalogue.typologies[str(wished)]
    shown = next(iter(catalogue.typologies.values()))
    if wished:
        notes.append(text("note.unknown_typology", shown=shown.title))
    return shown


def _resolve_other(catalogue: MonitorCatalogue, typology: Typology, wished: str, notes: list[str]) -> str | None:
    """A second typology of the same areas."""
    other = catalogue.typologies.get(wished)
    if other is not None and other.geography == typology.geography and other.id != typology.id:
        return wished
    notes.append(text("note.unknown_other_typology"))
    return None
