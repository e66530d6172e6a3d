"""Periods: a year, a quarter or a month."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import total_ordering
from itertools import pairwise

from sozialmonitor.domain.errors import RefusedValueError

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
"""Years that a figure of a monitor can belong to; anything else is a typing mistake."""

_PATTERN = re.compile(r"(?P<year>[0-9]{4})(-(Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class PeriodKind(StrEnum):
    """How long a period is; periods of one table are all of one kind."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"


@total_ordering
@dataclass(frozen=True)
class Period:
    """``2024``, ``2024-Q1`` or ``2024-06``; ordered by the month in which it ends."""

    code: str

    def __post_init__(self) -> None:
        check_period(self.code)

    def __lt__(self, other: Period) -> bool:
        return (self.end, self.code) < (other.end, other.code)

    def __str__(self) -> str:
        return self.code

    @property
    def year(self) -> int:
        """Calendar year."""
        return int(self.code[:4])

    @property
    def end(self) -> tuple[int, int]:
        """Year and month in which the period ends."""
        match = _PATTERN.fullmatch(self.code)
        assert match is not None  # checked when the object was made
        if match["quarter"]:
            return self.year, 3 * int(match["quarter"])
        return self.year, int(match["month"] or 12)

    @property
    def first_day(self) -> date:
        """Day on which the period begins."""
        year, month = self.end
        return date(year, month - self._months + 1, 1)

    @property
    def last_day(self) -> date:
        """Day on which the period ends."""
        year, month = self.end
        return date(year, month, monthrange(year, month)[1])

    @property
    def _months(self) -> int:
        """How many months the period lasts."""
        return 12 if "-" not in self.code else 3 if "Q" in self.code else 1


def get_today() -> date:
    """The day by which the future begins: the only place that looks at a calendar for it."""
    return date.today()


def parse_day(text: str) -> date:
    """A day written ``2024-12-31``; ValueError for every other way of writing one, and for a day there is not."""
    if _DAY.fullmatch(text) is None:
        raise ValueError(text)
    return date.fromisoformat(text)


def check_period(text: str, latest_year: int = LATEST_YEAR) -> None:
    """Refuse what is no period, and a year that no figure of a monitor can belong to.

    Args:
        text: as it was written. latest_year: last plausible year, with that year.

    Raises:
        RefusedValueError: with finding and remedy; ``is_period`` asks without them.
    """
    match = _PATTERN.fullmatch(text)
    if match is None:
        raise RefusedValueError(f"›{text[:40]}‹ ist keine Periode", "als 2024, 2024-Q1 oder 2024-06 schreiben")
    if not EARLIEST_YEAR <= int(match["year"]) <= latest_year:
        finding = f"Das Jahr {match['year']} der Periode ›{text}‹ ist nicht plausibel"
        raise RefusedValueError(finding, f"ein Jahr von {EARLIEST_YEAR} bis {latest_year} angeben")


def is_period(text: str) -> bool:
    """Whether ``text`` is the code of a period in a plausible year."""
    try:
        check_period(text)
    except RefusedValueError:
        return False
    return True


def get_period_kind(code: str) -> PeriodKind:
    """Whether a period is a year, a quarter or a month; ``code`` must be one."""
    if len(code) == 4:
        return PeriodKind.YEAR
    return PeriodKind.QUARTER if "Q" in code else PeriodKind.MONTH


def shift_years(code: str, years: int) -> str:
    """The period of the same kind and place in its year so many years later, or earlier; ``code`` must be one."""
    return f"{int(code[:4]) + years:04d}{code[4:]}"


def find_nearest_period(periods: Sequence[str], wished: str) -> str:
    """The period that ends closest to the wished one; the later one on a tie."""
    year, month = Period(wished).end

    def distance(code: str) -> tuple[int, int]:
        other_year, other_month = Period(code).end
        months = (other_year - year) * 12 + other_month - month
        return abs(months), -months

    return min(periods, key=distance)


def compute_positions(periods: Sequence[str]) -> list[float]:
    """Where periods stand on a time axis: a year at its number, a part of a year where it ends."""
    return [_position(Period(code)) for code in periods]


def compute_usual_step(positions: Sequence[float]) -> float:
    """The most frequent distance between neighbouring periods, in years (the longer on a tie); 1 if there is none."""
    distances = [round(later - earlier, 3) for earlier, later in pairwise(positions)]
    return max(set(distances), key=lambda item: (distances.count(item), item)) if distances else 1.0


def _position(period: Period) -> float:
    year, month = period.end
    return float(year) if "-" not in period.code else year + (month - 1) / 12
