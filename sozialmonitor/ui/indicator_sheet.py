"""The sheet of one indicator: what it counts, how it is read, where values are missing."""

from __future__ import annotations

import streamlit as st

from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.source import Licence, Source
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_integer
from sozialmonitor.texts.german import text
from sozialmonitor.ui.html import Markup, build_table, show_html, tag
from sozialmonitor.ui.links import show_link
from sozialmonitor.views.indicators_view import Coverage, Sheet

_LINKS = ("map", "series", "comparison", "inequality", "data")


def show_sheet(store: Store, selection: Selection, sheet: Sheet) -> None:
    """Title, links, explanations, periods and gaps, sources."""
    indicator = sheet.indicator
    facts = text("indicators.facts", theme=sheet.theme, date=sheet.as_of)
    show_html(
        tag("h2", indicator.title, class_="sm-section"),
        tag("p", indicator.description),
        tag("p", facts, class_="sm-detail"),
    )
    with st.container(horizontal=True, gap="small"):
        for page in _LINKS:
            show_link(page, text(f"page.{page}"), selection)
    parts = [
        (text("panel.definition"), indicator.definition),
        (text("sources.formula"), sheet.formula),
        (text("panel.relevance"), indicator.relevance),
        (text("panel.reading"), indicator.reading),
        (text("panel.limits"), indicator.limits),
        *([(text("sources.tests"), sheet.signed)] if sheet.signed else []),
        *((text("sources.break"), note) for note in sheet.breaks),
    ]
    show_html(*(part for head, body in parts for part in (tag("h3", head, class_="sm-term"), tag("p", body))))
    show_html(tag("h3", text("indicators.coverage"), class_="sm-term"), _build_levels(sheet))
    for level in sheet.coverage:
        _show_gaps(level)
    show_html(
        tag("h3", text("indicators.sources"), class_="sm-term"),
        *(_build_source(source, licence) for source, licence in sheet.sources),
        tag("footer", tag("p", text("panel.release", release=store.release_id)), class_="sm-source"),
    )


def _build_levels(sheet: Sheet) -> Markup:
    head = [text(f"indicators.{key}") for key in ("level", "areas", "periods", "first", "last")]
    rows = [
        [item.title, format_integer(item.areas), format_integer(len(item.counts)), item.first, item.last]
        for item in sheet.coverage
    ]
    return build_table(head, rows, caption=text("indicators.coverage"))


def _show_gaps(level: Coverage) -> None:
    if not level.signs:
        show_html(tag("p", text("indicators.no_gaps", level=level.title), class_="sm-detail"))
        return
    head = [text("indicators.period"), text("indicators.values"), *level.signs]
    table = build_table(head, level.counts, caption=text("indicators.gaps", level=level.title))
    gaps = (
        tag(
            "li",
            tag("strong", f"{item.period}, {item.reason} ({format_integer(len(item.areas))}): "),
            ", ".join(item.areas),
        )
        for item in level.gaps
    )
    details = tag("details", tag("summary", text("indicators.names")), tag("ul", *gaps), class_="sm-more")
    show_html(
        tag("h3", text("indicators.gaps", level=level.title), class_="sm-term"),
        tag(
            "div",
            table,
            class_="sm-wide",
            tabindex="0",
            role="region",
            aria_label=text("indicators.gaps", level=level.title),
        ),
        details,
    )


def _build_source(source: Source, licence: Licence) -> Markup:
    parts = [tag("p", source.citation), tag("p", text("panel.licence", licence=licence.title), class_="sm-detail")]
    if source.url:
        parts.append(tag("p", tag("a", str(source.url), href=str(source.url), rel="noreferrer"), class_="sm-detail"))
    return tag("section", *parts, class_="sm-block")
