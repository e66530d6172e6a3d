"""Choices of the page of comparisons."""

from __future__ import annotations

from sozialmonitor.domain.selection import CompareMode, Selection
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_period
from sozialmonitor.texts.german import text
from sozialmonitor.ui.series.choices import list_others
from sozialmonitor.ui.widgets import pick_one, select_one
from sozialmonitor.views.selection import list_periods

_NONE = ""


def choose_mode(selection: Selection) -> None:
    """What stands side by side."""
    modes = {mode.value: text(f"compare.mode_{mode.value}") for mode in CompareMode}
    shown = selection.compare_mode.value
    pick_one(text("compare.mode"), "compare_mode", "vergleich", modes, shown, default=CompareMode.TABLE.value)


def choose_table_period(store: Store, selection: Selection) -> None:
    """The period of all rows that have it; otherwise each has its newest."""
    periods = list_periods(store, store.get_catalogue(selection.monitor), selection.geography)
    titles = {_NONE: text("compare.newest")} | {period: format_period(period) for period in reversed(periods)}
    shown = selection.other_period or _NONE
    select_one(text("compare.period"), "other_period", "periode2", titles, shown, default=_NONE)


def choose_second(store: Store, selection: Selection, other: str) -> None:
    """The indicator of the other axis."""
    select_one(text("compare.second"), "second", "indikatoren", list_others(store, selection), other)


def choose_right_map(store: Store, selection: Selection) -> None:
    """The same indicator at another time, or another indicator."""
    titles = {_NONE: text("compare.same_indicator")} | list_others(store, selection)
    shown = selection.others[0] if selection.others else _NONE
    select_one(text("compare.right"), "right", "indikatoren", titles, shown, default=_NONE)
