"""Without a release: one build however many come, and none again while nothing has changed."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sozialmonitor.store.build_lock import hold_build
from sozialmonitor.store.paths import Folders
from sozialmonitor.store.pointer import has_release
from sozialmonitor.ui.first_build import RETRY_SECONDS, FirstBuild, run_build
from tests.support.town import Town


class Clock:
    """Seconds that grow when a test says so."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def folders_of(town: Town) -> Folders:
    return Folders(town.data, town.geo, town.releases)


def test_eight_visitors_are_one_build(town: Town) -> None:
    builds: list[Folders] = []

    def build(folders: Folders) -> bool:
        builds.append(folders)
        return run_build(folders)

    first = FirstBuild(build)
    with ThreadPoolExecutor(8) as visitors:
        assert list(visitors.map(lambda _: first.ensure(folders_of(town)), range(8))) == [True] * 8
    assert len(builds) == 1


def test_a_failing_build_is_not_repeated_by_every_visitor(town: Town) -> None:
    builds: list[Folders] = []
    clock = Clock()
    first = FirstBuild(lambda folders: bool(builds.append(folders)), clock)
    for _ in range(8):
        assert not first.ensure(folders_of(town))
    assert len(builds) == 1
    town.append("values/kita.csv", "\n")
    assert not first.ensure(folders_of(town))
    assert len(builds) == 2, "the data have changed"
    clock.now += RETRY_SECONDS
    assert not first.ensure(folders_of(town))
    assert len(builds) == 3, "some time has passed"


def test_the_log_gets_the_defects(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    town.append("values/kita.csv", "stadtteile,011,2024,viele\n")
    assert not run_build(folders_of(town))
    record = next(record for record in caplog.records if record.levelno == logging.ERROR)
    assert "values/kita.csv" in record.getMessage()
    assert "Abhilfe" in record.getMessage()


def test_another_server_that_builds_is_waited_for(town: Town, published_town: Town) -> None:
    """It holds the lock; when it lets go there is a release."""
    begun = threading.Event()

    def build_elsewhere() -> None:
        with hold_build(town.releases):
            begun.set()
            finish.wait(20)
            (town.releases / "current.json").write_bytes((published_town.releases / "current.json").read_bytes())

    finish = threading.Event()
    other = threading.Thread(target=build_elsewhere)
    other.start()
    assert begun.wait(10)
    assert not has_release(town.releases)
    threading.Timer(1.0, finish.set).start()
    assert run_build(folders_of(town))
    other.join()
    assert [path.name for path in town.releases.iterdir() if path.is_dir()] == [], "this one has built nothing"


def test_the_state_of_the_data_is_seen_in_any_file(town: Town, tmp_path: Path) -> None:
    from sozialmonitor.store.changes import compute_state

    seen = {compute_state(town.data, town.geo), compute_state(town.data, town.geo)}
    assert len(seen) == 1
    town.append("values/kita.csv", "\n")
    seen.add(compute_state(town.data, town.geo))
    (town.geo / "more.geojson").write_text("{}")
    seen.add(compute_state(town.data, town.geo))
    (town.geo / "more.geojson").unlink()
    (town.folder / "empty").mkdir()
    seen.add(compute_state(town.data, town.geo))
    assert len(seen) == 4
    assert compute_state(tmp_path / "nothing") == compute_state()
