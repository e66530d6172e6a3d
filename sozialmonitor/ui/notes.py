"""Below every figure: how to read it, what is missing, where it comes from."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_integer
from sozialmonitor.texts.german import text
from sozialmonitor.ui.html import show_html, tag
from sozialmonitor.views.map_view import MapView


def show_replacements(notes: Sequence[str]) -> None:
    """What had to be replaced because it does not exist or has no data."""
    if notes:
        st.info("  \n".join(notes))


def show_reading_help(indicator: Indicator) -> None:
    """Definition, relevance, reading and limits, from the catalogue."""
    with st.expander(text("panel.how_to_read")):
        for key in ("definition", "relevance", "reading", "limits"):
            show_html(tag("h4", text(f"panel.{key}")), tag("p", getattr(indicator, key)))


def show_missing(view: MapView) -> None:
    """Every area without a plain value, with its reason; nothing is left out silently."""
    count, total = sum(len(item.areas) for item in view.missing), len(view.areas)
    if not count:
        st.caption(text("panel.missing_none", total=format_integer(total)))
        return
    with st.expander(text("panel.missing", count=format_integer(count), total=format_integer(total))):
        for item in view.missing:
            head = f"{item.reason} ({format_integer(len(item.areas))})"
            show_html(tag("h4", head), tag("p", ", ".join(item.areas)))


def show_notes(view: MapView) -> None:
    """What has to be known before these figures are cited."""
    with st.expander(text("panel.notes")):
        show_html(tag("ul", *(tag("li", note) for note in view.notes), class_="sm-notes"))


def show_source(store: Store, view: MapView) -> None:
    """Source and licence of the figures and of the boundaries, and the state of the data."""
    catalogue = store.get_catalogue(view.monitor.id)
    lines = []
    for source in catalogue.get_sources(view.indicator):
        licence = catalogue.licences[source.licence].short_title
        lines.append(f"{text('panel.source', citation=source.citation)} · {text('panel.licence', licence=licence)}")
    boundaries = catalogue.sources[view.geography.boundaries.source]
    lines.append(text("panel.boundaries", citation=boundaries.citation))
    lines.append(f"{text('panel.as_of', date=view.as_of)} · {text('panel.release', release=store.release_id)}")
    show_html(tag("footer", *(tag("p", line) for line in lines), class_="sm-source"))
