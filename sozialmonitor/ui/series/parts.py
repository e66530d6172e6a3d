"""The three pictures of the page of time series, each with its sentences and its table."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import streamlit as st

from sozialmonitor.charts.sparkline import build_sparkline
from sozialmonitor.charts.time_series import SeriesStyle
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.selection import Selection, SeriesMode
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.ui.cache import get_evidence
from sozialmonitor.ui.html import Markup, build_table, picture, show_html, tag
from sozialmonitor.ui.links import build_address
from sozialmonitor.ui.panel import show_series
from sozialmonitor.ui.plain import plain
from sozialmonitor.views.evidence import describe_signed
from sozialmonitor.views.map_view import MapView
from sozialmonitor.views.series.index import BASE_VALUE, IndexView
from sozialmonitor.views.series.multiples import Panel, build_multiples_view
from sozialmonitor.views.series.reading import describe_lines, describe_signs
from sozialmonitor.views.series.view import build_series_view, find_drawn_reference

HEIGHT = 400


def show_area_lines(store: Store, selection: Selection) -> None:
    """Selected areas and the whole territory as lines."""
    indicator = store.get_indicator(selection.monitor, selection.indicator)
    observations = store.get_observations(selection.monitor, selection.indicator, selection.geography)
    evidence = get_evidence(store, selection.monitor, selection.indicator, selection.geography)
    has_limits = bool((~np.isnan(evidence.interval.lower)).any())
    has_band = selection.has_band and has_limits and bool(selection.areas)
    series = build_series_view(store, selection, evidence.interval if has_band else None)
    if not selection.areas:
        label = store.get_catalogue(selection.monitor).monitor.reference_label
        hint = text("lines.choose_areas", reference=label) if not series.frame.empty else ""
        st.info(plain(hint) or text("lines.choose_areas_alone"))
    sentences = describe_lines(store, selection, evidence)
    style = SeriesStyle(
        has_zero=not selection.has_free_axis,
        has_band=has_band,
        level=0.0 if (series.frame["value"] < 0).any() else None,
    )
    show_series(series, height=HEIGHT, style=style, alt=" ".join(sentences))
    columns = store.get_area_positions(selection.monitor, selection.geography, selection.areas)
    statuses, reference = [observations.block.statuses[:, columns].ravel()], find_drawn_reference(store, selection)
    statuses += [reference.block.statuses.ravel()] if reference is not None else []
    _show_signs(np.concatenate(statuses), indicator)
    signed = describe_signed(store.get_catalogue(selection.monitor), [indicator])
    hints = {
        "lines.band_note": has_band,
        "lines.no_band": selection.has_band and not has_limits and not signed,
        "lines.axis_cut": selection.has_free_axis,
        "lines.count_reference": not indicator.is_rate and bool(selection.areas),
    }
    shown = [text(key) for key, holds in hints.items() if holds]
    _show_sentences(sentences, [*shown, signed] if signed else shown)


def show_index_lines(selection: Selection, index: IndexView) -> None:
    """Indicators of one area, all 100 in the base period."""
    show_html(tag("p", text("lines.focus" if selection.focus else "lines.whole", name=index.name), class_="sm-hint"))
    if index.base is None:
        st.info(text("lines.index_none"))
        return
    if not selection.others:
        st.info(text("lines.choose_others"))
    style = SeriesStyle(has_zero=False, level=BASE_VALUE)
    spoken = " ".join(index.sentences)
    show_series(index.series, "choice.indicator", "lines.index_chart", height=HEIGHT, style=style, alt=spoken)
    _show_signs(index.statuses)
    _show_sentences(index.sentences, [text("lines.untested"), text("lines.axis_cut")])


def show_multiples(store: Store, selection: Selection, head: MapView) -> None:
    """All areas as small pictures in the order of names; ``head`` knows the indicator's title."""
    view = build_multiples_view(store, selection)
    dashed = [text("lines.dashed", reference=head.monitor.reference_label)] if view.reference else []
    hints = [view.axis, *dashed, *([view.note] if view.note else [])]
    show_html(tag("p", " ".join(hints), class_="sm-hint"))
    panels = []
    for panel in view.panels:
        chart = picture(build_sparkline(panel, view.reference, view.years), panel.description)
        address = build_address("series", selection, areas=(panel.code,), series_mode=SeriesMode.AREAS)
        panels.append(_build_panel(panel, chart, address))
    show_html(tag("ul", *panels, class_="sm-multiples"))
    table = build_table(view.head, view.rows, caption=head.title)
    label = text("series.table")
    scroll = tag("div", table, class_="sm-scroll sm-tall", tabindex="0", role="region", aria_label=label)
    show_html(tag("details", tag("summary", label), scroll, class_="sm-more"))
    _show_signs(view.statuses, head.indicator)


def _build_panel(panel: Panel, chart: Markup, address: str) -> Markup:
    label = text("lines.open_area", name=panel.name)
    name = tag("a", panel.name, href=address, target="_self", aria_label=label)
    chosen = {"class_": "sm-chosen"} if panel.order is not None else {}
    return tag("li", name, chart, tag("span", panel.last), **chosen)


def _show_signs(statuses: npt.NDArray[np.int8], indicator: Indicator | None = None) -> None:
    signs = describe_signs(statuses, indicator)
    if signs:
        show_html(tag("p", text("lines.signs", signs="; ".join(signs)), class_="sm-hint"))


def _show_sentences(sentences: tuple[str, ...], hints: list[str]) -> None:
    statements = tag("ul", *(tag("li", sentence) for sentence in sentences), class_="sm-notes")
    show_html(*([statements] if sentences else []), *(tag("p", hint, class_="sm-hint") for hint in hints))
