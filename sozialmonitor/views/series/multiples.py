"""Small pictures of the series of all areas, one beside the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sozialmonitor.calc.rounding import Floats
from sozialmonitor.domain.period import compute_positions
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.status import Status
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_integer, format_period, format_value
from sozialmonitor.texts.german import text
from sozialmonitor.views.names import list_labels
from sozialmonitor.views.series.reading import describe_change
from sozialmonitor.views.series.view import compute_segments

ALL_UP_TO = 160
"""Up to this many areas all of them are drawn."""

SHOWN_BEYOND = 60
"""How many are drawn where there are more, beside the selected ones."""

Segment = tuple[tuple[float, float], ...]
"""An unbroken stretch: positions in years, values in the unit of the indicator."""


@dataclass(frozen=True)
class Panel:
    """One area.

    Attributes:
        order: place among the selected areas; None while it is not selected.
        segments: its line. last: newest value with its period. description: the line in one sentence.
        span: lowest and highest value of its axis.
    """

    code: str
    name: str
    order: int | None
    segments: tuple[Segment, ...]
    last: str
    description: str
    span: tuple[float, float]


@dataclass(frozen=True)
class MultiplesView:
    """All panels, in the order of names; nothing is ranked.

    Attributes:
        reference: line of the whole territory; empty for counts, which it would press flat.
        years: first and last position. axis: what the axes have in common, in words.
        head, rows: the same figures as a table, areas as rows. note: what is not drawn; empty if all are.
    """

    panels: tuple[Panel, ...]
    reference: tuple[Segment, ...]
    years: tuple[float, float]
    axis: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    statuses: np.ndarray
    note: str


def build_multiples_view(store: Store, selection: Selection) -> MultiplesView:
    """Lines of all areas with that of the whole territory behind each."""
    indicator = store.get_indicator(selection.monitor, selection.indicator)
    found = store.get_observations(selection.monitor, selection.indicator, selection.geography)
    labels = list_labels(store.get_areas(selection.monitor, selection.geography))
    shown = _choose(tuple(labels), selection)
    columns = store.get_area_positions(selection.monitor, selection.geography, shown)
    reference = store.get_reference_values(selection.monitor, selection.indicator, found.periods)
    if not indicator.is_rate:
        reference = np.full(len(found.periods), np.nan)
    values = found.block.values[:, columns]
    common = _compute_span(np.column_stack([values, reference]), has_zero=True)
    stretches = indicator.number_stretches(found.periods, with_reference=False)
    panels, rows = [], []
    for code, column in zip(shown, columns, strict=True):
        own = found.block.values[:, column]
        statuses = [Status(item) for item in found.block.statuses[:, column]]
        written = [format_value(float(value), status, indicator) for value, status in zip(own, statuses, strict=True)]
        valued = np.flatnonzero(~np.isnan(own))
        last = f"{written[valued[-1]]} ({format_period(found.periods[valued[-1]])})" if valued.size else ""
        free = _compute_span(np.concatenate([own, reference]), has_zero=False)
        panels.append(
            Panel(
                code=code,
                name=labels[code],
                order=selection.areas.index(code) if code in selection.areas else None,
                segments=_cut(found.periods, own, stretches),
                last=last or text("panel.no_value"),
                description=describe_change(labels[code], found.periods, own, indicator),
                span=free if selection.has_free_axis else common,
            )
        )
        rows.append((labels[code], *written))
    positions = compute_positions(found.periods)
    low, high = (format_value(item, Status.VALUE, indicator) for item in common)
    return MultiplesView(
        panels=tuple(panels),
        reference=_cut(found.periods, reference, indicator.number_stretches(found.periods, with_reference=True)),
        years=(positions[0], positions[-1]),
        axis=text("lines.free_axis") if selection.has_free_axis else text("lines.common_axis", low=low, high=high),
        head=(text("series.area"), *(format_period(period) for period in found.periods)),
        rows=tuple(rows),
        statuses=found.block.statuses[:, columns],
        note=_describe_rest(len(shown), len(labels)),
    )


def _choose(codes: tuple[str, ...], selection: Selection) -> list[str]:
    if len(codes) <= ALL_UP_TO:
        return list(codes)
    first = set(codes[:SHOWN_BEYOND])
    return [code for code in codes if code in first or code in selection.areas]


def _describe_rest(shown: int, total: int) -> str:
    if shown == total:
        return ""
    return text("lines.not_all", shown=format_integer(shown), total=format_integer(total))


def _compute_span(values: Floats, *, has_zero: bool) -> tuple[float, float]:
    present = values[~np.isnan(values)]
    low, high = (float(present.min()), float(present.max())) if present.size else (0.0, 1.0)
    return (min(low, 0.0), max(high, 0.0)) if has_zero else (low, high)


def _cut(periods: tuple[str, ...], values: Floats, stretches: Sequence[int]) -> tuple[Segment, ...]:
    """Stretches without gaps and breaks; a gap belongs to none."""
    numbers = compute_segments(periods, ~np.isnan(values), stretches)
    positions = compute_positions(periods)
    pieces: dict[int, list[tuple[float, float]]] = {}
    for number, position, value in zip(numbers, positions, values, strict=True):
        if not np.isnan(value):
            pieces.setdefault(number, []).append((position, float(value)))
    return tuple(tuple(piece) for piece in pieces.values())
