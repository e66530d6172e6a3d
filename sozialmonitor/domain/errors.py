"""One family of errors. The user interface catches this family and nothing else.

Every message is German, because a statistics office reads it: place, finding, remedy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sozialmonitor.domain.characters import make_printable

_NUMBERS = re.compile(r"([0-9]+)")
_LAST = "\uffff"


class SozialmonitorError(Exception):
    """Base of everything the program raises on purpose."""


@dataclass(frozen=True)
class Defect:
    """One thing that is wrong with the input; what is quoted in it is made printable.

    Attributes:
        place: file with line or key, as the author of the file would look for it.
        finding: what is wrong, with the offending text.
        remedy: what to do about it.
        is_rest: whether it counts what is wrong besides other defects of its place, and so follows them.
    """

    place: str
    finding: str
    remedy: str
    is_rest: bool = False

    def __post_init__(self) -> None:
        for name in ("place", "finding", "remedy"):
            object.__setattr__(self, name, make_printable(getattr(self, name)))

    def __str__(self) -> str:
        return f"{self.place}: {self.finding} → {self.remedy}"


def sort_defects(defects: Sequence[Defect]) -> list[Defect]:
    """Each defect once, file by file, in each file as its author comes across them: line 9 before line 10.

    Defects of one line stay in the order in which they were found.
    """
    return sorted(dict.fromkeys(defects), key=_make_key)


def _make_key(defect: Defect) -> list[list[tuple[int, str]]]:
    """A key for reading order: the parts of a place one by one, numbers in them compared as numbers."""
    steps = defect.place.split(", ")
    line = next((number for number, step in enumerate(steps) if step.startswith("Zeile ")), None)
    steps = steps if line is None else steps[: line + 1]
    if defect.is_rest:  # after every line of its file, or every file of its folder
        steps = [steps[0] + _LAST] if steps[0].endswith("/") else [steps[0], _LAST]
    return [
        [(int(part[:15]), part) if part.isdigit() else (-1, part) for part in _NUMBERS.split(step)] for step in steps
    ]


class RefusedValueError(ValueError):
    """A model refuses what was declared, and knows what to do about it; the place is added by who reads the file.

    Attributes:
        key: which of several keys is to be changed, where that is not the place itself.
    """

    def __init__(self, finding: str, remedy: str, key: str | None = None) -> None:
        self.key = key
        self.finding = finding
        self.remedy = remedy
        super().__init__(f"{finding}; {remedy}")


class InputError(SozialmonitorError):
    """The input has defects; all of them are listed, not only the first one found."""

    def __init__(self, defects: Sequence[Defect]) -> None:
        self.defects = tuple(sort_defects(defects))
        super().__init__("\n".join(str(defect) for defect in self.defects))


class CalculationError(SozialmonitorError):
    """A computation was asked for something that has no answer."""


class StoreError(SozialmonitorError):
    """The published release is missing, incomplete or was changed afterwards."""


class NothingToShowError(StoreError):
    """The published release is sound and holds nothing for this audience: nothing older may be shown instead."""


class UnknownKeyError(SozialmonitorError):
    """Something was asked for that this audience's release does not hold.

    "Not allowed" and "does not exist" are deliberately the same error.
    """

    def __init__(self, kind: str, key: str) -> None:
        self.kind = kind
        self.key = key
        super().__init__(f"{kind} ›{key}‹ gibt es hier nicht.")
