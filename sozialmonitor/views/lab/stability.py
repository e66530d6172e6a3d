"""How far chance and single areas decide on the classes: thousands of repetitions, so only when asked for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sozialmonitor.calc.typology.result import Columns
from sozialmonitor.calc.typology.scheme import Flags
from sozialmonitor.calc.typology.sensitivity import AreaStability, compute_area_stability
from sozialmonitor.calc.typology.series import (
    find_large_areas,
    find_start,
    get_changes,
    get_counts,
    get_levels,
)
from sozialmonitor.calc.typology.uncertainty import ClassUncertainty
from sozialmonitor.domain.typology import Bands, Typology
from sozialmonitor.store.store import Store
from sozialmonitor.views.typology.series import collect_typology_series
from sozialmonitor.views.typology.uncertainty import build_class_uncertainty

MOST_LEFT_OUT = 2_000
"""Of more areas none is left out: one of thousands moves mean and spread by next to nothing, and it takes minutes."""


@dataclass(frozen=True, eq=False)
class LabStability:
    """Numbers only, so that all sessions may share them.

    Attributes:
        status, dynamic: what leaving out one area after the other does; None where there is no such index, or with
            more than ``MOST_LEFT_OUT`` areas.
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
    levels, is_valued = get_levels(series, period), find_large_areas(series, period)
    counts = get_counts(series, period)
    classed = is_valued & ~np.isnan(levels.values).any(axis=1)
    is_drawn = ~np.isnan(counts.cases[classed]) & ~np.isnan(counts.persons[classed])
    uncertainty = build_class_uncertainty(store, monitor, typology, period) if is_drawn.any() else None
    start = find_start(series, period)
    changes = get_changes(series, start, period) if start is not None else None
    drawn = tuple(int(count) for count in is_drawn.sum(axis=0))
    return LabStability(
        _leave_out(levels, typology.status, is_valued),
        _leave_out(changes, typology.dynamic, is_valued),
        uncertainty,
        int(classed.sum()),
        drawn,
    )


def _leave_out(columns: Columns | None, bands: Bands | None, is_valued: Flags) -> AreaStability | None:
    if columns is None or bands is None or is_valued.size > MOST_LEFT_OUT:
        return None
    return compute_area_stability(columns.values, columns.scheme, bands, is_valued)
