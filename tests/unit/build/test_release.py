"""A release is complete or not there, named by its content, and published by one swap."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sozialmonitor.build import release as release_module
from sozialmonitor.build.release import write_release
from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.errors import StoreError
from sozialmonitor.store.build_lock import hold_build, is_build_running
from sozialmonitor.store.layout import NEW_POINTER, UNFINISHED
from sozialmonitor.store.pointer import Pointer, get_current_release, load_pointer
from sozialmonitor.store.release import load_release
from tests.support.town import Town, hash_files

FULL = OSError(errno.ENOSPC, "No space left on device")


def write(releases: Path, content: str) -> str:
    """A small release whose three audiences hold one file each."""
    packages = {audience: {"folder/file.txt": f"{content} {audience}".encode()} for audience in Audience}
    return publish(packages, releases)


def publish(packages: dict[Audience, dict[str, bytes]], releases: Path) -> str:
    """Write as the build does, with nothing to show in it."""
    with hold_build(releases):
        return write_release(packages, {audience: {"monitors": {}} for audience in Audience}, releases)


def list_leftovers(releases: Path) -> list[str]:
    """What begins like something unfinished."""
    return [path.name for path in releases.iterdir() if path.name.startswith((UNFINISHED, NEW_POINTER))]


def fail(*_: object, **__: object) -> None:
    raise FULL


def test_the_same_input_gives_the_same_bytes_and_the_same_name(town: Town, published_town: Town) -> None:
    assert town.run("build") == 0
    assert get_current_release(town.releases) == get_current_release(published_town.releases)
    assert hash_files(town.releases) == hash_files(published_town.releases)


def test_building_twice_changes_nothing(town: Town) -> None:
    assert town.run("build") == 0
    before = {path: path.stat().st_mtime_ns for path in town.releases.rglob("*.parquet")}
    content = hash_files(town.releases)
    assert town.run("build") == 0
    assert hash_files(town.releases) == content
    assert {path: path.stat().st_mtime_ns for path in town.releases.rglob("*.parquet")} == before


def test_other_content_gets_another_name_and_the_old_release_stays(tmp_path: Path) -> None:
    old = write(tmp_path, "old")
    before = hash_files(tmp_path / old)
    new = write(tmp_path, "new")
    assert new != old
    assert get_current_release(tmp_path) == new
    assert hash_files(tmp_path / old) == before
    assert write(tmp_path, "old") == old
    assert get_current_release(tmp_path) == old, "going back is publishing again"


def test_the_name_depends_on_every_audience(tmp_path: Path) -> None:
    names = set()
    for changed in Audience:
        packages = {audience: {"file": b"new" if audience is changed else b"old"} for audience in Audience}
        names.add(publish(packages, tmp_path))
    assert len(names) == len(Audience)


def test_the_folders_are_readable_for_the_server(tmp_path: Path) -> None:
    """Temporary folders are private; a server running as another user must be able to read the release."""
    release = write(tmp_path, "x")
    for path in (tmp_path / release, *(tmp_path / release).rglob("*"), tmp_path / "current.json"):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path


@pytest.mark.parametrize(
    ("broken", "name"), [(Path, "open"), (Path, "rename"), (Path, "chmod"), (os, "replace"), (os, "fsync")]
)
def test_a_crash_leaves_the_old_release_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: Any, name: str
) -> None:
    old = write(tmp_path, "old")
    before = hash_files(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(broken, name, fail)
        with pytest.raises(StoreError, match=r"lässt sich nicht nach .* schreiben \(der Speicherplatz reicht nicht\)"):
            write(tmp_path, "new")
    after = hash_files(tmp_path)
    assert after.items() >= before.items(), "nothing old was touched"
    assert get_current_release(tmp_path) == old
    assert list_leftovers(tmp_path) == [], "nothing unfinished is left"
    new = write(tmp_path, "new")
    for audience in Audience:
        load_release(tmp_path, new, audience)
    assert get_current_release(tmp_path) == new, "and the next attempt succeeds"


def test_a_crash_half_way_leaves_no_half_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full after the third of nine files."""
    written = iter(range(3))
    original = os.fsync

    def sync_three(handle: int) -> None:
        if next(written, None) is None:
            raise FULL
        original(handle)

    monkeypatch.setattr(os, "fsync", sync_three)
    with pytest.raises(StoreError):
        write(tmp_path / "releases", "new")
    assert list(tmp_path.iterdir()) == [], "and the folder that was made for it is gone"


