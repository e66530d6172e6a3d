"""Drawing the page of sources and methods."""

from __future__ import annotations

import streamlit as st

from sozialmonitor.domain.status import Status
from sozialmonitor.texts.format import format_integer
from sozialmonitor.texts.german import text
from sozialmonitor.ui.head import build_explanation
from sozialmonitor.ui.html import Markup, build_table, show_html, tag
from sozialmonitor.ui.plain import plain
from sozialmonitor.views.sources_view import SourceEntry, SourcesView


def show_head(view: SourcesView) -> None:
    """Title, and what the figures of this monitor cannot say."""
    title = tag("h1", text("sources.title", monitor=view.monitor.title))
    head = tag("header", title, tag("p", view.monitor.limits, class_="sm-lead"), class_="sm-head")
    show_html(head, build_explanation("sources"))


def show_sources(view: SourcesView) -> None:
    """Every publication with its licence."""
    show_html(tag("h2", text("sources.sources")), *(_build_source(entry) for entry in view.sources))


def show_boundaries(view: SourcesView) -> None:
    """Levels, numbers of areas, territorial status."""
    head = [text(f"sources.{key}") for key in ("level", "count", "status", "lines")]
    rows = [
        [item.title, format_integer(count), item.territorial_status.label, text(f"sources.{item.boundaries.kind}")]
        for item, count in view.geographies
    ]
    notes = dict.fromkeys(item.boundaries.note for item, _ in view.geographies if item.boundaries.note)
    described = [tag("p", note, class_="sm-detail") for note in notes]
    show_html(
        tag("h2", text("sources.geographies")),
        build_table(head, rows, caption=text("sources.geographies"), words=True),
        *described,
    )


def show_figures(view: SourcesView) -> None:
    """Every indicator with its formula in words."""
    show_html(tag("h2", text("sources.figures")))
    for entry in view.figures:
        with st.expander(plain(f"{entry.theme} · {entry.indicator.title}")):
            indicator = entry.indicator
            parts = [
                (text("panel.definition"), indicator.definition),
                (text("sources.formula"), entry.formula),
                (text("panel.relevance"), indicator.relevance),
                (text("panel.reading"), indicator.reading),
                (text("panel.limits"), indicator.limits),
                (text("sources.coverage"), entry.coverage),
            ]
            parts += [(text("sources.break"), note) for note in entry.breaks]
            show_html(
                *(element for head, body in parts for element in (tag("h3", head, class_="sm-h"), tag("p", body)))
            )


def show_typologies(view: SourcesView) -> None:
    """Every typology with its indicators, cut-offs and limits; nothing for a monitor without one."""
    if not view.typologies:
        return
    show_html(tag("h2", text("typology.method_title")))
    for typology, method in view.typologies:
        with st.expander(plain(typology.title)):
            parts = ((tag("h3", head, class_="sm-h"), tag("p", body)) for head, body in method)
            show_html(tag("p", typology.description), *(element for pair in parts for element in pair))


def show_methods(view: SourcesView) -> None:
    """What is common to all figures: totals, classes, rounding, tests, signs."""
    minimum = format_integer(view.monitor.small_areas.minimum)
    paragraphs = (
        text("method.totals"),
        text("method.classes"),
        text("method.small", minimum=minimum),
        text("method.rounding"),
        text("method.intervals"),
        text("method.comparison"),
        text("method.trend"),
        text("method.guide"),
        text("method.similarity"),
        text("method.inequality"),
    )
    signs = [[status.sign, text(f"status.{status.name.lower()}")] for status in Status if status.sign]
    show_html(
        tag("h2", text("method.title")),
        *(tag("p", paragraph) for paragraph in paragraphs),
        tag("h3", text("method.signs")),
        build_table([text("method.sign"), text("method.meaning")], signs, caption=text("method.signs"), words=True),
    )


def _build_source(entry: SourceEntry) -> Markup:
    source = entry.source
    parts = [
        tag("h3", source.title),
        tag("p", source.citation),
        tag("p", text("panel.licence", licence=entry.licence.title), class_="sm-detail"),
    ]
    if source.url:
        link = tag("a", str(source.url), href=str(source.url), rel="noreferrer")
        parts.append(tag("p", link, class_="sm-detail"))
    if source.processing:
        parts.append(tag("p", f"{text('sources.processing')} {source.processing}"))
    if entry.notes:
        listed = (tag("li", tag("strong", f"{names}: "), note) for names, note in entry.notes)
        parts.append(tag("details", tag("summary", text("sources.tables")), tag("ul", *listed), class_="sm-more"))
    if entry.indicators:
        parts.append(tag("p", text("sources.used", indicators=", ".join(entry.indicators)), class_="sm-detail"))
    return tag("section", *parts, class_="sm-block")
