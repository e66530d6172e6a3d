"""Secured changes and differences of the overview."""

from __future__ import annotations

from collections.abc import Sequence

from sozialmonitor.charts.colours import DIVERGING, LINE
from sozialmonitor.domain.selection import Selection
from sozialmonitor.texts.format import format_integer
from sozialmonitor.texts.german import text
from sozialmonitor.ui.html import Markup, tag
from sozialmonitor.ui.overview.links import Target, build_links, link_to
from sozialmonitor.views.overview.findings import Finding, Group, Section
from sozialmonitor.views.overview.view import OverviewView

_COLOURS = (DIVERGING[0], LINE, DIVERGING[-1])
"""Lower, nothing secured, upper: the hues of the map around the reference, without good or bad."""


def build_trends(view: OverviewView, selection: Selection) -> Markup:
    """Where values rise or fall."""
    section = view.trends
    tests = format_integer(section.tests)
    intro = [
        text("overview.trends_intro", tests=tests),
        text("overview.trends_alarms", expected=section.expected),
    ]
    if not section.tests:
        intro = [text("overview.trends_untested")]
    elif not section.findings:
        intro.append(text("overview.trends_none"))
    key = [text("overview.key_falling"), text("overview.key_unchanged"), text("overview.key_rising")]
    rest = [
        *_list_titles(text("overview.without_trend", count=_count(section.without)), section.without),
        *_list_titles(text("overview.untested_trend", count=_count(section.untested)), section.untested),
        *_tell_signed(view),
    ]
    return _build_section(text("overview.trends"), intro, key, section, rest, selection)


def build_differences(view: OverviewView, selection: Selection) -> Markup:
    """Where values lie above or below the whole territory."""
    section, label = view.differences, view.monitor.reference_label
    tests = format_integer(section.tests)
    intro = [
        text("overview.differences_intro", label=label, tests=tests),
        text("overview.differences_alarms", expected=section.expected),
    ]
    if not section.tests:
        intro = [text("overview.differences_untested", label=label)]
    elif not section.findings:
        intro.append(text("overview.differences_none", label=label))
    key = [text("overview.key_below"), text("overview.key_similar"), text("overview.key_above")]
    rest = [
        *_list_titles(text("overview.without_difference", count=_count(section.without)), section.without),
        *_list_titles(
            text("overview.untested_difference", count=_count(section.untested), label=label), section.untested
        ),
        *_tell_signed(view),
    ]
    return _build_section(text("overview.differences", label=label), intro, key, section, rest, selection)


def _build_section(
    title: str, intro: Sequence[str], key: Sequence[str], section: Section, rest: Sequence[Markup], selection: Selection
) -> Markup:
    tiles = [_build_tile(finding, selection) for finding in section.findings]
    shown = [_build_key(key), tag("div", *tiles, class_="sm-tiles sm-wide")] if tiles else []
    return tag("section", tag("h2", title), tag("p", " ".join(intro)), *shown, *rest, class_="sm-overview")


def _tell_signed(view: OverviewView) -> list[Markup]:
    return [tag("p", view.signed, class_="sm-detail")] if view.signed else []


def _count(titles: Sequence[str]) -> str:
    return format_integer(len(titles))


def _list_titles(summary: str, titles: Sequence[str]) -> list[Markup]:
    """Indicators without a finding, one click away; nothing if there are none."""
    if not titles:
        return []
    return [tag("details", tag("summary", summary), tag("p", f"{', '.join(titles)}."), class_="sm-more")]


def _build_key(words: Sequence[str]) -> Markup:
    entries = (
        tag("li", tag("span", class_="sm-swatch", style=f"background:{colour}", aria_hidden="true"), word)
        for colour, word in zip(_COLOURS, words, strict=True)
    )
    return tag("ul", *entries, class_="sm-key sm-plain")


def _build_tile(finding: Finding, selection: Selection) -> Markup:
    target = Target(finding.indicator, finding.geography.id, finding.period)
    parts = (
        tag("span", style=f"flex:{count};background:{colour}")
        for count, colour in zip(finding.counts, _COLOURS, strict=True)
        if count
    )
    names = tag(
        "details",
        tag("summary", text("overview.which", areas=finding.geography.title)),
        *(_build_names(target, group, selection) for group in finding.groups),
    )
    return tag(
        "article",
        tag("h3", finding.indicator.short_title),
        tag("p", finding.when, class_="sm-when"),
        tag("div", *parts, class_="sm-split", aria_hidden="true"),
        tag("p", finding.sentence),
        *(tag("p", note, class_="sm-when") for note in finding.notes),
        names,
        build_links(selection, target),
        class_="sm-tile",
    )


def _build_names(target: Target, group: Group, selection: Selection) -> Markup:
    """Areas by name, each leading to its profile."""
    links: list[str] = []
    for area in group.areas:
        address = link_to("profile", selection, target, area.code)
        label = text("overview.open_profile_label", name=area.label)
        links += [tag("a", area.label, href=address, target="_self", aria_label=label), ", "]
    return tag("p", tag("strong", text("overview.names", label=group.label)), " ", *links[:-1])
