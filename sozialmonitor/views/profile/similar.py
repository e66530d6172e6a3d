"""Areas that resemble one area, with what still sets them apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sozialmonitor.calc.rounding import Floats
from sozialmonitor.calc.similarity import compute_similar_areas
from sozialmonitor.domain.errors import CalculationError
from sozialmonitor.domain.geography import Area
from sozialmonitor.domain.status import Status
from sozialmonitor.texts.format import format_value
from sozialmonitor.texts.german import text
from sozialmonitor.views.spread import Newest

COUNT = 4
DIFFERENCES = 2


@dataclass(frozen=True)
class SimilarArea:
    """One area, and its largest differences in words, the largest first."""

    area: Area
    differences: tuple[str, ...]


@dataclass(frozen=True)
class Similar:
    """The most similar areas first; none where there is too little to compare.

    Attributes:
        indicators: short titles of all rates that were compared.
    """

    areas: tuple[SimilarArea, ...]
    indicators: tuple[str, ...]


def build_similar(newest: Newest, areas: Sequence[Area], position: int) -> Similar:
    """Find the areas nearest to the one at ``position`` in the newest values of all rates.

    Args:
        newest: all rates of the geography. areas: in the order of their codes.
    """
    titles = tuple(indicator.short_title for indicator in newest.indicators)
    try:
        found = compute_similar_areas(newest.values, position, COUNT)
    except CalculationError:  # nothing differs, or too little is known of this area
        return Similar((), titles)
    rows = zip(found.areas.tolist(), found.differences, strict=True)
    return Similar(
        tuple(SimilarArea(areas[other], _name_differences(newest, position, other, row)) for other, row in rows), titles
    )


def _name_differences(newest: Newest, position: int, other: int, differences: Floats) -> tuple[str, ...]:
    sizes = np.where(np.isnan(differences), -1.0, np.abs(differences))
    largest = np.argsort(-sizes, kind="stable")[:DIFFERENCES].tolist()
    return tuple(
        _describe_difference(newest, position, other, column)
        for column in largest
        if newest.display[other, column] != newest.display[position, column] and sizes[column] > 0
    )


def _describe_difference(newest: Newest, position: int, other: int, column: int) -> str:
    indicator = newest.indicators[column]
    theirs, own = (
        format_value(float(newest.values[area, column]), Status.VALUE, indicator) for area in (other, position)
    )
    return text("profile.difference", title=indicator.short_title, value=theirs, own=own)
