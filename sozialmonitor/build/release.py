"""Writing a release: complete or not at all, named by its content, loaded whole before it is published."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.errors import NothingToShowError, StoreError
from sozialmonitor.store.build_lock import refuse_writing
from sozialmonitor.store.layout import AUDIENCES, MANIFEST, NEW_POINTER, POINTER, UNFINISHED
from sozialmonitor.store.manifest import compute_release_id, dump_audiences, dump_manifest
from sozialmonitor.store.pointer import Pointer, load_pointer
from sozialmonitor.store.store import Store

Packages = Mapping[Audience, Mapping[str, bytes]]


def write_release(packages: Packages, summaries: Mapping[Audience, Mapping[str, object]], releases: Path) -> str:
    """Write all audiences' files into a new folder and make it the current release. Call it under ``hold_build``.

    Everything goes into a temporary folder first and is loaded from there as a server would load it. Only then the
    folder is renamed, and the pointer is swapped last. Whatever fails before that leaves the old release in place.
    Each step is on the disk before the next begins, so that a power cut cannot turn their order around.

    Args:
        packages: by audience the files by relative path.
        summaries: by audience what the manifest tells beside the files (row counts, Datenstand).
        releases: folder of all releases; made if needed.

    Returns:
        The id of the release, a hash of its content.

    Raises:
        StoreError: the folder cannot be written to, or what was written cannot be loaded.
    """
    manifests = {audience: dump_manifest(files, summaries[audience]) for audience, files in packages.items()}
    audiences = dump_audiences(manifests)
    release_id = compute_release_id(audiences)
    try:
        releases.mkdir(parents=True, exist_ok=True)
        if not _is_there(releases, release_id):
            lists = {audience: {MANIFEST: manifest, AUDIENCES: audiences} for audience, manifest in manifests.items()}
            _write_folder({key: {**files, **lists[key]} for key, files in packages.items()}, releases, release_id)
        _swap_pointer(releases, release_id)
    except OSError as error:
        raise refuse_writing(releases, error) from error
    return release_id


def _is_there(releases: Path, release_id: str) -> bool:
    """Whether the same content lies there already, as it was published: the advice for damage is to build again."""
    if not (releases / release_id).exists():
        return False
    try:
        _check_whole(releases, release_id)
    except StoreError:
        return False
    return True


def _check_whole(releases: Path, release_id: str) -> None:
    """Load every audience's part, boundaries included.

    Raises:
        StoreError: a server could not load what lies there.
    """
    for audience in Audience:
        with suppress(NothingToShowError):  # such as a city whose figures are all internal
            store = Store(releases, release_id, audience)
            for monitor in store.get_monitors():
                for geography in store.get_catalogue(monitor.id).geographies:
                    store.load_boundaries(monitor.id, geography)
                    store.get_outlines(monitor.id, geography)


def _write_folder(packages: Packages, releases: Path, release_id: str) -> None:
    temporary = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=releases))
    target = releases / release_id
    try:
        for audience, files in packages.items():
            for path, content in files.items():
                _write_file(temporary / release_id / audience / path, content)
        _sync_folders(temporary / release_id)
        _check_whole(temporary, release_id)
        if target.exists():  # damaged, or it would not be written again
            target.rename(temporary / "damaged")
        (temporary / release_id).rename(target)
        _sync(releases)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _write_file(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    path.chmod(0o644)


def _sync_folders(folder: Path) -> None:
    """Make folders readable for a server of another user, and put their lists of names on the disk."""
    for path in (folder, *(item for item in folder.rglob("*") if item.is_dir())):
        path.chmod(0o755)
        _sync(path)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _swap_pointer(releases: Path, release_id: str) -> None:
    pointer = Pointer(release_id)
    with suppress(StoreError):  # nothing is published yet, or the old pointer is damaged
        pointer = load_pointer(releases).follow(release_id)
    handle, name = tempfile.mkstemp(prefix=NEW_POINTER, dir=releases)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump({"release": pointer.release, "before": pointer.before}, stream)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(releases / POINTER)
        _sync(releases)
    finally:
        Path(name).unlink(missing_ok=True)
