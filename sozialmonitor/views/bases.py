"""The counts behind a rate as they are printed: with which decimals, with which word, and whether the rate follows."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.observations import Block
from sozialmonitor.calc.rounding import Floats, compute_display_integers, round_half_away
from sozialmonitor.domain.formula import Operator
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.texts.format import begin_sentence, format_number
from sozialmonitor.texts.german import text

MOST_DECIMALS = 6
"""As many as a series may declare; a series that declares none needs no more here."""

_SLACK, _ROUNDING_ERROR = 1e-9, 1e-15
"""Shares of half a unit, and of the rate, by which a tie may miss it in binary."""


@dataclass(frozen=True)
class Bases:
    """How numerator and denominator of an indicator are printed.

    Attributes:
        numerator_decimals, denominator_decimals: digits after the point. is_part: whether those counted are part
            of those they are divided by ("von"), or only set against them ("auf").
    """

    indicator: Indicator
    numerator_decimals: int
    denominator_decimals: int
    is_part: bool

    def format_numerator(self, number: float) -> str:
        """A count with the decimals it needs."""
        return format_number(number, self.numerator_decimals)

    def format_denominator(self, number: float) -> str:
        """A base with the decimals it needs: 2.49 square kilometres, not 2."""
        return format_number(number, self.denominator_decimals)

    def find_contradicting(self, block: Block) -> npt.NDArray[np.bool_]:
        """Where the two printed counts, divided, give another rate than the printed one; shape of the block."""
        top = round_half_away(block.numerators, self.numerator_decimals)
        bottom = round_half_away(block.denominators, self.denominator_decimals)
        printed = round_half_away(block.values, self.indicator.decimals)
        half = 0.5 * 10.0**-self.indicator.decimals
        with np.errstate(divide="ignore", invalid="ignore"):
            quotients = self.indicator.factor * top / np.where(bottom == 0, np.nan, bottom)
            distances = np.abs(quotients - printed)
            is_following = distances <= half + _ROUNDING_ERROR * np.abs(printed) + half * _SLACK
        is_known = ~(np.isnan(top) | np.isnan(bottom) | np.isnan(printed))
        contradicting: npt.NDArray[np.bool_] = is_known & ~is_following
        return contradicting

    def keep_agreeing(self, block: Block) -> Floats:
        """Denominators that may be printed beside rate and numerator; NaN elsewhere."""
        kept: Floats = np.where(self.find_contradicting(block), np.nan, block.denominators)
        return kept

    def describe(self, block: Block, period: int, position: int) -> str | None:
        """The counts behind a rate ("Arbeitslose: 544 von 6.476 (Erwerbspersonen)").

        A label stands before its number, behind "auf" or in brackets: in all three places it keeps the form it has
        in the catalogue, whether the number is many, one or below zero.

        Returns:
            Only the numerator where the denominator is not published, or where the rate does not follow from both
            as they are printed; None where there is no count, or the indicator is one itself.
        """
        indicator, one = self.indicator, block.get_cell(period, position)
        numerator = float(one.numerators[0, 0])
        if math.isnan(numerator) or not indicator.numerator_label or not indicator.is_rate:
            return None
        counted = {"label": begin_sentence(indicator.numerator_label), "numerator": self.format_numerator(numerator)}
        denominator = float(self.keep_agreeing(one)[0, 0])
        if math.isnan(denominator) or not indicator.denominator_label:
            return text("reading.counts_alone", **counted)
        base = {"denominator": self.format_denominator(denominator), "base": indicator.denominator_label}
        return text("reading.counts" if self.is_part else "reading.counts_base", **counted, **base)


def build_bases(catalogue: MonitorCatalogue, indicator: Indicator, block: Block) -> Bases:
    """Decimals as the series declare them; of a series that declares none, as its numbers need them."""
    formula = indicator.formula
    declared = [catalogue.count_decimals(terms) for terms in (formula.numerator, formula.denominator)]
    if formula.operator is Operator.CHANGE:
        declared[1] = declared[0]  # the denominator is the numerator of an earlier period
    needed = [
        _count_needed(numbers) if decimals is None else decimals
        for numbers, decimals in zip((block.numerators, block.denominators), declared, strict=True)
    ]
    return Bases(indicator, needed[0], needed[1], catalogue.is_part_of_whole(indicator))


def _count_needed(numbers: Floats) -> int:
    """The fewest decimals with which all numbers are what they are."""
    finest = compute_display_integers(numbers, MOST_DECIMALS)
    for decimals in range(MOST_DECIMALS):
        shorter = compute_display_integers(round_half_away(numbers, decimals), MOST_DECIMALS)
        if np.array_equal(shorter, finest):
            return decimals
    return MOST_DECIMALS
