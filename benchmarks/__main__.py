"""Command line: ``python -m benchmarks``."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from benchmarks.report import build_lines, dump, format_table
from benchmarks.run import Benchmark, Options, Result

ROOT = Path(__file__).resolve().parents[1]
BOUNDARIES = ROOT.parent / "shared" / "data" / "scale_vg5000_2021" / "VG5000_GEM.shp"


def main() -> int:
    """Measure, print the table, keep it; 1 if a promise was broken and ``--strict`` is given."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Leistung der Karte messen")
    parser.add_argument("--sizes", type=int, nargs="+", default=[38, 400, 2000, 10997], help="Zahl der Gebiete")
    parser.add_argument(
        "--store-sizes", type=int, nargs="*", default=[400, 10997], help="dasselbe für die Datenhaltung"
    )
    parser.add_argument(
        "--typology-sizes", type=int, nargs="*", default=[536, 10997], help="dasselbe für Typologie und Labor"
    )
    parser.add_argument("--rounds", type=int, default=9, help="Wiederholungen nach dem Warmlaufen")
    parser.add_argument("--without-usual", action="store_true", help="die langsame übliche Bauart auslassen")
    parser.add_argument("--boundaries", type=Path, default=BOUNDARIES, help="Grenzen aller Gemeinden (VG5000)")
    parser.add_argument(
        "--output", type=Path, default=ROOT / "build" / "benchmarks", help="Ordner für Daten und Ergebnis"
    )
    parser.add_argument("--strict", action="store_true", help="mit Fehler enden, wenn ein Ziel verfehlt wird")
    arguments = parser.parse_args()
    if not arguments.boundaries.exists():
        print(f"Es fehlt {arguments.boundaries}; --boundaries nennt einen anderen Ort.", file=sys.stderr)
        return 2
    options = Options(
        sizes=tuple(arguments.sizes),
        store_sizes=tuple(arguments.store_sizes),
        typology_sizes=tuple(arguments.typology_sizes),
        rounds=arguments.rounds,
        boundaries=arguments.boundaries,
        folder=arguments.output,
        has_usual=not arguments.without_usual,
    )
    start = time.monotonic()

    def say(text: str) -> None:
        print(f"[{time.monotonic() - start:5.0f} s] {text}", flush=True)

    def keep(result: Result) -> None:  # after each size, so that an interrupted run is not lost
        (options.folder / "result.json").write_text(dump(result), encoding="utf-8")
        (options.folder / "result.md").write_text(f"{format_table(build_lines(result))}\n", encoding="utf-8")

    result = Benchmark(options, say, keep).run()
    keep(result)
    lines = build_lines(result)
    print(f"\n{format_table(lines)}\n\nZeiten sind Mediane. Einzelwerte: {options.folder / 'result.json'}")
    return int(arguments.strict and any(line.is_met is False for line in lines))


if __name__ == "__main__":
    sys.exit(main())
