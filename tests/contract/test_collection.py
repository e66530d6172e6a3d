"""Every test is run: a folder that the runner passes over looks like a success."""

from __future__ import annotations

from fnmatch import fnmatch

import pytest

from tests.support.sources import ROOT


def test_no_folder_with_tests_is_passed_over(pytestconfig: pytest.Config) -> None:
    folders = {path.parent.relative_to(ROOT) for path in (ROOT / "tests").rglob("test_*.py")}
    assert len(folders) > 10
    for folder in folders:
        for pattern in pytestconfig.getini("norecursedirs"):
            assert not any(fnmatch(part, pattern) for part in folder.parts), f"{folder} is never searched ({pattern})"
