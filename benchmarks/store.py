"""How long the store takes for a map and for a profile: 60 indicators, 18 years."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.synthetic import Plan
from sozialmonitor.domain.audience import Audience
from sozialmonitor.store.release import get_current_release
from sozialmonitor.store.store import Store

ROUNDS = 50


@dataclass(frozen=True)
class StoreTimes:
    """Milliseconds: loading once per process, the values of one map, all values of one area."""

    load: float
    map: float
    profile: float


def measure_store(releases: Path, plan: Plan) -> StoreTimes:
    """Load the published release and ask it what a map page and a profile page ask."""
    start = time.perf_counter()
    store = Store(releases, get_current_release(releases), Audience.PUBLIC)
    load = 1000 * (time.perf_counter() - start)
    indicators = list(store.get_catalogue(plan.monitor).indicators)
    codes = [area.code for area in store.get_areas(plan.monitor, "gebiete")]

    def read_map(number: int) -> object:
        found = store.get_observations(plan.monitor, indicators[number % len(indicators)], "gebiete")
        return [part[number % len(found.periods)].copy() for part in (found.block.values, found.block.statuses)]

    def read_profile(number: int) -> object:
        return store.get_profile(plan.monitor, "gebiete", codes[(number * 7919) % len(codes)])

    return StoreTimes(load, _time(read_map), _time(read_profile))


def _time(read: Callable[[int], object]) -> float:
    times = []
    for number in range(ROUNDS):
        start = time.perf_counter()
        read(number)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)
