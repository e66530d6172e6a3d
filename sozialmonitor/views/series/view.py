"""Time series of a few areas with the whole territory beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from sozialmonitor.calc.intervals import Interval
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.period import Period, compute_positions, compute_usual_step
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.status import Status
from sozialmonitor.store.observations import Observations
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_period, format_value
from sozialmonitor.texts.german import text
from sozialmonitor.views.reading import date_break

REFERENCE_SLOT = "reference"
COLUMNS = ["slot", "name", "period", "position", "value", "segment", "text"]


@dataclass(frozen=True)
class SeriesBreak:
    """From here on a series is not comparable with what came before.

    Attributes:
        position: decimal year between the two periods. label: a short word beside the line.
        is_early: whether it lies in the first half of the time shown, where there is room to its right only.
    """

    position: float
    label: str
    is_early: bool


@dataclass(frozen=True)
class SeriesView:
    """Lines of one indicator.

    Attributes:
        frame: one row per line and period with a value; columns:
            ``slot`` order of the area ("0", "1", …) or "reference"; ``name``; ``period`` in words;
            ``position`` decimal year at which the period ends; ``value``; ``segment`` number of the
            unbroken stretch the point belongs to; ``text`` value with unit;
            with intervals also ``lower`` and ``upper`` (95 % limits, None where there are none).
        table: the same figures, periods as rows and lines as columns, formatted.
        breaks: where a line is not comparable with what came before; the line has a gap there.
    """

    frame: pd.DataFrame
    table: pd.DataFrame
    breaks: tuple[SeriesBreak, ...] = ()


def build_series_view(store: Store, selection: Selection, interval: Interval | None = None) -> SeriesView:
    """Lines of the selected areas, in the order they were chosen, and of the whole territory.

    Args:
        interval: 95 % limits of all areas, ``(periods, areas)``, where they are to be drawn.
    """
    indicator = store.get_indicator(selection.monitor, selection.indicator)
    observations = store.get_observations(selection.monitor, selection.indicator, selection.geography)
    areas = store.get_areas(selection.monitor, selection.geography)
    monitor = store.get_catalogue(selection.monitor).monitor
    lines: list[tuple[str, str, Observations, int]] = []
    for order, code in enumerate(selection.areas):
        column = store.get_area_position(selection.monitor, selection.geography, code)
        lines.append((str(order), areas[column].label, observations, column))
    reference = find_drawn_reference(store, selection)
    if reference is not None:
        lines.append((REFERENCE_SLOT, monitor.reference_label, reference, 0))
    rows: list[dict[str, object]] = []
    table: dict[str, dict[str, str]] = {}
    for slot, name, source, position in lines:
        values, statuses = source.block.values[:, position], source.block.statuses[:, position]
        written = [format_value(value, Status(item), indicator) for value, item in zip(values, statuses, strict=True)]
        table[slot] = {format_period(period): shown for period, shown in zip(source.periods, written, strict=True)}
        stretches = indicator.number_stretches(source.periods, with_reference=slot == REFERENCE_SLOT)
        rows += build_line(slot, name, source.periods, values, written, stretches)
    frame = pd.DataFrame(rows, columns=COLUMNS)
    if interval is not None:
        frame = _add_limits(frame, store, selection, interval)
    periods = _order_periods(lines)
    written_table = pd.DataFrame(table).reindex([format_period(period) for period in periods])
    written_table.columns = pd.Index([name for _, name, _, _ in lines])
    label = monitor.reference_label if reference is not None else None
    return SeriesView(frame, written_table, list_breaks([indicator], periods, label))


def find_drawn_reference(store: Store, selection: Selection) -> Observations | None:
    """The whole territory, where it is a line among the others."""
    is_rate = store.get_indicator(selection.monitor, selection.indicator).is_rate
    # The total of a count would press all areas onto the zero line.
    return store.get_reference(selection.monitor, selection.indicator) if is_rate or not selection.areas else None


def find_span(store: Store, selection: Selection) -> tuple[str, str]:
    """First and last period of all lines drawn; without any, of the areas' values."""
    observations = store.get_observations(selection.monitor, selection.indicator, selection.geography)
    reference = find_drawn_reference(store, selection)
    drawn = [*([observations] if selection.areas else []), *([reference] if reference else [])] or [observations]
    periods = sorted({period for source in drawn for period in source.periods}, key=Period)
    return periods[0], periods[-1]


