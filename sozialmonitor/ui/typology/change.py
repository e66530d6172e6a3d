"""Why an index changed: sentences, and four parts as a table with bars."""

from __future__ import annotations

from sozialmonitor.charts.colours import ACCENT
from sozialmonitor.texts.german import text
from sozialmonitor.ui.html import Markup, build_table, tag
from sozialmonitor.ui.ruler import build_ruler, place
from sozialmonitor.views.typology.change import ChangePart, ClassChange

_MIDDLE = 0.5


def build_sentences(change: ClassChange) -> Markup:
    """The change in words, or why it is not taken apart."""
    if change.reason is not None:
        return tag("p", change.reason, class_="sm-detail")
    return tag("p", " ".join(change.sentences), class_="sm-sentence")


def build_parts(change: ClassChange, *, has_ends: bool = True) -> tuple[Markup, ...]:
    """The parts in a column that can be added up; nothing where the change is not taken apart.

    Args:
        has_ends: whether the index before and after stands above and below.
    """
    if change.reason is not None:
        return ()
    head = [text("typology.part"), text("typology.effect"), text("typology.bar")]
    rows: list[list[str]] = [[item.label, item.value, _build_bar(item)] for item in change.parts]
    rows.append([tag("strong", text("typology.change_total")), tag("strong", change.total), ""])
    if has_ends:
        rows.insert(0, [text("typology.index_at", period=change.start), change.before, ""])
        rows.append([text("typology.index_at", period=change.end), change.after, ""])
    caption = text("typology.change_caption", start=change.start, end=change.end)
    table = tag("div", build_table(head, rows, caption=caption), class_="sm-parts")
    return (table, tag("p", text("typology.parts_sum"), class_="sm-detail sm-small"))


def _build_bar(item: ChangePart) -> Markup:
    """From the middle to the right where the burden rose, to the left where it fell."""
    start, end = sorted((_MIDDLE, _MIDDLE + item.share * _MIDDLE))
    return build_ruler(
        place("sm-ruler-value", start, end, f";background:{ACCENT}"), place("sm-ruler-mark", _MIDDLE, _MIDDLE)
    )
