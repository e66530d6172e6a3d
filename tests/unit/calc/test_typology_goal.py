"""What would have to change: at the value found the class is another one, just before it is not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.calc.rounding import Floats
from sozialmonitor.calc.typology.classes import classify
from sozialmonitor.calc.typology.goal import Goal, compute_goals
from sozialmonitor.calc.typology.index import compute_index
from sozialmonitor.calc.typology.scheme import Scheme
from sozialmonitor.domain.errors import CalculationError
from sozialmonitor.domain.indicator import Direction
from sozialmonitor.domain.typology import Bands, CutoffKind, Standardisation
from sozialmonitor.domain.typology_presets import BERLIN_MSS

assert BERLIN_MSS.status is not None
STATUS = BERLIN_MSS.status
PERSONS = np.array([731.0, 388, 1204])


def make_scheme(**changes: Any) -> Scheme:
    directions = (Direction.LOWER_IS_BETTER, Direction.LOWER_IS_BETTER, Direction.HIGHER_IS_BETTER)
    return Scheme(**{"names": ("A", "B", "C"), "weights": np.ones(3), "directions": directions, **changes})


def make_values(seed: int, areas: int = 15) -> Floats:
    """Shares of whole cases."""
    rng = np.random.default_rng(seed)
    return 100 * np.floor(rng.beta(2, 8, (areas, 3)) * PERSONS) / PERSONS


def find_class(values: Floats, scheme: Scheme, bands: Bands, area: int, column: int, value: float) -> int:
    moved = values.copy()
    moved[area, column] = value
    return int(classify(compute_index(moved, scheme).values, bands)[area])


def check_goal(values: Floats, scheme: Scheme, bands: Bands, area: int, goal: Goal) -> None:
    here = values[area, goal.indicator]
    before = find_class(values, scheme, bands, area, goal.indicator, here)
    assert find_class(values, scheme, bands, area, goal.indicator, goal.value) == goal.code != before
    just_before = goal.value - np.sign(goal.value - here) * 1e-6
    if abs(goal.value - here) > 1e-5:
        assert find_class(values, scheme, bands, area, goal.indicator, just_before) == before
    if goal.cases is not None:
        persons = PERSONS[goal.indicator]
        assert goal.change is not None
        step = 1 if goal.value > here else -1
        assert goal.change * step > 0
        assert goal.cases == round(here * persons / 100) + goal.change
        assert find_class(values, scheme, bands, area, goal.indicator, 100 * goal.cases / persons) != before
        if abs(goal.change) > 1:
            nearly = 100 * (goal.cases - step) / persons
            assert find_class(values, scheme, bands, area, goal.indicator, nearly) == before


@given(st.integers(0, 100_000), st.integers(0, 14))
def test_the_class_changes_there_and_not_before(seed: int, area: int) -> None:
    values, scheme = make_values(seed), make_scheme()
    found = compute_goals(values, scheme, STATUS, area, PERSONS)
    assert len(found) == 3
    for column, goals in enumerate(found):
        for goal, limit in zip(goals, (0.0, 100.0), strict=True):
            before = find_class(values, scheme, STATUS, area, column, values[area, column])
            if goal is None:
                assert find_class(values, scheme, STATUS, area, column, limit) == before
            else:
                assert goal.indicator == column
                check_goal(values, scheme, STATUS, area, goal)


@pytest.mark.parametrize("method", [Standardisation.RANK, Standardisation.MIN_MAX])
def test_it_works_for_other_methods(method: Standardisation) -> None:
    values, scheme = make_values(3), make_scheme(standardisation=method)
    bands = Bands(kind=CutoffKind.QUANTILE, cutoffs=(0.2, 0.8), names=("a", "b", "c"))
    found = [
        goal for area in range(15) for pair in compute_goals(values, scheme, bands, area, PERSONS) for goal in pair
    ]
    assert sum(goal is not None for goal in found) > 10
    for area in range(15):
        for pair in compute_goals(values, scheme, bands, area):
            for goal in pair:
                if goal is not None:
                    assert goal.cases is None
                    check_goal(values, scheme, bands, area, goal)


def test_by_hand() -> None:
    """Four areas at 10 and one at x have z = 2 for x > 10, whatever x is; the class never changes on the way up."""
    scheme = make_scheme(names=("A",), weights=np.ones(1), directions=(Direction.LOWER_IS_BETTER,))
    values = np.array([[10.0], [10], [10], [10], [30]])
    ((lower, upper),) = compute_goals(values, scheme, STATUS, 4, [200])
    assert upper is None
    assert lower is not None
    assert lower.code == 0, "below 10 it has z = −2"
    assert lower.value == pytest.approx(10)
    assert (lower.cases, lower.change) == (19, -41)


def test_a_strength_moves_the_other_way() -> None:
    values = make_values(11)
    burdens = np.ones(3)
    found = compute_goals(values, make_scheme(weights=burdens), STATUS, 0)
    lower, upper = found[2]
    code = find_class(values, make_scheme(), STATUS, 0, 2, values[0, 2])
    assert lower is None or lower.code > code
    assert upper is None or upper.code < code
    assert lower is not None or upper is not None


def test_cases_stay_between_none_and_all() -> None:
    """Of one person there are no cases below none and no more than one."""
    values, scheme = make_values(0), make_scheme()
    goals = [pair[0] for area in range(15) for pair in compute_goals(values, scheme, STATUS, area, np.full(3, 1.0))]
    for goal in goals:
        assert goal is None or goal.cases in (None, 0)
    assert any(goal is not None and goal.cases == 0 for goal in goals)


def test_a_base_that_is_not_known_gives_no_cases() -> None:
    values, scheme = make_values(5), make_scheme()
    known = compute_goals(values, scheme, STATUS, 0, PERSONS)
    unknown = compute_goals(values, scheme, STATUS, 0, [np.nan, 0, np.nan])
    assert any(goal is not None for pair in known for goal in pair)
    for one, other in zip(known, unknown, strict=True):
        for a, b in zip(one, other, strict=True):
            assert (a is None) == (b is None)
            if a is not None and b is not None:
                assert (a.value, a.code) == (b.value, b.code)
                assert b.cases is None
                assert b.change is None


def test_areas_not_valued_have_no_goal_and_do_not_matter() -> None:
    values, scheme = make_values(7), make_scheme()
    longer = np.vstack([[np.nan, 1, 1], values, [99.0, 99, 0]])
    valued = np.array([True] * 16 + [False])
    assert compute_goals(longer, scheme, STATUS, 4, PERSONS, valued) == compute_goals(
        values, scheme, STATUS, 3, PERSONS
    )
    for area in (0, 16, 17, -1):
        with pytest.raises(CalculationError, match="dieses Gebiet ist nicht bewertet"):
            compute_goals(longer, scheme, STATUS, area, PERSONS, valued)


def test_impossible_calls() -> None:
    with pytest.raises(CalculationError, match="Grundgesamtheit"):
        compute_goals(make_values(1), make_scheme(), STATUS, 0, [1.0])
    with pytest.raises(CalculationError, match="Faktor über 0"):
        compute_goals(make_values(1), make_scheme(), STATUS, 0, factors=0)
