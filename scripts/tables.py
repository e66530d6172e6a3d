"""Small helpers shared by the import scripts: read plain CSV, write value files and area lists.

Everything is kept as text. A figure leaves these scripts with exactly the digits it was published with.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

UNKNOWN = "."
"""Sign of official statistics for a value that is unknown or secret."""

Row = dict[str, str]


def parse_arguments(description: str) -> argparse.Namespace:
    """Command line of an import script: where the published figures lie and where the catalogue lies."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument(
        "--facts", type=Path, default=ROOT.parent / "shared" / "facts", help="folder of published figures"
    )
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="folder of the catalogue, written to")
    return parser.parse_args()


def read_rows(path: Path) -> list[Row]:
    """Rows of a UTF-8 CSV file with a header line, every cell as text."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a CSV file that is byte for byte the same for the same rows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def write_areas(path: Path, areas: Iterable[tuple[str, str, str]]) -> None:
    """Write an area list (code, name, code of the parent area), ordered by code."""
    write_rows(path, ("code", "name", "parent"), sorted(areas))


def write_values(path: Path, series: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a value table: geography, area, period and one column per series.

    The order of ``rows`` is kept for geographies (finest first) and made stable within each.
    """
    rows = list(rows)
    order = {geography: position for position, geography in enumerate(dict.fromkeys(row[0] for row in rows))}
    rows.sort(key=lambda row: (order[row[0]], row[2], row[1]))
    write_rows(path, ("geography", "area", "period", *series), rows)


def to_decimal_point(text: str) -> str:
    """``117,13`` → ``117.13``; no thousands separators occur in these files."""
    return text.replace(",", ".")
