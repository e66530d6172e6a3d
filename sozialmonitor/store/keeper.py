"""The release in service: the published one, or the last good one while that cannot be loaded."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.errors import NothingToShowError, StoreError
from sozialmonitor.store.layout import MANIFEST, POINTER
from sozialmonitor.store.pointer import load_pointer
from sozialmonitor.store.store import Store

RETRY_SECONDS = 60.0

_log = logging.getLogger(__name__)

_Marks = tuple[int, ...]


@dataclass(frozen=True)
class _Failure:
    """Why the published release is not in service; tried again when the files change or the time has come."""

    error: StoreError
    marks: _Marks
    retry_at: float


@dataclass(frozen=True)
class Health:
    """Attributes: release: what is served, None if nothing is. reason: why it is not what is published."""

    release: str | None
    reason: StoreError | None


class Keeper:
    """Keeps one store per audience in service; all sessions of a process share it.

    A release that cannot be loaded never takes away one that could. Never served is a release that was withdrawn:
    one whose folder is gone, and one that was published after the pointer was set back by hand.
    """

    def __init__(
        self,
        releases: Path,
        audience: Audience,
        after_change: Callable[[], None] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Nothing is loaded yet.

        Args:
            releases: folder of releases. audience: whom the stores are cut to.
            after_change: called after another release has come into service. clock: seconds that only grow.
        """
        self._releases, self._audience = releases, audience
        self._after_change, self._clock = after_change, clock
        self._store: Store | None = None
        self._failure: _Failure | None = None
        self._logged: str | None = None
        self._lock = threading.Lock()

    def get(self) -> Store:
        """The store in service.

        While another thread loads a new release, everybody else goes on with the old one.

        Raises:
            StoreError: nothing is published, or nothing of it can be loaded.
        """
        store = self._store
        if store is not None and self._is_settled(store):
            self._failure = self._logged = None
            return store
        if not self._lock.acquire(blocking=store is None or not store.is_present()):
            assert store is not None  # otherwise the lock was waited for
            return store
        try:
            return self._renew()
        finally:
            self._lock.release()

    def get_health(self) -> Health:
        """What is served, and why that is not what is published, if so."""
        try:
            release = self.get().release_id
        except StoreError as error:
            return Health(None, error)
        return Health(release, self._failure.error if self._failure else None)

    def _is_settled(self, store: Store) -> bool:
        """Whether what is served is what is published: the usual case, and cheap to find out."""
        try:
            return load_pointer(self._releases).release == store.release_id and store.is_present()
        except StoreError:
            return False

    def _renew(self) -> Store:
        if self._store is not None and not self._store.is_present():
            self._store = None
        marks = self._read_marks()
        if self._failure and self._failure.marks == marks and self._clock() < self._failure.retry_at:
            return self._serve_or_raise(self._failure.error)
        try:
            pointer = load_pointer(self._releases)
            if self._store is None or self._store.release_id != pointer.release:
                self._serve(Store(self._releases, pointer.release, self._audience))
        except NothingToShowError:
            self._store = self._failure = None  # taken back on purpose: nothing older may be shown instead
            raise
        except StoreError as error:
            self._failure = _Failure(error, marks, self._clock() + RETRY_SECONDS)
            self._complain(error)
            if self._store is None:
                self._serve_older()
            return self._serve_or_raise(error)
        self._failure = self._logged = None
        assert self._store is not None
        return self._store

    def _serve(self, store: Store) -> None:
        self._store = store
        _log.info("Datenstand %s wird ausgeliefert (%s).", store.release_id, self._audience)
        self._after_change()

    def _serve_older(self) -> None:
        """After a start: the newest release published before the damaged one that can be loaded."""
        try:
            before = load_pointer(self._releases).before
        except StoreError:
            return
        for release in before:
            try:
                self._serve(Store(self._releases, release, self._audience))
            except NothingToShowError:
                return
            except StoreError:
                continue
            return

    def _serve_or_raise(self, error: StoreError) -> Store:
        if self._store is None:
            raise StoreError(str(error)) from None
        return self._store

    def _complain(self, error: StoreError) -> None:
        """Once per reason, however many visitors come."""
        if str(error) != self._logged:
            self._logged = str(error)
            _log.error("Der veröffentlichte Datenstand lässt sich nicht ausliefern: %s", error)

    def _read_marks(self) -> _Marks:
        """Times of change of the pointer and of what it points to: whoever repairs something changes one of them."""
        paths = [self._releases / POINTER]
        try:
            folder = self._releases / load_pointer(self._releases).release
            paths += [folder, folder / self._audience, folder / self._audience / MANIFEST]
        except StoreError:
            pass
        return tuple(_read_change(path) for path in paths)


def _read_change(path: Path) -> int:
    """Time of the last change of a file's content, name or rights, which no copy can carry over from elsewhere."""
    try:
        return path.stat().st_ctime_ns
    except OSError:
        return 0
