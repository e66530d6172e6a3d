"""From every item of the overview to the pages that tell more."""

from __future__ import annotations

from dataclasses import dataclass

from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.selection import Selection, SeriesMode
from sozialmonitor.texts.german import text
from sozialmonitor.ui.html import Markup, tag
from sozialmonitor.ui.links import build_address


@dataclass(frozen=True)
class Target:
    """An indicator at the level and in the period an item speaks of."""

    indicator: Indicator
    level: str
    period: str


def link_to(page: str, selection: Selection, target: Target, area: str | None = None) -> str:
    """Address of a page; the areas chosen so far go along where they belong to the level."""
    kept = (area,) if area else selection.areas if target.level == selection.geography else ()
    mode = SeriesMode.ALL_AREAS if page == "series" else SeriesMode.AREAS
    plain = Selection(selection.monitor, target.indicator.id, target.level, target.period, kept, series_mode=mode)
    return build_address(page, plain)


def build_link(page: str, selection: Selection, target: Target, word: str) -> Markup:
    """Map or time series of an indicator; the spoken name says of which."""
    label = text("overview.link_label", page=text(f"page.{page}"), title=target.indicator.short_title)
    return tag("a", word, href=link_to(page, selection, target), target="_self", aria_label=label)


def build_links(selection: Selection, target: Target) -> Markup:
    """Map and time series of an indicator, side by side."""
    words = {"map": text("overview.open_map"), "series": text("overview.open_series")}
    return tag("p", *(build_link(page, selection, target, word) for page, word in words.items()), class_="sm-links")
