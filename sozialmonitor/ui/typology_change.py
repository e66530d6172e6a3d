"""Why an index changed: sentences, and four parts as a table with bars."""

from __future__ import annotations

from sozialmonitor.charts.colours import ACCENT
from sozialmonitor.texts.german import text
from sozialmonitor.ui.html import Markup, build_table, tag
from sozialmonitor.ui.ruler import build_ruler, place
from sozialmonitor.views.typology_change import ChangePart, ClassChange

_MIDDLE = 0.5


def build_change(change: ClassChange) -> tuple[Markup, ...]:
    """The change in words and in parts, or why it is not taken apart."""
    if change.reason is not None:
        return (tag("p", change.reason, class_="sm-detail"),)
    sentences = tag("p", " ".join(change.sentences), class_="sm-sentence")
    sums = tag("p", text("typology.parts_sum"), class_="sm-detail sm-small")
    return (sentences, tag("div", _build_parts(change), class_="sm-parts"), sums)


def _build_parts(change: ClassChange) -> Markup:
    """Before, the parts, the change and after: a column that can be added up."""
    head = [text("typology.part"), text("typology.effect"), text("typology.bar")]
    rows: list[list[str]] = [[text("typology.index_at", period=change.start), change.before, ""]]
    rows += [[item.label, item.value, _build_bar(item)] for item in change.parts]
    rows.append([tag("strong", text("typology.change_total")), tag("strong", change.total), ""])
    rows.append([text("typology.index_at", period=change.end), change.after, ""])
    return build_table(head, rows, caption=text("typology.change_caption", start=change.start, end=change.end))


def _build_bar(item: ChangePart) -> Markup:
    """From the middle to the right where the burden rose, to the left where it fell."""
    start, end = sorted((_MIDDLE, _MIDDLE + item.share * _MIDDLE))
    return build_ruler(
        place("sm-ruler-value", start, end, f";background:{ACCENT}"), place("sm-ruler-mark", _MIDDLE, _MIDDLE)
    )
