"""Groups of similar areas by Ward's method: to describe one point in time, not to follow areas through time."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.inputs import as_numbers
from sozialmonitor.domain.errors import CalculationError

MOST_AREAS = 10_000
"""Distances of all pairs are held at once: nearly a gigabyte."""


def compute_ward_clusters(scores: npt.ArrayLike, weights: npt.ArrayLike, count: int) -> npt.NDArray[np.int8]:
    """Cut Ward's tree into clusters, numbered from the least to the largest mean burden.

    The areas are sorted by their scores first. So neither the order of the rows nor a random start can
    change a cluster, not even between pairs of equal distance.

    Args:
        scores: shape ``(areas, indicators)``, standardised, larger = more burden. A row with NaN has no cluster.
        weights: shape ``(indicators,)``; a difference counts with the root of its weight, so that squared
            distances are weighted.
        count: number of clusters, at most the number of distinct rows.

    Returns:
        Shape ``(areas,)``, 0 to ``count − 1``, or −1 for an area without a cluster.

    Raises:
        CalculationError: fewer distinct areas than clusters, more areas than ``MOST_AREAS``, or an infinite number.

    Source:
        Ward (1963), as in ``scipy.cluster.hierarchy.linkage``.
    """
    numbers, factors = as_numbers(scores, "Cluster"), as_numbers(weights, "Gewichte")
    is_valued = ~np.isnan(numbers).any(axis=1)
    rows = np.round(numbers[is_valued] * np.sqrt(factors), 12) + 0.0  # equal areas must be equal, and −0 is 0
    if len(rows) > MOST_AREAS:
        raise CalculationError(f"Cluster: {len(rows)} Gebiete sind zu viele; höchstens {MOST_AREAS} sind möglich.")
    distinct = len(np.unique(rows, axis=0))
    if not 1 <= count <= distinct:
        raise CalculationError(
            f"Cluster: {distinct} verschiedene Gebiete lassen sich nicht in {count} Gruppen teilen; weniger wählen."
        )
    from scipy.cluster.hierarchy import fcluster, linkage  # a quarter of a second that only this needs

    order = np.lexsort(rows.T[::-1])
    labels = np.empty(len(rows), np.int64)
    labels[order] = fcluster(linkage(rows[order], method="ward"), count, criterion="maxclust") - 1
    burden = numbers[is_valued] @ factors
    means = [burden[labels == label].mean() if (labels == label).any() else np.inf for label in range(count)]
    numbering = np.argsort(np.argsort(means, kind="stable"), kind="stable")
    codes = np.full(len(numbers), -1, np.int8)
    codes[is_valued] = numbering[labels]
    return codes
