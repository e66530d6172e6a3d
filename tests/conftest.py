"""Fixtures for all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

try:
    from hypothesis import settings
except ImportError as error:  # requirements.txt alone runs the dashboard; testing it needs a little more
    raise pytest.UsageError("The test tools are missing: use `make test`, or install requirements-dev.txt.") from error

from sozialmonitor.build.command import main
from sozialmonitor.domain.audience import Audience
from sozialmonitor.store.pointer import get_current_release
from sozialmonitor.store.store import Store
from tests.support.town import Town, copy_town

ROOT = Path(__file__).resolve().parents[1]

# Two busy cores are no reason for a property to fail.
settings.register_profile("sozialmonitor", deadline=None)
settings.load_profile("sozialmonitor")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Material that lies beside the checkout: real deliveries of offices and published figures to check against.

    Without it the tests that need it are skipped, and the summary says so; in continuous integration it must be there.
    """
    folder = ROOT.parent / "shared"
    if folder.is_dir():
        return folder
    message = f"NOT TESTED: {folder} is missing, so nothing was compared with the real material"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """A copy of the invented town that the test may spoil."""
    return copy_town(tmp_path)


@pytest.fixture(scope="session")
def published_town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """The invented town as it is, published once for all tests that only read."""
    town = copy_town(tmp_path_factory.mktemp("town"))
    assert town.run("build") == 0
    return town


@pytest.fixture(scope="session")
def town_store(published_town: Town) -> Store:
    """What the public sees of the invented town."""
    return published_town.load_store()


@pytest.fixture(scope="session")
def real_releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The embedded monitors, freshly built."""
    releases = tmp_path_factory.mktemp("releases")
    assert main(["build", "--data", str(ROOT / "data"), "--geo", str(ROOT / "geo"), "--releases", str(releases)]) == 0
    return releases


@pytest.fixture(scope="session")
def real_store(real_releases: Path) -> Store:
    """What the public sees of the embedded monitors."""
    return Store(real_releases, get_current_release(real_releases), Audience.PUBLIC)
