"""Tables of a typology: areas by class, all areas, classes through time, changes of class."""

from __future__ import annotations

from collections.abc import Sequence

from sozialmonitor.charts.colours import SELECTED_AREAS, get_group_colours
from sozialmonitor.texts.format import format_integer, format_period
from sozialmonitor.texts.german import text
from sozialmonitor.ui.html import Markup, build_table, tag
from sozialmonitor.ui.panel import ALL_ROWS_UP_TO, FIRST_ROWS
from sozialmonitor.views.typology.areas import AreaRow, ClassMatrix
from sozialmonitor.views.typology.history import PastClass
from sozialmonitor.views.typology.view import TypologyView

OPEN_UP_TO, MOST_NAMES = 12, 200
"""More names than the first are folded away; more than the second stand in the file to download only."""


def build_matrix(view: TypologyView) -> list[Markup]:
    """Status × Dynamik with number and names in each cell; the equal alternative to the map."""
    matrix = view.matrix
    head = [text("typology.matrix_status"), *(text("typology.dynamic_label", dynamic=name) for name in matrix.columns)]
    if not matrix.columns:
        head = [text("typology.class"), view.geography.title]
    colours = get_group_colours(len(matrix.rows), len(matrix.columns) or 1)
    width = len(head) - 1
    rows: list[list[str]] = []
    for order, (name, cells) in enumerate(zip(matrix.rows, matrix.cells, strict=True)):
        swatches = colours[order * width : (order + 1) * width]
        label = text("typology.status_label", status=name) if view.typology.status else name
        rows.append([label, *(_build_cell(names, colour) for names, colour in zip(cells, swatches, strict=True))])
    caption = text("typology.matrix_caption", areas=view.geography.title, period=_name_period(view))
    table = build_table(head, rows, caption=caption, words=True)
    parts = [tag("h2", text("typology.matrix"), class_="sm-section"), _frame(table, caption, "sm-classed")]
    return parts if not matrix.not_valued else [*parts, _build_not_valued(matrix)]


def _build_not_valued(matrix: ClassMatrix) -> Markup:
    count = tag("strong", f"{text('typology.not_valued')}: {format_integer(len(matrix.not_valued))}")
    return tag("div", tag("p", count), *_list_names(matrix.not_valued), class_="sm-detail")


def _build_cell(names: Sequence[str], colour: str) -> Markup:
    swatch = tag("span", class_="sm-swatch", style=f"background:{colour}", aria_hidden="true")
    return tag("div", tag("p", swatch, tag("strong", format_integer(len(names)))), *_list_names(names))


def _list_names(names: Sequence[str]) -> list[Markup]:
    if not names:
        return []
    written = ", ".join(names[:MOST_NAMES])
    if more := len(names) - MOST_NAMES if len(names) > MOST_NAMES else 0:
        written = f"{written} {text('typology.more_names', count=format_integer(more))}"
    if len(names) <= OPEN_UP_TO:
        return [tag("p", written)]
    return [tag("details", tag("summary", text("typology.names")), tag("p", written), class_="sm-more")]


def build_areas(view: TypologyView) -> list[Markup]:
    """A row for each area in the order of names; of many areas the chosen and the first ones."""
    shown = view.rows
    if len(shown) > ALL_ROWS_UP_TO:
        chosen = [row for row in shown if row.position in view.positions]
        shown = (*chosen, *[row for row in shown if row.position not in view.positions][:FIRST_ROWS])
    has_index, has_dynamic = view.typology.status is not None, view.no_dynamic is None
    rows = [_build_row(row, has_index=has_index, has_dynamic=has_dynamic) for row in shown]
    head = [text("panel.column_area"), text("typology.matrix_status") if has_index else text("typology.class")]
    head += [text("typology.status_index")] if has_index else []
    head += [text("typology.dynamic"), text("typology.dynamic_index")] if has_dynamic else []
    colours = dict(zip(view.positions, SELECTED_AREAS, strict=False))
    marks = {order: colours[row.position] for order, row in enumerate(shown) if row.position in colours}
    caption = text("typology.areas_caption", areas=view.geography.title, period=_name_period(view))
    table = build_table([*head, text("typology.remark")], rows, caption=caption, marks=marks, words=True)
    scale = [tag("p", view.scale, class_="sm-detail")] if has_index else []
    title = tag("h2", text("typology.areas_table"), class_="sm-section")
    parts = [title, *scale, _frame(table, caption, "sm-scroll sm-tall sm-indexed")]
    if len(shown) < len(view.rows):
        counts = {"shown": format_integer(len(shown)), "total": format_integer(len(view.rows))}
        parts.append(tag("p", text("panel.more_rows", **counts), class_="sm-hint"))
    return parts


def _build_row(row: AreaRow, *, has_index: bool, has_dynamic: bool) -> list[str]:
    cells = [row.name, row.status]
    cells += [row.status_index] if has_index else []
    cells += [row.dynamic, row.dynamic_index] if has_dynamic else []
    return [*cells, row.remark]


def build_history(view: TypologyView) -> list[Markup]:
    """The classes of the chosen areas in every period, or why there are none."""
    history = view.history
    title = tag("h2", text("typology.history"), class_="sm-section")
    if history.reason is not None:
        return [title, tag("p", history.reason, class_="sm-detail")]
    rows = [[name, *(_build_past(view, item) for item in items)] for name, items in history.rows]
    marks = dict(enumerate(SELECTED_AREAS[: len(rows)]))
    caption = text("typology.history_caption")
    table = build_table([text("panel.column_area"), *history.periods], rows, caption=caption, marks=marks, words=True)
    notes = [tag("p", note, class_="sm-detail") for note in (*history.notes, text("typology.history_relative"))]
    return [title, _frame(table, caption, "sm-wide sm-past"), *notes]


def _build_past(view: TypologyView, item: PastClass) -> Markup:
    columns = len(view.typology.dynamic.names) if view.typology.dynamic and item.dynamic else 1
    colours = get_group_colours(len(view.typology.status_names), columns)
    style = f"background:{colours[item.group]}" if item.group is not None else ""
    swatch = tag("span", class_="sm-swatch", style=style, aria_hidden="true")
    words = text("typology.past", status=item.status, dynamic=item.dynamic) if item.dynamic else item.status
    return tag("span", swatch, words)


def build_transitions(view: TypologyView) -> list[Markup]:
    """From which class to which, with the names of those that moved, or why it is not shown."""
    found = view.transitions
    title = tag("h2", text("typology.transitions"), class_="sm-section")
    if found.reason is not None:
        return [title, tag("p", found.reason, class_="sm-detail")]
    head = [text("typology.from_to", start=found.start, end=found.end), *found.names]
    rows: list[list[str]] = []
    for name, counts, moved in zip(found.names, found.counts, found.moved, strict=True):
        rows.append([name, *(_build_move(count, names) for count, names in zip(counts, moved, strict=True))])
    caption = text("typology.transitions_caption", start=found.start, end=found.end, areas=view.geography.title)
    table = build_table(head, rows, caption=caption, words=True)
    sentences = [tag("p", sentence) for sentence in found.sentences]
    return [title, *sentences, _frame(table, caption, "sm-classed")]


def _build_move(count: int, names: Sequence[str]) -> Markup:
    return tag("div", tag("p", format_integer(count)), *_list_names(names))


def _frame(table: Markup, label: str, style: str) -> Markup:
    """Room that a wide or long table can be moved in, also with the keyboard."""
    return tag("div", table, class_=style, tabindex="0", role="region", aria_label=label)


def _name_period(view: TypologyView) -> str:
    return format_period(view.selection.classes.period or "")
