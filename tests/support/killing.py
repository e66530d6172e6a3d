"""Builds that are killed: ``python -m tests.support.killing PUBLISHED RELEASES (steps STRIDE | random KILLS SEED)``.

A process of its own, since it forks. It says how many builds were killed, and fails at the first broken state.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from sozialmonitor.build.release import Packages, write_release
from sozialmonitor.domain.audience import Audience
from sozialmonitor.store.build_lock import hold_build
from sozialmonitor.store.layout import AUDIENCES, MANIFEST, NEW_POINTER, POINTER, UNFINISHED
from sozialmonitor.store.pointer import get_current_release
from sozialmonitor.store.store import Store

_CHANGING = ("os.rename", "os.mkdir", "os.chmod", "os.remove", "os.rmdir", "os.link", "os.symlink", "fcntl.flock")
"""Audit events, besides opening a file for writing, after which something on the disk is different."""


def main(published: str, releases: str, mode: str, *options: str) -> None:
    """Run one of the two ways of killing."""
    folder = Path(releases)
    packages, summaries = read_packages(Path(published))
    build(folder, packages, summaries, 0)
    if mode == "steps":
        killed = sum(1 for _ in kill_at_steps(folder, packages, summaries, int(options[0])))
    else:
        killed = sum(1 for _ in kill_at_random(folder, packages, summaries, int(options[0]), int(options[1])))
    build(folder, packages, summaries, -1)
    left = sorted(path.name for path in folder.iterdir() if path.name.startswith((UNFINISHED, NEW_POINTER)))
    assert left == [], left
    sys.stdout.write(f"{killed}\n")


def read_packages(published: Path) -> tuple[Packages, dict[Audience, dict[str, object]]]:
    """Files and summaries of a published release, as the build would write them anew."""
    release = published / get_current_release(published)
    packages: dict[Audience, dict[str, bytes]] = {}
    summaries: dict[Audience, dict[str, object]] = {}
    for audience in Audience:
        files = {path.relative_to(release / audience).as_posix(): path for path in (release / audience).rglob("*.*")}
        packages[audience] = {
            name: path.read_bytes() for name, path in files.items() if name not in (MANIFEST, AUDIENCES)
        }
        summaries[audience] = {"monitors": json.loads(files[MANIFEST].read_text())["monitors"]}
    return packages, summaries


def build(releases: Path, packages: Packages, summaries: dict[Audience, dict[str, object]], number: int) -> None:
    """Publish the same again with another number in it."""
    note = {"musterstadt/number.txt": str(number).encode()}
    with hold_build(releases):
        write_release({key: {**files, **note} for key, files in packages.items()}, summaries, releases)


def kill_at_steps(
    releases: Path, packages: Packages, summaries: dict[Audience, dict[str, object]], stride: int
) -> Iterator[int]:
    """Let a build die before its first, second, third … step that changes the disk, until one survives."""
    for last in count(1, stride):
        child = os.fork()
        if child == 0:
            die_at(last)
            build(releases, packages, summaries, last)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert_sound(releases)
        if status == 0:
            return
        yield last


def die_at(step: int) -> None:
    """End this process as a power cut would, at a step of its own."""
    left = iter(range(step - 1))

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        is_writing = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if (is_writing or event in _CHANGING) and next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def kill_at_random(
    releases: Path, packages: Packages, summaries: dict[Audience, dict[str, object]], kills: int, seed: int
) -> Iterator[int]:
    """Kill builds at random moments; those that were faster do not count."""
    chance, longest, number = random.Random(seed), 0.2, 0
    while kills:
        number += 1
        child = os.fork()
        if child == 0:
            build(releases, packages, summaries, number)
            os._exit(0)
        time.sleep(chance.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert_sound(releases)
        if status == signal.SIGKILL:
            kills -= 1
            yield number


def assert_sound(releases: Path) -> None:
    """What is published can be loaded, and so can every other release that lies there."""
    current = get_current_release(releases)
    names = {path.name for path in releases.iterdir() if path.is_dir() and not path.name.startswith(".")}
    assert current in names
    assert (releases / POINTER).is_file()
    for name in names:
        Store(releases, name, Audience.PUBLIC)
        if name != current:  # already checked the last time; the list would only grow
            (releases / name).rename(releases.parent / f"checked-{name}")


if __name__ == "__main__":
    main(*sys.argv[1:])
