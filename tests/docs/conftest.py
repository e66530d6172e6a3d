"""Fixtures for the tests of the documentation."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.blocks import apply_blocks, read_blocks


@pytest.fixture
def musterstadt(root: Path, tmp_path: Path) -> Path:
    """A folder with ``data`` and ``geo`` made of the blocks of "How to add a city" and of nothing else."""
    apply_blocks(read_blocks(root / "docs" / "how-to-add-a-city.md"), tmp_path)
    return tmp_path
