"""A published rate beside its own counts: the three must tell the same, or a page contradicts itself."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.observations import Block
from sozialmonitor.calc.rounding import Floats, round_half_away
from sozialmonitor.domain.formula import Operator
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.monitor import MonitorCatalogue

TOLERANCE = 0.01
"""Part of the quotient by which a published rate may miss it: counts are corrected later.

A denominator of another age group is further off: employed persons of 15 to 64 years by inhabitants of 18 to 64 years
(Flensburg, 78 published rates) miss the published rate by 1.5 to 6.7 per cent.
"""
MOST_DIGITS = 6
"""Digits after the point that a series can be declared to have."""
_TINY = 1e-9


def find_contradictions(indicator: Indicator, catalogue: MonitorCatalogue, block: Block) -> npt.NDArray[np.bool_]:
    """Where a published rate is not what its numerator and denominator give.

    The value may miss the quotient by half a unit of the last published digit and by ``TOLERANCE`` of the quotient.
    Of a share, the 95 % limits of its counts must also contain it, up to that half unit: a page shows both.

    Args:
        block: of the indicator at one geography.

    Returns:
        Shape ``(periods, areas)``; False wherever one of the three numbers is missing.
    """
    nothing = np.zeros(block.values.shape, dtype=bool)
    if indicator.formula.operator is not Operator.PUBLISHED or np.isnan(block.denominators).all():
        return nothing
    quotients = indicator.factor * block.numerators / np.where(block.denominators == 0, np.nan, block.denominators)
    half = 0.5 / 10.0 ** count_digits(block.values) + _TINY
    wrong: npt.NDArray[np.bool_] = np.abs(block.values - quotients) > half + TOLERANCE * np.abs(quotients)
    if catalogue.is_part_of_whole(indicator):
        wrong |= _is_outside(block, half)
    wrong |= np.isfinite(block.values) & (block.denominators == 0) & (block.numerators != 0)
    return wrong


def count_digits(values: Floats) -> int:
    """The digits after the point that numbers are written with, at most ``MOST_DIGITS``; NaN has none."""
    known = values[np.isfinite(values)]
    exact = (digits for digits in range(MOST_DIGITS) if (np.abs(round_half_away(known, digits) - known) < _TINY).all())
    return next(exact, MOST_DIGITS)


def _is_outside(block: Block, half: float) -> npt.NDArray[np.bool_]:
    """Where a share lies outside the limits of its counts; where these are no part and whole, that has been told."""
    from sozialmonitor.calc.intervals import compute_wilson_interval  # late: a quarter of a second that few data need

    is_part = (block.numerators >= 0) & (block.numerators <= block.denominators) & np.isfinite(block.denominators)
    parts, wholes = (np.where(is_part, counts, np.nan) for counts in (block.numerators, block.denominators))
    limits = compute_wilson_interval(parts, wholes, factor=100.0)
    outside: npt.NDArray[np.bool_] = (block.values < limits.lower - half) | (block.values > limits.upper + half)
    return outside
