"""Fixtures for all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

try:
    from hypothesis import settings
except ImportError as error:  # requirements.txt alone runs the dashboard; testing it needs a little more
    raise pytest.UsageError("The test tools are missing: use `make test`, or install requirements-dev.txt.") from error

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
