"""Rules that live once: nobody but their one place reads what they are made of."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.support.sources import list_modules

READS_BREAKS = {"sozialmonitor/domain/indicator.py"}
NOT_INDICATORS = {"classes", "chosen", "classification", "style", "series", "sheet", "entry"}
"""Objects whose ``breaks`` are limits of classes, or what the one rule has said already."""

SHOWS = {"views", "ui", "charts", "exports"}
NOT_AREAS = {
    "figure": "a focus of the page about inequality; its name is a label already",
    "focus": "a focus; its name is a label already",
    "found": "an area in the laboratory; its name is a label already",
    "panel": "a small picture; its name is a label already",
    "row": "a row of a table; its name is a label already",
    "index": "lines of an index; their name is a label already",
    "frame": "a map's place on the page",
    "self": "its own attribute",
    "status": "an enumeration",
    "trend": "an enumeration",
    "path": "a file",
    "export": "a file to be downloaded",
}
KEEP_NAMES = {
    "sozialmonitor/views/export/rows.py": "the official name; the code stands beside it",
    "sozialmonitor/views/typology/export.py": "the official name; the code stands beside it",
    "sozialmonitor/views/lab/card.py": "the official name; the code stands beside it",
    "sozialmonitor/ui/agreement/parts.py": "the name of a measure",
}
"""Modules that print ``name`` of something else, or must print it as the office writes it."""


def list_attributes(tree: ast.AST, *names: str) -> Iterator[tuple[int, str]]:
    """Line and receiver of every attribute of one of these names: ``areas[0].name`` → ``areas[0]``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in names:
            yield node.lineno, ast.unparse(node.value)


def list_break_readers(tree: ast.AST) -> list[str]:
    """Where breaks of an indicator are read, or whom they concern, past the one rule."""
    found = list_attributes(tree, "breaks", "affects")
    return [f"line {line}: {receiver}" for line, receiver in found if receiver.rpartition(".")[2] not in NOT_INDICATORS]


def list_name_readers(tree: ast.AST) -> list[str]:
    """Where a name is read that may be an area's."""
    return [f"line {line}: {receiver}" for line, receiver in list_attributes(tree, "name") if receiver not in NOT_AREAS]


def test_breaks_are_read_in_one_place() -> None:
    found = {module.name: list_break_readers(module.tree) for module in list_modules()}
    assert {name for name, places in found.items() if places} <= READS_BREAKS, found


def test_areas_are_called_by_their_label() -> None:
    """``name`` alone cannot tell namesakes apart (``domain/area_label``)."""
    found = {module.name: list_name_readers(module.tree) for module in list_modules() if module.part in SHOWS}
    assert {name: places for name, places in found.items() if places and name not in KEEP_NAMES} == {}
    assert set(KEEP_NAMES) <= {name for name, places in found.items() if places}, "an exception nobody needs"


def test_violations_are_recognised() -> None:
    for line in ("x = indicator.breaks", "x = [b for b in row.indicator.breaks]", "x = item.affects"):
        assert list_break_readers(ast.parse(line)), line
    for line in ("x = area.name", "x = areas[0].name", "x = view.area.name", "x = [a.name for a in areas]"):
        assert list_name_readers(ast.parse(line)), line
