"""A release is complete or not there, named by its content, and published by one swap."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sozialmonitor.build.release import write_release
from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.errors import StoreError
from sozialmonitor.store.release import get_current_release, load_manifest
from tests.support.town import Town, hash_files

FULL = OSError(errno.ENOSPC, "No space left on device")


def write(releases: Path, content: str) -> str:
    """A small release whose three audiences hold one file each."""
    packages = {audience: {"folder/file.txt": f"{content} {audience}".encode()} for audience in Audience}
    return write_release(packages, {audience: {"monitors": {}} for audience in Audience}, releases)


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
        names.add(write_release(packages, {audience: {} for audience in Audience}, tmp_path))
    assert len(names) == len(Audience)


def test_the_folders_are_readable_for_the_server(tmp_path: Path) -> None:
    """Temporary folders are private; a server running as another user must be able to read the release."""
    release = write(tmp_path, "x")
    assert (tmp_path / release).stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "current.json").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    ("broken", "name"), [(Path, "write_bytes"), (Path, "rename"), (Path, "chmod"), (os, "replace"), (os, "fsync")]
)
def test_a_crash_leaves_the_old_release_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: Any, name: str
) -> None:
    old = write(tmp_path, "old")
    before = hash_files(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(broken, name, fail)
        with pytest.raises(StoreError, match=r"lässt sich nicht nach .* schreiben"):
            write(tmp_path, "new")
    after = hash_files(tmp_path)
    assert after.items() >= before.items(), "nothing old was touched"
    assert get_current_release(tmp_path) == old
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == [], "nothing unfinished is left"
    new = write(tmp_path, "new")
    for audience in Audience:
        load_manifest(tmp_path, new, audience)
    assert get_current_release(tmp_path) == new, "and the next attempt succeeds"


def test_a_crash_half_way_leaves_no_half_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full after the third of six files."""
    written = iter(range(3))
    original = Path.write_bytes

    def write_three(path: Path, content: bytes) -> int:
        if next(written, None) is None:
            raise FULL
        return original(path, content)

    monkeypatch.setattr(Path, "write_bytes", write_three)
    with pytest.raises(StoreError):
        write(tmp_path, "new")
    assert list(tmp_path.iterdir()) == []


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


def test_another_process_may_have_been_faster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = Path.rename

    def be_slower(path: Path, target: Path) -> Path:
        shutil.copytree(path, target)
        return original(path, target)

    monkeypatch.setattr(Path, "rename", be_slower)
    release = write(tmp_path, "x")
    assert get_current_release(tmp_path) == release
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([release, "current.json"])


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


def test_the_manifest_lists_every_file_with_its_hash(published_town: Town) -> None:
    release = get_current_release(published_town.releases)
    for audience in Audience:
        folder = published_town.releases / release / audience
        listed = {
            path: entry["sha256"]
            for path, entry in load_manifest(published_town.releases, release, audience)["files"].items()
        }
        found = hash_files(folder)
        del found["manifest.json"]
        assert found == listed
        sizes = {
            path: entry["bytes"] for path, entry in json.loads((folder / "manifest.json").read_text())["files"].items()
        }
        assert sizes == {path: (folder / path).stat().st_size for path in found}
