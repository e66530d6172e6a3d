"""Finding the published release and checking that nobody changed it."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.errors import StoreError
from sozialmonitor.store.layout import FORMAT_VERSION, MANIFEST, POINTER

_REBUILD = "Mit ›python -m sozialmonitor build‹ neu veröffentlichen."


def has_release(releases: Path) -> bool:
    """Whether anything has been published at all."""
    return (releases / POINTER).is_file()


def get_current_release(releases: Path) -> str:
    """Id of the published release.

    Raises:
        StoreError: nothing is published, or the pointer is damaged.
    """
    try:
        release_id = json.loads((releases / POINTER).read_text(encoding="utf-8"))["release"]
    except FileNotFoundError:
        raise StoreError(f"In {releases} ist noch nichts veröffentlicht. {_REBUILD}") from None
    except (ValueError, KeyError, TypeError):
        raise StoreError(f"Der Zeiger {releases / POINTER} ist beschädigt. {_REBUILD}") from None
    if not re.fullmatch(r"[0-9a-f]{16}", str(release_id)):
        raise StoreError(f"Der Zeiger {releases / POINTER} ist beschädigt. {_REBUILD}")
    return str(release_id)


def load_manifest(releases: Path, release_id: str, audience: Audience) -> dict[str, Any]:
    """The list of files of a release with their hashes, after checking every one of them.

    Raises:
        StoreError: a file is missing or differs from what was published.
    """
    folder = releases / release_id / audience
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        version = manifest["format"]
        hashes = {path: entry["sha256"] for path, entry in manifest["files"].items()}
    except FileNotFoundError:
        raise StoreError(
            f"Der Datenstand {release_id} ist unvollständig: {folder / MANIFEST} fehlt. {_REBUILD}"
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise StoreError(f"Der Datenstand {release_id} wurde verändert: {folder / MANIFEST}. {_REBUILD}") from None
    if version != FORMAT_VERSION:
        raise StoreError(f"Der Datenstand {release_id} hat ein anderes Format als dieses Programm. {_REBUILD}")
    for path, expected in hashes.items():
        _check_file(folder / path, expected, release_id)
    return manifest


def _check_file(path: Path, expected: str, release_id: str) -> None:
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        raise StoreError(f"Der Datenstand {release_id} ist unvollständig: {path} fehlt. {_REBUILD}") from None
    if found != expected:
        raise StoreError(f"Der Datenstand {release_id} wurde verändert: {path}. {_REBUILD}")
