"""Area codes that differ by leading zeros only: spreadsheets drop them, in values as in lists of areas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def strip_zeros(code: str) -> str:
    """What a spreadsheet leaves of a code, also where it has made a decimal number of it."""
    return code.partition(".")[0].lstrip("0")


def index_by_digits(known: Iterable[str]) -> dict[str, str]:
    """Known codes by what is left without leading zeros; of several the first."""
    found: dict[str, str] = {}
    for code in sorted(known):
        found.setdefault(code.lstrip("0"), code)
    return found


def find_meant(code: str, known: Mapping[str, str]) -> str | None:
    """The known code that differs by zeros only; ``known`` comes from ``index_by_digits``."""
    return known.get(strip_zeros(code)) if code else None


def lacks_zeros(known: str, code: str) -> bool:
    """Whether the zeros are missing in the list of areas, and not where the code was found."""
    return len(known) < len(code) and code.endswith(known)


def explain_zeros(code: str, known: str, listed: str) -> str:
    """The remedy for a code; ``listed`` is the list in which ``known`` stands."""
    if lacks_zeros(known, code):
        return f"in {listed} steht ›{known}‹; dort die führenden Nullen ergänzen, die Spalte als Text speichern"
    return f"gemeint ist vermutlich ›{known}‹; führende Nullen gehören zum Code, die Spalte als Text speichern"


def tell_more(count: int, noun: str) -> str:
    """How many more are wrong for the same reason, as the end of a finding; empty for none."""
    return f"; weitere {noun} ebenso: {count}" if count else ""
