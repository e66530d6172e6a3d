"""The monitors on the start page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sozialmonitor.domain.monitor import Monitor
from sozialmonitor.domain.period import Period
from sozialmonitor.domain.selection import format_query
from sozialmonitor.domain.table import get_reference_day
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_reference_date
from sozialmonitor.views.selection import resolve_selection


@dataclass(frozen=True)
class MonitorCard:
    """One monitor: what it is, how much it holds, and the query of its first map."""

    monitor: Monitor
    indicators: int
    newest: str
    query: dict[str, str]


@dataclass(frozen=True)
class StartView:
    """All monitors of the release."""

    cards: tuple[MonitorCard, ...]
    release: str


def build_start_view(store: Store) -> StartView:
    """Cards in the order the monitors are shown."""
    return StartView(tuple(_build_card(store, monitor) for monitor in store.get_monitors()), store.release_id)


def _build_card(store: Store, monitor: Monitor) -> MonitorCard:
    selection = resolve_selection(store, {"monitor": monitor.id}).selection
    indicators = store.get_catalogue(monitor.id).indicators
    return MonitorCard(monitor, len(indicators), describe_newest(store, monitor.id), format_query(selection))


def describe_newest(store: Store, monitor: str) -> str:
    """Reference date of the newest values of a monitor."""
    catalogue = store.get_catalogue(monitor)
    shown = ""
    newest: tuple[Period, date] | None = None  # of two days in the same period the later one
    for indicator in catalogue.indicators.values():
        table = catalogue.tables[indicator.formula.terms[0].table]
        for level in store.get_levels(monitor, indicator.id):
            last = Period(store.get_observations(monitor, indicator.id, level).periods[-1])
            day = get_reference_day(last.code, table.reference) or date.min
            if newest is None or (last, day) > newest:
                newest, shown = (last, day), format_reference_date(last.code, table.reference)
    return shown
