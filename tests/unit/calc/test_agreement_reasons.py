"""Why two typologies differ: against a second implementation with dictionaries, and what must always hold."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sozialmonitor.calc.typology.agreement_reasons import CUTOFFS, Opinion, compute_disagreement
from sozialmonitor.calc.typology.classes import classify, compute_thresholds, find_borderline
from sozialmonitor.calc.typology.index import compute_index
from sozialmonitor.calc.typology.result import ClassedIndex
from sozialmonitor.calc.typology.scheme import Scheme
from sozialmonitor.domain.errors import CalculationError
from sozialmonitor.domain.indicator import Direction
from sozialmonitor.domain.typology import Aggregation, Bands, CutoffKind, Standardisation
from tests.support.slow_typology import Rules, classify_slowly, compute_index_slowly

NAMES = ("arbeit", "kinder", "miete", "schule")
METHODS = {"z": Standardisation.Z, "rank": Standardisation.RANK, "min_max": Standardisation.MIN_MAX}


@dataclass(frozen=True)
class Wish:
    """One department's typology: which columns of the common table, with which weights, cut where."""

    columns: tuple[int, ...]
    weights: tuple[float, ...]
    strengths: tuple[bool, ...]
    method: str
    cutoffs: tuple[float, ...]


@st.composite
def wishes(draw: st.DrawFn) -> Wish:
    columns = draw(st.lists(st.integers(0, 3), min_size=1, max_size=4, unique=True))
    weights = [draw(st.integers(1, 4)) / 2 for _ in columns]
    strengths = [draw(st.booleans()) for _ in columns]
    cutoffs = sorted(draw(st.lists(st.integers(-15, 15), min_size=2, max_size=2, unique=True)))
    numbers = tuple(cutoff / 10 + 0.0137 for cutoff in cutoffs)
    return Wish(tuple(columns), tuple(weights), tuple(strengths), draw(st.sampled_from(sorted(METHODS))), numbers)


@st.composite
def tables(draw: st.DrawFn) -> list[list[float | None]]:
    """Eight to twelve areas with four indicators; up to two areas have a gap."""
    areas = draw(st.integers(8, 12))
    columns = [draw(st.lists(st.integers(0, 60), min_size=areas, max_size=areas, unique=True)) for _ in NAMES]
    table: list[list[float | None]] = [[float(value) for value in row] for row in zip(*columns, strict=True)]
    for area in draw(st.lists(st.integers(0, areas - 1), max_size=2)):
        table[area][draw(st.integers(0, 3))] = None
    return table


def make_opinion(table: list[list[float | None]], wish: Wish) -> Opinion:
    values = [[math.nan if row[column] is None else row[column] for column in wish.columns] for row in table]
    scheme = Scheme(
        tuple(NAMES[column] for column in wish.columns),
        np.array(wish.weights),
        tuple(Direction.HIGHER_IS_BETTER if item else Direction.LOWER_IS_BETTER for item in wish.strengths),
        METHODS[wish.method],
        Aggregation.MEAN,
    )
    bands = Bands(kind=CutoffKind.FIXED, cutoffs=wish.cutoffs, names=("hoch", "mittel", "niedrig"))
    index = compute_index(values, scheme)
    classed = ClassedIndex(
        index,
        classify(index.values, bands),
        compute_thresholds(index.values, bands),
        find_borderline(index.values, bands, 0.1),
    )
    return Opinion(scheme.names, scheme.factors, classed)


@dataclass(frozen=True)
class SlowOpinion:
    """What the slow implementation knows of each valued area."""

    parts: dict[int, dict[str, float]]
    index: dict[int, float]
    code: dict[int, int]


def judge_slowly(table: list[list[float | None]], wish: Wish) -> SlowOpinion | None:
    """Contributions in the unit of the index, index and class of every valued area, one after the other."""
    rows = compute_index_slowly(
        [[row[column] for column in wish.columns] for row in table],
        Rules(list(wish.weights), list(wish.strengths), wish.method, "mean"),
    )
    if rows is None:
        return None
    valued = {area: row for area, row in enumerate(rows) if row is not None}
    total = sum(wish.weights)
    return SlowOpinion(
        {
            area: {
                NAMES[column]: weight * score / total
                for column, weight, score in zip(wish.columns, wish.weights, row.scores, strict=True)
            }
            for area, row in valued.items()
        },
        {area: row.index for area, row in valued.items()},
        {area: classify_slowly(row.index, list(wish.cutoffs)) for area, row in valued.items()},
    )


