"""Text in cells: what a spreadsheet would take for a formula is disarmed here, for all formats."""

from __future__ import annotations

import pandas as pd

from sozialmonitor.domain.status import Status
from sozialmonitor.texts.german import text
from sozialmonitor.views.export_view import COLUMNS, Export

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def disarm(cell: str) -> str:
    """Put an apostrophe before text that a spreadsheet would execute.

    A lone sign of official statistics ("-") is harmless and stays as it is.
    """
    is_sign = any(cell == status.sign for status in Status)
    return f"'{cell}" if cell.startswith(_DANGEROUS) and not is_sign else cell


def get_head() -> list[str]:
    """German column titles in the order of ``COLUMNS``."""
    return [text(f"export.{column}") for column in COLUMNS]


def list_signs() -> list[tuple[str, str]]:
    """Every sign with its meaning."""
    return [(status.sign, text(f"status.{status.name.lower()}")) for status in Status if status.sign]


def list_definitions(export: Export) -> list[tuple[str, ...]]:
    """Per indicator: id, title, definition, what is counted above and below the line."""
    return [
        (item.id, item.title, item.definition, item.numerator_label or "", item.denominator_label or "")
        for item in export.indicators
    ]


def get_definition_head() -> tuple[str, ...]:
    """Titles of the columns of ``list_definitions``."""
    keys = ("indicator", "title", "definition", "numerator_label", "denominator_label")
    return tuple(text(f"export.{key}") for key in keys)


def is_missing(value: object) -> bool:
    """Whether a number is absent."""
    return isinstance(value, float) and bool(pd.isna(value))
