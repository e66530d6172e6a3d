"""How long the store takes for a map and for a profile, and the view of a profile on top: 60 indicators, 18 years."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.synthetic import Plan
from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.selection import Selection
from sozialmonitor.store.pointer import get_current_release
from sozialmonitor.store.store import Store
from sozialmonitor.views.profile.view import build_profile_view
from sozialmonitor.views.spread import build_newest

ROUNDS = 50


@dataclass(frozen=True)
class StoreTimes:
    """Milliseconds.

    Attributes:
        load: once per process. map: the values of one map. profile: all values of one area.
        profile_view: everything the page of an area shows.
    """

    load: float
    map: float
    profile: float
    profile_view: float


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

    newest = build_newest(store, plan.monitor, "gebiete")  # shared by all profiles

    def build_profile(number: int) -> object:
        selection = Selection(plan.monitor, indicators[0], "gebiete", "2022", (codes[(number * 7919) % len(codes)],))
        return build_profile_view(store, selection, newest)

    return StoreTimes(load, _time(read_map), _time(read_profile), _time(build_profile))


def _time(read: Callable[[int], object]) -> float:
    times = []
    for number in range(ROUNDS):
        start = time.perf_counter()
        read(number)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)
