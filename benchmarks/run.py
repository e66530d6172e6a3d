"""The whole measurement: prepare data, start the servers, let the visitors change things."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd
from playwright.sync_api import Browser, sync_playwright

from benchmarks.boundaries import load_boundaries, refine
from benchmarks.measure import Samples, measure_bytes, measure_changes, measure_cold, measure_memory, measure_slider
from benchmarks.ours import get_ours
from benchmarks.pages import PageTimes, measure_pages
from benchmarks.rivals import get_empty, get_usual, prepare_usual
from benchmarks.safety import SafetyTimes, measure_safety
from benchmarks.store import StoreTimes, measure_store
from benchmarks.subject import Subject
from benchmarks.synthetic import Plan, write_monitor
from benchmarks.typology import INDICATORS as TYPOLOGY_INDICATORS
from benchmarks.typology import TypologyTimes, measure_typology
from benchmarks.visitor import receive_visitor
from tests.support.browser import launch
from tests.support.server import Server, build_releases, run_streamlit

MAP_INDICATORS = 4
STORE_INDICATORS = 60

Say = Callable[[str], None]


@dataclass(frozen=True)
class Options:
    """What is measured, and how often."""

    sizes: tuple[int, ...]
    store_sizes: tuple[int, ...]
    typology_sizes: tuple[int, ...]
    rounds: int
    boundaries: Path
    folder: Path
    has_usual: bool = True


@dataclass
class Result:
    """Samples by subject and number of areas, times of store and typology by number of areas, pages and safety.

    ``pages`` and ``safety`` are None until they are measured.
    """

    samples: dict[tuple[str, int], Samples] = field(default_factory=dict)
    store: dict[int, StoreTimes] = field(default_factory=dict)
    typology: dict[int, TypologyTimes] = field(default_factory=dict)
    pages: PageTimes | None = None
    safety: SafetyTimes | None = None


class Benchmark:
    """Servers, browser and results of one run."""

    def __init__(self, options: Options, say: Say, keep: Callable[[Result], None]) -> None:
        self.options = options
        self.say = say
        self.keep = keep
        self.result = Result()
        self.plans = [Plan(areas, MAP_INDICATORS) for areas in options.sizes]

    def run(self) -> Result:
        """Measure everything."""
        self.say("Grenzen werden gelesen und auf amtliche Punktdichte gebracht")
        general = load_boundaries(self.options.boundaries)
        detailed = refine(general).to_crs(4326)
        self._measure_store(detailed)
        self._measure_typology(general.to_crs(4326))
        self.say("Seiten der mitgelieferten Monitore, ohne Browser")
        real = build_releases(self.options.folder / "real")
        self.result.pages = measure_pages(real)
        self.say("Prüfung des Katalogs, Angriffe auf den öffentlichen Server")
        self.result.safety = measure_safety(real, self.options.folder / "attacked.log")
        subjects = self._prepare(general.to_crs(4326), detailed)
        with ExitStack() as stack:
            browser = launch(stack.enter_context(sync_playwright()))
            stack.callback(browser.close)
            servers = {name: self._start(stack, name, own[0]) for name, own in subjects.items()}
            for index, plan in enumerate(self.plans):
                chosen = {name: own[index] for name, own in subjects.items()}
                self._measure_ours(browser, servers, chosen, plan)
                for name in set(chosen) - {"ours", "empty"}:
                    self._measure_usual(browser, servers[name], chosen[name], plan)
                self.keep(self.result)
            self._check_logs(servers)
        return self.result

    def _measure_store(self, boundaries: gpd.GeoDataFrame) -> None:
        for areas in self.options.store_sizes:
            plan = Plan(areas, STORE_INDICATORS)
            self.say(f"Datenhaltung: {areas} Gebiete, {STORE_INDICATORS} Indikatoren")
            folder = self.options.folder / plan.monitor
            releases = self._build([plan], boundaries, folder)
            self.result.store[areas] = measure_store(releases, plan)

    def _measure_typology(self, boundaries: gpd.GeoDataFrame) -> None:
        """No map is drawn here, so boundaries with few points do."""
        for areas in self.options.typology_sizes:
            plan = Plan(areas, TYPOLOGY_INDICATORS, has_typology=True)
            self.say(f"Typologie und Labor: {areas} Gebiete, {TYPOLOGY_INDICATORS} Indikatoren")
            releases = self._build([plan], boundaries, self.options.folder / plan.monitor)
            self.result.typology[areas] = measure_typology(releases, plan)

    def _prepare(self, general: gpd.GeoDataFrame, detailed: gpd.GeoDataFrame) -> dict[str, list[Subject]]:
        self.say("Synthetische Monitore werden geschrieben und gebaut")
        releases = self._build(self.plans, detailed, self.options.folder / "map")
        environment = {"SOZIALMONITOR_RELEASES": str(releases)}
        subjects = {
            "empty": [get_empty() for _ in self.plans],
            "ours": [get_ours(plan, environment) for plan in self.plans],
        }
        for name, frame in {"usual": detailed, "general": general}.items() if self.options.has_usual else ():
            script, own = prepare_usual(self.options.folder / name, frame, self.plans)
            subjects[name] = [get_usual(name, plan, script, own) for plan in self.plans]
        return subjects

    def _build(self, plans: list[Plan], boundaries: gpd.GeoDataFrame, folder: Path) -> Path:
        for plan in plans:
            write_monitor(plan, boundaries, folder / "data", folder / "geo")
        return build_releases(folder / "releases", data=folder / "data", geo=folder / "geo")

    def _start(self, stack: ExitStack, name: str, subject: Subject) -> Server:
        log = self.options.folder / f"{name}.log"
        return stack.enter_context(run_streamlit(subject.script, log=log, environment=subject.environment))

    def _measure_ours(
        self, browser: Browser, servers: dict[str, Server], subjects: dict[str, Subject], plan: Plan
    ) -> None:
        self.say(f"{plan.areas} Gebiete: leere Anwendung und Sozialmonitor im Wechsel")
        empty, ours = (self.result.samples.setdefault((name, plan.areas), Samples()) for name in ("empty", "ours"))
        measure_cold(browser, servers["empty"], subjects["empty"], empty, self.options.rounds)
        measure_cold(browser, servers["ours"], subjects["ours"], ours, self.options.rounds)
        with (
            receive_visitor(browser, servers["empty"], subjects["empty"]) as floor,
            receive_visitor(browser, servers["ours"], subjects["ours"]) as visitor,
        ):
            measure_changes([floor, visitor], [empty, ours], self.options.rounds)
            measure_slider(visitor, ours)
        for name, sample in (("empty", empty), ("ours", ours)):
            measure_bytes(browser, servers[name], subjects[name], sample)
        measure_memory(browser, servers["ours"], subjects["ours"], ours)

    def _measure_usual(self, browser: Browser, server: Server, subject: Subject, plan: Plan) -> None:
        self.say(f"{plan.areas} Gebiete: übliche Bauart ({subject.name})")
        sample = self.result.samples.setdefault((subject.name, plan.areas), Samples())
        is_slow = plan.areas > 2000 and subject.name == "usual"
        rounds = 2 if is_slow else self.options.rounds
        with receive_visitor(browser, server, subject) as visitor:
            measure_changes([visitor], [sample], rounds, warm_up=1)
        if not is_slow:
            measure_bytes(browser, server, subject, sample)

    def _check_logs(self, servers: dict[str, Server]) -> None:
        for name, server in servers.items():
            if "Traceback (most recent call last)" in server.read_log():
                raise RuntimeError(f"server {name} had an error:\n{server.read_log()}")
