"""A package index of a later day: every locked package as it is today, and a newer release of each beside it.

The packages are empty, but ask for each other as the installed ones do, so pip's own resolver meets the real
conditions without a network and in seconds.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from importlib.metadata import Distribution, distributions
from pathlib import Path

NEWER = "9999.0"
_ENTRY = re.compile(r"^(?P<name>[a-z0-9-]+)(?P<extras>\[[a-z0-9,-]+\])?==(?P<version>\S+)(?P<marker> ; .*?)? \\$", re.M)


def write_index(lock: str, folder: Path) -> str:
    """Write the stubs of a locked list into ``folder``.

    Returns:
        The same list with the hashes of the stubs, to be given to pip. Packages that are not installed here,
        because they are for other systems, keep an unknown hash: pip must not ask for them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    installed = {_normalise(item.metadata["Name"]): item for item in distributions()}
    lines = []
    for entry in _ENTRY.finditer(lock):
        name, version = entry["name"], entry["version"]
        digest = "0" * 64
        if name in installed:
            digest = _write_wheel(installed[name], name, version, folder)
            _write_wheel(installed[name], name, NEWER, folder)
        lines.append(
            f"{name}{entry['extras'] or ''}=={version}{(entry['marker'] or '').rstrip()} --hash=sha256:{digest}"
        )
    return "\n".join(lines) + "\n"


def strip_extras(lock: str) -> str:
    """A locked list as it comes without ``--no-strip-extras``."""
    return re.sub(r"^([a-z0-9-]+)\[[a-z0-9,-]+\]==", r"\1==", lock, flags=re.M)


def _normalise(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _write_wheel(found: Distribution, name: str, version: str, folder: Path) -> str:
    file_name = name.replace("-", "_")
    info = f"{file_name}-{version}.dist-info"
    asked = [f"Requires-Dist: {item}" for item in found.requires or []]
    extras = [f"Provides-Extra: {item}" for item in found.metadata.get_all("Provides-Extra") or []]
    metadata = "\n".join(["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *asked, *extras, ""])
    path = folder / f"{file_name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr(f"{info}/METADATA", metadata)
        wheel.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{info}/RECORD", "")
    return hashlib.sha256(path.read_bytes()).hexdigest()
