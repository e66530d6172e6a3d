"""How long the server works on an interaction, page by page, over the real monitors; without browser and network."""

from __future__ import annotations

import os
import statistics
import time
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from streamlit.testing.v1 import AppTest

from sozialmonitor.domain.audience import Audience
from sozialmonitor.store.pointer import get_current_release
from sozialmonitor.store.store import Store
from sozialmonitor.ui.navigation import FIGURES

ROOT = Path(__file__).resolve().parents[1]
MONITOR, LEVEL = "gemeinden", "gemeinden"
"""The largest of the real ones."""
PAGES = [name for name in FIGURES if name != "start"]
WARM_UP, ROUNDS = 2, 30


@dataclass(frozen=True)
class PageTimes:
    """Times of all pages.

    Attributes:
        areas: how many the monitor has. milliseconds: by page, what 95 of 100 interactions stay below.
    """

    areas: int
    milliseconds: dict[str, float]


def measure_pages(releases: Path) -> PageTimes:
    """Look at every page again and again: another indicator and other areas each time."""
    os.environ["SOZIALMONITOR_RELEASES"] = str(releases)
    store = Store(releases, get_current_release(releases), Audience.PUBLIC)
    queries = _list_queries(store)
    return PageTimes(
        areas=len(store.get_areas(MONITOR, LEVEL)),
        milliseconds={page: _measure_page(page, queries) for page in PAGES},
    )


def _list_queries(store: Store) -> list[dict[str, str]]:
    codes = [area.code for area in store.get_areas(MONITOR, LEVEL)]
    indicators = cycle(store.get_catalogue(MONITOR).indicators)
    return [
        {"monitor": MONITOR, "indikator": indicator, "ebene": LEVEL, "gebiete": ",".join(codes[5 * number :][:3])}
        for number, indicator in enumerate(islice(indicators, WARM_UP + ROUNDS))
    ]


def _measure_page(page: str, queries: list[dict[str, str]]) -> float:
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()  # pages are known after a first run only
    app.switch_page(f"pages/public/{page}.py")
    times = []
    for query in queries:
        app.query_params.clear()
        app.query_params.update(query)
        start = time.perf_counter()
        app.run()
        times.append(1000 * (time.perf_counter() - start))
        if app.exception:
            raise RuntimeError(f"{page} at {query}: {app.exception[0].message}")
    return statistics.quantiles(times[WARM_UP:], n=20)[-1]
