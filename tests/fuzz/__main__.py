"""``make fuzz``: damage the real catalogue thousands of times; 0 = nothing broke, 1 = something did."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.campaign import Case, Folders, copy_catalogue, run_campaign
from tests.support.sources import ROOT

OUTPUT = ROOT / "build" / "fuzz"


def main() -> int:
    """Share the work out among the processors, tell every fault, keep what caused it in ``build/fuzz``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=5000, help="how many catalogues are damaged")
    parser.add_argument("--seed", type=int, default=0, help="another number damages otherwise")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--data", type=Path, default=ROOT / "data")
    parser.add_argument("--geo", type=Path, default=ROOT / "geo")
    options = parser.parse_args()
    shutil.rmtree(OUTPUT, ignore_errors=True)
    source = Folders(options.data, options.geo)
    step = max(1, options.count // (options.jobs * 20))
    shares = [
        (source, range(start, min(start + step, options.count)), options.seed)
        for start in range(0, options.count, step)
    ]
    totals, slowest, largest = Counter[str](), 0.0, 0.0
    with multiprocessing.get_context("fork").Pool(options.jobs) as pool:
        for done, share in enumerate(pool.imap_unordered(_run_share, shares), 1):
            totals += share.counts
            slowest, largest = max(slowest, share.slowest), max(largest, share.largest)
            for fault in share.faults:
                print(fault, flush=True)
            if done % 10 == 0:
                print(f"{done * step} of {options.count}: {dict(sorted(totals.items()))}", flush=True)
    print(f"{options.count} damaged catalogues, seed {options.seed}: {dict(sorted(totals.items()))}")
    print(f"slowest {slowest:.1f} s of processor time, largest {largest:.0f} MB")
    return 1 if totals["faulty"] else 0


@dataclass
class _Share:
    """What came of one share of the work; seconds and megabytes are the most of any case."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0
    largest: float = 0.0


def _run_share(work: tuple[Folders, range, int]) -> _Share:
    source, numbers, seed = work
    share = _Share()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        for case in run_campaign(copy_catalogue(source, Path(folder)), numbers, seed):
            share.counts[_name(case)] += 1
            share.slowest = max(share.slowest, case.outcome.seconds)
            share.largest = max(share.largest, case.outcome.megabytes)
            if found := case.outcome.faults:
                share.counts["faulty"] += 1
                share.faults.append(f"{case.number} {case.kind} {case.file.name} ({case.monitor}): {'; '.join(found)}")
                _keep(case)
    return share


def _name(case: Case) -> str:
    action = "build" if case.is_built else "check"
    return f"{action} {'passed' if case.outcome.code == 0 else 'refused' if case.outcome.code == 1 else 'died'}"


def _keep(case: Case) -> None:
    target = OUTPUT / str(case.number)
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy2(case.file, target / case.file.name)
    (target / "output.txt").write_text(case.outcome.said, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
