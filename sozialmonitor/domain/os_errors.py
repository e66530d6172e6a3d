"""What the operating system refuses, said in German."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOSPC: "der Speicherplatz reicht nicht",
    errno.EDQUOT: "das Kontingent für Speicherplatz ist erschöpft",
    errno.EACCES: "die Rechte reichen nicht",
    errno.EPERM: "die Rechte reichen nicht",
    errno.EROFS: "der Datenträger ist nur lesbar",
    errno.ENOENT: "den Ordner oder die Datei gibt es nicht",
    errno.EEXIST: "dort liegt schon etwas anderes",
    errno.ENOTDIR: "dort liegt eine Datei, kein Ordner",
    errno.EISDIR: "dort liegt ein Ordner, keine Datei",
    errno.ENOTEMPTY: "der Ordner ist nicht leer",
    errno.ELOOP: "dort liegt eine Verknüpfung",
    errno.ENAMETOOLONG: "der Name ist zu lang",
    errno.EMFILE: "zu viele Dateien sind geöffnet",
    errno.EIO: "der Datenträger meldet einen Fehler",
    errno.ENOLCK: "der Datenträger kennt keine Sperren",
    errno.EOPNOTSUPP: "der Datenträger kennt keine Sperren",
}


def describe_os_error(error: OSError) -> str:
    """Why the system refused, as part of a German sentence; a rare reason by its number."""
    return _REASONS.get(error.errno or 0, f"Fehler {error.errno} des Betriebssystems")
