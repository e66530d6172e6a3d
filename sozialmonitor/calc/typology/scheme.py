"""How an index is formed, in numbers: what is left of a declared typology once its indicators are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.rounding import Floats
from sozialmonitor.domain.errors import CalculationError
from sozialmonitor.domain.indicator import Direction
from sozialmonitor.domain.typology import Aggregation, Standardisation, Typology, TypologyIndicator

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Scheme:
    """Rules of one index; every sequence has one entry per indicator.

    Attributes:
        names: how the indicators are called in messages. weights: at least 0, not all 0.
        directions: LOWER_IS_BETTER is a burden and goes in as it is, HIGHER_IS_BETTER a strength and is turned.
        references: values of the whole territory in the unit of each indicator, for DISTANCE only;
            NaN = unknown.
    """

    names: tuple[str, ...]
    weights: Floats
    directions: tuple[Direction, ...]
    standardisation: Standardisation = Standardisation.Z
    aggregation: Aggregation = Aggregation.SUM
    second_standardisation: bool = True
    references: Floats | None = None

    def __post_init__(self) -> None:
        lengths = {len(self.names), len(self.weights), len(self.directions)}
        if self.references is not None:
            lengths.add(len(self.references))
        if lengths != {len(self.names)} or not self.names:
            raise CalculationError("Index: Namen, Gewichte und Richtungen müssen zu denselben Indikatoren gehören.")

    @cached_property
    def signs(self) -> Floats:
        """1 for a burden, −1 for a strength."""
        return np.array([-1.0 if item is Direction.HIGHER_IS_BETTER else 1.0 for item in self.directions])

    @cached_property
    def factors(self) -> Floats:
        """What the scores are multiplied with before they are added up."""
        factors: Floats = self.weights
        if self.aggregation is Aggregation.MEAN:
            factors = self.weights / self.weights.sum()
        return factors


def make_scheme(
    typology: Typology,
    indicators: Sequence[TypologyIndicator],
    names: Sequence[str] | None = None,
    references: npt.ArrayLike | None = None,
) -> Scheme:
    """The rules of a typology for the indicators of a table, in the order of its columns.

    Args:
        names: how the columns are called in messages; the ids of the indicators by default.
        references: values of the whole territory; those declared with the indicators by default.
    """
    declared = [np.nan if item.city_value is None else item.city_value for item in indicators]
    return Scheme(
        tuple(names or (item.indicator for item in indicators)),
        np.array([item.weight for item in indicators], np.float64),
        tuple(item.direction for item in indicators),
        typology.standardisation,
        typology.aggregation,
        typology.second_standardisation,
        np.asarray(declared if references is None else references, np.float64),
    )
