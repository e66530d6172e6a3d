"""How unevenly a group lives over the areas of a town.

All measures leave out an area where either number is missing (NaN), so state how many areas took part.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.inputs import as_counts
from sozialmonitor.calc.rounding import Floats
from sozialmonitor.domain.errors import CalculationError

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class ChanceIndex:
    """What the segregation index is when nothing but chance spreads a group.

    Attributes:
        mean: on average. upper: exceeded in one case out of twenty.
    """

    mean: float
    upper: float


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


def compute_chance_index(group: npt.ArrayLike, total: npt.ArrayLike, *, seed: int, draws: int = 200) -> ChanceIndex:
    """Segregation index of a group of the same size that is drawn at random from all inhabitants.

    The index is above 0 even then, and the more so the smaller the group: a value that does not exceed
    ``upper`` says nothing. Areas keep their inhabitants; only who belongs to the group is drawn.

    Args:
        seed: start of the random numbers: the same seed gives the same result. draws: number of arrangements.
        Others, Raises: as in ``compute_segregation_index``.

    Source:
        Carrington, W. J., Troske, K. R. (1997): On measuring segregation in samples with small units.
    """
    part, everyone, _ = _get_group(group, total)
    people, members = np.rint(everyone).astype(np.int64), round(float(part.sum()))
    random = np.random.default_rng(seed)
    drawn = random.multivariate_hypergeometric(people, members, size=draws, method="marginals")
    others = people - drawn
    indices = 0.5 * np.abs(drawn / drawn.sum(axis=1, keepdims=True) - others / others.sum(axis=1, keepdims=True)).sum(1)
    return ChanceIndex(float(indices.mean()), float(np.quantile(indices, 0.95)))


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


def _get_pairs(group: npt.ArrayLike, other: npt.ArrayLike) -> tuple[Floats, Floats, Flags]:
    """Both numbers of the areas that have both, and which areas these are."""
    first, second = as_counts(group, "Gruppe"), as_counts(other, "Bevölkerung")
    if first.ndim != 1 or first.shape != second.shape:
        raise CalculationError("Segregation: beide Gruppen müssen für dieselben Gebiete vorliegen.")
    is_present = ~(np.isnan(first) | np.isnan(second))
    return first[is_present], second[is_present], is_present


def _get_group(group: npt.ArrayLike, total: npt.ArrayLike) -> tuple[Floats, Floats, Flags]:
    part, everyone, is_present = _get_pairs(group, total)
    if (part > everyone).any():
        raise CalculationError("Segregation: in einem Gebiet ist die Gruppe größer als die Bevölkerung.")
    _get_shares(part, "Gruppe")
    _get_shares(everyone - part, "übrige Bevölkerung")
    return part, everyone, is_present


def _get_shares(persons: Floats, name: str) -> Floats:
    if not (total := persons.sum()) > 0:
        raise CalculationError(f"Segregation: {name} ohne Personen; ein Maß der Verteilung gibt es dann nicht.")
    shares: Floats = persons / total
    return shares
