"""Several indicators of one area, each as an index: its value in a common base period is 100."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sozialmonitor.calc.rounding import Floats
from sozialmonitor.domain.formula import Operator
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.period import Period, find_nearest_period
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.status import Status
from sozialmonitor.store.observations import Observations
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_number, format_period, format_value
from sozialmonitor.texts.german import text
from sozialmonitor.views.series.view import COLUMNS, SeriesView, build_line, list_breaks

BASE_VALUE = 100.0
_DECIMALS = 1


@dataclass(frozen=True)
class IndexView:
    """Indexed lines of one area, or of the whole territory while none is chosen.

    Attributes:
        name: whose lines these are. bases: periods that can be the base, ascending.
        base: the period with 100; None where the indicators have no period in common.
        indicators: those drawn. periods: all periods drawn. statuses: of all values in the table.
        notes: what was left out or replaced. sentences: main statements.
    """

    name: str
    bases: tuple[str, ...]
    base: str | None
    indicators: tuple[Indicator, ...]
    periods: tuple[str, ...]
    series: SeriesView
    statuses: np.ndarray
    notes: tuple[str, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class _Line:
    indicator: Indicator
    periods: tuple[str, ...]
    values: Floats
    statuses: np.ndarray
    stretches: tuple[int, ...]

    @property
    def bases(self) -> set[str]:
        """Periods whose value can be 100: zero and less cannot."""
        return {period for period, value in zip(self.periods, self.values, strict=True) if value > 0}


def build_index_view(store: Store, selection: Selection) -> IndexView:
    """Index the first indicator and those beside it."""
    notes: list[str] = []
    lines = _keep_common(_collect(store, selection, notes), notes)
    common = sorted(set.intersection(*(line.bases for line in lines)), key=Period) if lines else []
    base = _choose_base(common, selection.base, notes)
    areas = store.get_areas(selection.monitor, selection.geography)
    name = store.get_catalogue(selection.monitor).monitor.title
    if selection.focus:
        name = areas[store.get_area_position(selection.monitor, selection.geography, selection.focus)].label
    # The whole territory, where it is shown, is the only line: its breaks need not name it.
    whole = None if selection.focus else name
    series = _build_series(lines, base, whole) if base else SeriesView(pd.DataFrame(columns=COLUMNS), pd.DataFrame())
    return IndexView(
        name=name,
        bases=tuple(common),
        base=base,
        indicators=tuple(line.indicator for line in lines),
        periods=tuple(sorted({period for line in lines for period in line.periods}, key=Period)),
        series=series,
        statuses=np.concatenate([line.statuses for line in lines]) if lines else np.array([], dtype=np.int8),
        notes=tuple(notes),
        sentences=tuple(_describe(line, base) for line in lines) if base else (),
    )


def _collect(store: Store, selection: Selection, notes: list[str]) -> list[_Line]:
    lines = []
    for key in (selection.indicator, *selection.others):
        indicator = store.get_indicator(selection.monitor, key)
        found = _find(store, selection, key)
        if store.get_catalogue(selection.monitor).may_be_negative(indicator):
            is_change = indicator.formula.operator is Operator.CHANGE
            key = "lines.no_index" if is_change else "lines.no_index_signed"
            notes.append(text(key, indicator=indicator.short_title))
        elif found is None:
            notes.append(text("lines.not_here", indicator=indicator.short_title))
        else:
            observations, column = found
            block = observations.block
            values, statuses = block.values[:, column], block.statuses[:, column]
            is_whole = selection.focus is None
            stretches = tuple(indicator.number_stretches(observations.periods, with_reference=is_whole))
            lines.append(_Line(indicator, observations.periods, values, statuses, stretches))
    return lines


def _find(store: Store, selection: Selection, indicator: str) -> tuple[Observations, int] | None:
    """Values and column of the area in focus, or of the whole territory."""
    if selection.focus is None:
        reference = store.get_reference(selection.monitor, indicator)
        return (reference, 0) if reference else None
    if selection.geography not in store.get_levels(selection.monitor, indicator):
        return None
    column = store.get_area_position(selection.monitor, selection.geography, selection.focus)
    return store.get_observations(selection.monitor, indicator, selection.geography), column


def _keep_common(lines: Sequence[_Line], notes: list[str]) -> list[_Line]:
    """Those that share at least one base with all before them; what cannot be indexed together is said."""
    kept: list[_Line] = []
    common: set[str] = set()
    for line in lines:
        shared = line.bases & common if kept else line.bases
        if shared:
            kept.append(line)
            common = shared
        else:
            notes.append(text("lines.no_common", indicator=line.indicator.short_title))
    return kept


def _choose_base(common: Sequence[str], wished: str | None, notes: list[str]) -> str | None:
    if not common:
        return None
    if wished is None or wished in common:
        return wished or common[0]
    nearest = find_nearest_period(common, wished)
    notes.append(text("lines.other_base", wished=format_period(wished), shown=format_period(nearest)))
    return nearest


def _build_series(lines: Sequence[_Line], base: str, whole: str | None) -> SeriesView:
    """Indexed lines; ``whole`` is the name of the whole territory where they are its lines."""
    rows: list[dict[str, object]] = []
    table: dict[str, Mapping[str, str]] = {}
    for slot, line in enumerate(lines):
        indexed = _index(line, base)
        written = [_write(line, row, float(indexed[row])) for row in range(len(line.periods))]
        rows += build_line(str(slot), line.indicator.short_title, line.periods, indexed, written, line.stretches)
        shown = zip(line.periods, written, strict=True)
        table[line.indicator.short_title] = {format_period(period): item for period, item in shown}
    order = sorted({period for line in lines for period in line.periods}, key=Period)
    frame = pd.DataFrame(rows, columns=COLUMNS)
    breaks = list_breaks([line.indicator for line in lines], order, whole)
    return SeriesView(frame, pd.DataFrame(table).reindex([format_period(period) for period in order]), breaks)


def _index(line: _Line, base: str) -> Floats:
    indexed: Floats = BASE_VALUE * line.values / line.values[line.periods.index(base)]
    return indexed


def _write(line: _Line, row: int, indexed: float) -> str:
    """Index with the value it stands for; of a gap the sign."""
    value = format_value(float(line.values[row]), Status(line.statuses[row]), line.indicator)
    if np.isnan(indexed):
        return value
    return text("lines.indexed", index=format_number(indexed, _DECIMALS), value=value)


def _describe(line: _Line, base: str) -> str:
    last = int(np.flatnonzero(~np.isnan(line.values))[-1])
    if line.periods[last] == base:
        return text("lines.index_base", indicator=line.indicator.short_title, base=format_period(base))
    has_break = line.stretches[last] != line.stretches[line.periods.index(base)]
    return text(
        "lines.index_over_break" if has_break else "lines.index_last",
        indicator=line.indicator.short_title,
        period=format_period(line.periods[last]),
        index=format_number(float(_index(line, base)[last]), _DECIMALS),
        value=format_value(float(line.values[last]), Status.VALUE, line.indicator),
    )
