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


def get_folders(data: Path | None = None, geo: Path | None = None, releases: Path | None = None) -> Folders:
    """The folders in force: those named, else ``SOZIALMONITOR_DATA``, ``…_GEO``, ``…_RELEASES``, else the repository's.

    Releases lie with the data that they are made of, unless they are moved themselves: who tries other data does not
    publish them by that.
    """
    data = data or _read_folder("SOZIALMONITOR_DATA") or _ROOT / "data"
    return Folders(
        data=data,
        geo=geo or _read_folder("SOZIALMONITOR_GEO") or _ROOT / "geo",
        releases=releases or _read_folder("SOZIALMONITOR_RELEASES") or data / "releases",
    )


def read_setting(name: str) -> str | None:
    """An environment variable; None if it is not set, or set to nothing."""
    value = os.environ.get(name, "")
    return value if value.strip() else None


def _read_folder(name: str) -> Path | None:
    value = read_setting(name)
    return None if value is None else Path(value)
