"""What a spreadsheet would execute is disarmed; what it would not is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.domain.status import Status
from sozialmonitor.exports.cells import build_side_tables, disarm, list_signs
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


@given(st.text())
def test_nothing_begins_like_a_formula(cell: str) -> None:
    signs = {status.sign for status in Status}
    assert cell in signs or not disarm(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert disarm(cell).endswith(cell)


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
