"""One family of errors. The user interface catches this family and nothing else.

Every message is German, because a statistics office reads it: place, finding, remedy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class SozialmonitorError(Exception):
    """Base of everything the program raises on purpose."""


@dataclass(frozen=True, order=True)
class Defect:
    """One thing that is wrong with the input.

    Attributes:
        place: file with line or key, as the author of the file would look for it.
        finding: what is wrong, with the offending text.
        remedy: what to do about it.
    """

    place: str
    finding: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.finding} → {self.remedy}"


class RefusedValueError(ValueError):
    """A model refuses what was declared, and knows what to do about it; the place is added by who reads the file."""

    def __init__(self, finding: str, remedy: str) -> None:
        self.finding = finding
        self.remedy = remedy
        super().__init__(f"{finding}; {remedy}")


class InputError(SozialmonitorError):
    """The input has defects; all of them are listed, not only the first one found."""

    def __init__(self, defects: Sequence[Defect]) -> None:
        self.defects = tuple(sorted(set(defects)))
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
