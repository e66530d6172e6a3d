"""One build at a time: a lock on a file in the folder of releases. The system lets go of it when a build is killed."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sozialmonitor.domain.errors import StoreError
from sozialmonitor.domain.os_errors import describe_os_error
from sozialmonitor.store.layout import LOCK, NEW_POINTER, UNFINISHED


@contextmanager
def hold_build(releases: Path) -> Iterator[None]:
    """Be the only build of a folder of releases, and remove what a killed one has left there.

    A folder that did not exist, and into which nothing was written, is gone again afterwards.

    Raises:
        StoreError: another build is running, or the folder cannot be written to.
    """
    try:
        handle = _lock(releases)
        if handle is None:
            raise StoreError(
                f"Für {releases} läuft gerade ein anderer Bau. Warten, bis er fertig ist, dann noch einmal bauen."
            )
        _remove_leftovers(releases)
    except OSError as error:
        raise refuse_writing(releases, error) from error
    try:
        yield
    finally:
        if {path.name for path in releases.iterdir()} == {LOCK}:
            with suppress(OSError):
                (releases / LOCK).unlink()
                releases.rmdir()
        os.close(handle)


def refuse_writing(releases: Path, error: OSError) -> StoreError:
    """The error that says that nothing can be written into a folder of releases, and why."""
    return StoreError(f"Der Datenstand lässt sich nicht nach {releases} schreiben ({describe_os_error(error)}).")


def is_build_running(releases: Path) -> bool:
    """Whether another process is building into this folder right now."""
    try:
        handle = os.open(releases / LOCK, os.O_RDWR)
    except OSError:
        return False
    try:
        return not _try_lock(handle)
    finally:
        os.close(handle)


def _lock(releases: Path) -> int | None:
    """The locked file, or None if somebody else holds it."""
    while True:
        releases.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):  # whoever came before has just removed the empty folder
            handle = os.open(releases / LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
            if not _try_lock(handle):
                os.close(handle)
                return None
            if _is_same_file(handle, releases / LOCK):
                return handle
            os.close(handle)


def _try_lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_same_file(handle: int, path: Path) -> bool:
    """Whether the file that was locked is still the one that others will find."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _remove_leftovers(releases: Path) -> None:
    for path in releases.iterdir():
        if path.name.startswith((UNFINISHED, NEW_POINTER)):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
