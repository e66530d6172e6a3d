"""Reading a file that an office supplies: a regular file of bearable size, in its own folder; text in UTF-8."""

from __future__ import annotations

from pathlib import Path

from sozialmonitor.catalog.file_kind import recognise_kind
from sozialmonitor.catalog.folders import find_misnamed
from sozialmonitor.domain.errors import Defect

MEGABYTE = 1_000_000


def load_text(
    path: Path, name: str, *, folder: Path, most_bytes: int, missing: Defect | None = None
) -> tuple[str | None, list[Defect]]:
    """Text of a file without its byte order mark.

    Args:
        path: the file. name: how it is called in messages.
        folder: what the file must lie in after links have been followed; no reference leads out of a monitor.
        most_bytes: a larger file is refused before it is read.
        missing: what is said if the file is not there, and no other is meant to be it.

    Returns:
        The text, or None and what kept it from being read.
    """
    raw, defects = load_bytes(path, name, folder=folder, most_bytes=most_bytes, missing=missing)
    if raw is None:
        return None, defects
    if kind := recognise_kind(raw):
        return None, [Defect(name, f"Das ist {kind}", "als Textdatei in UTF-8 speichern und diese ablegen")]
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return None, [Defect(name, "Die Datei ist nicht in UTF-8 geschrieben", "als UTF-8 speichern")]


def load_bytes(
    path: Path, name: str, *, folder: Path, most_bytes: int, missing: Defect | None = None
) -> tuple[bytes | None, list[Defect]]:
    """The same for a file that is no text."""
    missing = missing or Defect(name, "Die Datei fehlt", "anlegen oder den Verweis darauf entfernen")
    try:
        found = path.resolve(strict=True)
        if not found.is_relative_to(folder.resolve()):
            finding = f"Die Datei liegt nicht im Ordner ›{folder.name}‹"
            return None, [Defect(name, finding, "in den Ordner kopieren; Verweise hinaus sind nicht erlaubt")]
        if not found.is_file():  # a folder; a device or a pipe would never end
            return None, [Defect(name, "Das ist keine gewöhnliche Datei", "durch eine Textdatei ersetzen")]
        size = found.stat().st_size
        if size > most_bytes:
            finding = f"Die Datei ist mit {size / MEGABYTE:.0f} MB zu groß"
            return None, [Defect(name, finding, f"höchstens {most_bytes / MEGABYTE:.0f} MB sind möglich; aufteilen")]
        return found.read_bytes(), []
    except FileNotFoundError:
        return None, [find_misnamed(path, folder, name) or missing]
    except (OSError, ValueError, RuntimeError):  # no permission; a null character in the name; links in a circle
        return None, [Defect(name, "Die Datei ist nicht lesbar", "Namen, Rechte und Verknüpfungen prüfen")]
