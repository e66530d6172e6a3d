"""Many damaged catalogues, one after the other, the same for the same seed."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.mutations import BY_SUFFIX, Mutation
from tests.fuzz.trial import Outcome, run_trial

_BUILT_EVERY = 10
"""Of the catalogues that pass the check so many are built: what the check lets through the build must take."""


@dataclass(frozen=True)
class Folders:
    """Catalogue and boundaries to be damaged, as copies."""

    data: Path
    geo: Path


@dataclass(frozen=True)
class Case:
    """One damage.

    Attributes:
        monitor: whose catalogue was damaged. file: which file. kind: name of the mutation.
        is_built: whether it passed the check and was built.
    """

    number: int
    monitor: str
    file: Path
    kind: str
    outcome: Outcome
    is_built: bool = False


def copy_catalogue(source: Folders, target: Path) -> Folders:
    """A copy that may be damaged, without releases."""
    shutil.copytree(source.data, target / "data", ignore=shutil.ignore_patterns("releases"))
    shutil.copytree(source.geo, target / "geo")
    return Folders(target / "data", target / "geo")


def run_campaign(folders: Folders, numbers: range, seed: int) -> Iterator[Case]:
    """Damage one file, check the monitor, put the file back; numbers may be shared out among processes."""
    files = _list_files(folders)
    for number in numbers:
        chance = random.Random(f"{seed}-{number}")
        monitor = chance.choice(sorted(files))
        file = chance.choice(files[monitor])
        mutation = chance.choice(BY_SUFFIX[file.suffix])
        intact = file.read_bytes()
        try:
            _damage(file, mutation, chance)
            yield from _try(folders, number, monitor, file, mutation.__name__, has_build=number % _BUILT_EVERY == 0)
        finally:
            file.write_bytes(intact)


def _damage(file: Path, mutation: Mutation, chance: random.Random) -> None:
    content = file.read_bytes()
    for _ in range(chance.choice((1, 1, 1, 2))):
        content = mutation(content, chance)
    file.write_bytes(content)


def _try(folders: Folders, number: int, monitor: str, file: Path, kind: str, *, has_build: bool) -> Iterator[Case]:
    log = folders.data.parent / "output.txt"
    options = ["--data", str(folders.data), "--geo", str(folders.geo)]
    outcome = run_trial(["check", monitor, *options], log)
    yield Case(number, monitor, file, kind, outcome)
    if outcome.code == 0 and has_build:
        releases = folders.data.parent / "releases"
        outcome = run_trial(["build", *options, "--releases", str(releases)], log)
        shutil.rmtree(releases, ignore_errors=True)
        yield Case(number, monitor, file, kind, outcome, is_built=True)


def _list_files(folders: Folders) -> dict[str, list[Path]]:
    """Every file of every monitor that a mutation is known for; large ones as often as small ones."""
    monitors = sorted(path.parent.name for path in folders.data.glob("*/monitor.yaml"))
    return {
        monitor: sorted(
            Path(path, name)
            for root in (folders.data, folders.geo)
            for path, _, names in os.walk(root / monitor)
            for name in names
            if Path(name).suffix in BY_SUFFIX
        )
        for monitor in monitors
    }
