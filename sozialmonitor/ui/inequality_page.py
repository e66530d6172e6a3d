"""The page „Ungleichheit“: how unevenly a group is spread over the areas, in numbers with stated limits."""

from __future__ import annotations

import streamlit as st

from sozialmonitor.charts.colours import SELECTED_AREAS
from sozialmonitor.domain.selection import Selection
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_period
from sozialmonitor.texts.german import text
from sozialmonitor.ui.cache import get_measures, get_scale
from sozialmonitor.ui.choices import choose_areas, choose_indicator, choose_level, choose_period
from sozialmonitor.ui.context import resolve_current
from sozialmonitor.ui.head import show_head
from sozialmonitor.ui.html import Markup, build_table, show_html, tag
from sozialmonitor.ui.links import show_link
from sozialmonitor.ui.notes import show_missing, show_notes, show_reading_help, show_replacements, show_source
from sozialmonitor.ui.panel import show_series
from sozialmonitor.ui.plain import plain
from sozialmonitor.views.inequality.view import Figure, InequalityView, build_inequality_view
from sozialmonitor.views.map_view import MapView, build_map_view


@st.fragment
def show_inequality_page(store: Store) -> None:
    """Choices, measures, their course, quotients by area, limits and notes."""
    resolved = resolve_current(store)
    selection = resolved.selection
    scale = get_scale(store, selection.monitor, selection.indicator, selection.geography, selection.classification)
    described = build_map_view(store, selection, scale)
    measures = get_measures(store, selection.monitor, selection.indicator, selection.geography)
    view = build_inequality_view(store, described, measures)
    show_head("inequality", text("inequality.title", indicator=described.title), described.subtitle, described.as_of)
    _show_choices(store, selection)
    show_replacements(resolved.notes)
    if view.reason:
        _show_absence(view, selection)
    else:
        _show_measures(view, described)
        _show_limits(view)
    show_reading_help(described.indicator)
    show_missing(described)
    show_notes(described)
    show_source(store, described)


def _show_choices(store: Store, selection: Selection) -> None:
    indicator, level, period, areas = st.columns([5, 2, 2, 4], vertical_alignment="bottom")
    with indicator:
        choose_indicator(store, selection)
    with level:
        choose_level(store, selection)
    with period:
        choose_period(store, selection)
    with areas:
        choose_areas(store, selection)


def _show_absence(view: InequalityView, selection: Selection) -> None:
    st.info(plain(view.reason))
    if view.suggestions:
        show_html(tag("h2", text("inequality.instead"), class_="sm-section"))
    for item in view.suggestions:
        changes = {"indicator": item.indicator, "geography": item.geography, "areas": ()}
        show_link("inequality", item.label, selection, **changes)


def _show_measures(view: InequalityView, described: MapView) -> None:
    left, right = st.columns([2, 3], gap="medium")
    with left:
        show_html(*(_build_figure(figure) for figure in view.figures))
    with right:
        for key, series, sentence in (
            ("inequality.unevenness", view.unevenness, view.change),
            ("inequality.contact", view.isolation, ""),
        ):
            if series is not None:
                head = tag("h2", text(key), class_="sm-section")
                show_html(head, *([tag("p", sentence, class_="sm-detail")] if sentence else []))
                show_series(series, "inequality.measure", "inequality.chart")
    show_html(tag("h2", text("inequality.quotients"), class_="sm-section"))
    show_html(tag("p", text("inequality.quotient_scale"), class_="sm-detail"))
    show_html(*(tag("p", sentence) for sentence in view.chosen))
    show_html(_build_quotients(view, described))
    show_link("map", text("inequality.to_map"), described.selection)


def _build_figure(figure: Figure) -> Markup:
    return tag(
        "section",
        tag("h2", figure.name, class_="sm-area"),
        tag("p", figure.value, class_="sm-figure"),
        tag("p", figure.scale, class_="sm-detail"),
        *(tag("p", sentence) for sentence in figure.sentences),
        class_="sm-measure",
    )


def _build_quotients(view: InequalityView, described: MapView) -> Markup:
    """All areas in the order of names, with both counts, so that everybody can check the quotient."""
    indicator = described.indicator
    labels = (indicator.numerator_label or text("panel.column_counts"), indicator.denominator_label or "")
    head = [text("panel.column_area"), text("panel.column_value"), *labels, text("inequality.quotient")]
    colours = dict(zip(described.positions, SELECTED_AREAS, strict=False))
    marks = {row: colours[item.position] for row, item in enumerate(view.quotients) if item.position in colours}
    caption = text("inequality.caption", indicator=indicator.title, period=format_period(described.selection.period))
    table = build_table(head, [item.cells for item in view.quotients], caption=caption, marks=marks)
    return tag("div", table, class_="sm-scroll sm-tall", tabindex="0", role="region", aria_label=caption)


def _show_limits(view: InequalityView) -> None:
    show_html(
        tag("h2", text("inequality.limits"), class_="sm-section"),
        tag("ul", *(tag("li", item) for item in view.limits), class_="sm-notes"),
    )
