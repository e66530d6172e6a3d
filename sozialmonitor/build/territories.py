"""Figures of a time when their areas were no more: a reform makes a new geography."""

from __future__ import annotations

from sozialmonitor.build.values import TableRows
from sozialmonitor.catalog.telling import tell_first
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.period import Period


def check_territories(rows: TableRows, catalogue: MonitorCatalogue, name: str) -> list[Defect]:
    """Periods that begin after the territorial status of a geography has ended; ``name`` is the table's file.

    Each of them is told once for each geography, at its first row.
    """
    ends = {item.id: item.territorial_status.valid_to for item in catalogue.geographies.values()}
    first: dict[tuple[str, str], int] = {}
    for row, key in enumerate(zip(rows.geographies, rows.periods, strict=True)):
        first.setdefault(key, row)
    late = [
        (key, row) for key, row in first.items() if (end := ends[key[0]]) is not None and Period(key[1]).first_day > end
    ]

    def describe(found: tuple[tuple[str, str], int]) -> Defect:
        (geography, period), row = found
        return Defect(
            f"{name}, Zeile {rows.lines[row]}, Spalte period",
            f"Die Periode ›{period}‹ beginnt, nachdem der Gebietsstand von ›{geography}‹ endet ({ends[geography]})",
            "in geographies.yaml valid_to berichtigen oder für die neuen Gebiete eine eigene Gliederung anlegen",
        )

    return tell_first(late, describe, f"{name}, Spalte period", "Nach dem Gebietsstand", "Periode")
