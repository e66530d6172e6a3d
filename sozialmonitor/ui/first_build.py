"""A fresh clone started with ``streamlit run app.py`` has no release yet: one visit builds it, the others wait."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import streamlit as st

from sozialmonitor.domain.audience import Audience
from sozialmonitor.store.build_lock import is_build_running
from sozialmonitor.store.changes import compute_state
from sozialmonitor.store.paths import Folders, get_folders
from sozialmonitor.store.pointer import has_release
from sozialmonitor.texts.german import text
from sozialmonitor.ui.stores import get_health

RETRY_SECONDS = 600.0
_POLL_SECONDS = 0.5
_PATIENCE_SECONDS = 300.0

_log = logging.getLogger(__name__)


class FirstBuild:
    """Builds a missing release, once however many visitors come.

    A build that failed is not repeated before the data have changed or some time has passed. Visitors learn neither
    defects nor paths; those go to the log.
    """

    def __init__(self, build: Callable[[Folders], bool], clock: Callable[[], float] = time.monotonic) -> None:
        """Nothing has been tried.

        Args:
            build: builds a release and says whether there is one now. clock: seconds that only grow.
        """
        self._build, self._clock = build, clock
        self._lock = threading.Lock()
        self._failed: tuple[int, float] | None = None

    def ensure(self, folders: Folders) -> bool:
        """Whether there is a release, built now if need be; waits for a build that is running."""
        with self._lock:
            if has_release(folders.releases):
                return True
            state = compute_state(folders.data, folders.geo)
            if self._failed is not None and self._failed[0] == state and self._clock() < self._failed[1]:
                return False
            is_built = self._build(folders)
            self._failed = None if is_built else (state, self._clock() + RETRY_SECONDS)
            return is_built


def build_missing_release() -> bool:
    """Build the first release unless there is one or one is being served; whether there is one now."""
    folders = get_folders()
    if has_release(folders.releases) or get_health(Audience.PUBLIC).release is not None:
        return True
    with st.spinner(text("app.building")):
        return _FIRST_BUILD.ensure(folders)


def run_build(folders: Folders) -> bool:
    """Build in a process of its own, or wait for the build of another server; whether there is a release now."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while is_build_running(folders.releases) and time.monotonic() < deadline:
        time.sleep(_POLL_SECONDS)
    if has_release(folders.releases):
        return True
    command = [sys.executable, "-m", "sozialmonitor", "build"]
    options = ["--data", str(folders.data), "--geo", str(folders.geo), "--releases", str(folders.releases)]
    done = subprocess.run(  # noqa: S603 - our own program with our own folders
        [*command, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        cwd=folders.program,
        check=False,
    )
    if done.returncode:
        _log.error("Der erste Datenstand ließ sich nicht bauen:\n%s", done.stdout)
    return has_release(folders.releases)


_FIRST_BUILD = FirstBuild(run_build)
