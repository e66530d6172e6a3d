"""A period from a URL: the wished one, or the nearest there is."""

from __future__ import annotations

from collections.abc import Sequence

from sozialmonitor.domain.period import find_nearest_period, is_period
from sozialmonitor.texts.format import format_period
from sozialmonitor.texts.german import text


def resolve_period(periods: Sequence[str], wished: str | None, notes: list[str]) -> str:
    """The wished period if there are values for it, else the nearest one with a note; the newest if none is wished."""
    if wished in periods:
        return str(wished)
    if not wished:
        return periods[-1]
    if not is_period(wished):
        notes.append(text("note.unknown_period", shown=format_period(periods[-1])))
        return periods[-1]
    nearest = find_nearest_period(periods, wished)
    notes.append(text("note.no_data_in_period", wished=format_period(wished), shown=format_period(nearest)))
    return nearest
