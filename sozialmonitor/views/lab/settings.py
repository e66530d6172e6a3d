"""What a visitor of the laboratory has set, and the typology it makes: checked by the same model as a declared one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sozialmonitor.calc.typology.series import list_typology_periods
from sozialmonitor.domain.errors import Defect, InputError
from sozialmonitor.domain.indicator import Direction, Indicator
from sozialmonitor.domain.refusals import describe_refusal
from sozialmonitor.domain.typology import Bands, CutoffKind, Standardisation, Typology
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.views.typology.series import collect_typology_series

HEAVIEST = 3.0
"""Largest weight the page offers; a declared one may be larger."""


@dataclass(frozen=True)
class LabIndicator:
    """An indicator that may go into the index, with its weight for the case that it does."""

    indicator: str
    weight: float
    direction: Direction
    is_included: bool


@dataclass(frozen=True)
class LabSettings:
    """Everything that can be changed; nothing of it is checked yet.

    Attributes:
        indicators: the declared ones first, then what else the monitor has.
        status, dynamic: cut-offs; empty where there is no such index, or clusters instead of it.
        clusters: number of clusters; None where there are cut-offs.
    """

    indicators: tuple[LabIndicator, ...]
    standardisation: Standardisation
    status: tuple[float, ...]
    dynamic: tuple[float, ...]
    clusters: int | None

    def weigh(self, indicator: str, weight: float) -> LabSettings:
        """The same with another weight."""
        return self._change(indicator, weight=weight)

    def include(self, indicator: str, *, is_included: bool) -> LabSettings:
        """The same with an indicator put in or taken out."""
        return self._change(indicator, is_included=is_included)

    def cut(self, index: str, position: int, cutoff: float) -> LabSettings:
        """The same with another cut-off of ``status`` or ``dynamic``."""
        cutoffs = list(self.status if index == "status" else self.dynamic)
        cutoffs[position] = cutoff
        return replace(self, status=tuple(cutoffs)) if index == "status" else replace(self, dynamic=tuple(cutoffs))

    def _change(self, indicator: str, **changes: Any) -> LabSettings:
        return replace(
            self,
            indicators=tuple(
                replace(item, **changes) if item.indicator == indicator else item for item in self.indicators
            ),
        )


def make_settings(store: Store, monitor: str, typology: Typology) -> LabSettings:
    """A declared typology as settings, with the indicators that could join it."""
    declared = [LabIndicator(item.indicator, item.weight, item.direction, True) for item in typology.indicators]
    others = [
        LabIndicator(item.id, 1.0, item.direction, False) for item in list_other_indicators(store, monitor, typology)
    ]
    return LabSettings(
        (*declared, *others),
        typology.standardisation,
        typology.status.cutoffs if typology.status else (),
        typology.dynamic.cutoffs if typology.dynamic else (),
        typology.clusters,
    )


def list_other_indicators(store: Store, monitor: str, typology: Typology) -> list[Indicator]:
    """Rates with a direction that have values at the typology's level, in one of its periods, and are not in it."""
    level = typology.geography or ""
    periods = set(list_typology_periods(collect_typology_series(store, monitor, typology)))
    return [
        indicator
        for key, indicator in store.get_catalogue(monitor).indicators.items()
        if key not in typology.indicator_ids
        and indicator.is_rate
        and indicator.direction is not Direction.NEUTRAL
        and level in store.get_levels(monitor, key)
        and periods & set(store.get_observations(monitor, key, level).periods)
    ]


def list_standardisations(typology: Typology) -> tuple[Standardisation, ...]:
    """Methods to choose from; a single one where the cut-offs are numbers in the unit of the declared method."""
    has_own_unit = any(bands and bands.kind is CutoffKind.FIXED for bands in (typology.status, typology.dynamic))
    if has_own_unit or typology.standardisation is Standardisation.DISTANCE:
        return (typology.standardisation,)
    return (Standardisation.Z, Standardisation.RANK, Standardisation.MIN_MAX)


def make_typology(declared: Typology, settings: LabSettings) -> Typology:
    """The declared typology with what was set in its place.

    Raises:
        InputError: what the model refuses, told as it concerns the page.
    """
    chosen = [item for item in settings.indicators if item.is_included]
    if not chosen:
        raise InputError([Defect(text("lab.indicators"), text("lab.no_indicator"), text("lab.no_indicator_remedy"))])
    changes = {
        "indicators": [
            {"indicator": item.indicator, "weight": item.weight, "direction": item.direction} for item in chosen
        ],
        "standardisation": settings.standardisation,
        "status": _cut(declared.status, settings.status),
        "dynamic": _cut(declared.dynamic, settings.dynamic),
        "clusters": settings.clusters,
    }
    try:
        return Typology.model_validate(declared.model_dump() | changes)
    except ValidationError as error:
        raise InputError([_describe(details) for details in error.errors()]) from None


def identify(typology: Typology) -> str:
    """Short name of a typology made of everything it says: equal ones share it, others do not."""
    return hashlib.sha256(typology.model_dump_json().encode()).hexdigest()[:12]


def _cut(bands: Bands | None, cutoffs: tuple[float, ...]) -> dict[str, Any] | None:
    return None if bands is None else bands.model_dump() | {"cutoffs": cutoffs}


def _describe(details: ErrorDetails) -> Defect:
    place = {"status": "lab.cutoffs_status", "dynamic": "lab.cutoffs_dynamic"}.get(str((*details["loc"], "")[0]))
    refusal = describe_refusal(details)
    return Defect(text(place or "lab.settings"), refusal.finding, refusal.remedy)
