"""An index over areas: indicators standardised, added up and standardised again.

The work is cut in two. A ``Yardstick`` is fitted to the valued areas (means, spreads); then areas are
measured with it. Measuring one period's areas with another period's yardstick is what takes a change apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.inputs import ROUNDING_ERROR, as_numbers, is_constant
from sozialmonitor.calc.rounding import Floats
from sozialmonitor.calc.typology.checks import check_index
from sozialmonitor.calc.typology.scheme import Flags, Scheme
from sozialmonitor.domain.errors import CalculationError, InputError
from sozialmonitor.domain.typology import Standardisation


@dataclass(frozen=True, eq=False)
class Yardstick:
    """What a set of areas says about the level and spread of each indicator and of the sum.

    Attributes:
        centres, spreads: shape ``(indicators,)``, unit of the indicator, strengths turned round.
        columns: shape ``(areas, indicators)``, ascending values, for ranks; else no rows.
        sum_centre, sum_spread: mean and population standard deviation of the sums; 0 and 1 where there is
            no second standardisation.
    """

    centres: Floats
    spreads: Floats
    columns: Floats
    sum_centre: float
    sum_spread: float


@dataclass(frozen=True, eq=False)
class Index:
    """An index and what it is made of; larger always means more burden.

    Attributes:
        scores: shape ``(areas, indicators)``, standardised values (dimensionless but for DISTANCE), without
            weights. sums: shape ``(areas,)``, Σ weight × score, or that over Σ weight.
        values: shape ``(areas,)``, the index. All three are NaN where an area is not valued.
        is_valued: shape ``(areas,)``.
    """

    scores: Floats
    sums: Floats
    values: Floats
    is_valued: Flags


def compute_index(values: npt.ArrayLike, scheme: Scheme, is_valued: npt.ArrayLike | None = None) -> Index:
    """Put indicators together to one number per area.

    Args:
        values: shape ``(areas, indicators)``, each column in its own unit; NaN = no value. Nothing is
            imputed: an area with a gap is not valued.
        scheme: weights, directions and method, one entry per column.
        is_valued: shape ``(areas,)``; False for areas too small or set aside. All by default.

    Returns:
        The index of the valued areas. With z and second standardisation its mean is 0 and its population
        standard deviation 1; areas not valued take no part in any mean or spread.

    Raises:
        InputError: neutral indicator, no usable weight, empty or constant column, too few areas (each
            with place, finding and remedy).
        CalculationError: not a matrix, shapes that do not fit, an infinite number, or sums that are the
            same everywhere.

    Source:
        Monitoring Soziale Stadtentwicklung Berlin, editions 2013 to 2021; checked against its published tables.
    """
    numbers = as_matrix(values, scheme)
    asked = np.ones(numbers.shape[0], bool) if is_valued is None else np.asarray(is_valued, bool)
    if asked.shape != numbers.shape[:1]:
        raise CalculationError("Index: zu jedem Gebiet gehört eine Angabe, ob es bewertet wird.")
    if defects := check_index(numbers, scheme, asked):
        raise InputError(defects)
    return compute_unchecked_index(numbers, scheme, asked)


def compute_unchecked_index(values: Floats, scheme: Scheme, is_valued: Flags) -> Index:
    """The same for input that is known to be sound: for thousands of repetitions.

    Raises:
        CalculationError: an indicator or the sum is the same everywhere.
    """
    valued = is_valued & ~np.isnan(values).any(axis=1)
    rows = values[valued]
    scores, sums, index = measure(rows, scheme, fit_yardstick(rows, scheme))
    return Index(_spread(scores, valued), _spread(sums, valued), _spread(index, valued), valued)


def fit_yardstick(rows: Floats, scheme: Scheme) -> Yardstick:
    """Level and spread of areas that are all valued, shape ``(areas, indicators)`` without gaps.

    Raises:
        CalculationError: an indicator or the sum is the same everywhere.
    """
    turned = rows * scheme.signs
    kind = scheme.standardisation
    if is_constant(turned).any():
        raise CalculationError("Index: ein Indikator ist in allen bewerteten Gebieten gleich.")
    centres, spreads, columns = np.zeros(turned.shape[1]), np.ones(turned.shape[1]), turned[:0]
    if kind is Standardisation.Z:
        centres, spreads = turned.mean(axis=0), turned.std(axis=0)
    elif kind is Standardisation.MIN_MAX:
        centres, spreads = turned.min(axis=0), np.ptp(turned, axis=0)
    elif kind is Standardisation.DISTANCE and scheme.references is not None:
        centres = scheme.references * scheme.signs
    elif kind is Standardisation.RANK:
        columns = np.sort(turned, axis=0)
    first = Yardstick(centres, spreads, columns, 0.0, 1.0)
    if not scheme.second_standardisation:
        return first
    scores, sums, _ = measure(rows, scheme, first)
    if np.ptp(sums) <= ROUNDING_ERROR * (np.abs(scores) @ np.abs(scheme.factors)).max():
        raise CalculationError(
            "Index: die Indikatoren heben sich auf, ihre Summe ist überall gleich; Gewichte und Richtungen prüfen."
        )
    return Yardstick(centres, spreads, columns, float(sums.mean()), float(sums.std()))


def measure(rows: Floats, scheme: Scheme, yardstick: Yardstick) -> tuple[Floats, Floats, Floats]:
    """Scores ``(areas, indicators)``, sums and index ``(areas,)`` of areas by a yardstick, their own or another."""
    turned = rows * scheme.signs
    if scheme.standardisation is Standardisation.RANK:
        scores = np.column_stack(
            [_rank(values, column) for values, column in zip(turned.T, yardstick.columns.T, strict=True)]
        )
    else:
        scores = (turned - yardstick.centres) / yardstick.spreads
    sums = scores @ scheme.factors
    return scores, sums, (sums - yardstick.sum_centre) / yardstick.sum_spread


def compute_contributions(index: Index, scheme: Scheme) -> Floats:
    """What each indicator contributes to an index, shape ``(areas, indicators)``; every row sums to the index.

    Without second standardisation that is factor × score. With it, the mean of the valued areas is taken off and the
    rest is divided by the spread of the sums, as it is done with the sums. NaN where an area is not valued.
    """
    parts = index.scores * scheme.factors
    if not scheme.second_standardisation:
        return parts
    contributions: Floats = (parts - parts[index.is_valued].mean(axis=0)) / index.sums[index.is_valued].std()
    return contributions


def as_matrix(values: npt.ArrayLike, scheme: Scheme) -> Floats:
    """Areas × indicators with a column per indicator of the scheme, or CalculationError."""
    numbers = as_numbers(values, "Indikatoren")
    if numbers.ndim != 2 or numbers.shape[1] != len(scheme.names):
        raise CalculationError("Index: erwartet wird eine Tabelle Gebiete × Indikatoren, eine Spalte je Indikator.")
    return numbers


def _rank(values: Floats, column: Floats) -> Floats:
    """Share of the column below a value, those equal to it counting half."""
    below, up_to = np.searchsorted(column, values, "left"), np.searchsorted(column, values, "right")
    return np.where(np.isnan(values), np.nan, (below + up_to) / (2 * column.size))


def _spread(rows: Floats, valued: Flags) -> Floats:
    full = np.full((valued.size, *rows.shape[1:]), np.nan)
    full[valued] = rows
    return full
