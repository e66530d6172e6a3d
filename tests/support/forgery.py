"""Giving a changed release a name that fits again, as only somebody could who may write the pointer."""

from __future__ import annotations

import json
from pathlib import Path

from sozialmonitor.domain.audience import Audience
from sozialmonitor.store.layout import AUDIENCES, MANIFEST
from sozialmonitor.store.manifest import compute_release_id, compute_sha256, dump_audiences
from sozialmonitor.store.pointer import get_current_release


def put_hashes_right(releases: Path) -> None:
    """List every listed file of the current release as it is now."""
    for audience in Audience:
        folder = releases / get_current_release(releases) / audience
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        for name, entry in manifest["files"].items():
            content = (folder / name).read_bytes()
            entry.update(sha256=compute_sha256(content), bytes=len(content))
        (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def put_name_right(releases: Path) -> str:
    """Name the current release after its manifests as they are now, and publish it."""
    release = releases / get_current_release(releases)
    audiences = dump_audiences({audience: (release / audience / MANIFEST).read_bytes() for audience in Audience})
    for audience in Audience:
        (release / audience / AUDIENCES).write_bytes(audiences)
    name = compute_release_id(audiences)
    release.rename(releases / name)
    (releases / "current.json").write_text(json.dumps({"release": name}), encoding="utf-8")
    return name
