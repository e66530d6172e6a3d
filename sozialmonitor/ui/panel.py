"""Beside the map: the area in focus, its time series, and all areas as a table."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from sozialmonitor.calc.rounding import MISSING
from sozialmonitor.charts.colours import SELECTED_AREAS
from sozialmonitor.charts.time_series import build_time_series
from sozialmonitor.domain.status import Status
from sozialmonitor.texts.format import NO_BREAK_SPACE, format_display_integer, format_period, format_unit, format_value
from sozialmonitor.texts.german import text
from sozialmonitor.ui.html import build_table, show_html
from sozialmonitor.views.map_view import MapView, build_area_table
from sozialmonitor.views.reading import describe_comparison, describe_counts, describe_value
from sozialmonitor.views.series_view import SeriesView

CHART_HEIGHT = 190
ROWS_AT_ONCE = 200


def show_focus(view: MapView) -> None:
    """The value of the area chosen last, or of the whole territory while none is chosen."""
    if not view.positions:
        show_html(f"{_describe_reference(view)}<p class='sm-hint'>{escape(text('panel.choose'))}</p>")
        return
    position = view.positions[-1]
    block = view.observations.block
    value, status = block.values[view.period, position], Status(block.statuses[view.period, position])
    name = view.areas[position].name
    lines = [f"<h3 class='sm-area'>{escape(name)}</h3>"]
    if status.has_value:
        lines.append(f"<p class='sm-figure'>{escape(format_value(value, status, view.indicator))}</p>")
    else:
        lines.append(f"<p>{escape(describe_value(name, value, status, view.indicator, view.selection.period))}</p>")
    reference = int(view.scale.reference[view.period])
    comparison = describe_comparison(
        int(view.scale.display[view.period, position]), reference, _name_reference(view, reference), view.indicator
    )
    counts = describe_counts(
        block.numerators[view.period, position], block.denominators[view.period, position], view.indicator
    )
    details = [item for item in (comparison if view.indicator.is_rate else None, counts) if item]
    if status is not Status.VALUE and status.has_value:
        details.append(text(f"status.{status.name.lower()}"))
    lines += [f"<p class='sm-detail'>{escape(item)}</p>" for item in details]
    show_html("".join(lines))


def show_series(series: SeriesView) -> None:
    """The lines, and the same figures as a table one click away."""
    if series.frame.empty:
        return
    st.vega_lite_chart(series.frame, build_time_series(CHART_HEIGHT), width="stretch", theme=None)
    head = [text("series.period"), *series.table.columns]
    rows = [
        [str(period), *cells]
        for period, cells in zip(series.table.index, series.table.fillna("").to_numpy().tolist(), strict=True)
    ]
    show_html(
        f"<details class='sm-more'><summary>{escape(text('series.table'))}</summary>{build_table(head, rows)}</details>"
    )


def show_area_table(view: MapView) -> None:
    """The equal alternative to the map, in the order of names."""
    frame = build_area_table(view)
    total = len(frame)
    if total > ROWS_AT_ONCE:
        chosen = frame["position"].isin(view.positions)
        frame = pd.concat([frame[chosen], frame[~chosen].head(ROWS_AT_ONCE // 2)])
    head = [text("panel.column_area"), f"{text('panel.column_value')} ({format_unit(view.indicator.unit)})"]
    has_counts = view.indicator.is_rate and bool(frame["numerator"].notna().any())
    if has_counts:
        head.append(view.indicator.numerator_label or text("panel.column_counts"))
    rows = [
        _build_row(view, *row, has_counts=has_counts)
        for row in zip(*(frame[name] for name in ("position", "name", "numerator")), strict=True)
    ]
    marks = {
        index: SELECTED_AREAS[view.positions.index(position)]
        for index, position in enumerate(frame["position"])
        if position in view.positions
    }
    more = (
        text("panel.more_rows", shown=str(len(frame)), total=format_display_integer(total, 0))
        if total > len(frame)
        else ""
    )
    caption = f"{view.indicator.title}, {format_period(view.selection.period)}"
    table = build_table(head, rows, caption=caption, marks=marks)
    show_html(
        f"<div class='sm-scroll' tabindex='0' role='region' aria-label='{escape(text('panel.table'))}'>{table}</div><p class='sm-hint'>{escape(more)}</p>"
    )


def _build_row(view: MapView, position: int, name: str, numerator: float, *, has_counts: bool) -> list[str]:
    status = Status(view.observations.block.statuses[view.period, position])
    display = int(view.scale.display[view.period, position])
    shown = status.sign if display == MISSING else format_display_integer(display, view.indicator.decimals)
    shown = f"({shown})" if status is Status.LIMITED else shown
    row = [name, shown]
    if has_counts:
        row.append("" if pd.isna(numerator) else format_display_integer(round(numerator), 0))
    return row


def _name_reference(view: MapView, reference: int) -> str:
    value = format_display_integer(reference, view.indicator.decimals)
    return f"{view.monitor.reference_label} ({value}{NO_BREAK_SPACE}{format_unit(view.indicator.unit)})"


def _describe_reference(view: MapView) -> str:
    reference = int(view.scale.reference[view.period])
    if reference == MISSING:
        return ""
    value = f"{format_display_integer(reference, view.indicator.decimals)}{NO_BREAK_SPACE}{format_unit(view.indicator.unit)}"
    return f"<h3 class='sm-area'>{escape(view.monitor.reference_label)}</h3><p class='sm-figure'>{escape(value)}</p>"
