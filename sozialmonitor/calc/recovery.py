"""Denominators that a source does not print, but that follow from what it prints."""

from __future__ import annotations

import numpy as np

from sozialmonitor.calc.observations import Block
from sozialmonitor.calc.rounding import Floats
from sozialmonitor.domain.formula import Operator
from sozialmonitor.domain.indicator import Indicator


def recover_persons(indicator: Indicator, block: Block, *, is_part: bool) -> Floats:
    """Denominators; where a share is published with its count alone, they are recovered from both.

    Args:
        is_part: whether those counted are part of the whole, see ``MonitorCatalogue.is_part_of_whole``.

    Returns:
        Shape of the block. Never below the numerator: rounding of the published share must not make it so.
    """
    if not is_part or indicator.formula.operator is not Operator.PUBLISHED:
        return block.denominators
    with np.errstate(divide="ignore", invalid="ignore"):
        recovered = np.where(block.values > 0, 100 * block.numerators / block.values, np.nan)
    return np.maximum(np.where(np.isnan(block.denominators), recovered, block.denominators), block.numerators)
