"""Values as they are printed, and the classes they fall into, for all periods of an indicator."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.classes import compute_breaks, compute_diverging_offsets
from sozialmonitor.calc.observations import IS_CLASSED
from sozialmonitor.calc.rounding import MISSING, Integers, compute_display_integers
from sozialmonitor.domain.classification import Classification, ClassMethod, Palette
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.status import Status
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_display_integer
from sozialmonitor.texts.german import text

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Classes:
    """Classes of one period, or of all of them.

    Attributes:
        breaks: inner breaks in display integers; class ``c`` holds ``breaks[c-1] <= value < breaks[c]``.
        labels: one per class. has_zero: whether zero is a class of its own, below all others.
    """

    breaks: tuple[int, ...]
    labels: tuple[str, ...]
    has_zero: bool


@dataclass(frozen=True)
class Scale:
    """What a map needs to know of an indicator at a geography, for all periods.

    Attributes:
        periods: codes, ascending. display: display integers, shape ``(periods, areas)``, MISSING where
            there is no value. is_zero: same shape, values that are zero and not only printed as zero.
        reference: display integers of the whole territory, shape ``(periods,)``.
        classes: one entry per period, or a single one that holds for all.
        palette: what is really drawn: diverging falls back where there is no reference.
    """

    periods: tuple[str, ...]
    display: Integers
    is_zero: Flags
    reference: Integers
    classes: tuple[Classes, ...]
    palette: Palette

    def get_classes(self, period: int) -> Classes:
        """The classes of a period, by its position."""
        return self.classes[min(period, len(self.classes) - 1)]


def build_scale(store: Store, monitor: str, indicator_id: str, geography: str, classification: Classification) -> Scale:
    """Round all values for display and cut them into classes."""
    indicator = store.get_indicator(monitor, indicator_id)
    observations = store.get_observations(monitor, indicator_id, geography)
    values, statuses = observations.block.values, observations.block.statuses
    display = compute_display_integers(values, indicator.decimals)
    is_zero = (values == 0) & (statuses != Status.LESS_THAN_HALF)
    totals = store.get_reference_values(monitor, indicator_id, observations.periods)
    reference = compute_display_integers(totals, indicator.decimals)
    classed = np.where(IS_CLASSED[statuses], display, MISSING)
    has_reference = bool((reference != MISSING).any()) and indicator.is_rate
    palette = classification.palette if has_reference else Palette.SEQUENTIAL
    rows = [slice(None)] if classification.all_periods else [slice(row, row + 1) for row in range(len(classed))]
    if palette is Palette.DIVERGING:
        classes = _build_diverging([classed[row] for row in rows], reference, indicator)
    else:
        may_be_negative = store.get_catalogue(monitor).may_be_negative(indicator)
        classes = tuple(
            _build_sequential(
                classed[row],
                is_zero[row] & (classed[row] != MISSING),
                classification,
                indicator,
                # Zero is a statement of its own ("none at all") wherever nothing lies below it.
                can_have_zero=indicator.is_rate and not (values[row] < 0).any(),
                may_be_negative=may_be_negative,
            )
            for row in rows
        )
    return Scale(observations.periods, display, is_zero, reference, classes, palette)


def _build_sequential(
    values: Integers,
    is_zero: Flags,
    classification: Classification,
    indicator: Indicator,
    *,
    can_have_zero: bool,
    may_be_negative: bool,
) -> Classes:
    others = np.where(is_zero, MISSING, values)
    has_zero = can_have_zero and bool(is_zero.any()) and bool((others != MISSING).any())
    if classification.method is ClassMethod.MANUAL:
        breaks = sorted({int(item) for item in compute_display_integers(classification.breaks, indicator.decimals)})
        # A class below zero would be empty for ever.
        breaks = breaks if may_be_negative else [item for item in breaks if item > 0]
    else:
        source = others if has_zero else values
        breaks = compute_breaks(source, classification.method, classification.count)
    return Classes(tuple(breaks), tuple(_label_classes(breaks, indicator.decimals, has_zero=has_zero)), has_zero)


def _label_classes(breaks: list[int], decimals: int, *, has_zero: bool) -> list[str]:
    """From the lowest class to the highest; beside a class of zeros the lowest begins above zero."""
    if not breaks:
        return [text("legend.above_zero" if has_zero else "legend.all")]
    shown = [format_display_integer(item, decimals) for item in breaks]
    between = [text("legend.between", lower=a, upper=b) for a, b in pairwise(shown)]
    lowest = text("legend.above_zero_below" if has_zero else "legend.below", upper=shown[0])
    return [lowest, *between, text("legend.from", lower=shown[-1])]


def _build_diverging(groups: list[Integers], reference: Integers, indicator: Indicator) -> tuple[Classes, ...]:
    """Five classes around the value of the whole territory in each period."""
    rows = np.concatenate(groups)
    differences = np.where((rows == MISSING) | (reference == MISSING)[:, None], MISSING, rows - reference[:, None])
    spans = [differences] * len(reference) if len(groups) == 1 else [row[None, :] for row in differences]
    return tuple(_diverge(span, int(value), indicator) for span, value in zip(spans, reference, strict=True))


def _diverge(differences: Integers, reference: int, indicator: Indicator) -> Classes:
    if reference == MISSING:
        return Classes((), (text("legend.no_reference"),), has_zero=False)
    inner, outer = compute_diverging_offsets(differences)
    near, far = (format_display_integer(item, indicator.decimals) for item in (inner, outer))
    labels = (
        text("legend.far_below", far=far),
        text("legend.below_reference", near=near, far=far),
        text("legend.near_reference", near=near),
        text("legend.above_reference", near=near, far=far),
        text("legend.far_above", far=far),
    )
    # The middle class is symmetric for the reader: from "near below" to "near above", both included.
    breaks = (reference - outer, reference - inner, reference + inner + 1, reference + outer + 1)
    return Classes(breaks, labels, has_zero=False)
