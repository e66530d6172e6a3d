"""What a spreadsheet would execute is disarmed; what it would not is left alone."""

from __future__ import annotations

import re
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.domain.spreadsheet import disarm
from sozialmonitor.domain.status import Status
from sozialmonitor.exports.cells import build_side_tables, list_signs, write_cell
from sozialmonitor.views.export.view import Export


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "--", "=", "-5,3 %"])
def test_formulas_are_disarmed(cell: str) -> None:
    assert disarm(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Öderan", "St. Ägidien (Siedlung)", "a=b", "0", "1-2", "'x", "%"])
def test_other_texts_stay(cell: str) -> None:
    assert disarm(cell) == cell


@pytest.mark.parametrize("status", Status)
def test_signs_stay(status: Status) -> None:
    assert disarm(status.sign) == status.sign


@pytest.mark.parametrize(
    ("cell", "disarmed"),
    [
        ("x;=1+1", "x;'=1+1"),
        ("x,@SUM(A1)", "x,'@SUM(A1)"),
        ("x\t+1", "x\t'+1"),
        ("x\n-1", "x\n'-1"),
        ('x; "=1', "x; \"'=1"),
        ("x;\uff1d1", "x;'\uff1d1"),
        (" =1", " '=1"),
    ],
)
def test_a_cell_may_begin_behind_any_separator(cell: str, disarmed: str) -> None:
    """A German spreadsheet opens a comma-separated file, and the other way round."""
    assert disarm(cell) == disarmed


TEXTS = st.text(st.sampled_from("=+-@;,\t\r\n\"' ab1\uff1d")) | st.text()


@given(TEXTS)
def test_nothing_begins_like_a_formula(cell: str) -> None:
    disarmed = disarm(cell)
    if cell in {status.sign for status in Status}:
        return
    for part in re.split("[;,\t\r\n]", disarmed):
        assert not part.strip('" \u00a0').startswith(("=", "+", "-", "@", "\uff1d"))
    assert not disarmed.startswith(("\t", "\r", "\n"))
    assert disarm(disarmed) == disarmed, "twice is once"
    assert disarmed.replace("'", "") == cell.replace("'", ""), "nothing else is touched"


def test_every_sign_is_explained() -> None:
    signs = [sign for sign, _ in list_signs()]
    assert set(signs) == {status.sign for status in Status} - {""}
    assert len(set(signs)) == len(signs)
    assert all(meaning for _, meaning in list_signs())


def test_side_tables_are_complete(export: Export) -> None:
    tables = build_side_tables(export)
    assert [row[0] for row in tables["definitions"][1:]] == [item.id for item in export.indicators]
    assert tables["notes"][1:] == list(export.notes)
    assert tables["signs"][1:] == list_signs()
    for rows in tables.values():
        assert len({len(row) for row in rows}) == 1
        assert all(rows[0])


def test_side_tables_are_disarmed(hostile: Export) -> None:
    rows = build_side_tables(hostile)
    assert all(cell.startswith("'") for cell in rows["notes"][1])
    assert all(row[1].startswith("'") and row[2].startswith("'") for row in rows["definitions"][1:])


@given(st.integers(-(2**53), 2**53), st.sampled_from(["numerator", "denominator"]))
def test_counts_keep_every_digit(number: int, column: str) -> None:
    row = SimpleNamespace(numerator=float(number), denominator=float(number), decimals=1)
    assert write_cell(row, column) == str(number)


@given(st.decimals(-(10**9), 10**9, places=2))
def test_bases_keep_their_decimals(number: Decimal) -> None:
    row = SimpleNamespace(denominator=float(number), decimals=0)
    assert Decimal(write_cell(row, "denominator")) == number
