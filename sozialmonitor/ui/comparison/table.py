"""Areas side by side: one table per theme, with bars, intervals and what is secured."""

from __future__ import annotations

import streamlit as st

from sozialmonitor.calc.benchmark import Comparison
from sozialmonitor.charts.time_series import get_key
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.selection import Selection
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_period
from sozialmonitor.texts.german import text
from sozialmonitor.ui.cache import get_evidence
from sozialmonitor.ui.html import Markup, build_table, show_html, tag
from sozialmonitor.ui.links import build_address, show_link
from sozialmonitor.ui.plain import plain
from sozialmonitor.ui.ruler import build_ruler, place
from sozialmonitor.views.comparison.view import (
    FEWEST_AREAS,
    PAIR,
    Bar,
    Cell,
    ComparisonView,
    Row,
    build_comparison_view,
)
from sozialmonitor.views.series.reading import describe_signs

_FIXED = 2
"""Columns with a width of their own: indicator and whole territory."""

_VERDICTS = {
    Comparison.ABOVE: ("▲", "compare.above"),
    Comparison.BELOW: ("▼", "compare.below"),
    Comparison.NOT_DISTINGUISHABLE: ("≈", "compare.not_distinguishable"),
    Comparison.UNKNOWN: ("", "compare.unknown"),
}
_PAIR_VERDICTS = {
    Comparison.ABOVE: ("≠", "compare.different"),
    Comparison.BELOW: ("≠", "compare.different"),
    Comparison.NOT_DISTINGUISHABLE: ("≈", "compare.not_different"),
    Comparison.UNKNOWN: ("", "compare.unknown"),
}


def show_comparison(store: Store, selection: Selection) -> list[Indicator]:
    """The table of the selected areas; returns the indicators in it, for sources."""
    if len(selection.areas) < FEWEST_AREAS:
        _show_too_few(store, selection)
        return [store.get_indicator(selection.monitor, selection.indicator)]
    view = build_comparison_view(
        store,
        selection,
        lambda indicator: get_evidence(store, selection.monitor, indicator, selection.geography),
    )
    label = store.get_catalogue(selection.monitor).monitor.reference_label
    show_html(tag("ul", *(tag("li", sentence) for sentence in view.sentences), class_="sm-notes"))
    for theme, rows in view.themes:
        show_html(tag("h2", theme, class_="sm-theme-title"), _build_theme(selection, view, theme, rows, label))
    _show_rules(view, label)
    show_link("indicators", text("compare.to_catalogue"), selection)
    return view.indicators


def _show_too_few(store: Store, selection: Selection) -> None:
    if selection.focus is None:
        st.info(text("compare.choose_two"))
        return
    areas = store.get_areas(selection.monitor, selection.geography)
    position = store.get_area_position(selection.monitor, selection.geography, selection.focus)
    st.info(text("compare.choose_one_more", name=plain(areas[position].label)))


def _build_theme(selection: Selection, view: ComparisonView, theme: str, rows: tuple[Row, ...], label: str) -> Markup:
    head: list[str] = [text("compare.column_indicator"), label]
    head += [_build_name(order, name) for order, name in enumerate(view.names)]
    if len(view.names) == PAIR:
        head.append(text("compare.column_difference"))
    columns = f"--columns:{len(head) - _FIXED}"
    caption = text("compare.caption", theme=theme, names=", ".join(view.names))
    table = build_table(head, [_build_row(selection, row) for row in rows], caption=caption)
    return tag("div", table, class_="sm-compare", style=columns, tabindex="0", role="region", aria_label=caption)


def _build_name(order: int, name: str) -> Markup:
    mark, colour = get_key(str(order))
    return tag("span", tag("span", mark, style=f"color:{colour}", aria_hidden="true"), f" {name}")


def _build_row(selection: Selection, row: Row) -> list[str]:
    changes = {"indicator": row.indicator.id, "period": row.period, "other_period": None, "others": (), "base": None}
    address = build_address("series", selection, **changes)
    name = tag("a", row.indicator.short_title, href=address, target="_self", title=row.indicator.title)
    period = tag("span", format_period(row.period), class_="sm-fine")
    cells: list[str] = [tag("span", name, " ", period), row.reference]
    cells += [_build_cell(cell, order) for order, cell in enumerate(row.cells)]
    if len(row.cells) == PAIR:
        cells.append(_build_pair(row))
    return cells


def _build_cell(cell: Cell, order: int) -> Markup:
    limits = [tag("span", cell.interval, class_="sm-fine")] if cell.interval else []
    parts = [tag("span", *limits, tag("span", cell.value, class_="sm-strong"), class_="sm-line")]
    if cell.bar is not None:
        parts.append(_build_bar(cell.bar, get_key(str(order))[1]))
    if cell.comparison is not None:
        parts.append(_build_verdict(*_VERDICTS[cell.comparison]))
    return tag("div", *parts, class_="sm-cell")


def _build_bar(bar: Bar, colour: str) -> Markup:
    """The value as a bar, its interval as a fine line, the whole territory as a stroke; spoken by the numbers."""
    parts = [place("sm-ruler-value", bar.start, bar.end, f";background:{colour}")]
    if bar.limits is not None:
        parts.append(place("sm-ruler-limits", *bar.limits))
    if bar.mark is not None:
        parts.append(place("sm-ruler-mark", bar.mark, bar.mark))
    return build_ruler(*parts)


def _build_pair(row: Row) -> Markup:
    if row.pair is None:
        return tag("div", class_="sm-cell")
    difference = tag("span", row.difference, class_="sm-strong")
    return tag("div", difference, _build_verdict(*_PAIR_VERDICTS[row.pair]), class_="sm-cell")


def _build_verdict(sign: str, key: str) -> Markup:
    return tag("span", f"{sign} {text(key)}".strip(), class_="sm-fine")


def _show_rules(view: ComparisonView, label: str) -> None:
    """Exactly what "secured" means here, what the marks mean, and what is not in the table."""
    rules = [text("compare.rule_reference", reference=label)]
    if len(view.names) == PAIR:
        rules.append(text("compare.rule_pair"))
    rules += [text("compare.rule_many"), text("compare.rule_untested"), text("compare.rule_bars", reference=label)]
    if any(row.reference == text("compare.no_reference") for _, rows in view.themes for row in rows):
        rules.append(text("compare.rule_no_reference", reference=label))
    if view.signed:
        rules.append(view.signed)
    signs = describe_signs(view.statuses)
    if signs:
        rules.append(text("lines.signs", signs="; ".join(signs)))
    if view.left_out:
        rules.append(text("compare.left_out", titles=", ".join(view.left_out)))
    show_html(tag("ul", *(tag("li", rule) for rule in rules), class_="sm-notes"))
