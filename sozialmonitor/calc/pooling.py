"""Several periods taken together, small denominators, and the spread over areas."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.inputs import as_counts, as_numbers
from sozialmonitor.calc.rounding import Floats, Integers
from sozialmonitor.domain.errors import CalculationError

QUINTILES = 5

_STEP_TOLERANCE = 0.01
"""Share of a step by which a distance may deviate: thirds and twelfths of a year are not exact in binary."""


@dataclass(frozen=True)
class Pooled:
    """Values over windows of consecutive periods.

    Attributes:
        values: shape ``(windows, areas)``, ``factor × numerators / denominators``; NaN = no value.
        numerators, denominators: same shape, sums over the window; NaN if a period is missing.
        first, last: shape ``(windows,)``, number of each window's first and last period (its label "2020–22").
    """

    values: Floats
    numerators: Floats
    denominators: Floats
    first: Integers
    last: Integers


@dataclass(frozen=True)
class Spread:
    """Order statistics over areas; each of the shape of the input without its last axis."""

    minimum: Floats
    lower_quartile: Floats
    median: Floats
    upper_quartile: Floats
    maximum: Floats


def compute_window_starts(positions: npt.ArrayLike, step: float, width: int) -> Integers:
    """Where ``width`` consecutive periods begin.

    Args:
        positions: shape ``(periods,)``, strictly ascending, in years: 2024.0, second quarter 2024.25.
        step: usual distance of two periods in years: 1, 0.25, 2 for a survey every other year.
        width: number of periods in a window, at least 1.

    Returns:
        Numbers of the first periods, ascending; empty where no window is free of gaps.

    Raises:
        CalculationError: positions not ascending, or a step or width that is not positive.
    """
    years = as_numbers(positions, "Perioden")
    if years.ndim != 1 or np.isnan(years).any() or (np.diff(years) <= 0).any():
        raise CalculationError("Perioden: jede braucht eine Zeitangabe, und die Reihe muss zeitlich aufsteigen.")
    if not step > 0 or width < 1:
        raise CalculationError("Perioden: Abstand und Anzahl zusammengefasster Perioden müssen größer als 0 sein.")
    if years.size < width:
        return np.empty(0, dtype=np.int64)
    is_broken = np.abs(np.diff(years) - step) > _STEP_TOLERANCE * step
    breaks_before = np.concatenate([[0], np.cumsum(is_broken)])
    starts: Integers = np.flatnonzero(breaks_before[width - 1 :] == breaks_before[: years.size - width + 1])
    return starts


def compute_pooled(
    numerators: npt.ArrayLike,
    denominators: npt.ArrayLike,
    positions: npt.ArrayLike,
    *,
    step: float,
    width: int,
    factor: float = 1.0,
) -> Pooled:
    """Pool periods as Σnumerator / Σdenominator in moving windows; rates are never averaged.

    Args:
        numerators, denominators: shape ``(periods, areas)``, counts; NaN = no value ("nothing" is 0).
        positions, step, width: as in ``compute_window_starts``.
        factor: unit of the result: 100 for per cent.

    Returns:
        One window per run of ``width`` consecutive periods, oldest first; windows across a gap are left
        out. A missing period makes the window's sum and value missing: two years are no three years.
        The value is NaN also where the denominators add up to 0.

    Raises:
        CalculationError: negative or infinite numbers, shapes that do not match, or as in ``compute_window_starts``.

    Source:
        OHID Fingertips technical guide, pooling of years.
    """
    top, bottom = as_counts(numerators, "Zähler"), as_counts(denominators, "Nenner")
    first = compute_window_starts(positions, step, width)
    if top.ndim != 2 or top.shape != bottom.shape or top.shape[0] != np.size(positions):
        raise CalculationError("Zähler und Nenner müssen für dieselben Perioden und Gebiete vorliegen.")
    rows = first[:, np.newaxis] + np.arange(width)
    tops, bottoms = top[rows].sum(axis=1), bottom[rows].sum(axis=1)
    values = factor * tops / np.where(bottoms > 0, bottoms, np.nan)
    return Pooled(values, tops, bottoms, first, first + width - 1)


def compute_small_denominators(denominators: npt.ArrayLike, threshold: float) -> npt.NDArray[np.bool_]:
    """Which values rest on too few persons or cases to be relied on.

    Args:
        denominators: any shape; NaN = no value. threshold: smallest denominator that is large enough.

    Returns:
        Same shape; True where ``denominator < threshold``. NaN is False: a gap has its own reason.

    Raises:
        CalculationError: a negative or infinite denominator, or a threshold below 0.
    """
    if not threshold >= 0:
        raise CalculationError(f"Mindestgröße des Nenners: {threshold:g} ist keine Zahl ab 0.")
    small: npt.NDArray[np.bool_] = as_counts(denominators, "Nenner") < threshold
    return small


def compute_spread(values: npt.ArrayLike) -> Spread:
    """Minimum, quartiles and maximum over areas, each area counting once.

    Quantile q of n ordered values lies at position 1 + q·(n − 1), linearly interpolated (type 7 of
    Hyndman and Fan 1996; QUARTILE.INC in spreadsheets).

    Args:
        values: shape ``(areas,)`` or ``(…, areas)``, unit of the indicator; NaN = no value.

    Returns:
        Shape without the last axis, same unit; NaN where no area has a value.

    Raises:
        CalculationError: an infinite number.
    """
    numbers = as_numbers(values, "Werte")
    quantiles = np.full((5, *numbers.shape[:-1]), np.nan)
    has_values = ~np.isnan(numbers).all(axis=-1)
    if has_values.any():  # numpy warns about rows without any value
        quantiles[:, has_values] = np.nanquantile(numbers[has_values], [0, 0.25, 0.5, 0.75, 1], axis=-1)
    return Spread(*quantiles)


def compute_quintiles(values: npt.ArrayLike) -> npt.NDArray[np.int8]:
    """Fifths of the areas, 1 = lowest values.

    With n values, an area with b values below its own is in fifth 1 + ⌊5·b/n⌋; equal values share the
    lower one. With many equal values a fifth can be empty.

    Args:
        values: shape ``(areas,)``, unit of the indicator; NaN = no value.

    Returns:
        Same shape; 1 to 5, and 0 where there is no value.

    Raises:
        CalculationError: fewer than five areas with a value, or an infinite number.

    Source:
        OHID Fingertips technical guide; same rule as ``phe_quantile`` of PHEindicatormethods.
    """
    numbers = as_numbers(values, "Werte")
    present = np.sort(numbers[~np.isnan(numbers)])
    if present.size < QUINTILES:
        raise CalculationError(f"Fünftel: nur {present.size} Gebiete haben einen Wert; nötig sind mindestens 5.")
    below = np.searchsorted(present, numbers, side="left")
    return np.where(np.isnan(numbers), 0, 1 + QUINTILES * below // present.size).astype(np.int8)
