"""Reference days: which there are, and whether they lie in their periods."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from pydantic import ValidationError

from sozialmonitor.domain.errors import RefusedValueError
from sozialmonitor.domain.table import Table, check_observed, check_reference_day, get_reference_day
from tests.unit.domain.test_period import periods


def make_table(reference: str) -> Table:
    return Table.model_validate(
        {"id": "a", "file": "values/a.csv", "reference": reference, "series": {"x": {"title": "X"}}}
    )


@pytest.mark.parametrize("reference", ["12-31", "01-01", "02-28", "year", "average", "end"])
def test_a_day_of_every_year_can_be_declared(reference: str) -> None:
    assert make_table(reference).reference == reference


@pytest.mark.parametrize(
    ("reference", "told"),
    [
        ("02-30", "ist kein Stichtag"),
        ("04-31", "ist kein Stichtag"),
        ("00-01", "ist kein Stichtag"),
        ("13-01", "ist kein Stichtag"),
        ("1-1", "ist kein Stichtag"),
        ("W01-1", "ist kein Stichtag"),
        ("31.12.", "ist kein Stichtag"),
        ("", "ist kein Stichtag"),
        ("02-29", "nur in Schaltjahren"),
    ],
)
def test_a_day_that_does_not_exist_is_refused(reference: str, told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        make_table(reference)


@pytest.mark.parametrize(
    ("period", "reference", "day"),
    [
        ("2024", "12-31", date(2024, 12, 31)),
        ("2024", "end", date(2024, 12, 31)),
        ("2024-Q1", "end", date(2024, 3, 31)),
        ("2024-02", "end", date(2024, 2, 29)),
        ("2024-02", "02-15", date(2024, 2, 15)),
        ("2024", "year", None),
        ("2024", "average", None),
    ],
)
def test_what_a_period_stands_for(period: str, reference: str, day: date | None) -> None:
    assert get_reference_day(period, reference) == day


@given(periods)
def test_the_last_day_lies_in_every_period(period: str) -> None:
    for reference in ("end", "year", "average"):
        check_reference_day(make_table(reference), [period])


@pytest.mark.parametrize(
    ("reference", "inside", "outside"),
    [("12-31", "2024-Q4", "2024-Q1"), ("06-30", "2024-06", "2024-03"), ("12-31", "2024", "2024-11")],
)
def test_a_day_outside_its_period_is_refused(reference: str, inside: str, outside: str) -> None:
    check_reference_day(make_table(reference), [inside])
    with pytest.raises(RefusedValueError) as refused:
        check_reference_day(make_table(reference), [inside, outside])
    assert refused.value.finding == f"Der Stichtag ›{reference}‹ liegt nicht in der Periode ›{outside}‹"
    assert "›end‹" in refused.value.remedy


@pytest.mark.parametrize("series", ["period", "Größe", "a-b", "1a", "", "a" * 65])
def test_a_series_is_called_as_its_column_can_be(series: str) -> None:
    with pytest.raises(ValidationError):
        Table.model_validate({"id": "a", "file": "a.csv", "reference": "year", "series": {series: {"title": "X"}}})


@pytest.mark.parametrize(
    ("code", "reference", "last", "first"),
    [
        ("2026", "year", "2026-12-30", "2026-12-31"),
        ("2026", "average", "2026-12-30", "2026-12-31"),
        ("2026", "06-30", "2026-06-29", "2026-06-30"),
        ("2026-Q4", "end", "2026-11-26", "2026-12-31"),
        ("2026-02", "end", "2026-02-27", "2026-02-28"),
        ("2026-03", "12-31", "2026-03-30", "2026-03-31"),
    ],
)
def test_a_period_is_observed_from_its_reference_day_on(code: str, reference: str, last: str, first: str) -> None:
    """Before that day its figures are a forecast."""
    with pytest.raises(RefusedValueError, match="keine Prognosen"):
        check_observed(code, reference, date.fromisoformat(last))
    check_observed(code, reference, date.fromisoformat(first))
    check_observed(code, reference, date.fromisoformat("2999-01-01"))


def test_a_year_that_has_not_begun_is_not_plausible() -> None:
    with pytest.raises(RefusedValueError, match="nicht plausibel; ein Jahr von 1900 bis 2026 angeben"):
        check_observed("2027", "06-30", date(2026, 11, 26))
