"""Numbers that only an error explains: a thousand times what the area has otherwise, or far from the sum of its parts.

No real figure that we know comes near these limits: the largest change of an area is twentyfold (a former barracks of
Mannheim that became a Stadtteil). A true exception is confirmed in ``tables.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sozialmonitor.build.series import add_unassigned, get_parent_numbers, list_branch, pivot
from sozialmonitor.build.spikes import find_neighbours, find_spikes
from sozialmonitor.build.values import TableRows
from sozialmonitor.calc.observations import HAS_VALUE, Numbers, compute_group_sums, nothing_as_zero
from sozialmonitor.calc.rounding import Floats
from sozialmonitor.catalog.telling import quote, tell_first
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.period import Period
from sozialmonitor.domain.table import Table

JUMP = 300.0
"""How many times the usual value of its area a value may be: errors are a thousandfold, growth is not."""
SMALLEST_JUMP = 500.0
"""Counts below that are left alone: one family can become a shelter of three hundred."""
SUM_TOLERANCE, SMALLEST_DIFFERENCE = 0.05, 10.0
"""Areas that make up a whole may miss it by this part of it, and by this number."""

_Positions = list[tuple[int, int]]
"""Period and area."""


@dataclass(frozen=True)
class _Level:
    """One series of a table at one geography, as published."""

    file: str
    rows: TableRows
    table: Table
    series: str
    geography: str
    periods: tuple[str, ...]
    codes: tuple[str, ...]
    numbers: Numbers

    @property
    def place(self) -> str:
        """The column, for messages about many of its cells."""
        return f"{self.file}, Spalte {self.series}"

    def get_key(self, at: tuple[int, int]) -> str:
        """What confirms a value."""
        return f"{self.geography}/{self.codes[at[1]]}/{self.periods[at[0]]}"

    def describe(self, at: tuple[int, int], finding: str, remedy: str) -> Defect:
        """A defect of one value."""
        key = (self.geography, self.codes[at[1]], self.periods[at[0]])
        line = next(
            line
            for *parts, line in zip(
                self.rows.geographies, self.rows.areas, self.rows.periods, self.rows.lines, strict=True
            )
            if tuple(parts) == key
        )
        return Defect(f"{self.file}, Zeile {line}, Spalte {self.series}", finding, remedy)

    def describe_doubt(self, at: tuple[int, int], finding: str) -> Defect:
        """A defect that goes away when the value is confirmed."""
        remedy = f"berichtigen; stimmt der Wert, in tables.yaml bei der Reihe angeben: confirmed: [{self.get_key(at)}]"
        return self.describe(at, finding, remedy)

    def list_doubtful(self, where: npt.NDArray[np.bool_]) -> _Positions:
        """Positions that are not confirmed."""
        confirmed = set(self.table.series[self.series].confirmed)
        found = [(int(period), int(area)) for period, area in zip(*np.nonzero(where), strict=True)]
        return [at for at in found if self.get_key(at) not in confirmed]


def check_plausibility(table: Table, rows: TableRows, catalogue: MonitorCatalogue, name: str) -> list[Defect]:
    """Values that cannot be true, by series and geography; ``name`` is the table's file, for messages."""
    defects = _check_confirmed(table, rows, name)
    periods = tuple(sorted(set(rows.periods), key=Period))
    present = set(rows.geographies)
    geographies = [geography for geography in catalogue.geographies if geography in present]
    published = {geography: pivot(table, rows, catalogue, geography, periods) for geography in geographies}
    for geography, by_series in published.items():
        codes = tuple(area.code for area in catalogue.areas[geography])
        for series, numbers in by_series.items():
            level = _Level(name, rows, table, series, geography, periods, codes, numbers)
            defects += _check_jumps(level)
            if table.complete and table.series[series].additive:
                for finer in _list_children(catalogue, geography, geographies):
                    groups = get_parent_numbers(catalogue, finer)
                    total = compute_group_sums(published[finer][series], groups, len(codes))
                    if geography == catalogue.monitor.territory:
                        levels = {geography} | list_branch(catalogue, finer)
                        total = add_unassigned(total, rows, series, periods, levels)
                    defects += _check_sums(level, total.values, finer)
    return defects


def _list_children(catalogue: MonitorCatalogue, geography: str, published: list[str]) -> Iterator[str]:
    return (item for item in published if catalogue.geographies[item].parent == geography)


def _check_confirmed(table: Table, rows: TableRows, name: str) -> list[Defect]:
    """A confirmation of a value that is not there is a typing mistake, and would confirm another one later."""
    if not rows.is_whole or not any(series.confirmed for series in table.series.values()):
        return []
    known = {"/".join(key) for key in zip(rows.geographies, rows.areas, rows.periods, strict=True)}
    return [
        Defect(
            f"{name}, Spalte {series}",
            f"Bestätigt ist {quote(key)}, und diese Zeile gibt es nicht",
            "unter confirmed in tables.yaml berichtigen oder löschen; die Form ist Gliederung/Gebiet/Periode",
        )
        for series, declared in table.series.items()
        for key in declared.confirmed
        if key not in known
    ]


