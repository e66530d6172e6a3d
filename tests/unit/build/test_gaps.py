"""Rows that a table most likely lacks by mistake."""

from __future__ import annotations

import itertools

import pytest

from sozialmonitor.build.gaps import describe_missing_rows
from sozialmonitor.build.values import TableRows


def make_rows(missing: int) -> TableRows:
    """Six areas in five years without the last rows; the town and those without area have one."""
    areas = list(itertools.product(["stadtteile"], ["01", "02", "03", "04", "05", "06"], map(str, range(2020, 2025))))
    whole = [("stadt", "0", "2020"), ("stadtteile", "UNASSIGNED", "2020")]
    geographies, codes, periods = zip(*areas[: len(areas) - missing], *whole, strict=True)
    return TableRows(geographies, codes, periods, {}, tuple(range(2, 2 + len(codes))))


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        (0, None),
        (1, "eine Zeile fehlt in der sonst vollständigen Tabelle (stadtteile/06/2024)"),
        (3, "3 Zeilen fehlen in der sonst vollständigen Tabelle (stadtteile/06/2022, stadtteile/06/2023, st"),
        (4, None),
        (5, None),
    ],
)
def test_few_missing_rows_are_a_hint_and_many_are_meant(missing: int, told: str | None) -> None:
    """An area without any row is none of the table's."""
    notes = describe_missing_rows(make_rows(missing), "a.csv")
    assert len(notes) == (told is not None)
    assert all(note.startswith(f"a.csv: {told}") for note in notes)
