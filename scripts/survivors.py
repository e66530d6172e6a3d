"""What became of the mutants of `make mutants`, by file: how many the tests did not notice, and which.

python -m scripts.survivors [--list]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from mutmut.stats import status_by_exit_code

MUTANTS = Path("mutants")
NOTICED = {"killed", "timeout", "segfault", "caught by type check"}


def main() -> None:
    """Print one line per file and the whole; with ``--list`` the names of the survivors for ``mutmut show NAME``."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true", help="name every survivor")
    options = parser.parse_args()
    whole: Counter[str] = Counter()
    for path in sorted(MUTANTS.rglob("*.meta")):
        codes = json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
        found = Counter(status_by_exit_code[code] for code in codes.values())
        whole += found
        if codes:
            print(f"{describe(found)}  {path.relative_to(MUTANTS).with_suffix('')}")
        if options.list:
            for name, code in codes.items():
                if status_by_exit_code[code] not in NOTICED:
                    print(f"    {status_by_exit_code[code]}: {name}")
    print(f"{describe(whole)}  all: {dict(whole)}")


def describe(found: Counter[str]) -> str:
    """Share of mutants that no test noticed, and how many of how many these are."""
    tried = sum(count for status, count in found.items() if status not in {"not checked", "skipped"})
    left = tried - sum(found[status] for status in NOTICED)
    return f"{left / tried if tried else 0:6.1%} {left:5d} of {tried:5d}"


if __name__ == "__main__":
    main()
