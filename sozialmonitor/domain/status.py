"""Why a value is missing or limited: the signs of official statistics, and a few of our own."""

from __future__ import annotations

from enum import IntEnum


class Status(IntEnum):
    """Status of one observation. The number is what is stored; never renumber.

    A value is NaN if and only if its status has no value (``has_value``), so a gap always has a reason.
    LESS_THAN_HALF is set by the build: a value that is not zero, but would be printed as zero. It gives way to
    LIMITED and SMALL_AREA, which say more about a value.
    """

    VALUE = 0
    NOTHING = 1
    LESS_THAN_HALF = 2
    UNKNOWN = 3
    LATER = 4
    BLOCKED = 5
    UNRELIABLE = 6
    LIMITED = 7
    SUPPRESSED = 8
    SMALL_AREA = 9
    NO_DATA = 10

    @property
    def has_value(self) -> bool:
        """Whether a number stands beside the status."""
        return self in _WITH_VALUE

    @property
    def is_classed(self) -> bool:
        """Whether the number takes part in classes and colours of a map."""
        return self in _CLASSED

    @property
    def sign(self) -> str:
        """The sign printed in tables and accepted in value files (empty for a plain value)."""
        return _SIGNS[self]


_WITH_VALUE = frozenset({Status.VALUE, Status.LESS_THAN_HALF, Status.LIMITED, Status.SMALL_AREA})
_CLASSED = frozenset({Status.VALUE, Status.LESS_THAN_HALF, Status.LIMITED})

_SIGNS = {
    Status.VALUE: "",
    Status.NOTHING: "-",
    Status.LESS_THAN_HALF: "0",
    Status.UNKNOWN: ".",
    Status.LATER: "...",
    Status.BLOCKED: "x",
    Status.UNRELIABLE: "/",
    Status.LIMITED: "()",
    Status.SUPPRESSED: "•",
    Status.SMALL_AREA: "°",
    Status.NO_DATA: "–",
}

SIGN_TO_STATUS = {
    status.sign: status
    for status in (
        Status.NOTHING,
        Status.UNKNOWN,
        Status.LATER,
        Status.BLOCKED,
        Status.UNRELIABLE,
        Status.SUPPRESSED,
    )
}
"""Signs a value file may hold instead of a number.

"0" is absent on purpose: in a count of persons it is the number zero. ``()`` encloses a number: ``(12.5)``.
"""