def standardise_parts(opinion: SlowOpinion, areas: list[int]) -> dict[int, dict[str, float]]:
    """Contributions minus their mean, over the spread of the sums of the areas."""
    spread = statistics.pstdev(sum(opinion.parts[area].values()) for area in areas)
    names = opinion.parts[areas[0]]
    means = {name: statistics.fmean(opinion.parts[area][name] for area in areas) for name in names}
    return {area: {name: (opinion.parts[area][name] - means[name]) / spread for name in names} for area in areas}


def cut_slowly(
    opinion: SlowOpinion, other: SlowOpinion, cutoffs: tuple[float, ...], areas: list[int]
) -> dict[int, int]:
    """Classes of an index with the other's cut-offs, both in standard deviations over the areas."""
    mine, theirs = ([item.index[area] for area in areas] for item in (opinion, other))
    limits = [(cutoff - statistics.fmean(theirs)) / statistics.pstdev(theirs) for cutoff in cutoffs]
    return {
        area: sum((own - statistics.fmean(mine)) / statistics.pstdev(mine) > limit + 1e-9 for limit in limits)
        for area, own in zip(areas, mine, strict=True)
    }


def explain_slowly(
    first: SlowOpinion, second: SlowOpinion, one: Wish, other: Wish
) -> dict[int, tuple[str | None, bool]]:
    """For each area in another class the indicator (None = the cut-offs), and whether cut-offs share in it equally."""
    areas = [area for area in first.index if area in second.index]
    mine, theirs = standardise_parts(first, areas), standardise_parts(second, areas)
    first_anew, second_anew = (
        cut_slowly(first, second, other.cutoffs, areas),
        cut_slowly(second, first, one.cutoffs, areas),
    )
    found: dict[int, tuple[str | None, bool]] = {}
    for area in areas:
        start, end = second.code[area], first.code[area]
        if start == end:
            continue
        # From the second opinion to the first: index before cut-offs, and cut-offs before index.
        index_steps = [first_anew[area] - start, end - second_anew[area]]
        cutoff_steps = [end - first_anew[area], second_anew[area] - start]
        by_index, by_cutoffs = (
            statistics.fmean(steps) * (1 if end > start else -1) for steps in (index_steps, cutoff_steps)
        )
        names = [*mine[area], *(name for name in theirs[area] if name not in mine[area])]
        gaps = {name: mine[area].get(name, 0.0) - theirs[area].get(name, 0.0) for name in names}
        strongest = max(gaps, key=gaps.__getitem__) if end > start else min(gaps, key=gaps.__getitem__)
        found[area] = (strongest if by_index >= by_cutoffs else None, by_index == by_cutoffs)
    return found


@given(tables(), wishes(), wishes())
def test_agrees_with_dictionaries(table: list[list[float | None]], one: Wish, other: Wish) -> None:
    first, second = judge_slowly(table, one), judge_slowly(table, other)
    assume(first is not None)
    assume(second is not None)
    assert first is not None
    assert second is not None
    areas = [area for area in first.index if area in second.index]
    for opinion in (first, second):
        assume(statistics.pstdev(opinion.index[area] for area in areas) > 1e-6)
        assume(statistics.pstdev(sum(opinion.parts[area].values()) for area in areas) > 1e-6)
    found = compute_disagreement(make_opinion(table, one), make_opinion(table, other))
    expected = explain_slowly(first, second, one, other)
    assert np.flatnonzero(found.is_different).tolist() == list(expected)
    for area, (reason, is_joint) in expected.items():
        told = int(found.reasons[area])
        assert bool(found.is_joint[area]) == is_joint
        if reason is None:
            assert told == CUTOFFS
            continue
        parts = found.differences[area] * np.sign(found.totals[area])
        assert parts[told] == pytest.approx(parts[found.indicators.index(reason)]), "on a tie either may be named"


