"""The real server over the invented town, asked without a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.server import ROOT, Server, run_streamlit
from tests.support.town import Town


@pytest.fixture(scope="module")
def server(published_town: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard as it is operated. A traceback in its log fails the module."""
    log = tmp_path_factory.mktemp("server") / "server.log"
    settings = {"SOZIALMONITOR_RELEASES": str(published_town.releases)}
    with run_streamlit(ROOT / "app.py", log=log, environment=settings) as running:
        yield running
    assert "Traceback (most recent call last)" not in running.read_log(), running.read_log()
