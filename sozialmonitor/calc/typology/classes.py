"""From an index to classes, and which areas are close to another class."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.rounding import Floats
from sozialmonitor.calc.typology.scheme import Flags
from sozialmonitor.domain.typology import Bands, CutoffKind

Codes = npt.NDArray[np.int8]

UNCLASSED = -1
"""Class code of an area that is not valued."""

TOLERANCE = 1e-9
"""An index this close to a cut-off lies on it: the order of the areas must not decide on a class."""


def compute_thresholds(index: Floats, bands: Bands) -> Floats:
    """Cut-offs in the unit of the index, shape ``(cut-offs,)``, ascending.

    Args:
        index: shape ``(areas,)``, NaN = not valued. For QUANTILE the shares are turned into quantiles of the
            valued areas (linear interpolation); other cut-offs are taken as they are.
    """
    cutoffs = np.array(bands.cutoffs, np.float64)
    if bands.kind is not CutoffKind.QUANTILE:
        return cutoffs
    return np.asarray(np.quantile(index[~np.isnan(index)], cutoffs), np.float64)


def classify(index: Floats, bands: Bands) -> Codes:
    """Class of each area: the number of cut-offs it has passed, 0 = least burden.

    On a cut-off an area belongs to the class nearer to the middle of the scale (0, or the median for
    QUANTILE), as the published rule of Berlin has it: below −1, from −1 to 1, above 1.

    Args:
        index: shape ``(areas,)``, NaN = not valued.

    Returns:
        Shape ``(areas,)``, codes 0 to the number of cut-offs, or ``UNCLASSED``.
    """
    thresholds = compute_thresholds(index, bands)
    middle = 0.5 if bands.kind is CutoffKind.QUANTILE else 0.0
    slack = np.where(np.array(bands.cutoffs) > middle, TOLERANCE, -TOLERANCE)
    passed = np.where(np.isnan(index), -np.inf, index)[:, None] > thresholds + slack
    codes = passed.sum(axis=1).astype(np.int8)
    return np.where(np.isnan(index), np.int8(UNCLASSED), codes)


def find_borderline(index: Floats, bands: Bands, margin: float) -> Flags:
    """Valued areas whose index is within ``margin`` (unit of the index) of a cut-off, shape ``(areas,)``."""
    thresholds = compute_thresholds(index, bands)
    distances = np.abs(np.where(np.isnan(index), np.inf, index)[:, None] - thresholds)
    return np.asarray((distances <= margin + TOLERANCE).any(axis=1))
