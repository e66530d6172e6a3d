"""Typologies over time: which periods can be classed, against dictionaries, and when Dynamik is comparable."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.calc.observations import Block
from sozialmonitor.calc.typology.checks import FEWEST_AREAS
from sozialmonitor.calc.typology.series import (
    IndicatorSeries,
    TypologySeries,
    compute_period,
    find_breaks,
    find_start,
    get_changes,
    get_counts,
    get_levels,
    get_population,
    list_shared_periods,
    list_typology_periods,
)
from sozialmonitor.domain.errors import UnknownKeyError
from sozialmonitor.domain.formula import Formula, Operator, Term
from sozialmonitor.domain.indicator import Break, BreakScope, Direction, Indicator, Unit
from sozialmonitor.domain.status import Status
from sozialmonitor.domain.typology import Bands, CutoffKind, Standardisation, Typology, TypologyIndicator
from sozialmonitor.domain.typology_presets import BERLIN_MSS

AREAS = 6
YEARS = tuple(str(year) for year in range(2015, 2023))

cells = st.none() | st.integers(0, 500).map(float)
tables = st.dictionaries(
    st.sampled_from(YEARS), st.lists(cells, min_size=AREAS, max_size=AREAS), min_size=1, max_size=len(YEARS)
)


def make_indicator(name: str, *breaks: Break) -> Indicator:
    return Indicator(
        id=name,
        title=name.title(),
        short_title=name.title(),
        theme="x",
        description="x",
        definition="x",
        relevance="x",
        reading="x",
        limits="x",
        unit=Unit.PERCENT,
        decimals=1,
        direction=Direction.LOWER_IS_BETTER,
        formula=Formula(
            operator=Operator.SHARE,
            numerator=(Term(table="t", series="n"),),
            denominator=(Term(table="t", series="d"),),
        ),
        breaks=breaks,
    )


def make_series(name: str, table: dict[str, list[float | None]], *breaks: Break) -> IndicatorSeries:
    """An indicator of shares of 1,000 persons, from its values in per mille; the whole has the mean."""
    periods = tuple(sorted(table))
    cases = np.array([[math.nan if cell is None else cell for cell in table[period]] for period in periods])
    persons = np.where(np.isnan(cases), np.nan, 1000.0)
    statuses = np.where(np.isnan(cases), Status.NO_DATA, Status.VALUE).astype(np.int8)
    block = Block(cases / 10, cases, persons, statuses)
    reference = np.array([np.mean([cell or 0.0 for cell in table[period]]) / 10 for period in periods])
    return IndicatorSeries(
        make_indicator(name, *breaks), periods, block, reference, may_be_negative=False, is_part=True
    )


def make_typology(*names: str, **changes: object) -> Typology:
    indicators = tuple(TypologyIndicator(indicator=name) for name in names)
    return BERLIN_MSS.model_copy(update={"indicators": indicators, **changes})


def put_together(*items: IndicatorSeries, **changes: object) -> TypologySeries:
    typology = make_typology(*(item.indicator.id for item in items), **changes)
    population = np.vstack([np.full(AREAS, 1000.0 + year) for year in range(len(YEARS))])
    return TypologySeries(typology, items, YEARS, population)


def full(seed: int, *years: str) -> dict[str, list[float | None]]:
    random = np.random.default_rng(seed)
    return {year: [float(item) for item in random.permutation(500)[:AREAS]] for year in years}


@given(tables, tables)
def test_a_period_counts_where_enough_areas_have_everything(
    first: dict[str, list[float | None]], second: dict[str, list[float | None]]
) -> None:
    series = put_together(make_series("a", first), make_series("b", second))
    complete = {
        year: sum(a is not None and b is not None for a, b in zip(first[year], second[year], strict=True))
        for year in YEARS
        if year in first and year in second
    }
    assert list_shared_periods(series) == tuple(year for year, count in complete.items() if count)
    assert list_typology_periods(series) == tuple(year for year, count in complete.items() if count >= FEWEST_AREAS)


def test_areas_with_too_few_inhabitants_do_not_count() -> None:
    series = put_together(make_series("a", full(1, "2015")), minimum_population=100_000)
    assert list_shared_periods(series) == ("2015",)
    assert list_typology_periods(series) == ()


def test_nothing_is_zero_and_no_gap() -> None:
    table = full(1, "2015")
    table["2015"][0] = None
    item = make_series("a", table)
    statuses = np.where(item.block.statuses == Status.NO_DATA, Status.NOTHING, item.block.statuses).astype(np.int8)
    block = Block(item.block.values, item.block.numerators, np.full((1, AREAS), 1000.0), statuses)
    series = put_together(replace(item, block=block))
    assert get_levels(series, "2015").values[0, 0] == 0
    assert get_counts(series, "2015").cases[0, 0] == 0


@given(tables, tables, st.integers(1, 4))
def test_dynamik_starts_exactly_one_window_before(
    first: dict[str, list[float | None]], second: dict[str, list[float | None]], window: int
) -> None:
    series = put_together(make_series("a", first), make_series("b", second), window_years=window)
    periods = list_typology_periods(series)
    for period in periods:
        start = str(int(period) - window)
        assert find_start(series, period) == (start if start in periods else None)


def test_quarters_are_compared_with_the_same_quarter() -> None:
    table = full(1, "2019-Q2", "2020-Q1", "2021-Q2")
    series = put_together(make_series("a", table))
    assert find_start(series, "2021-Q2") == "2019-Q2"
    assert find_start(series, "2020-Q1") is None


def test_without_dynamik_there_is_no_start() -> None:
    series = put_together(make_series("a", full(1, "2018", "2020")), dynamic=None)
    assert find_start(series, "2020") is None
    assert compute_period(series, "2020").dynamic is None


@pytest.mark.parametrize(
    ("mark", "scope", "standardisation", "start"),
    [
        ("2018", BreakScope.ALL, Standardisation.Z, "2018"),  # the first of them separates nothing
        ("2019", BreakScope.ALL, Standardisation.Z, None),
        ("2020", BreakScope.ALL, Standardisation.Z, None),
        ("2021", BreakScope.ALL, Standardisation.Z, "2018"),
        ("2019", BreakScope.REFERENCE, Standardisation.Z, "2018"),
        ("2019", BreakScope.REFERENCE, Standardisation.DISTANCE, None),
    ],
)
def test_a_break_within_the_window_leaves_no_dynamik(
    mark: str, scope: BreakScope, standardisation: Standardisation, start: str | None
) -> None:
    broken = make_series("b", full(2, "2018", "2020"), Break(period=mark, note="x", affects=scope))
    series = put_together(make_series("a", full(1, "2018", "2020")), broken, standardisation=standardisation)
    assert find_start(series, "2020") == start
    assert [item.id for item in find_breaks(series, "2018", "2020")] == ([] if start else ["b"])
    if standardisation is Standardisation.Z:
        assert (compute_period(series, "2020").dynamic is None) == (start is None)


def test_levels_and_changes_keep_areas_and_indicators_apart() -> None:
    first, second = full(1, "2018", "2020"), full(2, "2018", "2020")
    series = put_together(make_series("a", first), make_series("b", second), standardisation=Standardisation.DISTANCE)
    levels, changes = get_levels(series, "2020"), get_changes(series, "2018", "2020")
    for area, (column, table) in itertools.product(range(AREAS), enumerate((first, second))):
        now, before = table["2020"][area], table["2018"][area]
        assert now is not None
        assert before is not None
        assert levels.values[area, column] == pytest.approx(now / 10)
        assert changes.values[area, column] == pytest.approx((now - before) / 10)
    assert levels.scheme.references == pytest.approx([np.mean(table["2020"]) / 10 for table in (first, second)])  # type: ignore[arg-type]
    assert changes.scheme.references == pytest.approx(
        [np.mean(table["2020"]) / 10 - np.mean(table["2018"]) / 10 for table in (first, second)]  # type: ignore[arg-type]
    )


def test_a_gap_then_or_now_is_a_gap_in_the_change() -> None:
    table = full(1, "2018", "2020")
    table["2018"][0] = table["2020"][1] = None
    changes = get_changes(put_together(make_series("a", table)), "2018", "2020")
    assert np.isnan(changes.values[:, 0]).tolist() == [True, True, False, False, False, False]


def test_the_nearest_number_of_inhabitants_counts() -> None:
    series = put_together(make_series("a", full(1, "2018", "2030")))
    assert get_population(series, "2018")[0] == 1003
    assert get_population(series, "2030")[0] == 1007, "the newest there is"


def test_counts_give_back_the_values() -> None:
    table = full(3, "2020")
    table["2020"][2] = None
    series = put_together(make_series("a", table))
    counts, levels = get_counts(series, "2020"), get_levels(series, "2020")
    np.testing.assert_allclose(counts.factors * counts.cases / counts.persons, levels.values)
    assert np.isnan(counts.cases[2, 0])
    assert counts.factors.tolist() == [100]


def test_more_cases_than_persons_are_no_counts() -> None:
    """A quotient can exceed 100; it is no share of persons, and nothing can be drawn for it."""
    found = make_series("a", full(3, "2020"))
    found.block.numerators[0, 0] = 1001
    found.block.denominators[0, 1] = math.nan
    counts = get_counts(put_together(found), "2020")
    assert np.isnan(counts.cases[:, 0]).tolist() == [True, True, False, False, False, False]
    assert np.isnan(counts.persons[:, 0]).tolist() == [True, True, False, False, False, False]


def test_a_change_is_no_share_of_persons() -> None:
    """A growth of 100 among 4,000 is counted completely; nothing is to be drawn."""
    found = make_series("a", full(3, "2020"))
    formula = Formula(operator=Operator.CHANGE, numerator=(Term(table="t", series="n"),), years=2)
    changed = replace(found, indicator=found.indicator.model_copy(update={"formula": formula}))
    counts = get_counts(put_together(changed), "2020")
    assert np.isnan(counts.cases).all()
    assert np.isnan(counts.persons).all()


def test_a_period_without_values_is_unknown() -> None:
    with pytest.raises(UnknownKeyError):
        get_levels(put_together(make_series("a", full(1, "2020"))), "2019")


def test_status_and_dynamik_are_those_of_the_columns() -> None:
    bands = Bands(kind=CutoffKind.FIXED, cutoffs=(0.0,), names=("weniger", "mehr"))
    table: dict[str, list[float | None]] = {
        "2018": [100.0, 200.0, 300.0, 400.0, 500.0, None],
        "2020": [150.0, 190.0, 350.0, 390.0, 450.0, 480.0],
    }
    found = compute_period(
        put_together(
            make_series("a", table),
            standardisation=Standardisation.DISTANCE,
            second_standardisation=False,
            status=bands,
            dynamic=bands,
        ),
        "2020",
    )
    assert found.status is not None
    assert found.dynamic is not None
    city, before = 335.0, 250.0  # a gap counts as 0 in this test's mean
    assert found.status.codes.tolist() == [int(cell > city) for cell in (150, 190, 350, 390, 450, 480)]
    assert found.dynamic.codes.tolist() == [
        *(
            int(now - then > city - before)
            for now, then in ((150, 100), (190, 200), (350, 300), (390, 400), (450, 500))
        ),
        -1,
    ]
