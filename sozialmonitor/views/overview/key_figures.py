"""The leading figures of the whole city or region, and how they changed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sozialmonitor.calc.rounding import compute_display_integers
from sozialmonitor.domain.indicator import Indicator, Unit
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.period import shift_years
from sozialmonitor.domain.status import Status
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import NO_BREAK_SPACE, format_period, format_unit, format_value
from sozialmonitor.texts.german import text
from sozialmonitor.views.map_view import describe_period
from sozialmonitor.views.overview.leading import rank_by_theme, take_turns
from sozialmonitor.views.reading import format_change, format_difference_in_unit
from sozialmonitor.views.selection import find_level

MAXIMUM = 8
"""Cards that are taken in at one look."""

YEARS_BACK = 5


@dataclass(frozen=True)
class KeyFigure:
    """One figure of the whole territory.

    Attributes:
        value: number without unit. unit: as it is written behind it.
        period: of the value. as_of: what it stands for.
        level: where its areas are looked at; None where it has values of the whole territory only.
        changes: sentences, the nearest comparison first.
    """

    indicator: Indicator
    theme: str
    value: str
    unit: str
    period: str
    as_of: str
    level: str | None
    changes: tuple[str, ...]


def build_key_figures(store: Store, monitor_id: str) -> tuple[KeyFigure, ...]:
    """Six to eight figures where there are as many: the leading indicators of every theme in turn."""
    catalogue = store.get_catalogue(monitor_id)
    values = {key: _list_values(store, monitor_id, key) for key in catalogue.indicators}
    ranked = rank_by_theme(catalogue, {key: list(found) for key, found in values.items()})
    return tuple(_build_figure(store, catalogue, key, values[key]) for key in take_turns(ranked, MAXIMUM))


def list_without_reference(store: Store, monitor_id: str) -> tuple[str, ...]:
    """Titles of the themes for which the whole territory has no value at all."""
    catalogue = store.get_catalogue(monitor_id)
    known = {item.theme for key, item in catalogue.indicators.items() if _list_values(store, monitor_id, key)}
    return tuple(theme.title for theme in catalogue.monitor.themes if theme.id not in known)


def _list_values(store: Store, monitor_id: str, indicator_id: str) -> dict[str, tuple[float, Status]]:
    """Values of the whole territory by period, ascending, without gaps."""
    reference = store.get_reference(monitor_id, indicator_id)
    if reference is None:
        return {}
    columns = zip(
        reference.periods, reference.block.values[:, 0].tolist(), reference.block.statuses[:, 0].tolist(), strict=True
    )
    return {period: (value, Status(code)) for period, value, code in columns if not np.isnan(value)}


def _build_figure(
    store: Store, catalogue: MonitorCatalogue, key: str, values: dict[str, tuple[float, Status]]
) -> KeyFigure:
    indicator, newest = catalogue.indicators[key], next(reversed(values))
    written = format_value(*values[newest], indicator)
    unit = format_unit(indicator.unit, written.partition(NO_BREAK_SPACE)[0])
    return KeyFigure(
        indicator=indicator,
        theme=next(theme.title for theme in catalogue.monitor.themes if theme.id == indicator.theme),
        value=written.removesuffix(f"{NO_BREAK_SPACE}{unit}"),
        unit=unit if written.endswith(unit) else "",
        period=newest,
        as_of=describe_period(catalogue, key, newest),
        level=find_level(store, catalogue.monitor, key),
        changes=_describe_changes(indicator, {period: value for period, (value, _) in values.items()}),
    )


def _describe_changes(indicator: Indicator, values: dict[str, float]) -> tuple[str, ...]:
    """Against the period before and the one five years before; one sentence where both are the same."""
    *earlier, newest = values
    if not earlier:
        return (text("overview.no_comparison_single"),)
    compared = dict.fromkeys((earlier[-1], shift_years(newest, -YEARS_BACK)))
    return tuple(describe_change(indicator, values[newest], values.get(old), old, newest) for old in compared)


def describe_change(indicator: Indicator, new: float, old: float | None, then: str, now: str) -> str:
    """How a value of the whole territory changed, in percentage points for shares and in per cent for all else.

    Args:
        new, old: unrounded values; None = there is none for ``then``.
        then, now: periods. A break of the series between them forbids the comparison.
    """
    when = format_period(then)
    if old is None:
        return text("overview.no_comparison", period=when)
    if indicator.list_breaks(then, now, with_reference=True):
        return text("overview.no_comparison_break", period=when)
    before, after = compute_display_integers([old, new], indicator.decimals).tolist()
    if before == after:
        return text("overview.unchanged", period=when)
    size = _measure(indicator, new, old, after - before)
    if size is None:
        return text("overview.no_comparison", period=when)
    is_share = indicator.unit is Unit.PERCENT
    if after > before:
        return text("overview.higher" if is_share else "overview.more", size=size, period=when)
    return text("overview.lower" if is_share else "overview.less", size=size, period=when)


def _measure(indicator: Indicator, new: float, old: float, difference: int) -> str | None:
    """Size of a change that the printed numbers show; None where per cent of nothing would be needed."""
    if indicator.unit is Unit.PERCENT or min(new, old) < 0:  # of a negative number no share can be told
        return format_difference_in_unit(abs(difference), indicator)
    return format_change(100 * abs(new - old) / old) if old > 0 else None
