"""What a number means; never the numbers themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.errors import RefusedValueError
from sozialmonitor.domain.formula import Base, Formula, Operator
from sozialmonitor.domain.model import Model
from sozialmonitor.domain.period import Period, check_period
from sozialmonitor.domain.text import Id, Prose, Title


class Direction(StrEnum):
    """How to read a higher value. NEUTRAL is a statement, not a missing value."""

    HIGHER_IS_BETTER = "higher_is_better"
    LOWER_IS_BETTER = "lower_is_better"
    NEUTRAL = "neutral"


class Unit(StrEnum):
    """Units a value can have; how they are written stands in ``texts``."""

    PERCENT = "percent"
    PER_HUNDRED = "per_hundred"
    PER_THOUSAND = "per_thousand"
    PER_SQUARE_KILOMETRE = "per_square_kilometre"
    PERSONS = "persons"
    CASES = "cases"
    YEARS = "years"

    @property
    def is_count(self) -> bool:
        """Whether values of areas can be added up."""
        return self in {Unit.PERSONS, Unit.CASES}


_UNITS = {
    Operator.SHARE: frozenset({Unit.PERCENT}),
    Operator.PER_HUNDRED: frozenset({Unit.PER_HUNDRED, Unit.PERCENT}),
    Operator.PER_THOUSAND: frozenset({Unit.PER_THOUSAND}),
    Operator.RATIO: frozenset(Unit) - {Unit.PERCENT, Unit.PER_HUNDRED, Unit.PER_THOUSAND},
    Operator.COUNT: frozenset({Unit.PERSONS, Unit.CASES}),
    Operator.CHANGE: frozenset({Unit.PERCENT}),
}
"""Units that fit what an operator multiplies with: a RATIO with nothing. A published rate can have any."""

_FACTORS = {Unit.PERCENT: 100.0, Unit.PER_HUNDRED: 100.0, Unit.PER_THOUSAND: 1000.0}


class Reliability(Model):
    """Values resting on a small base are marked ``()``: below ``minimum`` of the series ``base``."""

    base: Base
    minimum: float = Field(gt=0, le=1e9)
    note: Prose


class BreakScope(StrEnum):
    """Which values a break concerns."""

    ALL = "all"
    REFERENCE = "reference"
    """Only the value of the whole territory; the areas go on as before."""


def _check_break_period(text: str) -> str:
    check_period(text)
    return text


class Break(Model):
    """From this period on the series is not comparable with what came before."""

    period: Annotated[str, AfterValidator(_check_break_period)]
    note: Prose
    affects: BreakScope = BreakScope.ALL

    @property
    def is_of_reference(self) -> bool:
        """Whether the areas go on as before, and only the value of the whole territory does not."""
        return self.affects is BreakScope.REFERENCE


def _check_breaks(breaks: tuple[Break, ...]) -> tuple[Break, ...]:
    for earlier, later in pairwise(breaks):
        if (earlier.period, earlier.affects) == (later.period, later.affects):
            raise RefusedValueError(
                f"Für die Periode ›{later.period}‹ steht der Bruch zweimal da", "zu einem zusammenfassen"
            )
        if Period(later.period) < Period(earlier.period):
            raise RefusedValueError(
                f"Der Bruch ›{later.period}‹ steht hinter dem Bruch ›{earlier.period}‹", "nach Perioden ordnen"
            )
    return breaks


class Indicator(Model):
    """One indicator of a monitor, with texts tiered by reader.

    Attributes:
        description: one sentence, shown beside the title.
        definition: exact wording for those who cite the number.
        relevance: why it matters. reading: how to read it. limits: what it does not say.
        numerator_label, denominator_label: what is counted, in the plural; of a change or a balance the difference
            itself ("Zuzüge minus Fortzüge"), which no sign of its number makes untrue.
    """

    id: Id
    title: Title
    short_title: Title
    theme: Id
    description: Prose
    definition: Prose
    relevance: Prose
    reading: Prose
    limits: Prose
    unit: Unit
    decimals: int = Field(default=1, ge=0, le=3)
    direction: Direction
    formula: Formula
    numerator_label: Title | None = None
    denominator_label: Title | None = None
    reliability: Reliability | None = None
    breaks: Annotated[tuple[Break, ...], AfterValidator(_check_breaks)] = Field(default=(), max_length=100)
    audience: Audience = Audience.PUBLIC

    @model_validator(mode="after")
    def _check_unit(self) -> Indicator:
        fitting = _UNITS.get(self.formula.operator, frozenset(Unit))
        if self.unit not in fitting:
            listed = " oder ".join(f"›{unit}‹" for unit in sorted(fitting))
            finding = f"Die Einheit ›{self.unit}‹ passt nicht zur Rechenart ›{self.formula.operator}‹"
            raise RefusedValueError(finding, f"als unit {listed} angeben oder die Rechenart ändern", "unit")
        return self

    @property
    def is_rate(self) -> bool:
        """Rates may be choropleths; counts are drawn as circles."""
        return self.formula.operator is not Operator.COUNT

    @property
    def factor(self) -> float:
        """What numerator / denominator is multiplied with; of a published rate, what its unit says."""
        operator = self.formula.operator
        return _FACTORS.get(self.unit, 1.0) if operator is Operator.PUBLISHED else operator.factor

    def list_breaks(
        self, start: str | None = None, end: str | None = None, *, with_reference: bool
    ) -> tuple[Break, ...]:
        """What makes values incomparable with earlier ones; the only place that knows whom a break concerns.

        Args:
            start, end: periods compared: breaks after the first, up to and with the second. None = however early, late.
            with_reference: whether the value of the whole territory takes part, itself or as what others are measured
                against. Values of areas among themselves are concerned only by what concerns all values.
        """
        return tuple(
            item
            for item in self.breaks
            if (with_reference or not item.is_of_reference)
            and (start is None or Period(start) < Period(item.period))
            and (end is None or Period(item.period) <= Period(end))
        )

    def number_stretches(self, periods: Sequence[str], *, with_reference: bool) -> list[int]:
        """By period the number of its comparable stretch, ascending: two periods with the same one can be compared."""
        return [len(self.list_breaks(end=code, with_reference=with_reference)) for code in periods]


def check_breaks_inside(indicator: Indicator, periods: Iterable[str]) -> None:
    """Refuse a break that no value notices: before the second period of an indicator's values, or after the last.

    Raises:
        RefusedValueError: with the first such break.
    """
    known = sorted(set(periods), key=Period)
    for item in indicator.breaks:
        if known and not Period(known[0]) < Period(item.period) <= Period(known[-1]):
            raise RefusedValueError(
                f"Der Bruch ›{item.period}‹ trennt keine Werte; sie reichen von {known[0]} bis {known[-1]}",
                "die Periode berichtigen oder den Bruch entfernen",
            )
