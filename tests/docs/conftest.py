"""Fixtures for the tests of the documentation."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.docs.blocks import apply_blocks, read_blocks


@pytest.fixture
def musterstadt(root: Path, tmp_path: Path) -> Path:
    """A folder with ``data`` and ``geo`` made of the blocks of "How to add a city", with the texts it copies."""
    shutil.copytree(root / "data" / "site", tmp_path / "data" / "site")
    apply_blocks(read_blocks(root / "docs" / "how-to-add-a-city.md"), tmp_path)
    return tmp_path
