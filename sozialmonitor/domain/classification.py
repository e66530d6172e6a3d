"""How values are cut into classes and coloured."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ClassMethod(StrEnum):
    """How class breaks are found."""

    QUANTILE = "quantile"
    FISHER_JENKS = "fisher-jenks"
    EQUAL = "equal"
    MANUAL = "manual"


class Palette(StrEnum):
    """Single hue from low to high, or two hues around the value of the whole territory."""

    SEQUENTIAL = "sequential"
    DIVERGING = "diverging"


MINIMUM_CLASSES, MAXIMUM_CLASSES = 2, 7
MAXIMUM_BREAKS = MAXIMUM_CLASSES - 1


@dataclass(frozen=True)
class Classification:
    """Settings of a map's classes.

    Attributes:
        all_periods: breaks from all periods together, so that moving through time compares.
        breaks: inner breaks in the unit of the indicator, ascending; used by MANUAL only.
    """

    method: ClassMethod = ClassMethod.QUANTILE
    count: int = 5
    all_periods: bool = True
    palette: Palette = Palette.SEQUENTIAL
    breaks: tuple[float, ...] = ()