def _add_limits(frame: pd.DataFrame, store: Store, selection: Selection, interval: Interval) -> pd.DataFrame:
    """Limits beside the points of areas; the whole territory has none."""
    periods = store.get_observations(selection.monitor, selection.indicator, selection.geography).periods
    rows = {format_period(period): row for row, period in enumerate(periods)}
    columns = {
        str(order): store.get_area_position(selection.monitor, selection.geography, code)
        for order, code in enumerate(selection.areas)
    }
    limited = frame.copy()
    for name, limits in (("lower", interval.lower), ("upper", interval.upper)):
        found = [
            float(limits[rows[period], columns[slot]]) if slot in columns else np.nan
            for slot, period in zip(frame["slot"], frame["period"], strict=True)
        ]
        limited[name] = pd.Series(found, dtype=float)
    return limited


def list_breaks(
    indicators: Iterable[Indicator], periods: Sequence[str], reference: str | None
) -> tuple[SeriesBreak, ...]:
    """Breaks of the lines shown within their periods, each period once, in the order of time.

    Args:
        reference: how the whole territory is called where its line is among those shown, else None. A break that
            concerns only this line names it.
    """
    if not periods:
        return ()
    positions = compute_positions(periods)
    step, middle = compute_usual_step(positions), (positions[0] + positions[-1]) / 2
    words: dict[str, str] = {}
    for indicator in indicators:
        for item in indicator.list_breaks(periods[0], periods[-1], with_reference=reference is not None):
            word = text("series.break", period=date_break(item, str(reference)))
            words[item.period] = words.get(item.period, word) if item.is_of_reference else word
    places = {code: compute_positions([code])[0] - step / 2 for code in sorted(words, key=Period)}
    return tuple(SeriesBreak(place, words[code], place < middle) for code, place in places.items())


def compute_segments(
    periods: tuple[str, ...], has_value: np.ndarray, stretches: Sequence[int] | None = None
) -> list[int]:
    """Number the unbroken stretches of a series.

    A line is broken where a value is missing, where more time passes between two periods than usually does in this
    series, and where what is counted changes (``stretches``, from ``Indicator.number_stretches``).
    """
    positions = compute_positions(periods)
    distances = [round(later - earlier, 3) for earlier, later in pairwise(positions)]
    usual = compute_usual_step(positions)
    segments, current = [], 0
    for index in range(len(periods)):
        is_other = stretches is not None and index and stretches[index] != stretches[index - 1]
        if index and (is_other or distances[index - 1] > usual or not has_value[index - 1] or not has_value[index]):
            current += 1
        segments.append(current)
    return segments


def build_line(
    slot: str, name: str, periods: tuple[str, ...], values: np.ndarray, written: list[str], stretches: Sequence[int]
) -> list[dict[str, object]]:
    """Rows of one line, as ``SeriesView.frame`` has them; a period without a value has none."""
    has_value = ~np.isnan(values)
    segments = compute_segments(periods, has_value, stretches)
    valued = np.flatnonzero(has_value)
    positions = compute_positions(periods)
    return [
        {
            "slot": slot,
            "name": name,
            "period": format_period(periods[index]),
            "position": positions[index],
            "value": float(values[index]),
            "segment": segments[index],
            "text": written[index],
        }
        for index in valued
    ]


def _order_periods(lines: list[tuple[str, str, Observations, int]]) -> list[str]:
    every = {period for _, _, source, _ in lines for period in source.periods}
    return sorted(every, key=Period)
