"""What stays in memory when one release follows another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sozialmonitor.store.pointer import get_current_release
from tests.support.killing import build, read_packages
from tests.support.requests import ask, read_memory
from tests.support.server import ROOT, Server, run_streamlit
from tests.support.town import Town
from tests.support.visitor import build_rerun, read_run, visit

RELEASES, SETTLED = 60, 10
MOST_GROWTH = 10
"""MB after the first ten releases; before, sixty of them left 45 MB."""


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    """A folder of its own to publish into."""
    return tmp_path / "releases"


@pytest.fixture
def server(releases: Path, published_town: Town, tmp_path: Path) -> Iterator[Server]:
    """A server over that folder."""
    build(releases, *read_packages(published_town.releases), 0)
    log = tmp_path / "server.log"
    with run_streamlit(ROOT / "app.py", log=log, environment={"SOZIALMONITOR_RELEASES": str(releases)}) as running:
        yield running


@pytest.mark.nightly
@pytest.mark.timeout(900)
def test_sixty_releases_leave_the_memory_as_it_is(server: Server, releases: Path, published_town: Town) -> None:
    packages, summaries = read_packages(published_town.releases)
    memory = []
    with visit(server) as connection:
        for number in range(1, RELEASES + 1):
            build(releases, packages, summaries, number)
            for page in ("karte", "ueberblick", "profil", "typologie", "ungleichheit"):
                connection.send(build_rerun(page=page))
                read_run(connection)
            assert get_current_release(releases).encode() in ask(server.url, "/healthz").body
            memory.append(read_memory(server.pid))
    assert memory[-1] - memory[SETTLED] < MOST_GROWTH, memory
