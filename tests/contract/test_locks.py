"""The locked lists of packages install on a fresh machine, also when the index has newer releases of everything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.sources import ROOT
from tests.support.stub_index import strip_extras, write_index

LOCKS = ("requirements.txt", "requirements-dev.txt")


@pytest.mark.parametrize("name", LOCKS)
def test_locks_install_when_everything_has_a_newer_release(name: str, tmp_path: Path) -> None:
    done = try_install((ROOT / name).read_text(encoding="utf-8"), tmp_path, [sys.executable, "-m", "pip"])
    assert done.returncode == 0, done.stderr
    assert "9999" not in done.stdout


def test_a_lock_without_extras_would_not_install(tmp_path: Path) -> None:
    """What failed once: pip takes the newest release for an extra that is not locked, and refuses it."""
    lock = strip_extras((ROOT / "requirements-dev.txt").read_text(encoding="utf-8"))
    done = try_install(lock, tmp_path, [sys.executable, "-m", "pip"])
    assert done.returncode != 0
    assert "all requirements must have their versions pinned" in done.stderr


@pytest.mark.nightly
@pytest.mark.parametrize("version", ["23.0.1", "24.0", "25.0", ""])
def test_every_pip_since_2023_installs_the_locks(version: str, tmp_path: Path) -> None:
    """The oldest is what Debian 12 ships with its Python, the last is today's newest; they come from the network."""
    wanted = f"pip=={version}" if version else "pip"
    fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(tmp_path), wanted]
    subprocess.run(fetch, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("pip-*.whl")
    for name in LOCKS:
        lock = (ROOT / name).read_text(encoding="utf-8")
        done = try_install(lock, tmp_path / name, [sys.executable, f"{wheel}/pip"])
        assert done.returncode == 0, done.stderr


def try_install(lock: str, folder: Path, pip: list[str]) -> subprocess.CompletedProcess[str]:
    """Let pip resolve a locked list in an empty environment against stubs of it; nothing is installed."""
    target = folder / "lock.txt"
    folder.mkdir(parents=True, exist_ok=True)
    target.write_text(write_index(lock, folder / "index"), encoding="utf-8")
    options = ["--dry-run", "--ignore-installed", "--require-hashes", "--no-index", "--disable-pip-version-check"]
    command = [*pip, "--isolated", "install", *options, "--find-links", str(folder / "index"), "-r", str(target)]
    return subprocess.run(command, capture_output=True, text=True, check=False)
