"""Value tables: the published series that indicators are made of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from sozialmonitor.domain.errors import RefusedValueError
from sozialmonitor.domain.model import Model
from sozialmonitor.domain.period import Period, check_period, parse_day
from sozialmonitor.domain.place import CsvPath
from sozialmonitor.domain.text import Column, Id, Prose, Title


class Span(StrEnum):
    """What a period stands for where that is no fixed day of the year."""

    YEAR = "year"
    """The whole period."""
    AVERAGE = "average"
    """Its mean."""
    END = "end"
    """Its last day: the way for quarters and months."""


_LEAP_DAY = "02-29"
_ANY_LEAP_YEAR = 2000


def _check_reference(text: str) -> str:
    if text in set(Span):
        return text
    try:
        parse_day(f"{_ANY_LEAP_YEAR}-{text}")
    except ValueError:
        allowed = "einen Tag des Jahres als 12-31 angeben, ›end‹ (letzter Tag der Periode), ›year‹ oder ›average‹"
        raise RefusedValueError(f"›{text[:40]}‹ ist kein Stichtag", allowed) from None
    if text == _LEAP_DAY:
        raise RefusedValueError(
            "Den 29. Februar gibt es nur in Schaltjahren",
            "›02-28‹ angeben, bei Monaten ›end‹ (letzter Tag der Periode)",
        )
    return text


ReferenceDay = Annotated[str, AfterValidator(_check_reference)]
"""A day of every year, ``12-31``, or a member of ``Span``."""

KEYS = ("geography", "area", "period")
"""Columns that every value file begins with."""


def _check_series(series: dict[str, Series]) -> dict[str, Series]:
    if taken := next((key for key in series if key in KEYS), None):
        finding = f"›{taken}‹ heißt schon eine Spalte, die jede Wertedatei hat"
        raise RefusedValueError(finding, "der Reihe und ihrer Spalte einen anderen Namen geben")
    return series


_LARGEST_COUNT, _LARGEST_RATE = 1e8, 1e6


class Series(Model):
    """One value column; its id is the column's name in the file.

    What is not declared is refused when the file is read: a count is a whole number and at least zero.

    Attributes:
        additive: counts and areas of land can be added up, rates and means cannot.
        signed: whether values below zero are possible, as in a balance of migration.
        decimals: digits after the point that a value may have; left out, none for what can be added up and
            any number for what cannot.
        at_most: largest plausible amount; left out, 100 million of what can be added up and a million of others.
        confirmed: cells that look like an error and are none, as ``geography/area/period``.
    """

    title: Title
    additive: bool = True
    signed: bool = False
    decimals: int | None = Field(default=None, ge=0, le=6)
    at_most: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    confirmed: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every value must be a whole number."""
        return self.decimals == 0 or (self.decimals is None and self.additive)

    @property
    def largest(self) -> float:
        """The largest amount that is taken for plausible: more people than live in Germany are an error."""
        return self.at_most or (_LARGEST_COUNT if self.additive else _LARGEST_RATE)


class Table(Model):
    """A CSV file with the columns ``geography,area,period`` and one column per series.

    Attributes:
        reference: what a period stands for: a day (``"12-31"``), or a member of ``Span``.
        complete: whether the areas add up to the whole territory, so that totals may be formed from them.
    """

    id: Id
    file: CsvPath
    source: Id | None = None
    reference: ReferenceDay
    complete: bool = True
    note: Prose | None = None
    series: Annotated[dict[Column, Series], AfterValidator(_check_series)] = Field(min_length=1, max_length=200)


def get_reference_day(period: str, reference: str) -> date | None:
    """The day that figures of a period stand for; None if they stand for the whole period."""
    found = Period(period)
    if reference == Span.END:
        return found.last_day
    return None if reference in set(Span) else date.fromisoformat(f"{found.year}-{reference}")


def check_observed(code: str, reference: str, today: date) -> None:
    """Refuse what is no period, and one whose figures nobody can know yet: a monitor shows what has been observed.

    Args:
        code: as it was written. reference: of its table. today: the day after which everything is a forecast.

    Raises:
        RefusedValueError: with finding and remedy.
    """
    check_period(code, today.year)
    period = Period(code)
    day = get_reference_day(code, reference)
    if day is None or not period.first_day <= day <= period.last_day:
        day = period.last_day
    if day > today:
        finding = f"Die Periode ›{code}‹ steht für den {day}, und der ist noch nicht vorbei"
        if day == period.last_day:
            finding = f"Die Periode ›{code}‹ endet erst am {day}"
        raise RefusedValueError(finding, "die Zeilen erst danach eintragen; ein Monitor zeigt keine Prognosen")


def check_reference_day(table: Table, periods: Iterable[str]) -> None:
    """Refuse a day that does not lie inside the periods of a table's values, such as 31 December in ``2024-Q1``.

    Raises:
        RefusedValueError: with the first such period.
    """
    for code in sorted(set(periods), key=Period):
        day, period = get_reference_day(code, table.reference), Period(code)
        if day is not None and not period.first_day <= day <= period.last_day:
            raise RefusedValueError(
                f"Der Stichtag ›{table.reference}‹ liegt nicht in der Periode ›{code}‹",
                "als reference ›end‹ angeben (letzter Tag der Periode), ›year‹ (ganze Periode) oder ›average‹ (Mittel)",
            )
