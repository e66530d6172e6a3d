"""How unevenly a group lives over the areas, and whether neighbours resemble each other.

All measures leave out an area where either number is missing (NaN), so state how many areas took part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from sozialmonitor.calc.intervals import as_counts, as_numbers
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


def compute_dissimilarity(group: npt.ArrayLike, other: npt.ArrayLike) -> float:
    """Dissimilarity ``D = ½ Σ|a_i/A − b_i/B|``: the share of one group that would have to move.

    Args:
        group, other: shape ``(areas,)``, persons of two groups without overlap; NaN = no value.

    Returns:
        0 (same distribution) to 1 (no area in common).

    Raises:
        CalculationError: negative or infinite numbers, shapes that do not match, or an empty group.

    Source:
        Duncan, O. D., Duncan, B. (1955): A methodological analysis of segregation indexes.
    """
    first, second, _ = _get_pairs(group, other)
    return float(0.5 * np.abs(_get_shares(first, "Gruppe") - _get_shares(second, "Vergleichsgruppe")).sum())


def compute_segregation_index(group: npt.ArrayLike, total: npt.ArrayLike) -> float:
    """Segregation index IS: dissimilarity of a group and the rest of the population.

    Args:
        group, total: shape ``(areas,)``, persons of the group and all persons; NaN = no value.

    Returns:
        0 (the same share everywhere) to 1 (the group lives by itself).

    Raises:
        CalculationError: negative or infinite numbers, shapes that do not match, a group larger than its
            total, or nobody in the group or in the rest.

    Source:
        Duncan and Duncan (1955).
    """
    part, everyone, _ = _get_group(group, total)
    return compute_dissimilarity(part, everyone - part)


def compute_segregation_gini(group: npt.ArrayLike, total: npt.ArrayLike) -> float:
    """Gini index of segregation ``ΣΣ t_i t_j |p_i − p_j| / (2 T² P (1 − P))``.

    Args, Returns, Raises:
        As in ``compute_segregation_index``; areas without inhabitants weigh nothing.

    Source:
        Massey, D. S., Denton, N. A. (1988): The dimensions of residential segregation.
    """
    part, everyone, _ = _get_group(group, total)
    part, everyone = part[everyone > 0], everyone[everyone > 0]
    order = np.argsort(part / everyone)
    part, everyone = part[order], everyone[order]
    # In ascending order |p_i − p_j| needs no absolute value, and running sums replace the double sum.
    double_sum = 2 * (part * (np.cumsum(everyone) - everyone) - everyone * (np.cumsum(part) - part)).sum()
    members, people = part.sum(), everyone.sum()
    return max(0.0, float(double_sum / (2 * members * (people - members))))


def compute_isolation(group: npt.ArrayLike, total: npt.ArrayLike) -> float:
    """Isolation ``xPx = Σ (a_i/A)(a_i/t_i)``: the group's share in the area of its average member.

    Args, Raises:
        As in ``compute_segregation_index``.

    Returns:
        From the group's share in the whole population (even distribution) to 1.

    Source:
        Lieberson, S. (1981); Massey and Denton (1988).
    """
    part, everyone, _ = _get_group(group, total)
    part, everyone = part[everyone > 0], everyone[everyone > 0]
    return float((_get_shares(part, "Gruppe") * part / everyone).sum())


def compute_location_quotients(group: npt.ArrayLike, total: npt.ArrayLike) -> Floats:
    """Location quotients ``(a_i/t_i) / (A/T)``: 1 = the group's share is that of all areas together.

    Args, Raises:
        As in ``compute_segregation_index``.

    Returns:
        Shape ``(areas,)``; NaN where either number is missing or nobody lives.
    """
    part, everyone, is_present = _get_group(group, total)
    quotients = np.full(is_present.shape, np.nan)
    share = part.sum() / everyone.sum()
    quotients[is_present] = part / np.where(everyone > 0, everyone, np.nan) / share
    return quotients


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
