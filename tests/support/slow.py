"""A second, slow and obvious implementation of the build: dictionaries, one cell at a time, no numpy, no pandas.

It reads the authored YAML and CSV files itself and shares no code with the program.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from tests.support.town import read_csv

SIGNS = {"-": "NOTHING", ".": "UNKNOWN", "...": "LATER", "x": "BLOCKED", "/": "UNRELIABLE", "•": "SUPPRESSED"}
GAPS = ("SUPPRESSED", "UNRELIABLE", "UNKNOWN", "LATER", "BLOCKED", "NO_DATA")
"""Reasons for a gap, the strongest first: a sum or quotient tells the strongest of its parts."""

FACTORS = {"share": 100, "per_hundred": 100, "per_thousand": 1000, "ratio": 1}


@dataclass(frozen=True)
class Cell:
    """A number, or None and the reason."""

    number: float | None
    status: str


NO_DATA = Cell(None, "NO_DATA")
Key = tuple[str, str, str, str]
"""indicator, geography, period, area."""

Result = dict[Key, tuple[Cell, float | None, float | None]]
"""Value, numerator and denominator of each cell."""


def add(parts: list[tuple[int, Cell]]) -> Cell:
    """A sum with signs: missing if a part is missing, "nothing" counts as zero."""
    for gap in GAPS:
        if any(cell.status == gap for _, cell in parts):
            return Cell(None, gap)
    if all(cell.status == "NOTHING" for _, cell in parts):
        return Cell(None, "NOTHING")
    total = sum(sign * (cell.number or 0.0) for sign, cell in parts)
    return Cell(total, "LIMITED" if any(cell.status == "LIMITED" for _, cell in parts) else "VALUE")


def divide(top: Cell, bottom: Cell, factor: float) -> Cell:
    """A quotient: impossible over zero, "nothing" over something."""
    for gap in GAPS:
        if gap in (top.status, bottom.status):
            return Cell(None, gap)
    if not bottom.number:
        return Cell(None, "BLOCKED")
    if top.status == "NOTHING":
        return top
    assert top.number is not None
    limited = "LIMITED" in (top.status, bottom.status)
    return Cell(factor * top.number / bottom.number, "LIMITED" if limited else "VALUE")


def month_of(period: str) -> int:
    """Number of the month in which a period ends."""
    year, _, part = period.partition("-")
    month = 12 if not part else 3 * int(part[1]) if part.startswith("Q") else int(part)
    return int(year) * 12 + month


class SlowMonitor:
    """One monitor, computed from its files."""

    def __init__(self, folder: Path) -> None:
        self.monitor = self._load(folder / "monitor.yaml")
        self.geographies = {item["id"]: item for item in self._load(folder / "geographies.yaml")["geographies"]}
        self.areas = {key: read_csv(folder / item["areas"]) for key, item in self.geographies.items()}
        self.tables = {item["id"]: item for item in self._load(folder / "tables.yaml")["tables"]}
        self.indicators = {path.stem: self._load(path) for path in sorted(folder.glob("indicators/*.yaml"))}
        self.rows = {key: read_csv(folder / item["file"]) for key, item in self.tables.items()}
        self.cells = {
            (table, series, row["geography"], row["area"], row["period"]): self._parse(row[series])
            for table, rows in self.rows.items()
            for row in rows
            for series in self.tables[table]["series"]
        }
        self._known: dict[tuple[str, str, str, str, str], Cell] = {}

    @staticmethod
    def _load(path: Path) -> Any:
        return yaml.safe_load(path.read_text(encoding="utf-8"))

    @staticmethod
    def _parse(text: str) -> Cell:
        if text in SIGNS:
            return Cell(None, SIGNS[text])
        limited = re.fullmatch(r"\((.*)\)", text)
        return Cell(float(limited[1]), "LIMITED") if limited else Cell(float(text), "VALUE")

    def look_up(self, term: str, geography: str, area: str, period: str) -> Cell:
        """A series at an area: as published, else added up from the next finer areas."""
        table, series = term.split(".")
        key = (table, series, geography, area, period)
        if key not in self._known:
            self._known[key] = self.cells[key] if key in self.cells else self._add_up(*key)
        return self._known[key]

    def _add_up(self, table: str, series: str, geography: str, area: str, period: str) -> Cell:
        is_territory = geography == self.monitor["territory"]
        if not self.tables[table]["series"][series].get("additive", True):
            return NO_DATA
        if is_territory and not self.tables[table].get("complete", True):
            return NO_DATA
        finer = [key for key, item in self.geographies.items() if item.get("parent") == geography]
        if not finer:
            return NO_DATA
        members = [item["code"] for item in self.areas[finer[0]] if item["parent"] == area]
        parts = [(1, self.look_up(f"{table}.{series}", finer[0], code, period)) for code in members]
        if is_territory:
            parts += [
                (1, cell)
                for (*found, _, code, when), cell in self.cells.items()
                if found == [table, series] and code == "UNASSIGNED" and when == period
            ]
        return add(parts) if parts else NO_DATA

    def _sum(self, terms: str | list[str], geography: str, area: str, period: str) -> Cell:
        terms = [terms] if isinstance(terms, str) else terms
        parts = [(-1 if term[0] == "-" else 1, term.lstrip("-")) for term in terms]
        return add([(sign, self.look_up(term, geography, area, period)) for sign, term in parts])

    @cached_property
    def periods(self) -> dict[str, list[str]]:
        """All periods of each table, ascending."""
        return {table: sorted({row["period"] for row in rows}, key=month_of) for table, rows in self.rows.items()}

    def compute(self) -> Result:
        """Every cell of every indicator; whole periods without any data are left out."""
        result: Result = {}
        for indicator in self.indicators:
            for geography in self.geographies:
                for period in sorted({period for periods in self.periods.values() for period in periods}):
                    row = {
                        area["code"]: self._compute_cell(indicator, geography, period, area["code"])
                        for area in self.areas[geography]
                    }
                    if any(found[0].status != "NO_DATA" for found in row.values()):
                        result |= {(indicator, geography, period, area): found for area, found in row.items()}
        return result

    def _compute_cell(
        self, indicator: str, geography: str, period: str, area: str
    ) -> tuple[Cell, float | None, float | None]:
        formula = self.indicators[indicator]["formula"]
        operator, where = formula["operator"], (geography, area, period)
        top = self._sum(formula["numerator"], *where) if "numerator" in formula else NO_DATA
        bottom = self._sum(formula["denominator"], *where) if "denominator" in formula else NO_DATA
        if operator == "published":
            value = self._sum(formula["value"], *where)
        elif operator == "count":
            value = top
        elif operator == "change":
            earlier = f"{int(period[:4]) - formula['years']}{period[4:]}"
            table = formula["numerator"].split(".")[0]
            if not {period, earlier} <= set(self.periods[table]):
                return NO_DATA, None, None
            bottom = self._sum(formula["numerator"], geography, area, earlier)
            top = add([(1, top), (-1, bottom)])
            value = divide(top, bottom, 100)
        else:
            value = divide(top, bottom, FACTORS[operator])
        marked = self._mark(value, self.indicators[indicator], *where)
        if marked.status == "VALUE" and self._is_tiny(marked.number, top.number, self.indicators[indicator]):
            marked = Cell(marked.number, "LESS_THAN_HALF")
        return marked, top.number, bottom.number

    @staticmethod
    def _is_tiny(number: float | None, top: float | None, indicator: dict[str, Any]) -> bool:
        """Not zero, but printed as zero; or a zero that the source has rounded from a count above it."""
        assert number is not None
        if number == 0:
            return bool(top)
        return abs(number) < 0.5 * 10.0 ** -indicator.get("decimals", 1)

    def _mark(self, value: Cell, indicator: dict[str, Any], geography: str, area: str, period: str) -> Cell:
        if value.number is None:
            return value
        small = self.monitor["small_areas"]
        inhabitants = self._find_nearest(small["population"], geography, area, period)
        is_rate = indicator["formula"]["operator"] != "count"
        if is_rate and inhabitants is not None and inhabitants < small.get("minimum", 300):
            return Cell(value.number, "SMALL_AREA")
        rule = indicator.get("reliability")
        if rule:
            base = self._find_nearest(rule["base"], geography, area, period)
            if base is None or base < rule["minimum"]:
                return Cell(value.number, "LIMITED")
        return value

    def _find_nearest(self, term: str, geography: str, area: str, period: str) -> float | None:
        """At the period that lies nearest of those with anything about the area, the earlier one on a tie."""
        cells = {item: self.look_up(term, geography, area, item) for item in self.periods[term.split(".")[0]]}
        known = [item for item, cell in cells.items() if cell.status != "NO_DATA"]
        if not known:
            return None
        nearest = cells[min(known, key=lambda item: (abs(month_of(item) - month_of(period)), month_of(item)))]
        return 0 if nearest.status == "NOTHING" else nearest.number
