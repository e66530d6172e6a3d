"""One damaged catalogue: what the program made of it, in a process of its own with bounded time and memory."""

from __future__ import annotations

import contextlib
import io
import os
import resource
import signal
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path

from sozialmonitor.build.command import main
from tests.support.english import find_english

SECONDS, MEGABYTES = 10, 1000
_WALL_SECONDS = 120
"""A machine that is busy with other things is no fault of the program; processor time is what counts."""


@dataclass(frozen=True)
class Outcome:
    """What the program did.

    Attributes:
        code: exit code of the command, negative for a signal. said: everything printed.
        seconds: processor time. megabytes: most memory held.
    """

    code: int
    said: str
    seconds: float
    megabytes: float

    @property
    def faults(self) -> list[str]:
        """What must never happen, in words; empty if all is well."""
        found = []
        if self.code not in (0, 1):
            found.append(f"ended with {self.code}")
        if "Traceback (most recent call last)" in self.said:
            found.append("traceback")
        if words := find_english(self.said):
            found.append(f"English: {', '.join(words)}")
        if self.seconds > SECONDS:
            found.append(f"{self.seconds:.1f} s")
        if self.megabytes > MEGABYTES:
            found.append(f"{self.megabytes:.0f} MB")
        return found


def run_trial(arguments: list[str], log: Path) -> Outcome:
    """Run a command of the program in a forked process; all it prints goes into ``log``."""
    child = os.fork()
    if child == 0:
        _run_and_exit(arguments, log)
    _, status, usage = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    said = log.read_text(encoding="utf-8", errors="replace")
    return Outcome(code, said, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _run_and_exit(arguments: list[str], log: Path) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS + 2, SECONDS + 2))
    signal.alarm(_WALL_SECONDS)
    code = 70
    with log.open("w", encoding="utf-8", errors="backslashreplace") as output:
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            try:
                code = main(arguments)
            except BaseException:  # the point of the exercise: whatever escapes is a fault
                traceback.print_exc()
        output.flush()
    sys.stdout = io.StringIO()
    os._exit(code)
