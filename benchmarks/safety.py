"""What a check of the catalogue costs, and how much memory the public server holds while it is attacked."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import shapely

from benchmarks.process import read_cpu_seconds
from sozialmonitor.build.boundaries.drawing import Feature
from sozialmonitor.build.boundaries.match import check_match
from sozialmonitor.domain.geography import Area
from tests.support.attacks import send_large_message, send_many_messages, upload_files
from tests.support.requests import read_peak_memory
from tests.support.server import run_streamlit

ROOT = Path(__file__).resolve().parents[1]
MONITORS = {"mannheim": 38, "flensburg": 13, "gemeinden": 157}
"""Shipped monitors with the number of areas of their finest level."""
MATCHED = 10_990
ROUNDS = 5


@dataclass(frozen=True)
class SafetyTimes:
    """Times in milliseconds of processor time, memory in megabytes.

    Attributes:
        checks: by monitor what ``python -m sozialmonitor check MONITOR`` takes, with everything it imports.
        match: holding as many drawn areas as ``MATCHED`` against their list.
        start, peak: of the public server before it is attacked, and the most it held under all attacks.
    """

    checks: dict[str, float]
    match: float
    start: float
    peak: float


def measure_safety(releases: Path, log: Path) -> SafetyTimes:
    """Check every shipped monitor in a process of its own, then attack a server of the real release."""
    with run_streamlit(ROOT / "app.py", log=log, environment={"SOZIALMONITOR_RELEASES": str(releases)}) as server:
        start = read_peak_memory(server.pid)
        for _ in upload_files(server):
            pass
        for size in (5_000_000, 190_000_000, 190_000_000, 190_000_000):
            send_large_message(server, size)
        send_many_messages(server, 20)
        peak = read_peak_memory(server.pid)
        assert read_cpu_seconds(server.pid) > 0, "the server must have survived"
    return SafetyTimes({monitor: _check(monitor) for monitor in MONITORS}, _match(), start, peak)


def _check(monitor: str) -> float:
    """The median of a few runs."""
    times = []
    for _ in range(ROUNDS):
        before = _read_children()
        subprocess.run([sys.executable, "-m", "sozialmonitor", "check", monitor], cwd=ROOT, check=True, stdout=-3)
        times.append(1000 * (_read_children() - before))
    return sorted(times)[ROUNDS // 2]


def _read_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _match() -> float:
    """Half of the areas have lost their leading zero, so that each must be guessed."""
    codes = [f"{number:08d}" for number in range(1, MATCHED + 1)]
    areas = tuple(Area(code, f"Gebiet {code}", None) for code in codes)
    drawn = [code.lstrip("0") if number % 2 else code for number, code in enumerate(codes)]
    features = tuple(Feature(number, code, shapely.Point(0, 0)) for number, code in enumerate(drawn, 1))
    start = time.process_time()
    check_match(features, areas, "geo/messung.geojson")
    return 1000 * (time.process_time() - start)
