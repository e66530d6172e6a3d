"""Cells of all tables as text: numbers with every digit, texts disarmed."""

from __future__ import annotations

from typing import Any

import pandas as pd

from sozialmonitor.domain.spreadsheet import disarm
from sozialmonitor.domain.status import Status
from sozialmonitor.texts.german import text
from sozialmonitor.views.export.rows import COLUMNS
from sozialmonitor.views.export.view import Export
from sozialmonitor.views.typology.export import ClassExport

NUMBERS = ("value", "numerator", "denominator")
"""Columns that hold a number or nothing."""


def write_cell(row: Any, column: str) -> str:
    """A cell as text, numbers with decimal point; empty where a sign stands for the number.

    A value keeps all its decimals (5.0 stays 5.0); a count has every digit it has, and no more.

    Args:
        row: named tuple of ``Export.values``. column: one of ``COLUMNS``.
    """
    cell = getattr(row, column)
    if column not in NUMBERS:
        return disarm(str(cell))
    if is_missing(cell):
        return ""
    if column == "value":
        return f"{cell:.{row.decimals}f}"
    return str(int(cell)) if float(cell).is_integer() else repr(float(cell))


def get_head() -> list[str]:
    """German column titles in the order of ``COLUMNS``."""
    return [text(f"export.{column}") for column in COLUMNS]


def list_signs() -> list[tuple[str, str]]:
    """Every sign with its meaning."""
    return [(status.sign, text(f"status.{status.name.lower()}")) for status in Status if status.sign]


def build_side_tables(export: Export | ClassExport) -> dict[str, list[tuple[str, ...]]]:
    """What stands beside the values: definitions, sources and signs, each with its head, ready for a spreadsheet."""
    keys = ("indicator", "title", "definition", "limits", "numerator_label", "denominator_label")
    definitions = [
        tuple(getattr(item, "id" if key == "indicator" else key) or "" for key in keys) for item in export.indicators
    ]
    tables: dict[str, list[tuple[str, ...]]] = {
        "definitions": [tuple(text(f"export.{key}") for key in keys), *definitions],
        "notes": [(text("export.note"), text("export.content")), *export.notes],
        "signs": [(text("export.sign"), text("export.sign_meaning")), *list_signs()],
    }
    return {name: [tuple(disarm(cell) for cell in row) for row in rows] for name, rows in tables.items()}


def is_missing(value: object) -> bool:
    """Whether a number is absent."""
    return isinstance(value, float) and bool(pd.isna(value))
