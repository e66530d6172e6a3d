"""Reading what a release is made of: regular files, never more of them than was announced."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path


class NotAFileError(Exception):
    """In the place of a file lies something else: a link, a folder, a pipe, or far too much."""


def read_file(path: Path, most_bytes: int) -> bytes:
    """Content of a regular file; its last part is not followed if it is a link.

    Raises:
        OSError: it is not there or may not be read. NotAFileError: it is no regular file, or too large.
    """
    if path.is_symlink():
        raise NotAFileError(path)
    # Opening a pipe would wait for its other end.
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or found.st_size > most_bytes:
            raise NotAFileError(path)
        with os.fdopen(handle, "rb", closefd=False) as stream:
            return stream.read(most_bytes + 1)
    finally:
        os.close(handle)


def walk_files(folder: Path) -> Iterator[str]:
    """Paths of all files below a folder, relative to it; links, pipes and devices are refused.

    Raises:
        OSError: a folder is missing or may not be read. NotAFileError: something is neither file nor folder.
    """
    if folder.is_symlink():
        raise NotAFileError(folder)
    waiting = [folder]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(Path(entry.path))
                elif entry.is_file(follow_symlinks=False):
                    yield Path(entry.path).relative_to(folder).as_posix()
                else:
                    raise NotAFileError(Path(entry.path))
