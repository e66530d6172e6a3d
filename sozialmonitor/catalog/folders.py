"""Files below a folder, and those that differ from the wanted one only in how their name is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from sozialmonitor.domain.errors import Defect

MOST_FILES = 5000

_SYSTEM_FILES = frozenset({"readme.md", "thumbs.db", "desktop.ini"})
_OTHER_ENDINGS = {".yml": ".yaml"}


def walk(folder: Path) -> Iterator[Path]:
    """Files below a folder; links to folders are not followed, so there is an end."""
    for path in sorted(folder.iterdir()):
        if is_passed_over(path):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from walk(path)
        else:
            yield path


def is_passed_over(path: Path) -> bool:
    """Hidden files, a README, and what operating systems and office programs leave behind."""
    return path.name.startswith((".", "~$")) or path.name.lower() in _SYSTEM_FILES


def spell(name: str) -> str:
    """A file's name without what people write differently: capital letters, composed umlauts, ``.yml``."""
    plain = Path(unicodedata.normalize("NFC", name).lower())
    return plain.with_suffix(_OTHER_ENDINGS.get(plain.suffix, plain.suffix)).as_posix()


def find_misnamed(wanted: Path, folder: Path, name: str) -> Defect | None:
    """What is said about a file that is meant to be ``wanted``, which does not exist; None if there is none.

    Args:
        wanted: a path below ``folder``. name: how it is called in messages.
    """
    if not wanted.is_relative_to(folder) or not folder.is_dir() or folder == Path(folder.anchor):
        return None
    inside = wanted.relative_to(folder).as_posix()
    for path in islice(walk(folder), MOST_FILES):
        file = path.relative_to(folder).as_posix()
        if file != inside and name.endswith(inside) and spell(file) == spell(inside):
            return describe_misnamed(file, inside, name.removesuffix(inside))
    return None


def describe_misnamed(file: str, wanted: str, start: str) -> Defect:
    """The defect of a file that is to be called otherwise; ``start`` is what stands before both names in messages."""
    is_beside = Path(file).parent == Path(wanted).parent
    remedy = f"in ›{Path(wanted).name if is_beside else wanted}‹ umbenennen"
    return Defect(f"{start}{file}", "Diese Datei wird von niemandem gelesen", remedy)
