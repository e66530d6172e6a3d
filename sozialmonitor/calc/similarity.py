"""Areas that resemble one area in their indicators."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.inputs import as_numbers, is_constant
from sozialmonitor.calc.rounding import Floats, Integers
from sozialmonitor.domain.errors import CalculationError

SMALLEST_SHARE = 0.5
"""Share of the usable indicators that both areas must have for a comparison."""


@dataclass(frozen=True)
class SimilarAreas:
    """Areas in the order of their distance, the most similar first.

    Attributes:
        areas: shape ``(found,)``, row numbers in the matrix.
        distances: shape ``(found,)``, in standard deviations over all usable indicators.
        differences: shape ``(found, indicators)``, the other area minus this one, in standard
            deviations; NaN where the indicator was left out.
    """

    areas: Integers
    distances: Floats
    differences: Floats


def compute_standard_scores(values: npt.ArrayLike) -> Floats:
    """Standardise every indicator over the areas, without regard to its reading direction.

    The population standard deviation (``ddof=0``) is used: all areas are observed, they are no sample.

    Args:
        values: shape ``(areas, indicators)``, each column in its own unit; NaN = no value.

    Returns:
        Same shape, dimensionless, each column with mean 0 and standard deviation 1 over the values
        present. NaN stays NaN; an indicator that is the same everywhere has no scores (all NaN).

    Raises:
        CalculationError: not a matrix, or an infinite number.
    """
    numbers = as_numbers(values, "Indikatoren")
    if numbers.ndim != 2:
        raise CalculationError("Indikatoren: erwartet wird eine Tabelle Gebiete × Indikatoren.")
    scores = np.full(numbers.shape, np.nan)
    for column in range(numbers.shape[1]):
        is_present = ~np.isnan(numbers[:, column])
        present = numbers[is_present, column]
        if present.size and not is_constant(present):
            scores[is_present, column] = (present - present.mean()) / present.std()
    return scores


def compute_similar_areas(values: npt.ArrayLike, area: int, count: int) -> SimilarAreas:
    """The areas with the smallest Euclidean distance to one area, all indicators weighing the same.

    An indicator that is missing for either area is left out of the pair. The sum of squares over the
    ``u`` indicators used is scaled up to all ``m`` usable ones, ``√(m/u · Σd²)``, so that a gap makes
    no area look closer; pairs with less than half of the usable indicators in common are left out.
    Usable is an indicator that differs between areas.

    Args:
        values: shape ``(areas, indicators)``, each column in its own unit; NaN = no value.
        area: row number of the area to compare with. count: wished number of areas, at least 1.

    Returns:
        At most ``count`` areas, never the area itself; of equally distant ones the first in the matrix.

    Raises:
        CalculationError: no such row, a count below 1, no usable indicator, fewer than half of the
            usable indicators present for the area itself, not a matrix, or an infinite number.

    Source:
        Euclidean distance of z-scores, as CIPFA's and ONS's "nearest neighbours"; the scaling for gaps as
        in ``sklearn.metrics.pairwise.nan_euclidean_distances`` (Dixon 1979).
    """
    scores = compute_standard_scores(values)
    if not 0 <= area < scores.shape[0]:
        raise CalculationError(f"Ähnliche Gebiete: das Gebiet mit der Nummer {area} gibt es nicht.")
    if count < 1:
        raise CalculationError("Ähnliche Gebiete: gesucht werden muss mindestens eines.")
    usable = np.count_nonzero(~np.isnan(scores).all(axis=0))
    if usable == 0:
        raise CalculationError("Ähnliche Gebiete: kein Indikator unterscheidet die Gebiete; andere wählen.")
    needed = SMALLEST_SHARE * usable
    if np.count_nonzero(~np.isnan(scores[area])) < needed:
        raise CalculationError("Ähnliche Gebiete: für dieses Gebiet fehlt mehr als die Hälfte der Indikatoren.")
    differences = scores - scores[area]
    used = np.count_nonzero(~np.isnan(differences), axis=1)
    is_candidate = used >= needed
    is_candidate[area] = False
    candidates = np.flatnonzero(is_candidate)
    distances = np.sqrt(np.nansum(differences[candidates] ** 2, axis=1) * usable / used[candidates])
    nearest = np.argsort(distances, kind="stable")[:count]
    return SimilarAreas(candidates[nearest], distances[nearest], differences[candidates[nearest]])
