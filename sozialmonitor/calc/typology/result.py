"""A whole typology of one period: Status, Dynamik, their groups, and who is a Grenzfall."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.rounding import Floats
from sozialmonitor.calc.typology.checks import find_valued
from sozialmonitor.calc.typology.classes import UNCLASSED, Codes, classify, compute_thresholds, find_borderline
from sozialmonitor.calc.typology.clusters import compute_ward_clusters
from sozialmonitor.calc.typology.index import Index, compute_index
from sozialmonitor.calc.typology.scheme import Flags, Scheme
from sozialmonitor.domain.errors import CalculationError
from sozialmonitor.domain.typology import Bands, Typology


@dataclass(frozen=True, eq=False)
class Columns:
    """The indicators of one index: values of shape ``(areas, indicators)``, NaN = missing, and their rules."""

    values: Floats
    scheme: Scheme


@dataclass(frozen=True, eq=False)
class ClassedIndex:
    """An index with its classes.

    Attributes:
        codes: shape ``(areas,)``, 0 = least burden, ``UNCLASSED`` = not valued.
        thresholds: shape ``(cut-offs,)``, in the unit of the index; empty for clusters.
        is_borderline: shape ``(areas,)``, so close to a cut-off that small changes move the area.
    """

    index: Index
    codes: Codes
    thresholds: Floats
    is_borderline: Flags


@dataclass(frozen=True, eq=False)
class TypologyResult:
    """Status and Dynamik of all areas; one of the two may be absent.

    Attributes:
        groups: shape ``(areas,)``, position in ``Typology.groups`` or ``UNCLASSED``; without Dynamik always so.
        is_valued: shape ``(areas,)``, whether the area has a class in every index there is.
    """

    status: ClassedIndex | None
    dynamic: ClassedIndex | None
    groups: Codes
    is_valued: Flags


def compute_typology(
    typology: Typology,
    status: Columns | None,
    dynamic: Columns | None,
    population: npt.ArrayLike,
    is_flagged: npt.ArrayLike | None = None,
) -> TypologyResult:
    """Class every area by Status and Dynamik.

    Args:
        status: levels of the indicators. dynamic: their changes over the window, in percentage points, on a
            series without a break. Each may be None, and each index values the areas it has all values for.
        population: inhabitants, shape ``(areas,)``, NaN = unknown: not valued.
        is_flagged: shape ``(areas,)``, areas set aside as outliers.

    Raises:
        InputError: what ``compute_index`` and ``find_valued`` complain about.
        CalculationError: neither index, unlike numbers of areas, or Dynamik for a typology without it.
    """
    is_valued = find_valued(population, typology.minimum_population, is_flagged)
    if status is None and dynamic is None:
        raise CalculationError("Typologie: weder für Status noch für Dynamik liegen Indikatoren vor.")
    levels = None if status is None else _compute_status(typology, status, is_valued)
    changes = None
    if dynamic is not None:
        if typology.dynamic is None:
            raise CalculationError("Typologie: sie hat keine Dynamik, Veränderungen gehen nicht ein.")
        changes = _compute_classed(dynamic, typology.dynamic, is_valued, typology.borderline)
    has_class = np.logical_and.reduce([item.codes != UNCLASSED for item in (levels, changes) if item is not None])
    return TypologyResult(levels, changes, _combine(levels, changes, typology.dynamic), has_class)


def _compute_status(typology: Typology, columns: Columns, is_valued: Flags) -> ClassedIndex:
    if typology.status is not None:
        return _compute_classed(columns, typology.status, is_valued, typology.borderline)
    assert typology.clusters is not None  # the model demands one of the two
    index = compute_index(columns.values, columns.scheme, is_valued)
    codes = compute_ward_clusters(index.scores, columns.scheme.factors, typology.clusters)
    return ClassedIndex(index, codes, np.empty(0), np.zeros(codes.shape, bool))


def _compute_classed(columns: Columns, bands: Bands, is_valued: Flags, margin: float) -> ClassedIndex:
    index = compute_index(columns.values, columns.scheme, is_valued)
    return ClassedIndex(
        index,
        classify(index.values, bands),
        compute_thresholds(index.values, bands),
        find_borderline(index.values, bands, margin),
    )


def _combine(status: ClassedIndex | None, dynamic: ClassedIndex | None, bands: Bands | None) -> Codes:
    if status is None or dynamic is None or bands is None:
        some = status if status is not None else dynamic
        assert some is not None
        return np.full(some.codes.shape, UNCLASSED, np.int8)
    both = (status.codes != UNCLASSED) & (dynamic.codes != UNCLASSED)
    return np.where(both, status.codes * np.int8(len(bands.names)) + dynamic.codes, np.int8(UNCLASSED))
