"""What is said about a cell that should hold a number."""

from __future__ import annotations

import re

from sozialmonitor.domain.errors import Defect

_COMMA_NUMBER = re.compile(r"[+-]?[0-9.]*[0-9],[0-9]+")


def describe_cell(place: str, text: str, remedy: str) -> Defect:
    """The defect of a cell that is not empty and no number.

    Args:
        place: file, line and column. text: the cell. remedy: what may stand there; for anything but a decimal comma.
    """
    if _COMMA_NUMBER.fullmatch(text):
        right = text.removeprefix("+").replace(".", "").replace(",", ".")
        return Defect(place, f"›{text}‹ hat ein Dezimalkomma", f"mit Dezimalpunkt schreiben: ›{right}‹")
    return Defect(place, f"›{text}‹ ist keine Zahl", remedy)
