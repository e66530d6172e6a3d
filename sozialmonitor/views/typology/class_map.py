"""A map of the classes of a typology, over all its periods."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import numpy as np

from sozialmonitor.calc.typology.classes import UNCLASSED, Codes
from sozialmonitor.calc.typology.result import TypologyResult
from sozialmonitor.calc.typology.scheme import Flags
from sozialmonitor.domain.typology import Typology
from sozialmonitor.store.store import Store
from sozialmonitor.views.map_view import describe_boundaries


@dataclass(frozen=True, eq=False)
class ClassMap:
    """Classes of all areas, ready to be drawn.

    Attributes:
        key: identifies release, typology and its settings. version: whatever else changes the picture.
        codes: shape ``(periods, areas)``: position in Status × Dynamik, row by row, in a period with Dynamik, else
            position in Status; ``UNCLASSED`` = not valued. has_dynamic: whether a period has Dynamik.
        is_borderline: shape ``(periods, areas)``. positions: of the selected areas.
    """

    key: str
    version: Hashable
    monitor: str
    typology: Typology
    attribution: str
    periods: tuple[str, ...]
    active: int
    codes: Codes
    has_dynamic: tuple[bool, ...]
    is_borderline: Flags
    positions: tuple[int, ...]


def build_class_map(
    store: Store,
    monitor: str,
    typology: Typology,
    results: Mapping[str, TypologyResult],
    period: str,
    positions: tuple[int, ...],
    settings: str = "",
) -> ClassMap:
    """Put the classes of all periods together.

    Args:
        results: by period, ascending. period: the one to be shown. positions: of the selected areas.
        settings: tells apart several settings of one typology.
    """
    geography = store.get_geography(monitor, typology.geography or "")
    periods = tuple(results)
    active = periods.index(period)
    return ClassMap(
        key=f"{store.release_id}/{monitor}/{geography.id}/typologie/{typology.id}/{settings}",
        version=(active, positions),
        monitor=monitor,
        typology=typology,
        attribution=describe_boundaries(store, monitor, geography),
        periods=periods,
        active=active,
        codes=np.stack([pick_codes(result) for result in results.values()]),
        has_dynamic=tuple(result.dynamic is not None for result in results.values()),
        is_borderline=np.stack([find_close(result) for result in results.values()]),
        positions=positions,
    )


def pick_codes(result: TypologyResult) -> Codes:
    """Group of each area where there is Dynamik, else its class of Status."""
    if result.dynamic is not None:
        return result.groups
    return result.status.codes if result.status is not None else np.full(result.is_valued.shape, UNCLASSED, np.int8)


def find_close(result: TypologyResult) -> Flags:
    """Areas close to another class in an index that counts."""
    parts = [item.is_borderline for item in (result.status, result.dynamic) if item is not None]
    close: Flags = np.logical_or.reduce(parts) & result.is_valued
    return close
