"""What is served while releases come, go and break."""

from __future__ import annotations

import json
import logging
import shutil
import threading
import weakref
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.errors import NothingToShowError, StoreError
from sozialmonitor.store import keeper as keeper_module
from sozialmonitor.store.keeper import RETRY_SECONDS, Keeper
from sozialmonitor.store.pointer import get_current_release
from sozialmonitor.store.store import Store
from tests.support.town import Town, copy_town


@dataclass
class Clock:
    """Seconds that grow when a test says so."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Scene:
    """A town with three releases, the last of them published, and a keeper that has served nothing yet."""

    town: Town
    names: list[str]
    clock: Clock = field(default_factory=Clock)
    changes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.keeper = self.open()

    def open(self) -> Keeper:
        """A server that has just started."""
        note = lambda: self.changes.append("change")  # noqa: E731
        return Keeper(self.town.releases, Audience.PUBLIC, note, self.clock)

    def damage(self, name: str) -> Path:
        """Break a release; gives the file that was broken."""
        path = self.town.releases / name / "public" / "musterstadt" / "catalogue.json"
        path.write_bytes(path.read_bytes() + b" ")
        return path

    def point(self, name: str, *before: str) -> None:
        """Set the pointer, by hand without ``before``."""
        content = {"release": name, "before": before} if before else {"release": name}
        (self.town.releases / "current.json").write_text(json.dumps(content))


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> tuple[Town, list[str]]:
    """Three releases, published one after the other."""
    town, names = copy_town(tmp_path_factory.mktemp("three")), []
    for old, new in (("310", "310"), ("310", "311"), ("311", "312")):
        town.replace("values/kita.csv", f"stadtbezirke,01,2020,{old}", f"stadtbezirke,01,2020,{new}")
        assert town.run("build") == 0
        names.append(get_current_release(town.releases))
    return town, names


@pytest.fixture
def scene(three: tuple[Town, list[str]], tmp_path: Path) -> Scene:
    """A copy to be spoiled."""
    town, names = three
    shutil.copytree(town.releases, tmp_path / "releases")
    return Scene(Town(town.data, town.geo, tmp_path / "releases"), names)


def test_the_published_release_is_served_and_loaded_once(scene: Scene) -> None:
    store = scene.keeper.get()
    assert store.release_id == scene.names[2]
    assert scene.keeper.get() is store
    assert scene.changes == ["change"]
    health = scene.keeper.get_health()
    assert (health.release, health.reason) == (scene.names[2], None)


def test_another_release_comes_into_service_at_the_next_visit(scene: Scene) -> None:
    scene.keeper.get()
    scene.point(scene.names[0])
    assert scene.keeper.get().release_id == scene.names[0]
    assert scene.changes == ["change"] * 2


def test_a_damaged_new_release_does_not_take_away_the_good_one(
    scene: Scene, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.point(scene.names[1])
    good = scene.keeper.get()
    path = scene.damage(scene.names[2])
    scene.point(scene.names[2])
    loads = count_loads(monkeypatch)
    for _ in range(20):
        assert scene.keeper.get() is good
    assert len(loads) == 1, "not at every click"
    health = scene.keeper.get_health()
    assert health.release == scene.names[1]
    assert "wurde verändert" in str(health.reason)
    errors = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert len(errors) == 1
    assert str(path) in errors[0].getMessage()
    scene.clock.now += RETRY_SECONDS
    scene.keeper.get()
    assert len(loads) == 2, "after some time again"
    assert len([record for record in caplog.records if record.levelno == logging.ERROR]) == 1, "but told once"


def test_a_repaired_release_comes_into_service_at_once(scene: Scene) -> None:
    scene.point(scene.names[1])
    scene.keeper.get()
    kept = scene.town.releases / "kept"
    shutil.copytree(scene.town.releases / scene.names[2], kept)
    scene.damage(scene.names[2])
    scene.point(scene.names[2])
    assert scene.keeper.get().release_id == scene.names[1]
    shutil.rmtree(scene.town.releases / scene.names[2])
    kept.rename(scene.town.releases / scene.names[2])
    assert scene.keeper.get().release_id == scene.names[2]
    assert scene.keeper.get_health().reason is None


@pytest.mark.parametrize("pointer", ["{", "", '{"release": "../../etc"}', None])
def test_a_damaged_or_missing_pointer_changes_nothing(scene: Scene, pointer: str | None) -> None:
    good = scene.keeper.get()
    path = scene.town.releases / "current.json"
    if pointer is None:
        path.unlink()
    else:
        path.write_text(pointer)
    assert scene.keeper.get() is good
    assert scene.keeper.get_health().reason is not None
    with pytest.raises(StoreError):
        scene.open().get()


def test_after_a_start_the_newest_good_release_before_the_damaged_one_is_served(scene: Scene) -> None:
    scene.damage(scene.names[2])
    assert scene.open().get().release_id == scene.names[1]
    scene.damage(scene.names[1])
    health = scene.open().get_health()
    assert health.release == scene.names[0]
    assert scene.names[2] in str(health.reason)
    scene.damage(scene.names[0])
    with pytest.raises(StoreError, match=f"{scene.names[2]} wurde verändert"):
        scene.open().get()


def test_what_was_taken_back_by_hand_is_never_served(scene: Scene) -> None:
    """The pointer was set back to the first release: the two later ones were wrong, though they lie there still."""
    scene.point(scene.names[0])
    scene.damage(scene.names[0])
    with pytest.raises(StoreError):
        scene.open().get()


def test_a_release_without_its_folder_is_withdrawn(scene: Scene) -> None:
    assert scene.keeper.get().release_id == scene.names[2]
    shutil.rmtree(scene.town.releases / scene.names[2])
    assert scene.keeper.get().release_id == scene.names[1], "the one before"
    assert scene.keeper.get_health().reason is not None
    shutil.rmtree(scene.town.releases / scene.names[1])
    shutil.rmtree(scene.town.releases / scene.names[0])
    scene.clock.now += RETRY_SECONDS
    with pytest.raises(StoreError):
        scene.keeper.get()


def test_nothing_older_is_shown_when_everything_was_taken_back(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new release is sound and says: nothing of this is public any more. Older programs built such releases."""
    monkeypatch.setattr("sozialmonitor.build.command.check_publicity", lambda *_: [])
    scene.keeper.get()
    town = copy_town(tmp_path / "town")
    for path in (town.folder / "indicators").glob("*.yaml"):
        kept = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("audience:")]
        path.write_text("\n".join([*kept, "audience: internal", ""]), encoding="utf-8")
    assert Town(town.data, town.geo, scene.town.releases).run("build") == 0
    for keeper in (scene.keeper, scene.open()):
        for _ in range(2):
            with pytest.raises(NothingToShowError):
                keeper.get()
        assert keeper.get_health().release is None


def test_others_go_on_while_one_visitor_loads(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.point(scene.names[1])
    good = scene.keeper.get()
    scene.point(scene.names[2])
    begun, go_on = threading.Event(), threading.Event()

    def load_slowly(*arguments: object) -> Store:
        begun.set()
        assert go_on.wait(10)
        return Store(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(keeper_module, "Store", load_slowly)
    first = threading.Thread(target=scene.keeper.get)
    first.start()
    assert begun.wait(10)
    assert scene.keeper.get() is good
    go_on.set()
    first.join()
    assert scene.keeper.get().release_id == scene.names[2]


def test_a_replaced_store_is_freed(scene: Scene) -> None:
    old = weakref.ref(scene.keeper.get())
    scene.point(scene.names[0])
    scene.keeper.get()
    assert old() is None, "nothing holds it, and no cycle waits for the garbage collection"


def count_loads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the releases that are loaded from now on."""
    loads: list[str] = []

    def load(releases: Path, release: str, audience: Audience) -> Store:
        loads.append(release)
        return Store(releases, release, audience)

    monkeypatch.setattr(keeper_module, "Store", load)
    return loads
