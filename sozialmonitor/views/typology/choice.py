"""Which typology and which of its periods a URL asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sozialmonitor.calc.typology.series import list_typology_periods
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.period import Period, is_period
from sozialmonitor.domain.selection import TypologyChoice
from sozialmonitor.domain.typology import Typology
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_period
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
    wished, earlier, other = query.get("stand"), query.get("vorher"), query.get("typologie2")
    period = resolve_period(periods, wished, notes) if wished else None
    return TypologyChoice(
        typology.id,
        period,
        _resolve_earlier(periods, period or periods[-1], earlier, notes) if earlier else None,
        _resolve_other(catalogue, typology, other, notes) if other else None,
    )


def _resolve_typology(catalogue: MonitorCatalogue, wished: str | None, notes: list[str]) -> Typology:
    if wished in catalogue.typologies:
        return catalogue.typologies[str(wished)]
    shown = next(iter(catalogue.typologies.values()))
    if wished:
        notes.append(text("note.unknown_typology", shown=shown.title))
    return shown


def _resolve_earlier(periods: Sequence[str], shown: str, wished: str, notes: list[str]) -> str | None:
    """A period before the one shown, so that the note names the one that is compared with."""
    before = periods[: periods.index(shown)]
    if not before:
        notes.append(text("note.no_earlier_period"))
        return None
    if is_period(wished) and Period(wished) >= Period(shown):
        notes.append(text("note.not_earlier", shown=format_period(before[-1])))
        return before[-1]
    return resolve_period(before, wished, notes)


def _resolve_other(catalogue: MonitorCatalogue, typology: Typology, wished: str, notes: list[str]) -> str | None:
    """A second typology of the same areas."""
    other = catalogue.typologies.get(wished)
    if other is not None and other.geography == typology.geography and other.id != typology.id:
        return wished
    notes.append(text("note.unknown_other_typology"))
    return None
