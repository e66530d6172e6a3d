"""Periods: what is one, and which comes first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.domain.period import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    Period,
    check_period,
    get_period_kind,
    is_period,
    shift_years,
)

years = st.integers(EARLIEST_YEAR, LATEST_YEAR)
periods = st.one_of(
    years.map(str),
    st.tuples(years, st.integers(1, 4)).map(lambda item: f"{item[0]}-Q{item[1]}"),
    st.tuples(years, st.integers(1, 12)).map(lambda item: f"{item[0]}-{item[1]:02d}"),
)


@given(periods)
def test_a_period_ends_in_a_month_of_its_year(code: str) -> None:
    assert is_period(code)
    period = Period(code)
    assert str(period) == code
    assert period.end[0] == period.year == int(code[:4])
    assert 1 <= period.end[1] <= 12


@given(periods, st.integers(1, 50))
def test_a_period_years_earlier_has_its_place_in_its_year(code: str, years: int) -> None:
    earlier = shift_years(code, -years)
    assert (earlier[4:], int(earlier[:4])) == (code[4:], int(code[:4]) - years)
    assert get_period_kind(earlier) is get_period_kind(code)
    assert shift_years(earlier, years) == code


@given(periods, periods, periods)
def test_periods_are_totally_ordered(first: str, second: str, third: str) -> None:
    a, b, c = Period(first), Period(second), Period(third)
    assert (a < b) + (b < a) + (a == b) == 1
    assert not (a < b and b < c) or a < c
    if a < b:
        assert a.end <= b.end


def test_periods_are_ordered_by_the_month_in_which_they_end() -> None:
    codes = ["2023-Q4", "2024", "2023-12", "2024-Q1", "2024-02", "2023"]
    assert [str(item) for item in sorted(map(Period, codes))] == [
        "2023",
        "2023-12",
        "2023-Q4",
        "2024-02",
        "2024-Q1",
        "2024",
    ]


@given(st.text(max_size=10).filter(lambda text: not text[:1].isascii() or not text[:4].isdigit()))
def test_anything_else_is_no_period(text: str) -> None:
    assert not is_period(text)
    with pytest.raises(ValueError, match="ist keine Periode"):
        Period(text)


@pytest.mark.parametrize(("text", "latest"), [("1899", LATEST_YEAR), ("2101-06", LATEST_YEAR), ("2027", 2026)])
def test_an_implausible_year_is_told_as_such(text: str, latest: int) -> None:
    with pytest.raises(ValueError, match="ist nicht plausibel"):
        check_period(text, latest)


@given(periods)
def test_a_period_lasts_from_its_first_day_to_its_last(code: str) -> None:
    period = Period(code)
    months = 12 if len(code) == 4 else 3 if "Q" in code else 1
    assert (period.last_day.year, period.last_day.month) == period.end
    assert (period.last_day + timedelta(days=1)).day == period.first_day.day == 1
    assert period.last_day.month - period.first_day.month == months - 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "20244",
        "2024-Q0",
        "2024-Q5",
        "2024-00",
        "2024-13",
        "2024-1",
        "2024 ",
        "2024\n",
        "0999",
        "1000",
        "1899",
        "2101-Q1",
        "2999",
        "٢٠٢٤",
        "2024-Q1-01",
    ],
)
def test_near_misses_are_no_periods(text: str) -> None:
    assert not is_period(text)
