"""Sums over two finer geographies side by side: neither takes the other's total away, nobody is counted twice."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sozialmonitor.build.series import build_series
from sozialmonitor.build.values import TableRows
from sozialmonitor.calc.observations import Numbers
from sozialmonitor.domain.geography import Area
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.status import Status
from sozialmonitor.store.store import Store
from tests.support.town import NAME

NAN = float("nan")
Rows = list[tuple[str, str, str, float, Status]]

DISTRICTS = [("stadtbezirke", "01", "2023", 600.0, Status.VALUE), ("stadtbezirke", "02", "2023", 300.0, Status.VALUE)]
WARDS = [("wahlkreise", "A", "2023", 500.0, Status.VALUE), ("wahlkreise", "B", "2023", 410.0, Status.VALUE)]


@pytest.fixture(params=["aaa", "zzz"])
def catalogue(town_store: Store, request: pytest.FixtureRequest) -> MonitorCatalogue:
    """The town with a second geography right below the whole, before or behind the first one in the list."""
    town = town_store.get_catalogue(NAME)
    file = town.geographies["stadtteile"].boundaries
    wards = town.geographies["stadtbezirke"].model_copy(update={"id": "wahlkreise", "boundaries": file})
    areas = (Area("A", "Nord", "09999000"), Area("B", "Süd", "09999000"))
    ordered = {**town.geographies, "wahlkreise": wards}
    if request.param == "aaa":
        ordered = {"wahlkreise": wards, **town.geographies}
    return replace(town, geographies=ordered, areas={**town.areas, "wahlkreise": areas})


def add_up(catalogue: MonitorCatalogue, rows: Rows) -> tuple[float, Status]:
    """The total of the town."""
    geographies, areas, periods, values, statuses = zip(*rows, strict=True)
    numbers = Numbers(np.array(values), np.array(statuses, dtype=np.int8))
    told = TableRows(geographies, areas, periods, {"notices": numbers}, tuple(range(len(rows))))
    total = build_series(catalogue.tables["anzeigen"], told, catalogue)["stadt"].numbers["notices"]
    return float(total.values[0, 0]), Status(total.statuses[0, 0])


@pytest.mark.parametrize("wards", [WARDS[:1], [("wahlkreise", "A", "2023", NAN, Status.SUPPRESSED), WARDS[1]]])
def test_a_level_that_is_not_complete_takes_no_total_away(catalogue: MonitorCatalogue, wards: Rows) -> None:
    assert add_up(catalogue, [*DISTRICTS, *wards]) == (900, Status.VALUE)


@pytest.mark.parametrize("districts", [DISTRICTS[:1], [("stadtbezirke", "01", "2023", NAN, Status.UNKNOWN)]])
def test_the_other_level_alone_is_enough(catalogue: MonitorCatalogue, districts: Rows) -> None:
    assert add_up(catalogue, [*districts, *WARDS]) == (910, Status.VALUE)


def test_where_both_are_complete_the_one_that_makes_up_the_boundaries_counts(catalogue: MonitorCatalogue) -> None:
    assert add_up(catalogue, [*WARDS, *DISTRICTS]) == (900, Status.VALUE)


def test_who_is_in_no_area_counts_at_the_level_that_tells_of_them(catalogue: MonitorCatalogue) -> None:
    rest = ("wahlkreise", "UNASSIGNED", "2023", 7.0, Status.VALUE)
    assert add_up(catalogue, [*DISTRICTS, *WARDS, rest]) == (917, Status.VALUE)
    assert add_up(catalogue, [*DISTRICTS, rest]) == (900, Status.VALUE), "who votes nowhere may live somewhere"
    rest = ("stadtteile", "UNASSIGNED", "2023", 7.0, Status.VALUE)
    assert add_up(catalogue, [*DISTRICTS, *WARDS, rest]) == (907, Status.VALUE), "a level below tells of them too"


def test_a_reason_is_better_than_nothing(catalogue: MonitorCatalogue) -> None:
    secret = ("wahlkreise", "A", "2023", NAN, Status.SUPPRESSED)
    value, status = add_up(catalogue, [secret, WARDS[1], ("stadtteile", "011", "2024", 1.0, Status.VALUE)])
    assert np.isnan(value)
    assert status is Status.SUPPRESSED
