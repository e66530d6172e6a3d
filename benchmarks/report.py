"""What was measured against what was promised."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from benchmarks.measure import Samples
from benchmarks.pages import PageTimes
from benchmarks.run import Result
from benchmarks.safety import MATCHED, MONITORS, SafetyTimes
from benchmarks.typology import TypologyTimes
from sozialmonitor.texts.format import format_integer
from sozialmonitor.texts.german import text

COLUMNS = ("Gebiete", "Messung", "leer", "üblich", "übl. vereinf.", "Sozialmonitor", "Verhältnis", "Ziel", "")
SUBJECTS = ("empty", "usual", "general", "ours")
KILOBYTE = 1000
MEGABYTE = 1_000_000

FASTER_THAN_USUAL = {400: 25.0, 10997: 150.0}
SLOWER_THAN_EMPTY = {38: 2.5, 400: 2.5, 2000: 2.5, 10997: 4.0}
RECEIVED_KILOBYTES = {400: 10.0, 10997: 60.0}
COLD_AGAINST_EMPTY = 2.0
SLIDER_MILLISECONDS = 100.0
CPU_MILLISECONDS = 25.0
SESSION_MEGABYTES = 5.0
STORE_MILLISECONDS = 5.0
PROFILE_MILLISECONDS = 500.0
PAGE_MILLISECONDS = 300.0
LAB_MILLISECONDS = {536: 150.0}
CHECK_MILLISECONDS = 1000.0
MATCH_MILLISECONDS = 1000.0
ATTACKED_MEGABYTES = 400.0


@dataclass(frozen=True)
class Line:
    """One line of the table. ``values`` are written by subject; ``is_met`` is None where nothing was promised."""

    areas: int
    measurement: str
    values: Mapping[str, str]
    ratio: str = ""
    target: str = ""
    is_met: bool | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells in the order of ``COLUMNS``."""
        mark = {None: "", True: "erfüllt", False: "VERFEHLT"}[self.is_met]
        values = (self.values.get(name, "") for name in SUBJECTS)
        return (format_integer(self.areas), self.measurement, *values, self.ratio, self.target, mark)


def build_lines(result: Result) -> list[Line]:
    """All lines of the table, size by size."""
    lines: list[Line] = []
    for areas in sorted({areas for _, areas in result.samples}):
        found = {name: sample for (name, size), sample in result.samples.items() if size == areas}
        lines += _compare(areas, found)
    for areas, times in sorted(result.store.items()):
        lines.append(Line(areas, "Datenhaltung laden, einmal je Prozess", {"ours": _format(times.load, "ms")}))
        for title, value in (("Datenhaltung, Werte einer Karte", times.map), ("Datenhaltung, Profil", times.profile)):
            lines.append(_limit(areas, title, value, STORE_MILLISECONDS, "ms", 2))
        lines.append(_limit(areas, "Gebietsprofil berechnen", times.profile_view, PROFILE_MILLISECONDS, "ms", 0))
    for areas, measured in sorted(result.typology.items()):
        lines += _list_typology(areas, measured)
    lines += _list_pages(result.pages) if result.pages else ()
    lines += _list_safety(result.safety) if result.safety else ()
    return lines


def format_table(lines: list[Line]) -> str:
    """The table as text that is Markdown too."""
    rows = [COLUMNS, *(line.cells for line in lines)]
    widths = [max(len(row[index]) for row in rows) for index in range(len(COLUMNS))]
    written = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    written.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(written)


def dump(result: Result) -> str:
    """Every single measurement as JSON."""
    samples = [{"subject": name, "areas": areas, **asdict(sample)} for (name, areas), sample in result.samples.items()]
    store = [{"areas": areas, **asdict(times)} for areas, times in result.store.items()]
    typology = [{"areas": areas, **asdict(times)} for areas, times in result.typology.items()]
    pages = asdict(result.pages) if result.pages else None
    safety = asdict(result.safety) if result.safety else None
    parts = {"samples": samples, "store": store, "typology": typology, "pages": pages, "safety": safety}
    return json.dumps(parts, indent=1)


