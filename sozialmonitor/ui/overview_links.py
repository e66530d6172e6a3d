"""From every item of the overview to the pages that tell more."""

from __future__ import annotations

from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.selection import Selection, SeriesMode
from sozialmonitor.texts.german import text
from sozialmonitor.ui.html import Markup, tag
from sozialmonitor.ui.links import build_address


def link_to(page: str, selection: Selection, indicator: Indicator, level: str, area: str | None = None) -> str:
    """Address of a page with an indicator at its newest period; an area only where it belongs to the level.

    The period is left to the page: its newest is what the overview shows.
    """
    kept = (area,) if area else selection.areas if level == selection.geography else ()
    mode = SeriesMode.ALL_AREAS if page == "series" else SeriesMode.AREAS
    plain = Selection(selection.monitor, indicator.id, level, "", kept, series_mode=mode)
    return build_address(page, plain)


def build_links(selection: Selection, indicator: Indicator, level: str) -> Markup:
    """Map and time series of an indicator, side by side."""
    pages = (
        ("map", text("overview.open_map"), text("overview.open_map_label", title=indicator.title)),
        ("series", text("overview.open_series"), text("overview.open_series_label", title=indicator.title)),
    )
    anchors = (
        tag("a", word, href=link_to(page, selection, indicator, level), target="_self", aria_label=label)
        for page, word, label in pages
    )
    return tag("p", *anchors, class_="sm-links")
