"""Hints of the early warning, rule by rule, with what chance would bring."""

from __future__ import annotations

from collections.abc import Sequence

from sozialmonitor.domain.geography import Area
from sozialmonitor.domain.selection import Selection, SeriesMode
from sozialmonitor.texts.format import format_integer, format_period
from sozialmonitor.texts.german import text
from sozialmonitor.ui.html import Markup, tag
from sozialmonitor.ui.links import build_address
from sozialmonitor.views.warning.classes import ClassHint, ClassRule
from sozialmonitor.views.warning.trends import TrendHint
from sozialmonitor.views.warning.view import WarningView


def build_trends(view: WarningView, selection: Selection) -> Markup:
    """Areas in which several indicators worsened; else why there are none, or what would be needed."""
    rule = view.trends
    lines = [text("warning.trend_rule")]
    if rule.areas:
        areas, tests = format_integer(rule.areas), format_integer(rule.tests)
        lines.append(text("warning.trend_tests", areas=areas, level=view.geography.title, tests=tests))
        lines.append(text("warning.trend_alarms", independent=rule.independent, related=rule.related))
        lines += [] if rule.hints else [text("warning.none")]
    else:
        lines.append(text("warning.trend_needed"))
        lines += [text("warning.trend_there", indicators=", ".join(rule.untested))] if rule.untested else []
    tiles = [_build_trend_tile(hint, selection) for hint in rule.hints]
    rest = [
        *_list_more(text("warning.tested", count=format_integer(len(rule.tested))), rule.tested),
        *_list_more(
            text("warning.untested", count=format_integer(len(rule.untested))), rule.untested if rule.areas else ()
        ),
    ]
    return _build_section(text("warning.trends"), lines, tiles, rest)


def build_classes(view: WarningView, selection: Selection) -> Markup:
    """Areas that have probably fallen into a class with more burden; else the reason."""
    rule = view.classes
    lines = [text("warning.class_rule")]
    if rule.reason:
        return _build_section(text("warning.classes"), [*lines, rule.reason], [], [])
    periods = {"earlier": format_period(rule.earlier), "period": format_period(rule.period)}
    lines.append(text("warning.class_tests", areas=format_integer(rule.areas), level=view.geography.title, **periods))
    if rule.hints:
        lines.append(text("warning.class_alarms", count=format_integer(len(rule.hints)), expected=rule.expected))
    else:
        lines.append(text("warning.none"))
    if rule.fixed:
        lines.append(text("warning.fixed", indicators=", ".join(rule.fixed)))
    tiles = [_build_class_tile(hint, rule, selection) for hint in rule.hints]
    label = text("warning.not_judged", count=format_integer(len(rule.not_judged)))
    return _build_section(text("warning.classes"), lines, tiles, _list_more(label, rule.not_judged))


def _build_section(title: str, lines: Sequence[str], tiles: Sequence[Markup], rest: Sequence[Markup]) -> Markup:
    grid = [tag("div", *tiles, class_="sm-tiles sm-wide")] if tiles else []
    return tag("section", tag("h2", title), *(tag("p", line) for line in lines), *grid, *rest, class_="sm-overview")


def _list_more(summary: str, items: Sequence[str]) -> list[Markup]:
    """Names one click away; nothing if there are none."""
    if not items:
        return []
    return [tag("details", tag("summary", summary), tag("p", f"{', '.join(items)}."), class_="sm-more")]


def _build_trend_tile(hint: TrendHint, selection: Selection) -> Markup:
    first = hint.worsened[0]
    entries = []
    for item in hint.worsened:
        target = _look_at(selection, hint.area, item.indicator.id, item.period)
        link = _build_link("series", target, text("warning.to_series"), item.indicator.short_title)
        entries.append(tag("li", item.sentence, " ", link))
    profile = _link_profile(_look_at(selection, hint.area, first.indicator.id, first.period), hint.area)
    return _build_tile(hint.area, tag("ul", *entries, class_="sm-notes"), profile)


def _build_class_tile(hint: ClassHint, rule: ClassRule, selection: Selection) -> Markup:
    assert rule.typology is not None  # there are hints
    first, *others = rule.typology.indicator_ids
    mode = SeriesMode.INDICATORS if others else SeriesMode.AREAS
    target = _look_at(selection, hint.area, first, rule.period, tuple(others), mode)
    series = _build_link("series", target, text("warning.to_series"), hint.area.label)
    return _build_tile(hint.area, tag("p", hint.sentence), _link_profile(target, hint.area), series)


def _build_tile(area: Area, content: Markup, *links: Markup) -> Markup:
    return tag("article", tag("h3", area.label), content, tag("p", *links, class_="sm-links"), class_="sm-tile")


def _look_at(
    selection: Selection,
    area: Area,
    indicator: str,
    period: str,
    others: tuple[str, ...] = (),
    mode: SeriesMode = SeriesMode.AREAS,
) -> Selection:
    return Selection(
        selection.monitor,
        indicator,
        selection.geography,
        period,
        (area.code,),
        others=others,
        series_mode=mode,
        classes=selection.classes,
    )


def _link_profile(target: Selection, area: Area) -> Markup:
    return _build_link("profile", target, text("warning.to_profile"), area.label)


def _build_link(page: str, target: Selection, word: str, name: str) -> Markup:
    """A link whose spoken name says of what."""
    label = text("overview.link_label", title=name, page=word)
    return tag("a", word, href=build_address(page, target), target="_self", aria_label=label)
