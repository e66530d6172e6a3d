"""Beside the map: the area in focus, its time series, and all areas as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from sozialmonitor.charts.colours import SELECTED_AREAS
from sozialmonitor.charts.time_series import SeriesStyle, build_time_series, get_key
from sozialmonitor.charts.vega import pack_data
from sozialmonitor.domain.status import Status
from sozialmonitor.texts.format import format_bare_value, format_integer, format_period, format_unit
from sozialmonitor.texts.german import text
from sozialmonitor.ui.html import Markup, build_table, show_html, tag
from sozialmonitor.views.focus import build_focus, build_reference_focus
from sozialmonitor.views.map_view import MapView, build_area_table
from sozialmonitor.views.series.view import SeriesView

CHART_HEIGHT = 190
ALL_ROWS_UP_TO, FIRST_ROWS = 200, 50
"""Of more areas than that the table beside the map shows the chosen and the first ones."""


def build_focus_parts(view: MapView) -> list[Markup]:
    """The value of the area chosen last, or of the whole territory while none is chosen."""
    focus = build_focus(view, view.positions[-1]) if view.positions else build_reference_focus(view)
    parts = []
    if focus is not None:
        parts += [tag("h2", focus.name, class_="sm-area"), tag("p", focus.value, class_="sm-figure")]
        parts += [tag("p", item, class_="sm-detail") for item in focus.details]
    if not view.positions:
        parts.append(tag("p", text("panel.choose"), class_="sm-hint"))
    return parts


def show_series(
    series: SeriesView,
    label: str = "series.area",
    description: str = "series.description",
    *,
    height: int = CHART_HEIGHT,
    style: SeriesStyle | None = None,
    alt: str | None = None,
    before: Sequence[Markup] = (),
    after: Sequence[Markup] = (),
) -> None:
    """The lines, and the same figures as a table one click away.

    Args:
        label, description: keys of texts: what a line stands for, and the chart in words.
        height: pixels. style: how the lines are drawn. alt: main statement, spoken instead of the chart.
        before, after: what stands above and below; it travels together with the key and the table.
    """
    if series.frame.empty:
        show_html(*before, *after)
        return
    show_html(*before, _build_key(series))
    spec = build_time_series(height, label, replace(style or SeriesStyle(), breaks=series.breaks))
    st.vega_lite_chart(pack_data(series.frame), spec, width="stretch", theme=None, alt=alt or text(description))
    show_html(_build_series_table(series), *after)


def show_area_table(view: MapView) -> None:
    """The equal alternative to the map, as a piece of its own."""
    show_html(*build_area_table_parts(view))


def build_area_table_parts(view: MapView) -> list[Markup]:
    """The equal alternative to the map, in the order of names; of many areas the chosen ones come first."""
    total = len(view.areas)
    frame = build_area_table(view, FIRST_ROWS if total > ALL_ROWS_UP_TO else None)
    has_counts = view.indicator.is_rate and bool(frame["numerator"].notna().any())
    head = [text("panel.column_area"), f"{text('panel.column_value')} ({format_unit(view.indicator.unit)})"]
    if has_counts:
        head.append(view.indicator.numerator_label or text("panel.column_counts"))
    columns = (frame["position"], frame["name"], frame["numerator"])
    rows = [_build_row(view, *cells, has_counts=has_counts) for cells in zip(*columns, strict=True)]
    colours = dict(zip(view.positions, SELECTED_AREAS, strict=False))
    marks = {row: colours[position] for row, position in enumerate(frame["position"]) if position in colours}
    caption = f"{view.indicator.title}, {format_period(view.selection.period)}"
    table = build_table(head, rows, caption=caption, marks=marks)
    parts = [tag("div", table, class_="sm-scroll", tabindex="0", role="region", aria_label=text("panel.table"))]
    if total > len(frame):
        more = text("panel.more_rows", shown=format_integer(len(frame)), total=format_integer(total))
        parts.append(tag("p", more, class_="sm-hint"))
    return parts


def _build_series_table(series: SeriesView) -> Markup:
    head = [text("series.period"), *series.table.columns]
    cells = series.table.fillna("").to_numpy().tolist()
    rows = [[str(period), *row] for period, row in zip(series.table.index, cells, strict=True)]
    table = build_table(head, rows, caption=text("series.table"))
    return tag("details", tag("summary", text("series.table")), table, class_="sm-more")


def _build_key(series: SeriesView) -> Markup:
    """Which line is whose, by mark and colour."""
    entries = []
    for slot, name in dict(zip(series.frame["slot"], series.frame["name"], strict=True)).items():
        mark, colour = get_key(str(slot))
        entries.append(tag("li", tag("span", mark, style=f"color:{colour}", aria_hidden="true"), f" {name}"))
    return tag("ul", *entries, class_="sm-key")


def _build_row(view: MapView, position: int, name: str, numerator: float, *, has_counts: bool) -> list[str]:
    block, period = view.observations.block, view.period
    status = Status(block.statuses[period, position])
    row = [name, format_bare_value(float(block.values[period, position]), status, view.indicator)]
    if has_counts:
        row.append("" if pd.isna(numerator) else view.bases.format_numerator(numerator))
    return row
