"""Do neighbouring areas resemble each other?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from sozialmonitor.calc.inputs import as_numbers
from sozialmonitor.calc.rounding import Floats, Integers
from sozialmonitor.domain.errors import CalculationError

_FEWEST_AREAS = 3
_BATCH = 128
_TIE = 1e-12


@dataclass(frozen=True)
class MoransI:
    """Spatial autocorrelation of one indicator.

    Attributes:
        statistic: about −1 (neighbours differ) to 1 (neighbours resemble each other).
        expected: −1/(n − 1), what chance gives on average.
        p_value: share of random arrangements at least as far from ``expected``, in either direction.
        areas: number n of areas that took part.
    """

    statistic: float
    expected: float
    p_value: float
    areas: int


def compute_morans_i(
    values: npt.ArrayLike, neighbours: Sequence[Sequence[int]], *, seed: int, permutations: int = 999
) -> MoransI:
    """Moran's I with row-standardised weights, and its p-value by random permutations.

    Args:
        values: shape ``(areas,)``, a rate, not a count; NaN = no value.
        neighbours: for each area the numbers of its neighbours (queen contiguity: a shared point is enough).
        seed: start of the random numbers: the same seed gives the same p-value.
        permutations: number of random arrangements.

    Returns:
        The statistic over the areas that have a value and a neighbour with a value; each area's
        weights add up to 1 over those neighbours. ``p_value`` = (1 + as extreme) / (1 + permutations).

    Raises:
        CalculationError: an infinite number, neighbours that are not mutual, named twice, unknown or
            the area itself, fewer than three areas left, the same value everywhere, or no permutation.

    Source:
        Moran (1950); Cliff and Ord (1981); permutations as in Anselin (1995), but two-sided.
    """
    numbers = as_numbers(values, "Werte")
    if permutations < 1:
        raise CalculationError("Moran-Index: ohne Zufallsanordnungen gibt es keinen p-Wert.")
    rows, columns = _get_pairs_of_neighbours(numbers, neighbours)
    areas = np.unique(rows)  # mutual neighbours, so nobody else is named as one
    if areas.size < _FEWEST_AREAS:
        raise CalculationError("Moran-Index: weniger als drei Gebiete haben einen Wert und einen Nachbarn mit Wert.")
    present = numbers[areas]
    if np.ptp(present) <= _TIE * np.abs(present).max():
        raise CalculationError("Moran-Index: alle Gebiete haben denselben Wert.")
    deviations = present - present.mean()
    rows, columns = np.searchsorted(areas, rows), np.searchsorted(areas, columns)
    weights = sparse.csr_array((1 / np.bincount(rows)[rows], (rows, columns)), shape=(areas.size, areas.size))

    def compute_statistics(arrangements: Floats) -> Floats:
        statistics: Floats = (arrangements * (weights @ arrangements.T).T).sum(axis=1) / (deviations**2).sum()
        return statistics

    expected = -1 / (areas.size - 1)
    statistic = float(compute_statistics(deviations[np.newaxis])[0])
    random = np.random.default_rng(seed)
    as_extreme = 0
    for start in range(0, permutations, _BATCH):  # all at once would need gigabytes for a whole country
        batch = np.tile(deviations, (min(_BATCH, permutations - start), 1))
        distances = np.abs(compute_statistics(random.permuted(batch, axis=1)) - expected)
        as_extreme += int(np.count_nonzero(distances >= abs(statistic - expected) - _TIE))
    return MoransI(statistic, expected, (1 + as_extreme) / (1 + permutations), areas.size)


def _get_pairs_of_neighbours(values: Floats, neighbours: Sequence[Sequence[int]]) -> tuple[Integers, Integers]:
    """Area and neighbour of every pair in which both have a value."""
    if values.ndim != 1 or len(neighbours) != values.size:
        raise CalculationError("Moran-Index: für jedes Gebiet wird ein Wert und eine Liste seiner Nachbarn gebraucht.")
    rows = np.repeat(np.arange(values.size), [len(item) for item in neighbours])
    columns = np.array([number for item in neighbours for number in item], dtype=np.int64)
    if ((columns < 0) | (columns >= values.size)).any():
        raise CalculationError("Moran-Index: ein Nachbar gehört nicht zu den Gebieten.")
    forward, backward = np.sort(rows * values.size + columns), np.sort(columns * values.size + rows)
    if (rows == columns).any() or (np.diff(forward) == 0).any() or (forward != backward).any():
        raise CalculationError(
            "Moran-Index: Nachbarschaft ist gegenseitig; kein Gebiet ist sein eigener Nachbar oder doppelt genannt."
        )
    is_present = ~(np.isnan(values[rows]) | np.isnan(values[columns]))
    return rows[is_present], columns[is_present]
