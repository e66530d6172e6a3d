"""One audience's part of a release: found, and checked to be exactly what was published."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.errors import StoreError
from sozialmonitor.domain.os_errors import describe_os_error
from sozialmonitor.store.files import NotAFileError, read_file, walk_files
from sozialmonitor.store.layout import AUDIENCES, FORMAT_VERSION, MANIFEST
from sozialmonitor.store.manifest import (
    FileEntry,
    Manifest,
    compute_release_id,
    compute_sha256,
    parse_audiences,
    parse_manifest,
)
from sozialmonitor.store.pointer import REBUILD

_MOST_LIST_BYTES = 20_000_000


@dataclass(frozen=True)
class Release:
    """One audience's part of a release whose files are what the manifest says."""

    release_id: str
    audience: Audience
    folder: Path
    manifest: Manifest

    def read(self, path: str) -> bytes:
        """Content of a listed file, checked anew: what is not what was published never leaves this object.

        Raises:
            StoreError: it is not listed, not there any more, or was changed.
        """
        entry = self.manifest.files.get(path)
        if entry is None:
            raise StoreError(f"Der Datenstand {self.release_id} ist unvollständig: {path} fehlt. {REBUILD}")
        content = _read(self.release_id, self.folder / path, entry.bytes)
        if len(content) != entry.bytes or compute_sha256(content) != entry.sha256:
            raise _changed(self.release_id, self.folder / path)
        return content

    def is_present(self) -> bool:
        """Whether the folder is still there: deleting it is how a release is withdrawn for good."""
        return (self.folder / MANIFEST).is_file()

    def find_inconsistency(self, path: str, reason: str) -> StoreError:
        """The error that says a file is what was published, but not what this program can use."""
        place = self.folder / path
        return StoreError(f"Der Datenstand {self.release_id} ist in sich nicht stimmig: {place} ({reason}). {REBUILD}")


def load_release(releases: Path, release_id: str, audience: Audience) -> Release:
    """Find an audience's part of a release, after checking its name, its lists and every file in it.

    Raises:
        StoreError: anything is missing, was added or differs from what was published.
    """
    folder = releases / release_id / audience
    content = _read(release_id, folder / MANIFEST, _MOST_LIST_BYTES)
    _check_version(release_id, folder / MANIFEST, content)
    audiences = _read(release_id, folder / AUDIENCES, _MOST_LIST_BYTES)
    try:
        if compute_release_id(audiences) != release_id:
            raise _changed(release_id, folder / AUDIENCES)
        if parse_audiences(audiences).get(audience) != compute_sha256(content):
            raise _changed(release_id, folder / MANIFEST)
        manifest = parse_manifest(content)
    except ValueError:
        raise _changed(release_id, folder / MANIFEST) from None
    release = Release(release_id, audience, folder, manifest)
    _check_files(release)
    return release


def _check_version(release_id: str, path: Path, content: bytes) -> None:
    """Another format is told before anything else about it can be wrong."""
    try:
        version = json.loads(content)["format"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _changed(release_id, path) from None
    if version != FORMAT_VERSION:
        raise StoreError(f"Der Datenstand {release_id} hat ein anderes Format als dieses Programm. {REBUILD}")


def _check_files(release: Release) -> None:
    listed: dict[str, FileEntry] = release.manifest.files
    for monitor in release.manifest.monitors:
        if not any(path.startswith(f"{monitor}/") for path in listed):
            raise _changed(release.release_id, release.folder / monitor)
    for path in listed:
        release.read(path)
    try:
        for path in walk_files(release.folder):
            if path not in listed and path not in (MANIFEST, AUDIENCES):
                raise _changed(release.release_id, release.folder / path)
    except NotAFileError as error:
        raise _changed(release.release_id, Path(str(error))) from None
    except OSError as error:
        raise _unreadable(release.release_id, release.folder, error) from None


def _read(release_id: str, path: Path, most_bytes: int) -> bytes:
    try:
        return read_file(path, most_bytes)
    except (FileNotFoundError, NotADirectoryError):
        raise StoreError(f"Der Datenstand {release_id} ist unvollständig: {path} fehlt. {REBUILD}") from None
    except NotAFileError:
        raise _changed(release_id, path) from None
    except OSError as error:
        raise _unreadable(release_id, path, error) from None


def _changed(release_id: str, path: Path) -> StoreError:
    return StoreError(f"Der Datenstand {release_id} wurde verändert: {path}. {REBUILD}")


def _unreadable(release_id: str, path: Path, error: OSError) -> StoreError:
    reason = describe_os_error(error)
    return StoreError(
        f"Der Datenstand {release_id} lässt sich nicht lesen: {path} ({reason}). Rechte und Datenträger prüfen."
    )
