"""How long a typology takes, and one change of a weight in the laboratory: what the server does, without a browser."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.synthetic import Plan
from sozialmonitor.calc.typology.series import compute_period
from sozialmonitor.charts.class_picture import build_class_picture
from sozialmonitor.charts.map_message import encode_message
from sozialmonitor.domain.audience import Audience
from sozialmonitor.store.pointer import get_current_release
from sozialmonitor.store.store import Store
from sozialmonitor.ui.lab.parts import build_changes, build_summary, build_variants
from sozialmonitor.views.lab.goals import compute_lab_goals
from sozialmonitor.views.lab.results import compute_lab_results
from sozialmonitor.views.lab.settings import make_settings, make_typology
from sozialmonitor.views.lab.stability import build_lab_stability
from sozialmonitor.views.lab.view import build_lab_view
from sozialmonitor.views.typology.selection import resolve_class_selection
from sozialmonitor.views.typology.series import collect_typology_series

INDICATORS, ROUNDS, PERIOD = 4, 20, "2022"


@dataclass(frozen=True)
class TypologyTimes:
    """Milliseconds.

    Attributes:
        engine: Status and Dynamik of one period. change: from a weight to map, lists and tables, nothing cached.
        goals: of one area, computed when asked for. stability: all of it, computed when asked for, once.
    """

    engine: float
    change: float
    goals: float
    stability: float


def measure_typology(releases: Path, plan: Plan) -> TypologyTimes:
    """Class the areas of a synthetic monitor, each time with another weight."""
    store = Store(releases, get_current_release(releases), Audience.PUBLIC)
    selection = resolve_class_selection(store, {"monitor": plan.monitor, "stand": PERIOD}).selection
    declared = next(iter(store.get_catalogue(plan.monitor).typologies.values()))
    series = collect_typology_series(store, plan.monitor, declared)
    periods = series.indicators[0].periods
    before = compute_lab_results(store, plan.monitor, declared, PERIOD, periods)

    def change(number: int) -> None:
        settings = make_settings(store, plan.monitor, declared).weigh("anteil-01", 0.1 * (number % 20) + 0.5)
        typology = make_typology(declared, settings)
        after = compute_lab_results(store, plan.monitor, typology, PERIOD, periods)
        view = build_lab_view(store, selection, declared, typology, before, after)
        encode_message(build_class_picture(view.map), number)
        _ = [*build_summary(view, ()), *build_changes(view), *build_variants(view.variants)]

    return TypologyTimes(
        engine=_time(lambda _: compute_period(series, PERIOD), ROUNDS),
        change=_time(change, ROUNDS),
        goals=_time(lambda number: compute_lab_goals(store, plan.monitor, declared, PERIOD, number), 1),
        stability=_time(lambda _: build_lab_stability(store, plan.monitor, declared, PERIOD), 1),
    )


def _time(run: Callable[[int], object], rounds: int) -> float:
    times = []
    for number in range(rounds):
        start = time.perf_counter()
        run(number)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)
