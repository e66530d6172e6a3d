"""Value tables: the published series that indicators are made of."""

from __future__ import annotations

from pydantic import Field

from sozialmonitor.domain.model import Model
from sozialmonitor.domain.text import Id, Prose

KEYS = ("geography", "area", "period")
"""Columns that every value file begins with."""

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

    title: Prose
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
        reference: what a period stands for: a day (``"12-31"``), the whole year (``"year"``) or
            its mean (``"average"``).
        complete: whether the areas add up to the whole territory, so that totals may be formed from them.
    """

    id: Id
    file: str
    source: Id | None = None
    reference: str = Field(pattern=r"^(year|average|(0[1-9]|1[0-2])-([0-2][0-9]|3[01]))$")
    complete: bool = True
    note: Prose | None = None
    series: dict[str, Series] = Field(min_length=1)
