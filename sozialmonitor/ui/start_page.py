"""Drawing the start page."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from sozialmonitor.texts.format import format_integer
from sozialmonitor.texts.german import text
from sozialmonitor.ui.address import read_address
from sozialmonitor.ui.head import build_explanation
from sozialmonitor.ui.html import Markup, show_html, tag
from sozialmonitor.ui.language import get_language_query
from sozialmonitor.ui.links import NOWHERE
from sozialmonitor.views.start_view import MonitorCard, StartView


def show_welcome() -> None:
    """What this is, in three sentences."""
    title, lead = tag("h1", text("start.title")), tag("p", text("start.lead"), class_="sm-lead")
    show_html(tag("header", title, lead, class_="sm-head"), build_explanation("start"))


def show_detour() -> None:
    """Whoever came by an address that is none is told so, and what to do."""
    if NOWHERE.items() <= read_address().items():
        st.info(text("start.unknown_address"))


def show_monitors(view: StartView) -> None:
    """One card per monitor, each leading to its map."""
    show_html(tag("div", *(_build_card(card) for card in view.cards), class_="sm-cards"))


def show_limits(view: StartView) -> None:
    """What the figures are not, and which state of the data is shown."""
    show_html(
        tag("section", tag("h2", text("start.limits_title")), tag("p", text("start.limits")), class_="sm-limits"),
        tag("footer", tag("p", text("panel.release", release=view.release)), class_="sm-source"),
    )


def _build_card(card: MonitorCard) -> Markup:
    monitor = card.monitor
    facts = text("start.facts", count=format_integer(card.indicators), date=card.newest)
    address = f"karte?{urlencode(card.query | get_language_query())}"
    label = text("start.open_label", monitor=monitor.title)
    button = tag("a", text("start.open"), class_="sm-button", href=address, target="_self", aria_label=label)
    return tag(
        "article",
        tag("h2", monitor.title),
        tag("p", monitor.subtitle, class_="sm-subtitle"),
        tag("p", monitor.introduction),
        tag("p", facts, class_="sm-detail"),
        tag("p", button),
        class_="sm-card",
    )