def _compare(areas: int, found: dict[str, Samples]) -> Iterator[Line]:
    empty, ours = found["empty"], found["ours"]
    usual = found.get("usual")
    change, floor = statistics.median(ours.changes), statistics.median(empty.changes)
    cells = {name: _format(statistics.median(sample.changes), "ms") for name, sample in found.items()}
    title = "anderer Indikator, bis gemalt"
    if usual:
        yield _judge(
            areas,
            f"{title}: gegen üblich",
            cells,
            statistics.median(usual.changes) / change,
            FASTER_THAN_USUAL.get(areas),
            "≥",
        )
    yield _judge(areas, f"{title}: gegen leer", cells, change / floor, SLOWER_THAN_EMPTY.get(areas), "≤")
    yield from _compare_costs(areas, found)
    first, first_empty = statistics.median(ours.cold), statistics.median(empty.cold)
    cells = {"empty": _format(first_empty, "ms"), "ours": _format(first, "ms")}
    yield _judge(areas, "kalte Seite, bis zur ersten Karte", cells, first / first_empty, COLD_AGAINST_EMPTY, "≤")
    yield _limit(
        areas, "Zeitregler im Browser, bis gemalt", statistics.median(ours.slides), SLIDER_MILLISECONDS, "ms", 0
    )
    assert ours.session_bytes is not None  # measured with everything else of ours
    yield _limit(areas, "Speicher je Sitzung", ours.session_bytes / MEGABYTE, SESSION_MEGABYTES, "MB", 1)


def _compare_costs(areas: int, found: dict[str, Samples]) -> Iterator[Line]:
    cells = {name: _format(sample.cpu, "ms") for name, sample in found.items() if sample.cpu is not None}
    yield _against(areas, "Rechenzeit des Servers je Wechsel", cells, found["ours"].cpu, CPU_MILLISECONDS, "ms")
    cells = {name: _format_bytes(sample.received) for name, sample in found.items()}
    received = (found["ours"].received or 0) / KILOBYTE
    yield _against(areas, "übertragen je Wechsel", cells, received, RECEIVED_KILOBYTES.get(areas), "KB")
    cells = {name: _format_bytes(sample.followed) for name, sample in found.items()}
    yield Line(areas, "danach von selbst übertragen", cells)


def _list_typology(areas: int, times: TypologyTimes) -> Iterator[Line]:
    yield Line(areas, "Typologie rechnen, Status und Dynamik", {"ours": _format(times.engine, "ms", 1)})
    cells = {"ours": _format(times.change, "ms", 0)}
    yield _against(areas, "Labor, eine Änderung", cells, times.change, LAB_MILLISECONDS.get(areas), "ms")
    yield Line(areas, "Labor, Ziele eines Gebiets", {"ours": _format(times.goals, "ms", 0)})
    yield Line(areas, "Labor, Stabilität prüfen", {"ours": _format(times.stability, "ms", 0)})


def _list_pages(times: PageTimes) -> Iterator[Line]:
    for page, milliseconds in times.milliseconds.items():
        title = f"Seite {text(f'page.{page}')}, Rechenzeit je Klick (95 %)"
        yield _limit(times.areas, title, milliseconds, PAGE_MILLISECONDS, "ms", 0)


def _list_safety(measured: SafetyTimes) -> Iterator[Line]:
    for monitor, milliseconds in measured.checks.items():
        title = f"›check {monitor}‹, Rechenzeit mit allen Importen"
        yield _limit(MONITORS[monitor], title, milliseconds, CHECK_MILLISECONDS, "ms", 0)
    yield _limit(MATCHED, "Grenzen und Gebietsliste abgleichen", measured.match, MATCH_MILLISECONDS, "ms", 0)
    areas = max(MONITORS.values())
    yield Line(areas, "Speicher des Servers vor den Angriffen", {"ours": _format(measured.start, "MB")})
    title = "Speicher des Servers unter Angriff, höchstens"
    yield _limit(areas, title, measured.peak, ATTACKED_MEGABYTES, "MB", 0)


def _judge(areas: int, title: str, cells: dict[str, str], ratio: float, bound: float | None, relation: str) -> Line:
    shown = f"{_number(ratio, 1)}×"
    if bound is None:
        return Line(areas, title, cells, ratio=shown)
    is_met = ratio >= bound if relation == "≥" else ratio <= bound
    return Line(areas, title, cells, ratio=shown, target=f"{relation} {_number(bound, 1)}×", is_met=is_met)


def _against(
    areas: int, title: str, cells: dict[str, str], value: float | None, bound: float | None, unit: str
) -> Line:
    if bound is None or value is None:
        return Line(areas, title, cells)
    return Line(areas, title, cells, target=f"≤ {_format(bound, unit)}", is_met=value <= bound)


def _limit(areas: int, title: str, value: float, bound: float, unit: str, decimals: int) -> Line:
    return _against(areas, title, {"ours": _format(value, unit, decimals)}, value, bound, unit)


def _format(value: float | None, unit: str, decimals: int = 0) -> str:
    return "" if value is None else f"{_number(value, decimals)} {unit}"


def _format_bytes(count: int | None) -> str:
    return "" if count is None else _format(count / KILOBYTE, "KB", 1 if count < 100 * KILOBYTE else 0)


def _number(value: float, decimals: int) -> str:
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))
