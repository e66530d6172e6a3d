"""How an indicator is computed: operators, series in a sum, formulas."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from sozialmonitor.domain.errors import RefusedValueError
from sozialmonitor.domain.model import Model
from sozialmonitor.domain.text import Column, Id, is_column, is_id

_TERM = re.compile(r"(?P<sign>-?)(?P<table>[a-z0-9-]+)\.(?P<series>[a-z0-9_]+)")

MOST_TERMS = 50


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

    table: Id
    series: Column
    sign: Literal[-1, 1] = 1

    @classmethod
    def parse(cls, text: str) -> Term:
        """Read the written form; RefusedValueError if it is none."""
        match = _TERM.fullmatch(text)
        if match is None or not (is_id(match["table"]) and is_column(match["series"])):
            finding = f"›{text[:60]}‹ ist keine Reihe"
            raise RefusedValueError(finding, "als ›tabelle.spalte‹ schreiben, abgezogen wird ›-tabelle.spalte‹")
        return cls(table=match["table"], series=match["series"], sign=-1 if match["sign"] else 1)

    def __str__(self) -> str:
        return f"{'-' if self.sign < 0 else ''}{self.table}.{self.series}"


def _parse_term(raw: object) -> object:
    return Term.parse(raw) if isinstance(raw, str) else raw


def _parse_terms(raw: object) -> object:
    """One term need not be written as a list."""
    texts = [raw] if isinstance(raw, str) else raw
    return [_parse_term(item) for item in texts] if isinstance(texts, list) else texts


def _check_terms(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """A series that stands twice in a sum is counted twice, or cancels itself."""
    seen: set[tuple[str, str]] = set()
    for term in terms:
        if (term.table, term.series) in seen:
            raise RefusedValueError(
                f"Die Reihe ›{term.table}.{term.series}‹ steht zweimal in der Summe", "einmal streichen"
            )
        seen.add((term.table, term.series))
    return terms


def _check_base(term: Term) -> Term:
    if term.sign < 0:
        raise RefusedValueError(f"›{term}‹ wird abgezogen, hier steht aber eine Anzahl", "das Minuszeichen weglassen")
    return term


WrittenTerm = Annotated[Term, BeforeValidator(_parse_term)]
"""A term in its written form."""

Base = Annotated[WrittenTerm, AfterValidator(_check_base)]
"""A series that says how many there are."""

Terms = Annotated[tuple[Term, ...], BeforeValidator(_parse_terms), AfterValidator(_check_terms)]
"""The terms of a sum."""


class Formula(Model):
    """How the value follows from published series."""

    operator: Operator
    numerator: Terms = Field(default=(), max_length=MOST_TERMS)
    denominator: Terms = Field(default=(), max_length=MOST_TERMS)
    value: WrittenTerm | None = None
    years: int | None = Field(default=None, ge=1, le=50)

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
                raise RefusedValueError(f"Die Rechenart ›{self.operator}‹ braucht ›{part}‹", f"›{part}‹ ergänzen")
            if not is_needed and getattr(self, part) and not (published and part in {"numerator", "denominator"}):
                finding = f"Die Rechenart ›{self.operator}‹ verwendet ›{part}‹ nicht"
                raise RefusedValueError(finding, f"›{part}‹ löschen oder eine andere Rechenart angeben")
        return self

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every series the formula reads."""
        return (*self.numerator, *self.denominator, *((self.value,) if self.value else ()))
