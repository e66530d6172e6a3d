"""How much the classes depend on choices: each indicator, each weight, each area, the second standardisation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.rounding import Floats, Integers
from sozialmonitor.calc.typology.classes import Codes, classify
from sozialmonitor.calc.typology.index import compute_index, compute_unchecked_index
from sozialmonitor.calc.typology.scheme import Flags, Scheme
from sozialmonitor.domain.errors import CalculationError
from sozialmonitor.domain.typology import Aggregation, Bands

WEIGHT_FACTORS = (0.8, 1.2, 2.0)
"""A fifth less, a fifth more, twice as much."""


class VariantKind(StrEnum):
    """What is done differently."""

    WITHOUT_INDICATOR = "without_indicator"
    OTHER_WEIGHT = "other_weight"
    SINGLE_STANDARDISATION = "single_standardisation"


@dataclass(frozen=True, eq=False)
class Variant:
    """The classes under one other choice.

    Attributes:
        indicator: column of the indicator concerned; None for a choice that concerns all.
        factor: what its weight is multiplied with, 0 = left out; None for a choice that concerns all.
        codes: shape ``(areas,)``. changed: number of valued areas with another class than before.
    """

    kind: VariantKind
    indicator: int | None
    factor: float | None
    codes: Codes
    changed: int


@dataclass(frozen=True, eq=False)
class AreaStability:
    """What happens to the classes when one area after the other is left out of mean and spread.

    Attributes:
        moved_by: shape ``(areas,)``, number of other areas whose class changes when this one is left out; NaN
            where it is not valued, or where without it there is no index.
        moves: shape ``(areas,)``, in how many of these cases the class of this area changes; NaN = not valued.
        unstable: number of areas whose class changes at least once.
    """

    moved_by: Floats
    moves: Floats
    unstable: int


def compute_variants(
    values: npt.ArrayLike, scheme: Scheme, bands: Bands, is_valued: npt.ArrayLike | None = None
) -> tuple[Variant, ...]:
    """Class the areas again under every other choice, the valued areas staying the same.

    Leaves out each indicator in turn, multiplies each weight with ``WEIGHT_FACTORS``, and takes the mean of
    the scores without standardising it a second time. A choice that leaves no index is left out.

    Args:
        values, scheme, is_valued: as in ``compute_index``. bands: cut-offs of the classes.

    Returns:
        Without each indicator, then with other weights, then with a single standardisation.

    Raises:
        InputError, CalculationError: as ``compute_index``.
    """
    numbers, base, valued = _classify_base(values, scheme, bands, is_valued)
    found = []
    for kind, indicator, factor, other in _list_schemes(scheme):
        try:
            index = compute_unchecked_index(numbers, other, valued)
        except CalculationError:  # the other indicators cancel each other out
            continue
        codes = classify(index.values, bands)
        found.append(Variant(kind, indicator, factor, codes, int(np.count_nonzero(codes != base))))
    return tuple(found)


def compute_area_stability(
    values: npt.ArrayLike, scheme: Scheme, bands: Bands, is_valued: npt.ArrayLike | None = None
) -> AreaStability:
    """Leave out one valued area after the other and class the rest again.

    Args:
        values, scheme, bands, is_valued: as in ``compute_variants``.

    Raises:
        InputError, CalculationError: as ``compute_index``.
    """
    numbers, base, valued = _classify_base(values, scheme, bands, is_valued)
    moves: Integers = np.zeros(len(numbers), np.int64)
    moved_by = np.full(len(numbers), np.nan)
    for area in np.flatnonzero(valued):
        rest = valued.copy()
        rest[area] = False
        try:
            index = compute_unchecked_index(numbers, scheme, rest)
        except CalculationError:  # without this area an indicator is the same everywhere
            continue
        is_moved = rest & (classify(index.values, bands) != base)
        moves += is_moved
        moved_by[area] = np.count_nonzero(is_moved)
    return AreaStability(moved_by, np.where(valued, moves, np.nan), int(np.count_nonzero(moves)))


def _classify_base(
    values: npt.ArrayLike, scheme: Scheme, bands: Bands, is_valued: npt.ArrayLike | None
) -> tuple[Floats, Codes, Flags]:
    index = compute_index(values, scheme, is_valued)
    return np.asarray(values, np.float64), classify(index.values, bands), index.is_valued


def _list_schemes(scheme: Scheme) -> Iterator[tuple[VariantKind, int | None, float | None, Scheme]]:
    for column in range(len(scheme.names)):
        without = _reweigh(scheme, column, 0.0)
        if (without.weights > 0).any():
            yield VariantKind.WITHOUT_INDICATOR, column, 0.0, without
    for column in range(len(scheme.names)):
        for factor in WEIGHT_FACTORS:
            yield VariantKind.OTHER_WEIGHT, column, factor, _reweigh(scheme, column, factor)
    if scheme.second_standardisation:
        single = replace(scheme, aggregation=Aggregation.MEAN, second_standardisation=False)
        yield VariantKind.SINGLE_STANDARDISATION, None, None, single


def _reweigh(scheme: Scheme, column: int, factor: float) -> Scheme:
    weights = scheme.weights.copy()
    weights[column] *= factor
    return replace(scheme, weights=weights)
