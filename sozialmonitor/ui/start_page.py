"""Drawing the start page."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

from sozialmonitor.texts.format import format_integer
from sozialmonitor.texts.german import text
from sozialmonitor.ui.html import show_html
from sozialmonitor.views.start_view import MonitorCard, StartView


def show_welcome() -> None:
    """What this is, in three sentences."""
    show_html(
        f"<header class='sm-head'><h1>{escape(text('start.title'))}</h1>"
        f"<p class='sm-lead'>{escape(text('start.lead'))}</p></header>"
    )


def show_monitors(view: StartView) -> None:
    """One card per monitor, each leading to its map."""
    show_html(f"<div class='sm-cards'>{''.join(_build_card(card) for card in view.cards)}</div>")


def show_limits(view: StartView) -> None:
    """What the figures are not, and which state of the data is shown."""
    show_html(
        f"<section class='sm-limits'><h2>{escape(text('start.limits_title'))}</h2><p>{escape(text('start.limits'))}</p></section>"
        f"<footer class='sm-source'><p>{escape(text('panel.release', release=view.release))}</p></footer>"
    )


def _build_card(card: MonitorCard) -> str:
    monitor = card.monitor
    facts = text("start.facts", count=format_integer(card.indicators), date=card.newest)
    address = escape(f"karte?{urlencode(card.query)}")
    return (
        f"<article class='sm-card'><h2>{escape(monitor.title)}</h2><p class='sm-subtitle'>{escape(monitor.subtitle)}</p>"
        f"<p>{escape(monitor.introduction)}</p><p class='sm-detail'>{escape(facts)}</p>"
        f"<p><a class='sm-button' href='{address}' target='_self'>{escape(text('start.open', monitor=monitor.title))}</a></p></article>"
    )
