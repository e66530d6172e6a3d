"""Key figures and small maps of the overview."""

from __future__ import annotations

from sozialmonitor.charts.area_fills import build_fills
from sozialmonitor.charts.svg_map import build_svg_map
from sozialmonitor.domain.selection import Selection
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_period
from sozialmonitor.texts.german import text
from sozialmonitor.ui.cache import get_svg_paths
from sozialmonitor.ui.html import Markup, picture, tag
from sozialmonitor.ui.overview.links import Target, build_link, build_links, link_to
from sozialmonitor.views.overview.key_figures import KeyFigure
from sozialmonitor.views.overview.view import MiniMap, OverviewView

MAP_WIDTH = 240


def build_figures(view: OverviewView, selection: Selection) -> Markup:
    """One card per figure, theme by theme; without any figure the reason."""
    label = view.monitor.reference_label
    notes = [text("overview.figures_note")] if view.figures else [text("overview.no_figures")]
    if view.figures and view.no_reference:
        notes.append(text("overview.no_reference", label=label, themes=", ".join(view.no_reference)))
    cards = [_build_card(item, selection) for item in view.figures]
    grid = [tag("div", *cards, class_="sm-tiles")] if cards else []
    return tag(
        "section",
        tag("h2", text("overview.figures")),
        *grid,
        tag("p", " ".join(notes), class_="sm-hint"),
        class_="sm-overview",
    )


def build_maps(store: Store, view: OverviewView, selection: Selection) -> Markup:
    """One small map per theme that has a rate."""
    intro = [text("overview.maps_intro") if view.maps else text("overview.no_maps")]
    if view.is_schematic:
        intro.append(text("note.schematic"))
    tiles = [_build_map(store, item, selection) for item in view.maps]
    grid = [tag("div", *tiles, class_="sm-tiles sm-narrow")] if tiles else []
    return tag("section", tag("h2", text("overview.maps")), tag("p", " ".join(intro)), *grid, class_="sm-overview")


def _build_card(item: KeyFigure, selection: Selection) -> Markup:
    unit = [tag("span", f" {item.unit}")] if item.unit else []
    title: str = item.indicator.short_title
    series: list[str] = []
    if item.level:
        target = Target(item.indicator, item.level, item.period)
        title = build_link("map", selection, target, title)
        series = [" · ", build_link("series", selection, target, text("overview.open_series"))]
    return tag(
        "article",
        tag("p", item.theme, class_="sm-theme"),
        tag("h3", title),
        tag("p", item.value, *unit, class_="sm-number"),
        tag("p", text("panel.as_of", date=item.as_of), *series, class_="sm-when"),
        *(tag("p", change, class_="sm-change") for change in item.changes),
        class_="sm-tile",
    )


def _build_map(store: Store, item: MiniMap, selection: Selection) -> Markup:
    svg = build_svg_map(
        get_svg_paths(store, selection.monitor, item.geography.id),
        build_fills(item.scale, item.row, item.statuses),
        width=MAP_WIDTH,
        title=text("overview.map_title", title=item.indicator.title, period=format_period(item.period)),
        description=item.description,
    )
    target = Target(item.indicator, item.geography.id, item.period)
    return tag(
        "article",
        tag("p", item.theme.title, class_="sm-theme"),
        tag("h3", item.indicator.short_title),
        tag("a", picture(svg, item.description), href=link_to("map", selection, target), target="_self"),
        *(tag("p", line, class_="sm-when") for line in item.lines),
        build_links(selection, target),
        class_="sm-tile",
    )
