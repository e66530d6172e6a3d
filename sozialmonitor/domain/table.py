"""Value tables: the published series that indicators are made of."""

from __future__ import annotations

from pydantic import Field

from sozialmonitor.domain.model import Model
from sozialmonitor.domain.text import Id, Prose


class Series(Model):
    """One value column. ``column`` is its id in the file; counts can be added up, others cannot."""

    title: Prose
    additive: bool = True


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
