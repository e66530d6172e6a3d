"""Beside the map of a typology: the area in focus, or how many areas there are of each class."""

from __future__ import annotations

from sozialmonitor.domain.typology import Typology
from sozialmonitor.texts.german import text
from sozialmonitor.ui.html import Markup, build_table, tag
from sozialmonitor.ui.links import build_address
from sozialmonitor.views.typology.focus import ClassFocus, Contributions
from sozialmonitor.views.typology.view import TypologyView


def build_focus_parts(view: TypologyView) -> list[Markup]:
    """What is known about the area chosen last, or about all while none is chosen."""
    return _build_overview(view) if view.focus is None else _build_focus(view, view.focus)


def build_limits(view: TypologyView) -> list[Markup]:
    """What the typology does not say; it stands beside every result."""
    return [tag("h2", text("typology.limits"), class_="sm-term"), tag("p", view.typology.limits, class_="sm-detail")]


def _build_cautions(view: TypologyView) -> list[Markup]:
    warnings = [tag("p", warning, class_="sm-caution") for warning in view.warnings]
    return [tag("p", text("typology.not_meant"), class_="sm-detail"), *warnings]


def _build_overview(view: TypologyView) -> list[Markup]:
    head = [text("typology.class"), text("typology.number")]
    return [
        tag("h2", text("typology.counts"), class_="sm-area"),
        tag("p", text("typology.choose_area"), class_="sm-hint"),
        build_table(head, view.counts, caption=text("typology.counts")),
        *_build_absence(view),
        *_build_cautions(view),
    ]


def _build_absence(view: TypologyView) -> list[Markup]:
    return [tag("p", view.no_dynamic, class_="sm-detail")] if view.no_dynamic else []


def _build_focus(view: TypologyView, focus: ClassFocus) -> list[Markup]:
    parts = [tag("h2", focus.name, class_="sm-area"), build_class_line(view.typology, focus)]
    if focus.reason is not None:
        parts.append(tag("p", text("typology.no_class", reason=focus.reason), class_="sm-detail"))
    parts += [tag("p", line, class_="sm-detail") for line in focus.lines]
    parts += [tag("p", meaning, class_="sm-sentence") for meaning in focus.meanings]
    parts += [*_build_absence(view), *_build_cautions(view)]
    if focus.levels is not None:
        key = "typology.made_of" if view.typology.status else "typology.made_of_cluster"
        title = tag("h3", text(key), class_="sm-term")
        parts += [title, _build_contributions(view, focus.levels, text(key), text("typology.value"))]
    if focus.changes is not None:
        summary = text("typology.made_of_dynamic")
        table = _build_contributions(view, focus.changes, summary, text("typology.changed_by"))
        parts.append(tag("details", tag("summary", summary), table, class_="sm-more"))
    return parts


def build_class_line(typology: Typology, focus: ClassFocus) -> Markup:
    """Both classes in large letters, and whether the area is a Grenzfall."""
    words = [text("typology.status_label", status=focus.status) if typology.status else focus.status]
    if focus.dynamic:
        words.append(text("typology.dynamic_label", dynamic=focus.dynamic))
    badge = [tag("span", text("typology.close"), class_="sm-badge")] if focus.is_close else []
    return tag("p", " · ".join(words), " ", *badge, class_="sm-class")


def _build_contributions(view: TypologyView, found: Contributions, title: str, value: str) -> Markup:
    """A row per indicator, which leads to its map; below them the index they add up to, unless there are clusters."""
    score = text(f"typology.score_{view.typology.standardisation}")
    head = [text("typology.indicator"), value, score, text("typology.weight"), text("typology.contribution")]
    changes = {"period": view.selection.classes.period, "others": (), "other_period": None, "base": None}
    rows: list[list[str]] = []
    for item, (name, *cells) in zip(view.indicators, found.rows, strict=True):
        address = build_address("map", view.selection, indicator=item.id, **changes)
        label = text("typology.to_map", indicator=item.title)
        rows.append([tag("a", name, href=address, target="_self", aria_label=label), *cells])
    if view.typology.status is None:
        head, rows = head[:-1], [row[:-1] for row in rows]
    else:
        rows.append([tag("strong", text("typology.index")), "", "", "", tag("strong", found.total)])
    table = build_table(head, rows, caption=title)
    return tag("div", table, class_="sm-wide sm-tight", tabindex="0", role="region", aria_label=title)
