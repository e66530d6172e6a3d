"""Parts of the profile besides its table: place, population, favourable and unfavourable, similar areas."""

from __future__ import annotations

from collections.abc import Sequence

from sozialmonitor.charts.area_fills import build_plain_fills
from sozialmonitor.charts.colours import get_sequential
from sozialmonitor.charts.run_line import build_run_line
from sozialmonitor.charts.svg_map import SvgPaths, build_svg_map
from sozialmonitor.domain.geography import BoundaryKind
from sozialmonitor.texts.format import format_integer, format_period
from sozialmonitor.texts.german import text
from sozialmonitor.ui.html import Markup, build_table, picture, tag
from sozialmonitor.ui.links import build_address
from sozialmonitor.views.profile.population import Population
from sozialmonitor.views.profile.rows import ProfileRow
from sozialmonitor.views.profile.view import ProfileView

MAP_WIDTH = 230
RUN_WIDTH, RUN_HEIGHT = 300, 64


def build_top(view: ProfileView, paths: SvgPaths) -> Markup:
    """The selected indicator as a figure with sentences, and where the area lies."""
    lead = view.lead
    sentences = [tag("p", sentence, class_="sm-sentence") for sentence in lead.sentences]
    summary = [tag("p", sentence, class_="sm-detail") for sentence in view.summary]
    figure = tag(
        "section",
        tag("h2", lead.title, class_="sm-area"),
        tag("p", lead.value, class_="sm-figure"),
        *sentences,
        *summary,
    )
    return tag("div", figure, _build_locator(view, paths), class_="sm-profile-top")


def _build_locator(view: ProfileView, paths: SvgPaths) -> Markup:
    count = len(paths.paths)
    fills = list(build_plain_fills(count))
    fills[view.position] = get_sequential(5)[-1]
    title = text("profile.locator_title", area=view.area.label)
    description = text("profile.locator", count=format_integer(count), area=view.area.label)
    svg = build_svg_map(paths, fills, width=MAP_WIDTH, title=title, description=description, highlight=view.position)
    is_schematic = view.geography.boundaries.kind is BoundaryKind.SCHEMATIC
    lines = [tag("p", text("note.schematic_short"), class_="sm-detail sm-small")] if is_schematic else []
    return tag("div", picture(svg, f"{title}. {description}"), *lines, class_="sm-locator")


def build_population(population: Population | None, label: str) -> tuple[Markup, ...]:
    """Number, run and composition; nothing where the monitor knows no number of inhabitants.

    Args:
        label: how the whole territory is called.
    """
    if population is None:
        return ()
    run = tag(
        "div",
        tag("p", population.value, class_="sm-figure"),
        *(tag("p", item, class_="sm-detail") for item in population.details),
        picture(build_run_line(population.trace, width=RUN_WIDTH, height=RUN_HEIGHT), population.trace.label),
        tag("p", population.trace.label, class_="sm-detail sm-small"),
        _build_population_table(population),
    )
    head = tag("h2", text("profile.population"), class_="sm-section")
    return (head, tag("div", run, *_build_structure(population, label), class_="sm-columns"))


def _build_population_table(population: Population) -> Markup:
    table = build_table(
        [text("series.period"), population.indicator.short_title],
        population.table,
        caption=text("profile.population_table"),
    )
    return tag("details", tag("summary", text("profile.population_table")), table, class_="sm-more")


def _build_structure(population: Population, label: str) -> tuple[Markup, ...]:
    if not population.structure:
        return ()
    rows = [
        [
            f"{row.indicator.short_title} ({format_period(row.period)})",
            _build_bar(row) if row.status.has_value else row.value,
            row.reference,
        ]
        for row in population.structure
    ]
    head = [text("profile.feature"), text("panel.column_value"), label]
    title = tag("h3", text("profile.structure"), class_="sm-term")
    return (tag("div", title, build_table(head, rows, caption=text("profile.structure"))),)


def _build_bar(row: ProfileRow) -> Markup:
    """A share as a bar from zero to 100 %, and the number beside it."""
    percent = row.display / 10**row.indicator.decimals
    bar = tag("span", tag("span", style=f"width:{percent:.1f}%"), class_="sm-bar", aria_hidden="true")
    return tag("span", bar, tag("span", row.value), class_="sm-share")


def build_sides(view: ProfileView) -> Markup:
    """What is favourable beside what is unfavourable, with the same weight and in the same form."""
    label = view.monitor.reference_label
    if not view.tested:
        parts = [tag("p", text("profile.sides_untested"), class_="sm-detail")]
    else:
        columns = [
            _build_side(text("profile.strengths", reference=label), view.strengths),
            _build_side(text("profile.burdens", reference=label), view.burdens),
        ]
        tested = text("profile.sides_tested", count=format_integer(view.tested))
        parts = [tag("div", *columns, class_="sm-columns"), tag("p", tested, class_="sm-detail")]
    return tag("section", tag("h2", text("profile.sides"), class_="sm-section"), *parts)


def _build_side(title: str, items: Sequence[str]) -> Markup:
    entries = [tag("li", item) for item in items] or [tag("li", text("profile.side_none"))]
    return tag("div", tag("h3", title, class_="sm-term"), tag("ul", *entries, class_="sm-notes"))


def build_similar(view: ProfileView) -> Markup:
    """The most similar areas, each leading to its own profile."""
    similar = view.similar
    head = tag("h2", text("profile.similar"), class_="sm-section")
    if not similar.areas:
        return tag("section", head, tag("p", text("profile.similar_none"), class_="sm-detail"))
    entries = []
    for item in similar.areas:
        address = build_address("profile", view.selection, areas=(item.area.code,))
        differences = "; ".join(item.differences) or text("profile.no_difference")
        link = tag("a", item.area.label, href=address, target="_self")
        entries.append(tag("li", link, f": {differences}"))
    count = format_integer(len(similar.indicators))
    return tag(
        "section",
        head,
        tag("p", text("profile.similar_lead", count=count), class_="sm-detail"),
        tag("ul", *entries, class_="sm-notes"),
        tag("p", text("profile.similar_set", indicators=", ".join(similar.indicators)), class_="sm-detail sm-small"),
        class_="sm-similar",
    )
