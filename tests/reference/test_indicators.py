"""Every published cell against a second implementation that reads the raw files and knows no arrays."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.errors import UnknownKeyError
from sozialmonitor.domain.status import Status
from sozialmonitor.store.pointer import get_current_release
from sozialmonitor.store.store import Store
from tests.support.slow import Cell, Result, SlowMonitor
from tests.support.town import NAME, TOWN, Town


@pytest.fixture(scope="module")
def internal_store(real_releases: Path) -> Store:
    return Store(real_releases, get_current_release(real_releases), Audience.INTERNAL)


def test_the_town_agrees_in_every_cell(published_town: Town) -> None:
    slow = SlowMonitor(TOWN / "data" / NAME).compute()
    assert_same(read_store(published_town.load_store(Audience.INTERNAL), NAME), slow)
    assert {cell.status for cell, _, _ in slow.values()} == {
        status.name for status in Status if status is not Status.LESS_THAN_HALF
    }, "the town shows every status that a build can produce"


@pytest.mark.parametrize("monitor", ["mannheim", "flensburg", "gemeinden"])
def test_the_embedded_monitors_agree_in_every_cell(internal_store: Store, root: Path, monitor: str) -> None:
    slow = SlowMonitor(root / "data" / monitor).compute()
    assert len(slow) > 1000
    assert_same(read_store(internal_store, monitor), slow)


def test_every_monitor_is_compared(internal_store: Store) -> None:
    assert {monitor.id for monitor in internal_store.get_monitors()} == {"mannheim", "flensburg", "gemeinden"}


def read_store(store: Store, monitor: str) -> Result:
    """Everything a store holds of a monitor, in the form of the slow implementation."""
    result: Result = {}
    catalogue = store.get_catalogue(monitor)
    for indicator in catalogue.indicators:
        for geography, areas in catalogue.areas.items():
            try:
                found = store.get_observations(monitor, indicator, geography)
            except UnknownKeyError:
                continue
            block = found.block
            for row, period in enumerate(found.periods):
                for column, area in enumerate(areas):
                    value, top, bottom = (
                        None if math.isnan(number) else float(number)
                        for number in (
                            block.values[row, column],
                            block.numerators[row, column],
                            block.denominators[row, column],
                        )
                    )
                    cell = Cell(value, Status(block.statuses[row, column]).name)
                    result[indicator, geography, period, area.code] = (cell, top, bottom)
    return result


def assert_same(found: Result, expected: Result) -> None:
    assert sorted(found) == sorted(expected)
    for key, (cell, *counts) in expected.items():
        found_cell, *found_counts = found[key]
        assert found_cell.status == cell.status, key
        for number, wanted in zip((found_cell.number, *found_counts), (cell.number, *counts), strict=True):
            assert is_close(number, wanted), (key, number, wanted)


def is_close(number: float | None, wanted: float | None) -> bool:
    if number is None or wanted is None:
        return number is wanted
    return math.isclose(number, wanted, rel_tol=1e-12, abs_tol=1e-12)
