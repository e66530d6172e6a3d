"""What the laboratory found, as markup: who changes class, how much each choice decides, how sure an area is."""

from __future__ import annotations

from collections.abc import Sequence

from sozialmonitor.calc.typology.uncertainty import DRAWS
from sozialmonitor.domain.errors import Defect
from sozialmonitor.texts.format import format_integer
from sozialmonitor.texts.german import text
from sozialmonitor.ui.html import Markup, build_table, tag
from sozialmonitor.views.lab.area import AreaClass, format_probability
from sozialmonitor.views.lab.goals import GoalLine
from sozialmonitor.views.lab.stability import LabStability
from sozialmonitor.views.lab.variants import VariantTable, format_share
from sozialmonitor.views.lab.view import LabView

_MOST_NAMES = 40
"""Areas that are named for one change of class; of more, the rest is counted."""


def build_summary(view: LabView, defects: Sequence[Defect]) -> list[Markup]:
    """How many areas have another class, and what was set differently; or what keeps the settings from being used."""
    if defects:
        return [_build_defects(defects)]
    parts = [tag("p", view.summary, class_="sm-strong")]
    if view.differences:
        head = tag("strong", text("lab.differences"))
        parts.append(tag("p", head, f" {' · '.join(view.differences)}", class_="sm-detail"))
    return parts


def _build_defects(defects: Sequence[Defect]) -> Markup:
    """Place, finding and remedy of each; read aloud as soon as it appears."""
    parts = [tag("p", tag("strong", text("lab.error")))]
    for item in defects:
        finding = text("lab.finding", place=item.place, finding=item.finding.rstrip("."))
        parts.append(tag("p", finding, " ", text("lab.remedy", remedy=item.remedy.rstrip("."))))
    return tag("div", *parts, tag("p", text("lab.error_kept")), class_="sm-wrong", role="alert")


def build_changes(view: LabView) -> list[Markup]:
    """From which class into which one, with the names of the areas in alphabetical order."""
    changes = view.changes
    parts = [tag("h2", text("lab.changes"), class_="sm-section")]
    if changes.is_comparable and not changes.transitions:
        parts.append(tag("p", text("lab.no_changes")))
    if changes.status_only:
        parts.append(tag("p", text("lab.status_only"), class_="sm-detail"))
    if changes.transitions:
        head = [text("lab.before"), text("lab.after"), text("lab.areas")]
        rows = [[item.before, item.after, _join_names(item.names)] for item in changes.transitions]
        table = build_table(head, rows, caption=text("lab.changes"), words=True)
        parts.append(
            tag("div", table, class_="sm-scroll sm-tall", tabindex="0", role="region", aria_label=text("lab.changes"))
        )
    parts += [tag("p", sentence, class_="sm-detail") for sentence in (view.window, view.borderline) if sentence]
    return parts


def build_area(found: AreaClass) -> list[Markup]:
    """The chosen area, its classes, and how likely they are."""
    badge = [tag("span", text("lab.badge"), class_="sm-badge")] if found.is_borderline else []
    parts = [tag("h2", found.name, " " if badge else "", *badge, class_="sm-section")]
    parts += [tag("p", line) for line in found.lines]
    if badge:
        parts.append(tag("p", text("lab.badge_note"), class_="sm-detail"))
    if found.probabilities:
        head = [text("lab.area_class"), text("lab.area_probability")]
        parts.append(build_table(head, found.probabilities, caption=text("lab.area_probabilities")))
        parts.append(tag("p", text("lab.area_meaning"), class_="sm-detail"))
    return [*parts, *(tag("p", remark, class_="sm-detail") for remark in found.remarks)]


def build_variants(tables: Sequence[VariantTable]) -> list[Markup]:
    """One table for each index; for clusters, why there is none."""
    parts = [tag("h2", text("lab.variants"), class_="sm-section")]
    if not tables:
        return [*parts, tag("p", text("lab.no_variants"))]
    parts.append(tag("p", text("lab.variants_lead"), class_="sm-detail"))
    columns = [text(f"lab.column_{key}") for key in ("without", "less", "more", "double")]
    for item in tables:
        head = [text("lab.column_indicator"), *columns]
        table = build_table(head, item.rows, caption=text("lab.variants_caption", index=item.title))
        parts.append(tag("h3", item.title, class_="sm-term"))
        parts.append(
            tag("div", table, class_="sm-wide sm-variants", tabindex="0", role="region", aria_label=item.title)
        )
        if item.single:
            parts.append(tag("p", item.single, class_="sm-detail"))
    return parts


def build_stability(stability: LabStability, indicators: Sequence[str]) -> list[Markup]:
    """What leaving out areas and drawing values again has brought, in sentences.

    Args:
        indicators: their titles, in the order of the typology.
    """
    parts = [] if stability.status is not None else [tag("p", text("lab.stability_many"))]
    for key, item in (("lab.status", stability.status), ("lab.dynamic", stability.dynamic)):
        if item is not None:
            valued = int((item.moves >= 0).sum())
            share = format_share(valued - item.unstable, valued)
            parts.append(tag("p", text("lab.stability_areas", index=text(key), share=share)))
    drawn = stability.uncertainty
    if drawn is None:
        return [*parts, tag("p", text("lab.stability_no_draws"))]
    percent = format_probability(drawn.share_kept)
    unsure = format_share(int(drawn.is_borderline.sum()), stability.valued)
    return [
        *parts,
        tag("p", text("lab.stability_draws", draws=format_integer(DRAWS), percent=percent)),
        tag("p", text("lab.stability_unsure", share=unsure)),
        tag("p", text("lab.stability_meaning"), class_="sm-detail"),
        *(tag("p", sentence, class_="sm-detail") for sentence in _list_undrawn(stability, indicators)),
    ]


def build_goals(lines: Sequence[GoalLine]) -> list[Markup]:
    """Indicator by indicator what another class would take."""
    if not lines:
        return [tag("p", text("lab.goals_not_valued"))]
    lead = tag("p", text("lab.goals_lead"), class_="sm-detail")
    return [lead, tag("div", *(_build_goal(line) for line in lines), class_="sm-columns")]


def _build_goal(line: GoalLine) -> Markup:
    head = tag("h3", text("lab.goal_title", title=line.title, period=line.period, value=line.value), class_="sm-term")
    return tag("section", head, tag("ul", *(tag("li", sentence) for sentence in line.sentences), class_="sm-notes"))


def _list_undrawn(stability: LabStability, indicators: Sequence[str]) -> list[str]:
    counts = list(zip(indicators, stability.drawn, strict=True))
    absent = [title for title, count in counts if count == 0]
    sentences = [text("lab.stability_undrawn", indicators=", ".join(absent))] if absent else []
    return sentences + [
        text("lab.stability_partly", indicator=title, share=format_share(count, stability.valued))
        for title, count in counts
        if 0 < count < stability.valued
    ]


def _join_names(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    return text("lab.more_names", names=shown, count=format_integer(more)) if more > 0 else shown