@given(tables(), wishes(), wishes())
def test_the_parts_add_up_to_the_difference_of_the_indices(
    table: list[list[float | None]], one: Wish, other: Wish
) -> None:
    assume(judge_slowly(table, one) is not None)
    assume(judge_slowly(table, other) is not None)
    first, second = make_opinion(table, one), make_opinion(table, other)
    both = ~np.isnan(first.classed.index.values) & ~np.isnan(second.classed.index.values)
    indices = [opinion.classed.index.values[both] for opinion in (first, second)]
    assume(all(item.std() > 1e-6 for item in indices))
    found = compute_disagreement(first, second)
    mine, theirs = ((item - item.mean()) / item.std() for item in indices)
    np.testing.assert_allclose(found.differences[both].sum(axis=1), mine - theirs, atol=1e-9)
    assert np.isnan(found.differences[~both]).all()
    back = compute_disagreement(second, first)
    order = [back.indicators.index(name) for name in found.indicators]
    np.testing.assert_allclose(back.differences[:, order], -found.differences, atol=1e-9)


@given(tables(), wishes(), wishes())
def test_the_reason_is_the_same_the_other_way_round(table: list[list[float | None]], one: Wish, other: Wish) -> None:
    assume(judge_slowly(table, one) is not None)
    assume(judge_slowly(table, other) is not None)
    first, second = make_opinion(table, one), make_opinion(table, other)
    both = ~np.isnan(first.classed.index.values) & ~np.isnan(second.classed.index.values)
    assume(all(opinion.classed.index.values[both].std() > 1e-6 for opinion in (first, second)))
    there, back = compute_disagreement(first, second), compute_disagreement(second, first)
    for area in np.flatnonzero(there.is_different):
        assert (there.reasons[area] == CUTOFFS) == (back.reasons[area] == CUTOFFS)
        if there.reasons[area] != CUTOFFS:
            named = back.indicators[back.reasons[area]]
            sizes = np.abs(there.differences[area, [there.reasons[area], there.indicators.index(named)]])
            assert sizes[0] == pytest.approx(sizes[1]), "on a tie either may be named"


@given(tables(), wishes())
def test_a_typology_does_not_differ_from_itself(table: list[list[float | None]], wish: Wish) -> None:
    assume(judge_slowly(table, wish) is not None)
    opinion = make_opinion(table, wish)
    found = compute_disagreement(opinion, opinion)
    assert not found.is_different.any()
    assert np.nanmax(np.abs(found.differences)) <= 1e-12


TABLE: list[list[float | None]] = [[float(area), float((5 * area) % 11), 3.0 * area % 7, 1.0] for area in range(10)]
WORK = Wish((0,), (1.0,), (False,), "z", (-1.0137, 0.9863))
YOUTH = Wish((1,), (1.0,), (False,), "z", (-1.0137, 0.9863))


def test_what_only_one_of_them_holds_is_the_reason() -> None:
    """Two departments with an indicator each, merged into one typology, beside the first department's own."""
    merged = replace(WORK, columns=(0, 1), weights=(1.0, 1.0), strengths=(False, False))
    found = compute_disagreement(make_opinion(TABLE, merged), make_opinion(TABLE, WORK))
    reasons = {found.indicators[reason] for reason in found.reasons[found.is_different] if reason != CUTOFFS}
    assert reasons == {"kinder", "arbeit"}, "what the other brings, and what therefore counts less than alone"
    kinder = found.differences[:, found.indicators.index("kinder")]
    scores = np.array([row[1] for row in TABLE], dtype=float)
    assert np.corrcoef(kinder, scores)[0, 1] == pytest.approx(1), "only the merged one holds it"


def test_only_other_cutoffs() -> None:
    found = compute_disagreement(
        make_opinion(TABLE, WORK), make_opinion(TABLE, replace(WORK, cutoffs=(-0.5137, 0.5137)))
    )
    assert found.is_different.sum() > 0
    assert (found.reasons[found.is_different] == CUTOFFS).all()


def test_impossible_comparisons() -> None:
    work = make_opinion(TABLE, WORK)
    with pytest.raises(CalculationError, match="dieselben Gebiete"):
        compute_disagreement(work, make_opinion(TABLE[:8], WORK))
    clusters = replace(work, classed=replace(work.classed, thresholds=np.empty(0)))
    with pytest.raises(CalculationError, match="gleich viele geordnete Klassen"):
        compute_disagreement(work, clusters)
    with pytest.raises(CalculationError, match="gleich viele geordnete Klassen"):
        compute_disagreement(clusters, clusters)
    nobody = replace(work, classed=replace(work.classed, codes=np.full(10, -1, np.int8)))
    with pytest.raises(CalculationError, match="zu wenige Gebiete"):
        compute_disagreement(work, nobody)
