"""What would have to change for an area to get another class: per indicator, the nearest value that does it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.rounding import Floats
from sozialmonitor.calc.typology.classes import UNCLASSED, classify
from sozialmonitor.calc.typology.index import compute_index, compute_unchecked_index
from sozialmonitor.calc.typology.scheme import Flags, Scheme
from sozialmonitor.domain.errors import CalculationError
from sozialmonitor.domain.typology import Bands

_STEPS = 64
"""Grid on the way to the limit. A class that would come and go between two neighbouring points is not seen."""

_HALVINGS = 60


@dataclass(frozen=True)
class Goal:
    """The nearest value of one indicator at which the area has another class.

    Attributes:
        indicator: column of the indicator.
        value: in its unit, at or just beyond the point where the class changes.
        code: the class there.
        cases: number of cases at which the class has changed, in whole cases; None without a denominator, or
            where no whole number within the limits does it.
        change: that number minus today's cases, rounded away from zero to whole cases; None with ``cases``.
    """

    indicator: int
    value: float
    code: int
    cases: int | None
    change: int | None


@dataclass(frozen=True, eq=False)
class _Question:
    """One area and one indicator, everything else held as it is."""

    values: Floats
    scheme: Scheme
    bands: Bands
    is_valued: Flags
    area: int
    indicator: int

    def find_class(self, value: float) -> int:
        """Class of the area if the indicator had this value; mean and spread follow it."""
        changed = self.values.copy()
        changed[self.area, self.indicator] = value
        try:
            index = compute_unchecked_index(changed, self.scheme, self.is_valued)
        except CalculationError:  # with this value the indicator would be the same everywhere
            return UNCLASSED
        return int(classify(index.values, self.bands)[self.area])


def compute_goals(
    values: npt.ArrayLike,
    scheme: Scheme,
    bands: Bands,
    area: int,
    denominators: npt.ArrayLike | None = None,
    is_valued: npt.ArrayLike | None = None,
    *,
    factors: npt.ArrayLike = 100.0,
) -> tuple[tuple[Goal | None, Goal | None], ...]:
    """For each indicator the value with which the area would have less burden, and the one with more.

    One indicator of one area is moved, the values of all other areas are held. Mean and spread are computed
    anew with the moved value, both times the index is standardised. The nearest change of class is looked
    for on a grid towards each limit and then bisected, so the index need not be monotone all the way.

    Args:
        values: shape ``(areas, indicators)``, as in ``compute_index``. area: row number.
        denominators: shape ``(indicators,)``, persons the area's value rests on; NaN = not known.
        factors: value = factor × cases ÷ persons, so a value lies between 0 and its factor; 100 for per cent.
            One for all indicators, or shape ``(indicators,)``.

    Returns:
        For each indicator the nearest lower and the nearest higher value at which the class is another one;
        None where no value within the limits changes it. Of a burden the lower value means less burden.

    Raises:
        InputError, CalculationError: as ``compute_index``; an area that does not exist or is not valued,
            unlike shapes, or a factor that is not positive.
    """
    index = compute_index(values, scheme, is_valued)
    numbers = np.asarray(values, np.float64)
    if not 0 <= area < len(numbers) or not index.is_valued[area]:
        raise CalculationError("Ziel: dieses Gebiet ist nicht bewertet.")
    persons = np.full(len(scheme.names), np.nan) if denominators is None else np.asarray(denominators, np.float64)
    scale = np.broadcast_to(np.asarray(factors, np.float64), len(scheme.names))
    if persons.shape != (len(scheme.names),) or not (scale > 0).all():
        raise CalculationError("Ziel: zu jedem Indikator gehören eine Grundgesamtheit und ein Faktor über 0.")
    code = int(classify(index.values, bands)[area])
    rows, row = numbers[index.is_valued], int(np.count_nonzero(index.is_valued[:area]))
    everyone = np.ones(len(rows), bool)
    found = []
    for column in range(len(scheme.names)):
        question = _Question(rows, scheme, bands, everyone, row, column)
        factor = float(scale[column])
        lower, upper = (_find_goal(question, code, limit, float(persons[column]), factor) for limit in (0.0, factor))
        found.append((lower, upper))
    return tuple(found)


def _find_goal(question: _Question, code: int, limit: float, persons: float, factor: float) -> Goal | None:
    start = float(question.values[question.area, question.indicator])
    inside = start
    for outside in np.linspace(start, limit, _STEPS + 1)[1:].tolist():
        if question.find_class(outside) not in (code, UNCLASSED):
            value = _bisect(question, code, inside, outside)
            found = question.find_class(value)
            cases = _find_cases(question, code, (start, value, limit), persons, factor)
            change = None if cases is None else _round_away(cases - start * persons / factor)
            return Goal(question.indicator, value, found, cases, change)
        inside = outside
    return None


def _bisect(question: _Question, code: int, inside: float, outside: float) -> float:
    """The value on the changed side of the change of class between the two."""
    for _ in range(_HALVINGS):
        middle = (inside + outside) / 2
        if middle in (inside, outside):
            break
        if question.find_class(middle) in (code, UNCLASSED):
            inside = middle
        else:
            outside = middle
    return outside


def _find_cases(
    question: _Question, code: int, way: tuple[float, float, float], persons: float, factor: float
) -> int | None:
    """The first whole number of cases on the way that changes the class.

    The number just before the exact one is tried too: where the exact one is whole but for rounding, the next
    would be a case too many.
    """
    start, value, limit = way
    if not persons > 0:
        return None
    step = 1 if limit > start else -1
    exact = value * persons / factor
    first = math.floor(exact) if step > 0 else math.ceil(exact)
    for cases in (first, first + step):
        reached = factor * cases / persons
        is_on_the_way = (reached - start) * step > 0 and (limit - reached) * step >= 0
        if is_on_the_way and question.find_class(reached) not in (code, UNCLASSED):
            return cases
    return None


def _round_away(difference: float) -> int:
    """Whole cases, rounded away from zero; a millionth of a case is rounding error."""
    whole = math.ceil(abs(difference) - 1e-6)
    return whole if difference > 0 else -whole
