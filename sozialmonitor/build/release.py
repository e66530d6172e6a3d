"""Writing a release: complete or not at all, named by its content, published by one atomic swap."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.errors import StoreError
from sozialmonitor.store.layout import FORMAT_VERSION, MANIFEST, POINTER
from sozialmonitor.store.release import load_manifest

Packages = Mapping[Audience, Mapping[str, bytes]]


def write_release(packages: Packages, summaries: Mapping[Audience, Mapping[str, object]], releases: Path) -> str:
    """Write all audiences' files into a new folder and make it the current release.

    Everything goes into a temporary folder first, which is renamed when it is complete; the pointer is
    swapped last. Whatever fails before that leaves the old release in place and untouched.

    Args:
        packages: by audience the files by relative path.
        summaries: by audience what the manifest tells beside the files (row counts, Datenstand).
        releases: folder of all releases; made if needed.

    Returns:
        The id of the release, a hash of its content.

    Raises:
        StoreError: the folder cannot be written to.
    """
    manifests = {audience: _dump_manifest(files, summaries[audience]) for audience, files in packages.items()}
    release_id = hashlib.sha256(b"".join(manifests[audience] for audience in sorted(manifests))).hexdigest()[:16]
    target = releases / release_id
    try:
        releases.mkdir(parents=True, exist_ok=True)
        _remove_damaged(releases, release_id, manifests)
        if not target.exists():
            _write_folder(packages, manifests, releases, target)
        _swap_pointer(releases, release_id)
    except OSError as error:
        raise StoreError(f"Der Datenstand lässt sich nicht nach {releases} schreiben ({error.strerror}).") from error
    return release_id


def _dump_manifest(files: Mapping[str, bytes], summary: Mapping[str, object]) -> bytes:
    listed = {
        path: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        for path, content in sorted(files.items())
    }
    manifest = {"format": FORMAT_VERSION, **summary, "files": listed}
    return json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _remove_damaged(releases: Path, release_id: str, manifests: Mapping[Audience, bytes]) -> None:
    """Make room where the same content is already there but was changed since: loading told to publish it again."""
    folder = releases / release_id
    if not folder.exists():
        return
    try:
        for audience, manifest in manifests.items():
            load_manifest(releases, release_id, audience)
            if (folder / audience / MANIFEST).read_bytes() != manifest:
                raise StoreError(f"{MANIFEST} wurde verändert.")
    except StoreError:
        shutil.rmtree(folder)


def _write_folder(packages: Packages, manifests: Mapping[Audience, bytes], releases: Path, target: Path) -> None:
    temporary = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=releases))
    try:
        for audience, files in packages.items():
            for path, content in {**files, MANIFEST: manifests[audience]}.items():
                destination = temporary / audience / path
                destination.parent.mkdir(parents=True, exist_ok=True)
                destination.write_bytes(content)
        temporary.chmod(0o755)
        try:
            temporary.rename(target)
        except OSError:
            # Another process finished the same content first; its folder is as good as ours.
            if not target.exists():
                raise
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _swap_pointer(releases: Path, release_id: str) -> None:
    handle, name = tempfile.mkstemp(prefix=".pointer-", dir=releases)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump({"release": release_id}, stream)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(releases / POINTER)
    finally:
        Path(name).unlink(missing_ok=True)
