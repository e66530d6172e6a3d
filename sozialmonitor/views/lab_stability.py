"""How far chance and single areas decide on the classes: thousands of repetitions, so only when asked for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sozialmonitor.calc.typology_checks import find_valued
from sozialmonitor.calc.typology_sensitivity import AreaStability, compute_area_stability
from sozialmonitor.calc.typology_series import (
    TypologySeries,
    find_start,
    get_changes,
    get_counts,
    get_levels,
    get_population,
)
from sozialmonitor.calc.typology_uncertainty import ClassUncertainty, compute_class_uncertainty
from sozialmonitor.domain.typology import Typology
from sozialmonitor.store.store import Store
from sozialmonitor.views.typology_series import collect_typology_series


@dataclass(frozen=True, eq=False)
class LabStability:
    """Numbers only, so that all sessions may share them.

    Attributes:
        status, dynamic: what leaving out one area after the other does; None where there is no such index.
        uncertainty: of Status, by drawing; None where nothing can be drawn.
        valued: number of areas with a class of Status.
        drawn: for each indicator, in how many of them its values are drawn.
    """

    status: AreaStability | None
    dynamic: AreaStability | None
    uncertainty: ClassUncertainty | None
    valued: int
    drawn: tuple[int, ...]


def build_lab_stability(store: Store, monitor: str, typology: Typology, period: str) -> LabStability | None:
    """Leave out every area once, and draw the values again; None for clusters, which have no cut-offs.

    Dynamik is not drawn: the counts of two periods are no independent samples.
    """
    if typology.status is None:
        return None
    series = collect_typology_series(store, monitor, typology)
    levels, is_valued = get_levels(series, period), find_valued_areas(series, period)
    counts = get_counts(series, period)
    classed = is_valued & ~np.isnan(levels.values).any(axis=1)
    is_drawn = ~np.isnan(counts.cases[classed]) & ~np.isnan(counts.persons[classed])
    uncertainty = None
    if is_drawn.any():
        uncertainty = compute_class_uncertainty(
            levels.values,
            levels.scheme,
            typology.status,
            counts.cases,
            counts.persons,
            is_valued,
            factors=counts.factors,
        )
    start = find_start(series, period)
    dynamic = None
    if start is not None and typology.dynamic is not None:
        changes = get_changes(series, start, period)
        dynamic = compute_area_stability(changes.values, changes.scheme, typology.dynamic, is_valued)
    status = compute_area_stability(levels.values, levels.scheme, typology.status, is_valued)
    drawn = tuple(int(count) for count in is_drawn.sum(axis=0))
    return LabStability(status, dynamic, uncertainty, int(classed.sum()), drawn)


def find_valued_areas(series: TypologySeries, period: str) -> np.ndarray:
    """Areas with enough inhabitants, shape ``(areas,)``."""
    return find_valued(get_population(series, period), series.typology.minimum_population)
