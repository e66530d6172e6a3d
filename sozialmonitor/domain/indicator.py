"""What a number means; never the numbers themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from pydantic import Field, field_validator, model_validator

from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.model import Model
from sozialmonitor.domain.period import Period
from sozialmonitor.domain.text import Id, Prose

_TERM = re.compile(r"(?P<sign>-?)(?P<table>[a-z][a-z0-9-]*)\.(?P<series>[a-z][a-z0-9_]*)")


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


class Operator(StrEnum):
    """The closed set of ways to derive an indicator from series.

    SHARE, PER_HUNDRED, PER_THOUSAND and RATIO divide Σ numerator by Σ denominator (times 100, 100,
    1,000 and 1). A SHARE is a part of a whole and never above 100 %. COUNT adds the numerator up.
    CHANGE is the change in per cent against the period exactly ``years`` before.
    PUBLISHED takes a rate as the source prints it, with numerator and denominator where known.
    """

    SHARE = "share"
    PER_HUNDRED = "per_hundred"
    PER_THOUSAND = "per_thousand"
    RATIO = "ratio"
    COUNT = "count"
    CHANGE = "change"
    PUBLISHED = "published"

    @property
    def factor(self) -> float:
        """What the quotient is multiplied with."""
        return _FACTORS.get(self, 1.0)

    @property
    def is_quotient(self) -> bool:
        """Whether the value is Σ numerator / Σ denominator and can be pooled over areas."""
        return self in _QUOTIENTS


_QUOTIENTS = frozenset({Operator.SHARE, Operator.PER_HUNDRED, Operator.PER_THOUSAND, Operator.RATIO})
_FACTORS = {Operator.SHARE: 100.0, Operator.PER_HUNDRED: 100.0, Operator.PER_THOUSAND: 1000.0, Operator.CHANGE: 100.0}


class Term(Model):
    """One series in a sum, with its sign. Written ``table.series`` or ``-table.series``."""

    table: str
    series: str
    sign: int = 1

    @classmethod
    def parse(cls, text: str) -> Term:
        """Read the written form; ValueError with a German message if it is none."""
        match = _TERM.fullmatch(text)
        if match is None:
            raise ValueError(f"›{text}‹ ist keine Reihe; erwartet wird ›tabelle.spalte‹ oder ›-tabelle.spalte‹")
        return cls(table=match["table"], series=match["series"], sign=-1 if match["sign"] else 1)

    def __str__(self) -> str:
        return f"{'-' if self.sign < 0 else ''}{self.table}.{self.series}"


class Formula(Model):
    """How the value follows from published series."""

    operator: Operator
    numerator: tuple[Term, ...] = ()
    denominator: tuple[Term, ...] = ()
    value: Term | None = None
    years: int | None = Field(default=None, ge=1, le=50)

    @field_validator("numerator", "denominator", mode="before")
    @classmethod
    def _parse_terms(cls, raw: object) -> object:
        texts = [raw] if isinstance(raw, str) else raw
        return (
            [Term.parse(item) if isinstance(item, str) else item for item in texts]
            if isinstance(texts, list)
            else texts
        )

    @field_validator("value", mode="before")
    @classmethod
    def _parse_value(cls, raw: object) -> object:
        return Term.parse(raw) if isinstance(raw, str) else raw

    @model_validator(mode="after")
    def _check_parts(self) -> Formula:
        published = self.operator is Operator.PUBLISHED
        needed = {
            "numerator": not published,
            "denominator": self.operator.is_quotient,
            "value": published,
            "years": self.operator is Operator.CHANGE,
        }
        for part, is_needed in needed.items():
            if is_needed and not getattr(self, part):
                raise ValueError(f"die Rechenart ›{self.operator}‹ braucht ›{part}‹")
            if not is_needed and getattr(self, part) and not (published and part in {"numerator", "denominator"}):
                raise ValueError(f"die Rechenart ›{self.operator}‹ verwendet ›{part}‹ nicht")
        return self

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every series the formula reads."""
        return (*self.numerator, *self.denominator, *((self.value,) if self.value else ()))


class Reliability(Model):
    """Values resting on a small base are marked ``()``: below ``minimum`` of the series ``base``."""

    base: Term
    minimum: float = Field(gt=0)
    note: Prose

    @field_validator("base", mode="before")
    @classmethod
    def _parse_base(cls, raw: object) -> object:
        return Term.parse(raw) if isinstance(raw, str) else raw


class BreakScope(StrEnum):
    """Which values a break concerns."""

    ALL = "all"
    REFERENCE = "reference"
    """Only the value of the whole territory; the areas go on as before."""


class Break(Model):
    """From this period on the series is not comparable with what came before."""

    period: str
    note: Prose
    affects: BreakScope = BreakScope.ALL

    @property
    def is_of_reference(self) -> bool:
        """Whether the areas go on as before, and only the value of the whole territory does not."""
        return self.affects is BreakScope.REFERENCE


class Indicator(Model):
    """One indicator of a monitor, with texts tiered by reader.

    Attributes:
        description: one sentence, shown beside the title.
        definition: exact wording for those who cite the number.
        relevance: why it matters. reading: how to read it. limits: what it does not say.
        numerator_label, denominator_label: what is counted, in the plural, as it follows a number.
    """

    id: Id
    title: Prose
    short_title: Prose
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
    numerator_label: Prose | None = None
    denominator_label: Prose | None = None
    reliability: Reliability | None = None
    breaks: tuple[Break, ...] = ()
    audience: Audience = Audience.PUBLIC

    @property
    def is_rate(self) -> bool:
        """Rates may be choropleths; counts are drawn as circles."""
        return self.formula.operator is not Operator.COUNT

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
