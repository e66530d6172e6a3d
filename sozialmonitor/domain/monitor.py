"""A monitor: everything one city or district watches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, Field

from sozialmonitor.domain.errors import RefusedValueError
from sozialmonitor.domain.formula import Base, Operator, Term
from sozialmonitor.domain.geography import Area, Geography
from sozialmonitor.domain.indicator import Indicator, Unit
from sozialmonitor.domain.model import Model
from sozialmonitor.domain.source import Licence, Source
from sozialmonitor.domain.table import Table
from sozialmonitor.domain.text import Id, Name, Prose, Title
from sozialmonitor.domain.typology import Typology

_WHOLE = 100.0
"""Per cent."""


class Theme(Model):
    """A group of indicators."""

    id: Id
    title: Name
    description: Prose


class SmallAreas(Model):
    """Areas with fewer inhabitants than ``minimum`` are shown, but not classed."""

    population: Base
    minimum: int = Field(default=300, ge=1, le=1_000_000)


def _check_themes(themes: tuple[Theme, ...]) -> tuple[Theme, ...]:
    ids = [theme.id for theme in themes]
    if twice := next((item for item in ids if ids.count(item) > 1), None):
        raise RefusedValueError(f"Das Thema ›{twice}‹ steht zweimal", "eines der beiden umbenennen oder löschen")
    return themes


class Monitor(Model):
    """Head of a monitor's catalogue.

    Attributes:
        territory: geography with exactly one area, the whole city or region; it holds the reference values.
        reference_label: how the value of the whole territory is called in sentences ("Stadtwert").
    """

    id: Id
    title: Name
    subtitle: Title
    introduction: Prose
    limits: Prose
    order: int = Field(default=100, ge=0, le=10_000)
    territory: Id
    reference_label: Name
    default_indicator: Id
    default_geography: Id
    small_areas: SmallAreas
    themes: Annotated[tuple[Theme, ...], AfterValidator(_check_themes)] = Field(min_length=1, max_length=100)


@dataclass(frozen=True)
class MonitorCatalogue:
    """One monitor with everything its catalogue declares; each mapping is keyed by id."""

    monitor: Monitor
    geographies: dict[str, Geography]
    areas: dict[str, tuple[Area, ...]]
    sources: dict[str, Source]
    licences: dict[str, Licence]
    tables: dict[str, Table]
    indicators: dict[str, Indicator]
    typologies: dict[str, Typology]

    def get_sources(self, indicator: Indicator) -> tuple[Source, ...]:
        """The publications an indicator rests on, each once, in the order of its formula."""
        ids = dict.fromkeys(self.tables[term.table].source for term in indicator.formula.terms)
        return tuple(self.sources[source_id] for source_id in ids if source_id is not None)

    def may_be_negative(self, indicator: Indicator) -> bool:
        """Whether values below zero are possible: such an indicator has no interval of a count or a proportion.

        A share is a part of a whole and never negative, whatever is subtracted in its numerator.
        """
        formula = indicator.formula
        if formula.operator is Operator.CHANGE:
            return True
        if formula.operator is Operator.SHARE:
            return False
        terms = formula.numerator if formula.value is None else (formula.value,)
        return any(term.sign < 0 or self.tables[term.table].series[term.series].signed for term in terms)

    def is_part_of_whole(self, indicator: Indicator) -> bool:
        """Whether those counted are part of those they are divided by: births or court cases are not.

        A published rate in per cent that may be negative is a change or a balance, whatever its unit. One whose series
        declares more than 100 as ``at_most`` sets those counted against others: children in care who live elsewhere.
        """
        formula = indicator.formula
        if formula.operator is Operator.PUBLISHED:
            assert formula.value is not None  # the model demands it
            at_most = self.tables[formula.value.table].series[formula.value.series].at_most or _WHOLE
            return indicator.unit is Unit.PERCENT and at_most <= _WHOLE and not self.may_be_negative(indicator)
        return formula.operator is Operator.SHARE

    def count_decimals(self, terms: Sequence[Term]) -> int | None:
        """How many digits after the point a sum of series needs; None if one of them may have any number."""
        series = [self.tables[term.table].series[term.series] for term in terms]
        needed = [0 if item.is_whole else item.decimals for item in series]
        return None if None in needed else max((item for item in needed if item is not None), default=0)

    @property
    def population_indicator(self) -> Indicator | None:
        """The indicator that counts inhabitants as ``SmallAreas.population`` does; None if there is none."""
        term = self.monitor.small_areas.population
        counts = (item for item in self.indicators.values() if item.formula.operator is Operator.COUNT)
        return next((item for item in counts if item.formula.numerator == (term,)), None)
