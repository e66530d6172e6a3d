"""Drawing the page of sources and methods."""

from __future__ import annotations

from html import escape

import streamlit as st

from sozialmonitor.texts.format import format_integer
from sozialmonitor.texts.german import text
from sozialmonitor.ui.html import build_table, show_html
from sozialmonitor.views.sources_view import SourceEntry, SourcesView


def show_head(view: SourcesView) -> None:
    """Title, and what the figures of this monitor cannot say."""
    show_html(
        f"<header class='sm-head'><h1>{escape(text('sources.title', monitor=view.monitor.title))}</h1>"
        f"<p class='sm-lead'>{escape(view.monitor.limits)}</p></header>"
    )


def show_sources(view: SourcesView) -> None:
    """Every publication with its licence."""
    show_html(f"<h2>{escape(text('sources.sources'))}</h2>" + "".join(_build_source(entry) for entry in view.sources))


def show_boundaries(view: SourcesView) -> None:
    """Levels, numbers of areas, territorial status."""
    head = [text(f"sources.{key}") for key in ("level", "count", "status", "lines")]
    rows = [
        [item.title, format_integer(count), item.territorial_status.label, text(f"sources.{item.boundaries.kind}")]
        for item, count in view.geographies
    ]
    notes = dict.fromkeys(item.boundaries.note for item, _ in view.geographies if item.boundaries.note)
    show_html(
        f"<h2>{escape(text('sources.geographies'))}</h2>{build_table(head, rows)}"
        + "".join(f"<p class='sm-detail'>{escape(note)}</p>" for note in notes)
    )


def show_figures(view: SourcesView) -> None:
    """Every indicator with its formula in words."""
    show_html(f"<h2>{escape(text('sources.figures'))}</h2>")
    for entry in view.figures:
        with st.expander(f"{entry.theme} · {entry.indicator.title}"):
            indicator = entry.indicator
            parts = [
                (text("panel.definition"), indicator.definition),
                (text("sources.formula"), entry.formula),
                (text("panel.relevance"), indicator.relevance),
                (text("panel.reading"), indicator.reading),
                (text("panel.limits"), indicator.limits),
                (text("sources.coverage"), entry.coverage),
            ]
            parts += [(text("sources.break"), f"{item.period}: {item.note}") for item in indicator.breaks]
            show_html("".join(f"<h4>{escape(head)}</h4><p>{escape(body)}</p>" for head, body in parts))


def show_methods() -> None:
    """What is common to all figures: totals, classes, signs, rounding."""
    paragraphs = [text(f"method.{key}") for key in ("totals", "classes", "small", "rounding")]
    signs = [[sign, text(f"status.{name}")] for sign, name in _SIGNS]
    show_html(
        f"<h2>{escape(text('method.title'))}</h2>"
        + "".join(f"<p>{escape(item)}</p>" for item in paragraphs)
        + f"<h3>{escape(text('method.signs'))}</h3>"
        + build_table([text("method.sign"), text("method.meaning")], signs)
    )


_SIGNS = [
    ("-", "nothing"),
    (".", "unknown"),
    ("...", "later"),
    ("x", "blocked"),
    ("/", "unreliable"),
    ("( )", "limited"),
    ("•", "suppressed"),
    ("°", "small_area"),
    ("–", "no_data"),
]


def _build_source(entry: SourceEntry) -> str:
    source = entry.source
    parts = [
        f"<p>{escape(source.citation)}</p>",
        f"<p class='sm-detail'>{escape(text('panel.licence', licence=entry.licence.title))}</p>",
    ]
    if source.url:
        parts.append(
            f"<p class='sm-detail'><a href='{escape(str(source.url))}' rel='noreferrer'>{escape(str(source.url))}</a></p>"
        )
    if source.processing:
        parts.append(f"<p>{escape(text('sources.processing'))} {escape(source.processing)}</p>")
    parts += [f"<p>{escape(note)}</p>" for note in entry.notes]
    if entry.indicators:
        parts.append(f"<p class='sm-detail'>{escape(text('sources.used', indicators=', '.join(entry.indicators)))}</p>")
    return f"<section class='sm-block'><h3>{escape(source.title)}</h3>{''.join(parts)}</section>"
