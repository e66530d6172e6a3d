"""Below every figure: how to read it, what is missing, where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from sozialmonitor.domain.geography import Geography
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_integer
from sozialmonitor.texts.german import text
from sozialmonitor.ui.html import Markup, show_html, tag
from sozialmonitor.ui.plain import plain
from sozialmonitor.views.map_view import MapView, MissingValues


def show_replacements(notes: Sequence[str]) -> None:
    """What had to be replaced because it does not exist or has no data.

    Its place is taken even when there is nothing to say: what follows, a map above all, keeps its own.
    """
    with st.container():
        if notes:
            st.info("  \n".join(plain(note) for note in notes))


def show_reading_help(indicator: Indicator, *, with_title: bool = False) -> None:
    """Definition, relevance, reading and limits, from the catalogue; the title where there are several."""
    parts: list[Markup] = []
    with st.expander(
        f"{text('panel.how_to_read')} {plain(indicator.title)}" if with_title else text("panel.how_to_read")
    ):
        for key in ("definition", "relevance", "reading", "limits"):
            parts += [tag("h2", text(f"panel.{key}"), class_="sm-h"), tag("p", getattr(indicator, key))]
        show_html(*parts)


def show_missing(view: MapView) -> None:
    """Every area without a plain value, with its reason; nothing is left out silently."""
    count, total = sum(len(item.areas) for item in view.missing), len(view.areas)
    if not count:
        st.caption(text("panel.missing_none", total=format_integer(total)))
        return
    with st.expander(text("panel.missing", count=format_integer(count), total=format_integer(total))):
        show_html(*(part for item in view.missing for part in _list_areas(item)))


def _list_areas(missing: MissingValues) -> tuple[Markup, Markup]:
    head = f"{missing.reason} ({format_integer(len(missing.areas))})"
    return tag("h2", head, class_="sm-h"), tag("p", ", ".join(missing.areas))


def show_notes(view: MapView) -> None:
    """What has to be known before these figures are cited."""
    show_remarks(view.notes)


def show_remarks(notes: Sequence[str]) -> None:
    """Like ``show_notes`` for a page without a map; nothing if there are none."""
    if not notes:
        return
    with st.expander(text("panel.notes")):
        show_html(tag("ul", *(tag("li", note) for note in notes), class_="sm-notes"))


def show_source(store: Store, view: MapView) -> None:
    """Source and licence of the figures and of the boundaries of a map, and the state of the data."""
    show_sources(store, view, [view.indicator])


def show_sources(store: Store, view: MapView, indicators: Sequence[Indicator]) -> None:
    """Like ``show_source`` for several indicators; each source once."""
    show_origin(store, view.monitor.id, indicators, [view.geography], view.as_of)


def show_origin(
    store: Store, monitor: str, indicators: Iterable[Indicator], geographies: Iterable[Geography], as_of: str
) -> None:
    """Sources and licences of figures and boundaries, each once, and the state of the data."""
    catalogue = store.get_catalogue(monitor)
    lines = []
    for source in {source.id: source for item in indicators for source in catalogue.get_sources(item)}.values():
        licence = catalogue.licences[source.licence].short_title
        lines.append(f"{text('panel.source', citation=source.citation)} · {text('panel.licence', licence=licence)}")
    boundaries = dict.fromkeys(geography.boundaries.source for geography in geographies)
    lines += [text("panel.boundaries", citation=catalogue.sources[source].citation) for source in boundaries]
    lines.append(f"{text('panel.as_of', date=as_of)} · {text('panel.release', release=store.release_id)}")
    show_html(tag("footer", *(tag("p", line) for line in lines), class_="sm-source"))
