"""How far two classifications of the same areas agree."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.rounding import Integers
from sozialmonitor.domain.errors import CalculationError


@dataclass(frozen=True, eq=False)
class Agreement:
    """Two classifications side by side, over the areas classed in both.

    Attributes:
        table: shape ``(classes of the first, classes of the second)``, number of areas.
        same: number of areas with the same code. count: areas classed in both.
        kappa: Cohen's kappa; 1 = always the same class, 0 = as often as by chance. Presupposes that equal
            codes mean the same class.
        rand: adjusted Rand index; 1 = the same groups whatever their names, 0 = as by chance.
            Both are NaN where undefined.
    """

    table: Integers
    same: int
    count: int
    kappa: float
    rand: float


def compute_agreement(first: npt.ArrayLike, second: npt.ArrayLike, classes: int | None = None) -> Agreement:
    """Compare two classifications.

    Args:
        first, second: shape ``(areas,)``, codes from 0; a negative code = not classed, such areas are left out.
        classes: number of classes of both; by default one more than the largest code.

    Raises:
        CalculationError: unlike shapes, a code beyond ``classes``, or no area that is classed in both.

    Source:
        Cohen (1960); Hubert and Arabie (1985).
    """
    a, b = np.asarray(first, np.int64), np.asarray(second, np.int64)
    if a.ndim != 1 or a.shape != b.shape:
        raise CalculationError("Übereinstimmung: beide Einteilungen müssen für dieselben Gebiete vorliegen.")
    is_classed = (a >= 0) & (b >= 0)
    a, b = a[is_classed], b[is_classed]
    if not a.size:
        raise CalculationError("Übereinstimmung: kein Gebiet ist in beiden Einteilungen bewertet.")
    largest = int(max(a.max(), b.max())) + 1
    size = largest if classes is None else classes
    if size < largest:
        raise CalculationError(f"Übereinstimmung: es gibt eine Klasse mehr als die angegebenen {size}.")
    table = np.bincount(a * size + b, minlength=size * size).reshape(size, size)
    return Agreement(table, int(np.trace(table)), int(a.size), _compute_kappa(table), _compute_rand(table))


def _compute_kappa(table: Integers) -> float:
    total = table.sum()
    observed = np.trace(table) / total
    expected = (table.sum(axis=0) @ table.sum(axis=1)) / total**2
    return float((observed - expected) / (1 - expected)) if expected < 1 else float("nan")


def _compute_rand(table: Integers) -> float:
    """Pairs of areas that are together in both, against what chance would bring."""
    both, rows, columns = (_count_pairs(item) for item in (table, table.sum(axis=1), table.sum(axis=0)))
    pairs = _count_pairs(table.sum(keepdims=True))
    if pairs == 0:
        return float("nan")
    expected, most = rows * columns / pairs, (rows + columns) / 2
    return (both - expected) / (most - expected) if most != expected else float("nan")


def _count_pairs(sizes: Integers) -> float:
    return float((sizes * (sizes - 1)).sum() / 2)
