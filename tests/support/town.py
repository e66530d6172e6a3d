"""The invented town as files that a test may spoil, and what comes out of them."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sozialmonitor.build.command import main
from sozialmonitor.domain.audience import Audience
from sozialmonitor.store.pointer import get_current_release
from sozialmonitor.store.store import Store

TOWN = Path(__file__).resolve().parents[1] / "town"
NAME = "musterstadt"


@dataclass(frozen=True)
class Town:
    """A copy of the town's files, and a folder for its releases."""

    data: Path
    geo: Path
    releases: Path

    @property
    def folder(self) -> Path:
        """The monitor's own folder."""
        return self.data / NAME

    @property
    def boundaries(self) -> Path:
        """The polygons of the Stadtteile."""
        return self.geo / NAME / "stadtteile.geojson"

    @property
    def options(self) -> list[str]:
        """The town's folders for the command line."""
        return ["--data", str(self.data), "--geo", str(self.geo), "--releases", str(self.releases)]

    def run(self, command: str) -> int:
        """Run a command of the program on the town."""
        return main([command, *self.options])

    def replace(self, path: str, old: str, new: str) -> None:
        """Change one place of a file; it must be there exactly once."""
        file = self.folder / path
        content = file.read_text(encoding="utf-8")
        assert content.count(old) == 1, f"{path} holds {old!r} {content.count(old)} times"
        file.write_text(content.replace(old, new), encoding="utf-8")

    def append(self, path: str, content: str) -> None:
        """Add lines to the end of a file."""
        with (self.folder / path).open("a", encoding="utf-8") as stream:
            stream.write(content)

    def change_boundaries(self, change: Callable[[dict[str, Any]], None]) -> None:
        """Change the polygons: ``change`` gets the parsed GeoJSON."""
        content = json.loads(self.boundaries.read_text(encoding="utf-8"))
        change(content)
        self.boundaries.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    def load_store(self, audience: Audience = Audience.PUBLIC) -> Store:
        """The published release."""
        return Store(self.releases, get_current_release(self.releases), audience)


def copy_town(target: Path) -> Town:
    """A fresh copy of the town below ``target``."""
    shutil.copytree(TOWN / "data", target / "data")
    shutil.copytree(TOWN / "geo", target / "geo")
    return Town(target / "data", target / "geo", target / "releases")


def hash_files(folder: Path) -> dict[str, str]:
    """Every file below a folder with the hash of its content; temporary ones too."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def read_csv(path: Path) -> list[dict[str, str]]:
    """Rows as plain dictionaries, without pandas."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))
