"""Two indicators as a chart of points, with sentences and table."""

from __future__ import annotations

import streamlit as st

from sozialmonitor.charts.colours import SELECTED_AREAS
from sozialmonitor.charts.scatter import build_scatter
from sozialmonitor.charts.vega import pack_data
from sozialmonitor.domain.selection import Selection
from sozialmonitor.texts.format import format_integer
from sozialmonitor.texts.german import text
from sozialmonitor.ui.html import build_table, show_html, tag
from sozialmonitor.views.comparison.scatter import ScatterView
from sozialmonitor.views.series.reading import describe_signs

HEIGHT = 460


def show_scatter(view: ScatterView, selection: Selection, label: str) -> None:
    """Points beside what they say; ``label`` is how the whole territory is called."""
    if view.frame.empty:
        st.info(text("compare.no_points"))
    else:
        chart, words = st.columns([5, 3], gap="medium")
        with chart:
            spec = build_scatter(view, HEIGHT, label)
            st.vega_lite_chart(pack_data(view.frame), spec, width="stretch", theme=None, alt=" ".join(view.sentences))
        with words:
            first, *rest = view.sentences
            show_html(
                tag("p", first, class_="sm-lead"), *(tag("p", item) for item in [*rest, *_list_hints(view, label)])
            )
    _show_table(view, selection)


def _list_hints(view: ScatterView, label: str) -> list[str]:
    hints = []
    if view.x.reference is not None or view.y.reference is not None:
        hints.append(text("compare.crosses", reference=label))
    if view.not_valued:
        hints.append(text("compare.not_valued", count=format_integer(view.not_valued)))
    if view.missing:
        total = format_integer(len(view.table))
        hints.append(text("compare.without", count=format_integer(view.missing), total=total))
    return hints


def _show_table(view: ScatterView, selection: Selection) -> None:
    head = [text("series.area"), view.x.title, view.y.title]
    slots = dict(zip(view.frame["name"], view.frame["slot"], strict=True))
    chosen = [str(index) for index in range(len(selection.areas))]
    marks = {
        index: SELECTED_AREAS[int(slots[row[0]])] for index, row in enumerate(view.table) if slots.get(row[0]) in chosen
    }
    label = text("compare.table")
    table = build_table(head, view.table, caption=label, marks=marks)
    scroll = tag("div", table, class_="sm-scroll sm-tall", tabindex="0", role="region", aria_label=label)
    signs = describe_signs(view.x.statuses) + describe_signs(view.y.statuses)
    note = [tag("p", text("lines.signs", signs="; ".join(dict.fromkeys(signs))), class_="sm-hint")] if signs else []
    show_html(tag("details", tag("summary", label), scroll, *note, class_="sm-more"))
