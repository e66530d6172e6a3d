"""A typology as it is declared: which indicators make up its indices, and where its classes begin.

Burden and strength are told with the ``Direction`` of an indicator: LOWER_IS_BETTER is a burden,
HIGHER_IS_BETTER a strength. Every index is turned so that a larger number means more burden.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from sozialmonitor.domain.errors import RefusedValueError
from sozialmonitor.domain.indicator import Direction
from sozialmonitor.domain.model import Model
from sozialmonitor.domain.text import Id, Name, Prose, Title


class Preset(StrEnum):
    """Ready-made typologies; what they declare stands in ``typology_presets``."""

    BERLIN_MSS = "berlin_mss"
    HAMBURG_SOZIALMONITORING = "hamburg_sozialmonitoring"
    WARD_CLUSTER = "ward_cluster"


class Standardisation(StrEnum):
    """How indicators of different levels are made comparable before they are added up.

    Z: distance from the mean of the valued areas in population standard deviations (``ddof=0``).
    RANK: mid-rank among the valued areas, between 0 and 1. MIN_MAX: 0 for the smallest and 1 for the
    largest value. DISTANCE: difference from the value of the whole territory, in the indicator's unit;
    only for indicators of one unit.
    """

    Z = "z"
    RANK = "rank"
    MIN_MAX = "min_max"
    DISTANCE = "distance"


class Aggregation(StrEnum):
    """Weighted sum, or weighted sum divided by the sum of the weights."""

    SUM = "sum"
    MEAN = "mean"


class CutoffKind(StrEnum):
    """What the numbers of the cut-offs are.

    SD: standard deviations of an index of z-scores. FIXED: the unit of the index. QUANTILE: shares of the
    valued areas, between 0 and 1. Cut-offs that are SD or FIXED are compared with the index as it is.
    """

    SD = "sd"
    FIXED = "fixed"
    QUANTILE = "quantile"


class TypologyIndicator(Model):
    """An indicator in an index.

    Attributes:
        weight: at least 0; only its relation to the other weights matters.
        direction: burden (LOWER_IS_BETTER) or strength (HIGHER_IS_BETTER); never neutral.
        city_value: value of the whole territory in the indicator's unit, for DISTANCE with a table that
            comes from outside; inside a monitor it is read from the release.
    """

    indicator: Id
    weight: float = Field(default=1.0, le=1000)
    direction: Direction = Direction.LOWER_IS_BETTER
    city_value: float | None = Field(default=None, ge=-1e9, le=1e9)

    @field_validator("weight")
    @classmethod
    def _check_weight(cls, weight: float) -> float:
        if weight < 0:
            raise RefusedValueError(
                f"Das Gewicht {weight:g} ist negativ",
                "ein Gewicht von mindestens 0 angeben; für Stärken die Richtung higher_is_better verwenden",
            )
        return weight

    @field_validator("direction")
    @classmethod
    def _check_direction(cls, direction: Direction) -> Direction:
        if direction is Direction.NEUTRAL:
            raise RefusedValueError(
                "Der Indikator ist neutral und kann in keinen Index eingehen",
                "als direction lower_is_better (Belastung) oder higher_is_better (Stärke) angeben; sonst weglassen",
            )
        return direction


class Bands(Model):
    """Cut-offs of an index and the names of the classes between them, from least to most burden.

    An index exactly on a cut-off belongs to the class nearer to the middle of the scale: 0, or the median
    for QUANTILE. With the cut-offs −1 and 1 both belong to the class between them.
    """

    kind: CutoffKind = CutoffKind.SD
    cutoffs: tuple[Annotated[float, Field(ge=-1e9, le=1e9)], ...] = Field(min_length=1, max_length=6)
    names: tuple[Name, ...] = Field(max_length=7)

    @model_validator(mode="after")
    def _check_parts(self) -> Bands:
        check_ascending(self.cutoffs)
        if self.kind is CutoffKind.QUANTILE and not (self.cutoffs[0] > 0 and self.cutoffs[-1] < 1):
            raise RefusedValueError(
                "Eine Klassengrenze liegt nicht zwischen 0 und 1",
                "bei ›kind: quantile‹ Anteile der Gebiete angeben, zum Beispiel 0.25 für das unterste Viertel",
            )
        if len(self.names) != len(self.cutoffs) + 1:
            raise RefusedValueError(
                f"Zahl der Klassengrenzen: {len(self.cutoffs)}, Zahl der Namen: {len(self.names)}",
                f"unter ›names‹ für jede Klasse einen Namen angeben, also {len(self.cutoffs) + 1}",
            )
        if len(set(self.names)) != len(self.names):
            raise RefusedValueError("Zwei Klassen tragen denselben Namen", "jeder Klasse einen eigenen Namen geben")
        return self


def check_ascending(cutoffs: Sequence[float]) -> None:
    """RefusedValueError unless the cut-offs are finite and strictly ascending."""
    if not all(math.isfinite(cutoff) for cutoff in cutoffs):
        raise RefusedValueError("Eine Klassengrenze ist keine endliche Zahl", "eine Zahl mit Dezimalpunkt angeben")
    if any(upper <= lower for lower, upper in itertools.pairwise(cutoffs)):
        numbers = "; ".join(f"{cutoff:g}".replace(".", ",") for cutoff in cutoffs)
        raise RefusedValueError(
            f"Die Klassengrenzen {numbers} steigen nicht an", "aufsteigend und ohne Wiederholung angeben"
        )


class Typology(Model):
    """Status × Dynamik classes from a declared set of indicators, weights and cut-offs.

    Attributes:
        geography: level whose areas are classed; None for a typology of tables from outside a monitor.
        indicators: indicators of both indices; for Dynamik their change over the window is taken.
        second_standardisation: whether the sums are standardised once more, as in Berlin.
        status, dynamic: cut-offs and class names; without ``dynamic`` there is no Dynamik.
        clusters: number of Ward clusters, which then take the place of the cut-offs of ``status``.
        window_years: distance of the two periods between which change is measured.
        minimum_population: areas with fewer inhabitants are not valued.
        borderline: distance from a cut-off, in the unit of the index, up to which an area is a "Grenzfall".
        limits: what the typology does not say. note: a warning that stands wherever a result is shown.
    """

    id: Id
    title: Title
    description: Prose
    preset: Preset | None = None
    geography: Id | None = None
    indicators: tuple[TypologyIndicator, ...] = Field(default=(), max_length=50)
    standardisation: Standardisation = Standardisation.Z
    aggregation: Aggregation = Aggregation.SUM
    second_standardisation: bool = True
    status: Bands | None = None
    dynamic: Bands | None = None
    clusters: int | None = None
    window_years: int = Field(default=2, ge=1, le=20)
    minimum_population: int = Field(default=300, ge=0, le=1_000_000)
    borderline: float = Field(default=0.1, ge=0, le=1e9)
    limits: Prose
    note: Prose | None = None

    @model_validator(mode="after")
    def _check_parts(self) -> Typology:
        if (self.status is None) == (self.clusters is None):
            given = "Keines von beiden ist" if self.status is None else "Beide sind"
            raise RefusedValueError(
                f"{given} angegeben: ›status‹ (Klassengrenzen) und ›clusters‹ (Anzahl)", "genau eines angeben"
            )
        if self.clusters is not None:
            if not 2 <= self.clusters <= 12:
                raise RefusedValueError(
                    f"Als Anzahl der Cluster ist {self.clusters} nicht möglich", "eine Zahl von 2 bis 12 angeben"
                )
            if self.dynamic is not None:
                raise RefusedValueError(
                    "Cluster beschreiben einen Zeitpunkt, eine Dynamik gibt es mit ihnen nicht", "›dynamic‹ weglassen"
                )
        if len(set(self.indicator_ids)) != len(self.indicator_ids):
            twice = next(item for item in self.indicator_ids if self.indicator_ids.count(item) > 1)
            raise RefusedValueError(
                f"Der Indikator ›{twice}‹ steht zweimal in der Typologie",
                "einmal streichen; wie viel er zählt, sagt ›weight‹",
            )
        if self.indicators and not any(item.weight > 0 for item in self.indicators):
            raise RefusedValueError("Alle Gewichte sind 0", "mindestens einem Indikator ein Gewicht über 0 geben")
        self._check_scale()
        return self

    def _check_scale(self) -> None:
        """Cut-offs in standard deviations presuppose an index that is measured in them."""
        is_scored = self.standardisation is Standardisation.Z and self.aggregation is Aggregation.MEAN
        for bands in (self.status, self.dynamic):
            if bands and bands.kind is CutoffKind.SD and not (self.second_standardisation or is_scored):
                raise RefusedValueError(
                    "Die Klassengrenzen gelten in Standardabweichungen, der Index wird aber nicht in ihnen gemessen",
                    "›second_standardisation: true‹ angeben oder als ›kind‹ der Klassen fixed oder quantile",
                )

    def get_indicator(self, indicator_id: str) -> TypologyIndicator | None:
        """How an indicator goes into the indices; None if it is not declared."""
        return next((item for item in self.indicators if item.indicator == indicator_id), None)

    @property
    def indicator_ids(self) -> tuple[str, ...]:
        """What goes into the indices."""
        return tuple(item.indicator for item in self.indicators)

    @property
    def status_names(self) -> tuple[str, ...]:
        """Names of the classes of Status, from least to most burden; clusters are numbered."""
        if self.status is not None:
            return self.status.names
        return tuple(f"Cluster {number + 1}" for number in range(self.clusters or 0))

    @property
    def groups(self) -> tuple[str, ...]:
        """Names of all Status × Dynamik groups, "mittel/stabil", Status outside; empty without Dynamik."""
        if self.status is None or self.dynamic is None:
            return ()
        return tuple(f"{status}/{dynamic}" for status in self.status.names for dynamic in self.dynamic.names)
