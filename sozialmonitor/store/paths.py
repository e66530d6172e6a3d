"""Where the catalogue, the boundaries and the releases lie; a city may move them by environment variables."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Folders:
    """Catalogue and values, boundaries, built releases, and the program itself."""

    data: Path
    geo: Path
    releases: Path
    program: Path = _ROOT


def get_folders() -> Folders:
    """The folders in force: ``SOZIALMONITOR_DATA``, ``…_GEO``, ``…_RELEASES``, else those of the repository."""
    data = Path(os.environ.get("SOZIALMONITOR_DATA", _ROOT / "data"))
    return Folders(
        data=data,
        geo=Path(os.environ.get("SOZIALMONITOR_GEO", _ROOT / "geo")),
        releases=Path(os.environ.get("SOZIALMONITOR_RELEASES", data / "releases")),
    )