def test_the_pointer_is_never_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads at any moment of a swap finds the old release or the new one."""
    old, seen = write(tmp_path, "old"), []
    original = os.replace

    def watch(*arguments: Any) -> None:
        seen.append(get_current_release(tmp_path))
        original(*arguments)
        seen.append(get_current_release(tmp_path))

    monkeypatch.setattr(os, "replace", watch)
    new = write(tmp_path, "new")
    assert seen == [old, new]


def test_one_build_at_a_time(tmp_path: Path) -> None:
    write(tmp_path, "old")
    before = hash_files(tmp_path)
    with hold_build(tmp_path):
        assert is_build_running(tmp_path)
        with pytest.raises(StoreError, match=r"Für .* läuft gerade ein anderer Bau\. Warten, bis er fertig ist"):
            write(tmp_path, "new")
    assert hash_files(tmp_path) == before
    assert not is_build_running(tmp_path)
    write(tmp_path, "new")


def test_a_build_that_writes_nothing_leaves_no_folder(tmp_path: Path) -> None:
    with hold_build(tmp_path / "a" / "b"):
        pass
    assert not (tmp_path / "a" / "b").exists()


def test_what_a_killed_build_has_left_is_removed(tmp_path: Path) -> None:
    release = write(tmp_path, "x")
    for name in (".unfinished-abc", ".unfinished-def"):
        (tmp_path / name / "public").mkdir(parents=True)
        (tmp_path / name / "public" / "file").write_text("half")
    (tmp_path / ".pointer-abc").write_text("{")
    (tmp_path / ".unfinished-link").symlink_to(tmp_path / release)
    assert write(tmp_path, "x") == release
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([".lock", release, "current.json"])
    load_release(tmp_path, release, Audience.PUBLIC)


def test_what_the_store_would_refuse_is_never_published(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever ``check`` has overlooked is found before the pointer moves."""
    assert town.run("build") == 0
    before = hash_files(town.releases)

    def spoil(path: Path, content: bytes) -> None:
        if path.name == "catalogue.json":
            content = content.replace(b'"introduction": "', b'"introduction": "<b>', 1)
        original(path, content)

    original = release_module._write_file
    monkeypatch.setattr(release_module, "_write_file", spoil)
    town.replace("values/kita.csv", "stadtbezirke,01,2020,310", "stadtbezirke,01,2020,311")
    assert town.run("build") == 1
    assert hash_files(town.releases) == before


def test_the_pointer_knows_what_was_published_before(tmp_path: Path) -> None:
    names = [write(tmp_path, str(number)) for number in range(12)]
    assert load_pointer(tmp_path).before == tuple(reversed(names[2:11])), "the last nine"
    write(tmp_path, "11")
    assert load_pointer(tmp_path).before == tuple(reversed(names[2:11])), "the same again changes nothing"
    (tmp_path / "current.json").write_text(json.dumps({"release": names[3]}))
    new = write(tmp_path, "new")
    assert load_pointer(tmp_path) == Pointer(new, (names[3],)), "what was taken back by hand is forgotten"


def change(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b" ")


@pytest.mark.parametrize("damage", [change, Path.unlink])
@pytest.mark.parametrize("file", ["public/folder/file.txt", "internal/folder/file.txt", "public/manifest.json"])
def test_publishing_again_repairs_a_damaged_release(
    tmp_path: Path, damage: Callable[[Path], object], file: str
) -> None:
    """The error message about damage says "publish again", so publishing again must help."""
    release = write(tmp_path, "x")
    intact = hash_files(tmp_path)
    damage(tmp_path / release / file)
    assert write(tmp_path, "x") == release
    assert hash_files(tmp_path) == intact


def test_a_folder_that_cannot_be_written_is_told(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    town.releases.write_text("a file where a folder belongs")
    assert town.run("build") == 1
    assert capsys.readouterr().err.startswith(
        f"Fehler: Der Datenstand lässt sich nicht nach {town.releases} schreiben ("
    )


def test_the_lists_cover_every_file_and_give_the_name(published_town: Town) -> None:
    """By hand: every file in its manifest, every manifest in the list of audiences, its hash is the name."""
    release = get_current_release(published_town.releases)
    lists = set()
    for audience in Audience:
        folder = published_town.releases / release / audience
        found = hash_files(folder)
        audiences = (folder / "audiences.json").read_bytes()
        lists.add(audiences)
        assert hashlib.sha256(audiences).hexdigest()[:16] == release
        assert json.loads(audiences)[audience] == found.pop("manifest.json")
        del found["audiences.json"]
        files = json.loads((folder / "manifest.json").read_text())["files"]
        assert {path: entry["sha256"] for path, entry in files.items()} == found
        assert {path: entry["bytes"] for path, entry in files.items()} == {
            path: (folder / path).stat().st_size for path in found
        }
    assert len(lists) == 1
