"""How far two typologies agree: measures, table of classes, areas in another class."""

from __future__ import annotations

from sozialmonitor.domain.selection import Selection
from sozialmonitor.texts.format import format_integer
from sozialmonitor.texts.german import text
from sozialmonitor.ui.html import Markup, build_table, tag
from sozialmonitor.ui.links import build_address
from sozialmonitor.views.agreement.view import AgreementView, Difference, Measure


def build_measures(view: AgreementView) -> Markup:
    """Numbers beside each other, each with what it means; below what none of them says."""
    notes = [view.comparable] if view.comparable else []
    return tag(
        "section",
        tag("h2", text("agreement.measures")),
        tag("div", *(_build_measure(item) for item in view.measures), class_="sm-tiles sm-wide"),
        *(tag("p", note) for note in [*notes, view.limits]),
        class_="sm-overview",
    )


def _build_measure(item: Measure) -> Markup:
    return tag(
        "article",
        tag("h3", item.name),
        tag("p", item.value, class_="sm-number"),
        tag("p", item.scale, class_="sm-when"),
        tag("p", item.sentence),
        class_="sm-tile",
    )


def build_table_of_classes(view: AgreementView) -> Markup:
    """Classes of the first as rows, of the second as columns, with the number of areas; names one click away."""
    first, second = view.typologies
    head = [text("agreement.corner"), *second.status_names, text("agreement.total")]
    counts = [[len(names) for names in row] for row in view.cells]
    rows = [
        [name, *map(format_integer, row), format_integer(sum(row))]
        for name, row in zip(first.status_names, counts, strict=True)
    ]
    totals = [sum(column) for column in zip(*counts, strict=True)]
    rows.append([text("agreement.total"), *map(format_integer, totals), format_integer(sum(totals))])
    axes = text("agreement.axes", first=first.title, second=second.title)
    missing = [_fold(text("agreement.not_classed", count=_count(view.not_classed)), [_join(view.not_classed)])]
    return tag(
        "section",
        tag("h2", text("agreement.table")),
        tag("p", axes),
        _frame(build_table(head, rows, caption=axes), text("agreement.table")),
        _fold(text("agreement.names", areas=view.geography.title), _list_names(view)),
        *(missing if view.not_classed else []),
        class_="sm-overview",
    )


def _list_names(view: AgreementView) -> list[str]:
    """One line for each pair of classes that occurs."""
    first, second = view.typologies
    return [
        text("agreement.cell", first=row, second=column, count=_count(names), names=_join(names))
        for row, cells in zip(first.status_names, view.cells, strict=True)
        for column, names in zip(second.status_names, cells, strict=True)
        if names
    ]


def build_differences(view: AgreementView, selection: Selection) -> Markup:
    """Areas in another class, with the reason; nothing where the classes cannot be compared."""
    if view.comparable:
        return tag("section")
    head = tag("h2", text("agreement.differences"))
    if not view.differences:
        return tag("section", head, tag("p", text("agreement.no_difference")), class_="sm-overview")
    titles = [text(f"agreement.{key}") for key in ("area", "class_first", "class_second", "reason")]
    rows = [
        [_link_profile(item, selection), item.first, item.second, item.reason, _link_series(item, view, selection)]
        for item in view.differences
    ]
    table = build_table([*titles, text("agreement.more")], rows, caption=text("agreement.differences"), words=True)
    intro = text("agreement.differences_intro", count=_count(view.differences))
    framed = _frame(table, text("agreement.differences"))
    return tag("section", head, tag("p", intro), framed, class_="sm-overview")


def _frame(table: Markup, label: str) -> Markup:
    """A table that scrolls sideways where it has no room."""
    return tag("div", table, class_="sm-wide", tabindex="0", role="region", aria_label=label)


def _link_profile(item: Difference, selection: Selection) -> Markup:
    label = text("overview.open_profile_label", name=item.area.label)
    address = build_address("profile", selection, areas=(item.area.code,))
    return tag("a", item.area.label, href=address, target="_self", aria_label=label)


def _link_series(item: Difference, view: AgreementView, selection: Selection) -> Markup:
    """Time series of the first indicator of the first typology, in this area."""
    indicator = view.typologies[0].indicator_ids[0]
    word = text("overview.open_series")
    address = build_address("series", selection, indicator=indicator, period=view.period, areas=(item.area.code,))
    label = text("overview.link_label", title=item.area.label, page=word)
    return tag("a", word, href=address, target="_self", aria_label=label)


def _fold(summary: str, lines: list[str]) -> Markup:
    return tag("details", tag("summary", summary), *(tag("p", line) for line in lines), class_="sm-more")


def _join(names: tuple[str, ...]) -> str:
    return ", ".join(names)


def _count(items: tuple[object, ...]) -> str:
    return format_integer(len(items))
