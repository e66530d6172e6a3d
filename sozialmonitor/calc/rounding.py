"""Rounding as official statistics does it: half away from zero, on the decimal number that is printed."""

from __future__ import annotations

from itertools import cycle, islice

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

MISSING = np.iinfo(np.int64).min
"""Stands for NaN among display integers."""

_ON_A_UNIT = 1e-6
"""A part this close to a whole unit is one: the remainder of 1 may have come out as 0.9999999."""

_RELATIVE_TOLERANCE = 4 * np.finfo(np.float64).eps
_LARGEST_TOLERANCE = 0.1
"""Of a unit: where numbers are so large that an ulp is a whole unit there is no tie to be found any more."""

LARGEST_EXACT = 2**53
"""Up to this size a float is every whole number, and so is a number in the browser."""


def compute_display_integers(values: npt.ArrayLike, decimals: int) -> Integers:
    """Round to ``decimals`` and return the number without its decimal point: 12.35 with one decimal is 124.

    Maps, tables and exports all print these integers, so the same number looks the same everywhere.

    Args:
        values: any shape, unit of the indicator; NaN = no value.
        decimals: digits after the decimal point.

    Returns:
        int64 of the same shape; ``MISSING`` where the value is NaN. Exact up to ``LARGEST_EXACT``.
    """
    numbers = np.asarray(values, dtype=np.float64)
    magnitude = np.abs(numbers) * 10.0**decimals
    whole = np.floor(magnitude)
    # A tie such as 1020.25 may lie an ulp below itself in binary; the tolerance lifts it back onto the tie.
    tolerance = np.minimum(magnitude * _RELATIVE_TOLERANCE, _LARGEST_TOLERANCE)
    with np.errstate(invalid="ignore"):
        # Not floor(x + 0.5): above 2^52 that sum is no number any more and goes to the nearest even one.
        rounded = np.copysign(whole + (magnitude - whole + tolerance >= 0.5), numbers)
    return np.where(np.isnan(numbers), float(MISSING), rounded).astype(np.int64)


def find_less_than_half(values: npt.ArrayLike, decimals: int) -> npt.NDArray[np.bool_]:
    """Where a value is not zero, but too small to be seen at ``decimals``: it is printed with a sign of its own.

    Args:
        values: any shape, unit of the indicator; NaN = no value, which is False.
    """
    numbers = np.asarray(values, dtype=np.float64)
    found: npt.NDArray[np.bool_] = (compute_display_integers(numbers, decimals) == 0) & (numbers != 0)
    return found


def round_half_away(values: npt.ArrayLike, decimals: int) -> Floats:
    """Round half away from zero (1020.25 → 1020.3); NaN stays NaN."""
    integers = compute_display_integers(values, decimals)
    return np.where(integers == MISSING, np.nan, integers / 10.0**decimals)


def split_display_integer(parts: npt.ArrayLike, total: int, decimals: int) -> Integers:
    """Round parts so that what is printed adds up to a total that is printed beside them.

    Every part is rounded down; what is then lacking goes to the largest remainders. A part that is 0 stays 0.

    Args:
        parts: shape ``(n,)``, at least one. total: display integer of their sum, at most one unit from it, since it
            may be the difference of two rounded numbers. decimals: digits after the decimal point.

    Returns:
        Shape ``(n,)``, display integers with the sum ``total``; each less than two units from its part.
    """
    scaled = np.asarray(parts, dtype=np.float64) * 10.0**decimals
    nearest = np.rint(scaled)
    whole = np.where(np.abs(scaled - nearest) < _ON_A_UNIT, nearest, np.floor(scaled))
    receivers = np.flatnonzero(np.abs(scaled) >= _ON_A_UNIT)
    receivers = receivers if receivers.size else np.arange(scaled.size)
    order = receivers[np.argsort(whole[receivers] - scaled[receivers], kind="stable")]
    integers: Integers = whole.astype(np.int64)
    lacking = total - int(integers.sum())
    for place in islice(cycle(order if lacking > 0 else order[::-1]), abs(lacking)):
        integers[place] += np.sign(lacking)
    return integers
