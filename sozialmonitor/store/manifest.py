"""The lists that make a release one thing: files by hash, audiences by hash, and a name that is a hash itself.

The list of audiences cannot stand in the manifests, since it holds their hashes; it lies beside each of them. Whoever
holds one audience's folder alone can therefore recompute the name of the whole release.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, TypeAdapter

from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.model import Model
from sozialmonitor.domain.period import Period
from sozialmonitor.domain.text import Id, Name
from sozialmonitor.store.layout import FORMAT_VERSION

_PATH = re.compile(r"[a-z0-9][a-z0-9.-]*(/[a-z0-9][a-z0-9.-]*){0,3}")
_ID_LENGTH = 16


def _check_path(path: str) -> str:
    """No link, no way up and no absolute path can be spelled with what is left."""
    if _PATH.fullmatch(path) is None or len(path) > 200:
        raise ValueError("kein Pfad in einem Datenstand")
    return path


def _check_period(code: str) -> str:
    return Period(code).code


Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
FilePath = Annotated[str, AfterValidator(_check_path)]


class FileEntry(Model):
    """One file as it was published."""

    sha256: Sha256
    bytes: int = Field(ge=0)


class MonitorSummary(Model):
    """What ``status`` tells of a monitor."""

    title: Name
    indicators: int = Field(ge=1)
    observations: int = Field(ge=0)
    newest_period: Annotated[str, AfterValidator(_check_period)]


class Manifest(Model):
    """All files of one audience but this one and the list of audiences.

    Attributes:
        monitors: by id; empty where the release holds nothing for the audience.
        files: by path inside the audience's folder.
    """

    format: Literal[3]
    monitors: dict[Id, MonitorSummary]
    files: dict[FilePath, FileEntry]


_AUDIENCES = TypeAdapter(dict[Audience, Sha256])


def dump_manifest(files: Mapping[str, bytes], summary: Mapping[str, object]) -> bytes:
    """The manifest of an audience; ``summary`` holds its ``monitors``."""
    listed = {path: {"sha256": compute_sha256(content), "bytes": len(content)} for path, content in files.items()}
    manifest = {"format": FORMAT_VERSION, **summary, "files": listed}
    return json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode()


def dump_audiences(manifests: Mapping[Audience, bytes]) -> bytes:
    """The list of audiences in the one spelling whose hash is the name of the release."""
    hashes = {str(audience): compute_sha256(manifest) for audience, manifest in manifests.items()}
    return json.dumps(hashes, sort_keys=True, separators=(",", ":")).encode()


def parse_manifest(content: bytes) -> Manifest:
    """Read a manifest; ValueError if it says anything but what a manifest says."""
    return Manifest.model_validate_json(content, strict=True)


def parse_audiences(content: bytes) -> dict[Audience, str]:
    """Read the list of audiences; ValueError if it is anything else."""
    return _AUDIENCES.validate_json(content)


def compute_release_id(audiences: bytes) -> str:
    """Name of the release with this list of audiences."""
    return compute_sha256(audiences)[:_ID_LENGTH]


def is_release_id(text: str) -> bool:
    """Whether ``text`` can be the name of a release."""
    return re.fullmatch(rf"[0-9a-f]{{{_ID_LENGTH}}}", text) is not None


def compute_sha256(content: bytes) -> str:
    """Hexadecimal SHA-256."""
    return hashlib.sha256(content).hexdigest()
