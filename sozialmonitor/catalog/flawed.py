"""References of entries that have defects elsewhere: everything wrong in a file is told at once.

What is no well-formed word has been told when the entry was read; only what could lead somewhere is followed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sozialmonitor.catalog.parts import Entry, Part, Parts
from sozialmonitor.catalog.validation import check_known
from sozialmonitor.domain.errors import Defect, RefusedValueError
from sozialmonitor.domain.formula import Term
from sozialmonitor.domain.text import is_id


def check_flawed(parts: Parts) -> list[Defect]:
    """Every reference that leads nowhere, of entries that are not among the items of their part."""
    defects: list[Defect] = []
    if parts.monitor is None and parts.document is not None:
        defects += _check_monitor(parts, Entry(parts.document))
    for entry in parts.geographies.list_flawed():
        defects += _follow(entry, parts.geographies, "Die Gliederung", "parent")
        defects += _follow(entry, parts.geographies, "Die Gliederung", "boundaries", "dissolve")
        defects += _follow(entry, parts.sources, "Die Quelle", "boundaries", "source")
    for entry in parts.sources.list_flawed():
        licence = entry.get("licence")
        if isinstance(licence, str) and is_id(licence):
            defects += parts.check_licence(entry.locate("licence"), licence)
    for entry in parts.tables.list_flawed():
        defects += _follow(entry, parts.sources, "Die Quelle", "source")
    for entry in parts.indicators.list_flawed():
        defects += _check_indicator(parts, entry)
    for entry in parts.typologies.list_flawed():
        defects += _follow(entry, parts.geographies, "Die Gliederung", "geography")
        defects += _check_typology(parts, entry)
    return defects


def check_term(parts: Parts, term: Term, place: str) -> list[Defect]:
    """A defect if a series, or its table, is not declared."""
    table = parts.tables.items.get(term.table)
    if table is None:
        return parts.tables.check(place, "Die Tabelle", term.table)
    return check_known(place, "Die Reihe", term.series, table.series, f"in der Tabelle ›{term.table}‹ ")


def _check_monitor(parts: Parts, entry: Entry) -> list[Defect]:
    defects = _follow(entry, parts.geographies, "Die Gliederung", "territory")
    defects += _follow(entry, parts.geographies, "Die Gliederung", "default_geography")
    defects += _follow(entry, parts.indicators, "Den Indikator", "default_indicator")
    population = "small_areas", "population"
    return defects + _check_terms(parts, entry.get(*population), entry.locate(*population))


def _check_indicator(parts: Parts, entry: Entry) -> list[Defect]:
    defects: list[Defect] = []
    theme = entry.get("theme")
    if parts.monitor is not None and isinstance(theme, str) and is_id(theme):
        themes = [item.id for item in parts.monitor.themes]
        defects += check_known(entry.locate("theme"), "Das Thema", theme, themes)
    for key in ("numerator", "denominator", "value"):
        defects += _check_terms(parts, entry.get("formula", key), entry.locate("formula"))
    base = "reliability", "base"
    return defects + _check_terms(parts, entry.get(*base), entry.locate(*base))


def _check_typology(parts: Parts, entry: Entry) -> list[Defect]:
    listed = entry.get("indicators")
    defects: list[Defect] = []
    for position in range(len(listed) if isinstance(listed, list) else 0):
        word = entry.get("indicators", position, "indicator")
        if isinstance(word, str) and is_id(word):
            defects += parts.indicators.check(entry.locate("indicators", position), "Den Indikator", word)
    return defects


def _follow(entry: Entry, part: Part[Any], kind: str, *path: str) -> list[Defect]:
    word = entry.get(*path)
    return part.check(entry.locate(*path), kind, word) if isinstance(word, str) and is_id(word) else []


def _check_terms(parts: Parts, written: object, place: str) -> list[Defect]:
    return [defect for term in _parse_terms(written) for defect in check_term(parts, term, place)]


def _parse_terms(written: object) -> Iterator[Term]:
    """Series of a sum, which may be written as a list or as its only one."""
    for word in written if isinstance(written, list) else [written]:
        if isinstance(word, str):
            try:
                yield Term.parse(word)
            except RefusedValueError:
                continue
