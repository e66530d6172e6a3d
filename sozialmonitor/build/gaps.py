"""Rows that a value table most likely lacks by mistake: a hint, for a row may be missing with good reason."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

from sozialmonitor.build.values import TableRows
from sozialmonitor.domain.geography import UNASSIGNED
from sozialmonitor.domain.period import Period
from sozialmonitor.texts.format import format_integer

_MOST_MISSING = 0.1
"""Part of the rows; where more are missing, a table is not meant to have all of them."""
_MOST_SHOWN = 3


def describe_missing_rows(rows: TableRows, name: str) -> list[str]:
    """A hint if areas that have rows for other periods have none for one that other areas have.

    Args:
        rows: of a table without defects. name: its file, for messages.
    """
    known: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for geography, area, period in zip(rows.geographies, rows.areas, rows.periods, strict=True):
        if area != UNASSIGNED:
            known[geography].add((area, period))
    missing = [
        f"{geography}/{area}/{period}" for geography in known for area, period in _list_missing(known[geography])
    ]
    if not missing:
        return []
    what = "eine Zeile fehlt" if len(missing) == 1 else f"{format_integer(len(missing))} Zeilen fehlen"
    listed = ", ".join(missing[:_MOST_SHOWN]) + (", …" if len(missing) > _MOST_SHOWN else "")
    return [f"{name}: {what} in der sonst vollständigen Tabelle ({listed})"]


def _list_missing(known: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Area and period of each, in order of the areas; none where many are missing."""
    areas, periods = {area for area, _ in known}, {period for _, period in known}
    if not 0 < len(areas) * len(periods) - len(known) <= _MOST_MISSING * len(areas) * len(periods):
        return []
    return [key for key in product(sorted(areas), sorted(periods, key=Period)) if key not in known]