def _check_jumps(level: _Level) -> list[Defect]:
    """Values far from what their area has in its other periods; balances go up and down as they like.

    A small count is no error where the counts rose from it step by step, as at the beginning of an epidemic.
    """
    series = level.table.series[level.series]
    if series.signed:
        return []
    values = np.where(HAS_VALUE[level.numbers.statuses] & (level.numbers.values > 0), level.numbers.values, np.nan)
    usual, next_largest = _compute_lower_median(values), _compute_largest_other(values)
    before, after = find_neighbours(values)
    smallest = SMALLEST_JUMP if series.is_whole else 0.0
    with np.errstate(invalid="ignore"):
        falls = (usual / values >= JUMP) & (np.fmax(before, after) / values >= JUMP)
        where = ((values / usual >= JUMP) | falls) & (np.maximum(values, usual) >= smallest)
        is_alone = np.isfinite(values).sum(axis=0) == 1
        stands_out = is_alone & (values / next_largest >= JUMP) & (values >= smallest)

    def describe(at: tuple[int, int]) -> Defect:
        value, other = float(values[at]), float(usual[at[1]])
        what = f"dessen, was für Gebiet ›{level.codes[at[1]]}‹ sonst steht"
        if stands_out[at]:
            other, what = float(next_largest[at]), "des größten Werts der anderen Gebiete"
        times = (
            f"das {_write(round(value / other))}-Fache"
            if value > other
            else f"der {_write(round(other / value))}. Teil"
        )
        return level.describe_doubt(at, f"›{_write(value)}‹ ist {times} {what} ({_write(other)})")

    jumps = where | stands_out
    told = tell_first(level.list_doubtful(jumps), describe, level.place, "Sprung", "Zelle")
    return told + (_check_spikes(level, jumps) if series.is_whole else [])


def _check_spikes(level: _Level, jumps: npt.NDArray[np.bool_]) -> list[Defect]:
    """Counts that leave what stands before and after them, as far as they are no jump."""
    counts = nothing_as_zero(level.numbers)
    before, after = find_neighbours(counts)

    def describe(at: tuple[int, int]) -> Defect:
        what = "mindestens das Fünffache" if counts[at] > before[at] else "höchstens ein Fünftel"
        beside = f"der Werte davor und danach ({_write(before[at])} und {_write(after[at])})"
        return level.describe_doubt(at, f"›{_write(counts[at])}‹ ist {what} {beside}")

    spikes = find_spikes(counts, level.periods) & ~jumps
    return tell_first(level.list_doubtful(spikes), describe, level.place, "Ausreißer", "Zelle")


def _compute_largest_other(values: Floats) -> Floats:
    """For each value the largest one of the other areas in its period; NaN where fewer than two others have one."""
    known = np.where(np.isnan(values), -np.inf, values)
    if known.shape[1] < 3:
        return np.full(values.shape, np.nan)
    third, second, first = np.partition(known, -3, axis=1)[:, -3:].T[:, :, None]
    others = np.where(known == first, second, first)
    return np.where(np.isfinite(third), others, np.nan)


def _compute_lower_median(values: Floats) -> Floats:
    """Of each column the middle value, of two middle ones the smaller; NaN where there is none."""
    ordered = np.sort(values, axis=0)  # NaN comes last
    counts = np.isfinite(values).sum(axis=0)
    median: Floats = ordered[np.maximum(counts - 1, 0) // 2, np.arange(values.shape[1])]
    return median


def _check_sums(level: _Level, sums: Floats, finer: str) -> list[Defect]:
    """Published totals against what the areas of a finer geography add up to, where all of these have a number."""
    totals = level.numbers.values
    with np.errstate(invalid="ignore"):
        allowed = np.maximum(SUM_TOLERANCE * np.maximum(np.abs(sums), np.abs(totals)), SMALLEST_DIFFERENCE)
        where = np.abs(sums - totals) > allowed

    def describe(at: tuple[int, int]) -> Defect:
        finding = (
            f"Veröffentlicht ist ›{_write(totals[at])}‹, die Gebiete von ›{finer}‹ ergeben zusammen {_write(sums[at])}"
        )
        remedy = (
            "Werte berichtigen oder in tables.yaml ›complete: false‹ angeben, wenn die Gebiete nicht alles umfassen"
        )
        return level.describe(at, finding, remedy)

    return tell_first(level.list_doubtful(where), describe, level.place, "Summe", "Zelle")


def _write(number: float) -> str:
    """A number as it stands in a file, not as it is shown."""
    return f"{number:.15g}" if abs(number) < 1e15 else f"{number:.0f}"
