"""Servers of a test's own, beside the one that all tests share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.server import ROOT, Server, run_streamlit


@contextmanager
def run_dashboard(folder: Path, releases: Path, **environment: str) -> Iterator[Server]:
    """The dashboard over other releases. A traceback in its log fails the test.

    Args:
        folder: for its log. releases: folder of releases. environment: further variables.
    """
    settings = {"SOZIALMONITOR_RELEASES": str(releases), **environment}
    with run_streamlit(ROOT / "app.py", log=folder / "server.log", environment=settings) as running:
        yield running
    assert "Traceback (most recent call last)" not in running.read_log(), running.read_log()
