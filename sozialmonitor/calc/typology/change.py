"""Why the index of an area changed between two periods, in four parts that add up exactly.

The index of an area is a function of four things, each either as before or as after:

* own values: the area's own indicators;
* city: mean and spread of all areas, which the own values are measured with;
* indicators: set, definition, weights and method of the index;
* boundaries: how the city is cut into areas.

Replacing "before" with "after", one thing at a time, leads from the old index to the new one over three
counterfactual indices; each step is the part of what was replaced. The steps depend on the order, and no
order is the right one. So each part is the mean of its steps over all 24 orders (its Shapley value). An
order that passes a state nobody can compute (say, an indicator without values before its introduction) is
left out. Every single order adds up to the whole change, so their mean does too.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

import numpy as np

from sozialmonitor.calc.rounding import Floats
from sozialmonitor.calc.typology.index import compute_index, fit_yardstick, measure
from sozialmonitor.calc.typology.scheme import Flags, Scheme
from sozialmonitor.domain.errors import CalculationError


class Part(IntEnum):
    """Parts of a change, in the order of the columns of ``IndexChange.parts``."""

    OWN_VALUES = 0
    CITY = 1
    INDICATORS = 2
    BOUNDARIES = 3


class State(NamedTuple):
    """What an edition is made of; 0 = as before, 1 = as after."""

    period: int
    indicators: int
    boundaries: int


@dataclass(frozen=True, eq=False)
class Edition:
    """All areas of one period, in one set of indicators, at one set of boundaries.

    Attributes:
        codes: unique, one per area, in any order. values: shape ``(areas, indicators)``, NaN = missing.
        is_valued: shape ``(areas,)``.
    """

    codes: tuple[str, ...]
    values: Floats
    scheme: Scheme
    is_valued: Flags


@dataclass(frozen=True, eq=False)
class IndexChange:
    """Change of the index of every pair of areas.

    Attributes:
        before, after, total: shape ``(pairs,)``, index before and after, and the difference.
        parts: shape ``(pairs, 4)``, columns as ``Part``, unit of the index; they sum to ``total``. NaN where
            the area is not valued in one of the states in between.
        orders: number of orders that could be computed, of 24.
    """

    before: Floats
    after: Floats
    total: Floats
    parts: Floats
    orders: int


def compute_index_change(editions: Mapping[State, Edition], pairs: Sequence[tuple[str, str]]) -> IndexChange:
    """Take the change of the index of areas apart.

    Args:
        editions: at least ``State(0, 0, 0)`` and ``State(1, 1, 1)``, the two published editions. The others
            are the data of a period in the other set of indicators or at the other boundaries (values
            converted with a crosswalk of counts), as far as they exist. Where set or boundaries did not
            change, see ``fill_editions``.
        pairs: code of each area at the boundaries before, and of the same or succeeding area at those after.
            An area that an edition does not hold is like one not valued.

    Raises:
        CalculationError: one of the two published editions is missing, a code stands twice or does not belong
            to each row, or no order can be computed.
        InputError: an edition that has no index.
    """
    if not {State(0, 0, 0), State(1, 1, 1)} <= set(editions):
        raise CalculationError("Zerlegung: die Ausgaben vorher und nachher müssen beide vorliegen.")
    known = _measure_all(editions, pairs)
    paths = [path for path in map(_walk, itertools.permutations(Part)) if all(state in known for state in path)]
    if not paths:
        raise CalculationError(
            "Zerlegung: kein Weg führt von der alten zur neuen Ausgabe; eine Periode muss auch mit den Indikatoren "
            "und in den Grenzen der anderen vorliegen."
        )
    parts = np.zeros((len(pairs), len(Part)))
    for path in paths:
        for here, there in itertools.pairwise(path):
            (part,) = np.flatnonzero(np.array(here) != np.array(there))
            parts[:, part] += (known[there] - known[here]) / len(paths)
    before, after = known[0, 0, 0, 0], known[1, 1, 1, 1]
    return IndexChange(before, after, after - before, parts, len(paths))


def fill_editions(
    editions: Mapping[State, Edition], *, same_indicators: bool, same_boundaries: bool
) -> dict[State, Edition]:
    """Use an edition for every state that differs from its own only in what did not change."""
    filled = dict(editions)
    for state, edition in editions.items():
        for indicators, boundaries in itertools.product((0, 1), repeat=2):
            is_same = (same_indicators or indicators == state.indicators) and (
                same_boundaries or boundaries == state.boundaries
            )
            if is_same:
                filled.setdefault(State(state.period, indicators, boundaries), edition)
    return filled


_Switches = tuple[int, int, int, int]
"""Own values, city, indicators, boundaries; 0 = as before, 1 = as after."""


def _walk(order: tuple[Part, ...]) -> list[_Switches]:
    """The five states on the way from before to after."""
    state = [0, 0, 0, 0]
    path: list[_Switches] = [(0, 0, 0, 0)]
    for part in order:
        state[part] = 1
        path.append((state[0], state[1], state[2], state[3]))
    return path


def _measure_all(editions: Mapping[State, Edition], pairs: Sequence[tuple[str, str]]) -> dict[_Switches, Floats]:
    """The index of the areas in every state whose data exist: own values measured with the city's yardstick."""
    known: dict[_Switches, Floats] = {}
    for own, city, indicators, boundaries in itertools.product((0, 1), repeat=4):
        mine, others = (editions.get(State(period, indicators, boundaries)) for period in (own, city))
        if mine is None or others is None:
            continue
        everyone = compute_index(others.values, others.scheme, others.is_valued)
        yardstick = fit_yardstick(np.asarray(others.values)[everyone.is_valued], others.scheme)
        values = _pick(mine, [pair[boundaries] for pair in pairs])
        _, _, known[own, city, indicators, boundaries] = measure(values, others.scheme, yardstick)
    return known


def _pick(edition: Edition, codes: Sequence[str]) -> Floats:
    """Values of some areas, shape ``(codes, indicators)``; NaN where an area is not there or not valued."""
    rows = {code: row for row, code in enumerate(edition.codes)}
    if len(rows) != len(edition.codes) or len(rows) != len(edition.values):
        raise CalculationError("Zerlegung: jede Zeile einer Ausgabe braucht einen eigenen Gebietscode.")
    values = np.where(np.asarray(edition.is_valued)[:, None], edition.values, np.nan)
    nobody = np.full((1, values.shape[1]), np.nan)
    return np.vstack([values, nobody])[[rows.get(code, -1) for code in codes]]
