"""Rounding as official statistics does it: half away from zero, on the decimal number that is printed."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

MISSING = np.iinfo(np.int64).min
"""Stands for NaN among display integers."""

_RELATIVE_TOLERANCE = 4 * np.finfo(np.float64).eps


def compute_display_integers(values: npt.ArrayLike, decimals: int) -> Integers:
    """Round to ``decimals`` and return the number without its decimal point: 12.35 with one decimal is 124.

    Maps, tables and exports all print these integers, so the same number looks the same everywhere.

    Args:
        values: any shape, unit of the indicator; NaN = no value.
        decimals: digits after the decimal point.

    Returns:
        int64 of the same shape; ``MISSING`` where the value is NaN.
    """
    numbers = np.asarray(values, dtype=np.float64)
    # A tie such as 1020.25 may lie an ulp below itself in binary; the tolerance lifts it back onto the tie.
    magnitude = np.abs(numbers) * 10.0**decimals * (1 + _RELATIVE_TOLERANCE)
    with np.errstate(invalid="ignore"):
        rounded = np.copysign(np.floor(magnitude + 0.5), numbers)
    return np.where(np.isnan(numbers), float(MISSING), rounded).astype(np.int64)


def round_half_away(values: npt.ArrayLike, decimals: int) -> Floats:
    """Round half away from zero (1020.25 → 1020.3); NaN stays NaN."""
    integers = compute_display_integers(values, decimals)
    return np.where(integers == MISSING, np.nan, integers / 10.0**decimals)
