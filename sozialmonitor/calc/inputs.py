"""What every computation demands of its numbers, with one wording of the complaint."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.rounding import Floats
from sozialmonitor.domain.errors import CalculationError


def as_numbers(values: npt.ArrayLike, name: str) -> Floats:
    """Float array in which NaN means "no value"; an infinite number is an error.

    Raises:
        CalculationError: an infinite number; ``name`` (German) says where.
    """
    numbers = np.asarray(values, dtype=np.float64)
    if np.isinf(numbers).any():
        raise CalculationError(f"{name}: ein Wert ist unendlich; wo kein Wert vorliegt, gehört eine Lücke hin.")
    return numbers


ROUNDING_ERROR = 1e-12
"""A range below this share of the level is rounding error."""


def is_constant(values: Floats) -> npt.NDArray[np.bool_]:
    """Whether values are the same everywhere, but for rounding errors.

    Args:
        values: shape ``(areas,)`` or ``(areas, indicators)``, at least one row, without gaps.

    Returns:
        One answer, or one for each column.
    """
    return np.asarray(np.ptp(values, axis=0) <= ROUNDING_ERROR * np.abs(values).max(axis=0))


def as_counts(values: npt.ArrayLike, name: str) -> Floats:
    """Like ``as_numbers``, for numbers that cannot be negative.

    Raises:
        CalculationError: an infinite or a negative number; ``name`` (German) says where.
    """
    counts = as_numbers(values, name)
    if (counts < 0).any():
        raise CalculationError(f"{name}: {np.nanmin(counts):g} ist negativ; Fallzahlen sind mindestens 0.")
    return counts
