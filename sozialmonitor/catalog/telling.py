"""How defects of files with many rows are told: what stands there so that it can be printed, and not all of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.refusals import quote as shorten

T = TypeVar("T")

MOST_TOLD = 20
"""A file that is wrong everywhere is wrong in the same way everywhere."""


def quote(text: str) -> str:
    """›text‹ for a message, cut to a bearable length; the defect that holds it makes it printable.

    Only a no-break space is shown here: a defect leaves it alone, since numbers of our own hold it.
    """
    return f"›{shorten(text)}‹".replace("\u00a0", "[U+00A0]")


def tell_first(items: Sequence[T], describe: Callable[[T], Defect], place: str, kind: str, noun: str) -> list[Defect]:
    """Describe the first items that are wrong in one way, and count the rest.

    Args:
        place: file or column, for the rest. kind: how they are wrong ("Keine Zahl"). noun: what they are ("Zelle").
    """
    defects = [describe(item) for item in items[:MOST_TOLD]]
    more = len(items) - MOST_TOLD
    if more > 0:
        plural = f"{noun}n" if noun.endswith("e") else f"{noun}en"
        count = f"eine weitere {noun}" if more == 1 else f"{more} weitere {plural}"
        defects.append(Defect(place, f"{kind}: {count}", "ebenso berichtigen", is_rest=True))
    return defects
