"""Builds that die at any moment: what is published stays whole, and the next build leaves nothing lying around."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.town import Town

ROOT = Path(__file__).resolve().parents[3]
LONG = [pytest.mark.nightly, pytest.mark.timeout(900)]
STEPS = 250
"""At least so many steps of a build of the town change something on the disk."""


def kill(published: Town, releases: Path, *mode: str) -> int:
    """Number of killed builds; fails if one of them has left anything broken."""
    command = [sys.executable, "-m", "tests.support.killing", str(published.releases), str(releases), *mode]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


@pytest.mark.slow
@pytest.mark.parametrize("stride", [13, pytest.param(1, marks=LONG)])
def test_a_build_may_die_at_every_step(published_town: Town, tmp_path: Path, stride: int) -> None:
    assert kill(published_town, tmp_path / "releases", "steps", str(stride)) > STEPS // stride


@pytest.mark.slow
@pytest.mark.parametrize("kills", [15, pytest.param(300, marks=LONG)])
def test_a_build_may_be_killed_at_any_time(published_town: Town, tmp_path: Path, kills: int) -> None:
    assert kill(published_town, tmp_path / "releases", "random", str(kills), "1") == kills
