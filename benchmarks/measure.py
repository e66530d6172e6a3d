"""One measurement each: changes, cold pages, bytes, slider, memory."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field, replace

from playwright.sync_api import Browser

from benchmarks.process import read_cpu_seconds, read_resident_bytes
from benchmarks.subject import Subject
from benchmarks.visitor import Visitor, receive_visitor
from benchmarks.wire import tap
from tests.support.server import Server

WARM_UP = 2
SESSIONS = 10
SLIDES = ("ArrowLeft",) * 9
PAUSE_MILLISECONDS = 250
FOLLOWING_MILLISECONDS = 2500
"""What a change brings later by itself, such as the values of further periods, has arrived by then."""


@dataclass
class Samples:
    """Everything measured for one subject at one size; times in milliseconds.

    Attributes:
        received: bytes on the wire for a change until the page was at rest.
        followed: bytes that came later by themselves.
    """

    changes: list[float] = field(default_factory=list)
    cpu: float | None = None
    received: int | None = None
    followed: int | None = None
    cold: list[float] = field(default_factory=list)
    slides: list[float] = field(default_factory=list)
    session_bytes: float | None = None


def measure_changes(visitors: list[Visitor], samples: list[Samples], rounds: int, warm_up: int = WARM_UP) -> None:
    """Change by turns, so that whatever else the machine does meets all of them alike; with processor time."""
    for visitor in visitors:
        visitor.open()
    used = [0.0] * len(visitors)
    for number in range(warm_up + rounds):
        for index, (visitor, sample) in enumerate(zip(visitors, samples, strict=True)):
            before = read_cpu_seconds(visitor.server.pid)
            took = visitor.change()
            visitor.settle(PAUSE_MILLISECONDS)
            if number >= warm_up:
                sample.changes.append(took)
                used[index] += read_cpu_seconds(visitor.server.pid) - before
    for sample, seconds in zip(samples, used, strict=True):
        sample.cpu = 1000 * seconds / rounds


def measure_bytes(browser: Browser, server: Server, subject: Subject, sample: Samples) -> None:
    """What a change sends over the wire, by a visitor of its own: not timed, since listening costs time."""
    with tap(server.url) as wire, receive_visitor(browser, replace(server, url=wire.url), subject) as visitor:
        visitor.open()
        for _ in range(WARM_UP):
            visitor.change()
            visitor.settle(FOLLOWING_MILLISECONDS)
        before = wire.received
        visitor.change()
        visitor.settle()
        changed = wire.received
        visitor.settle(FOLLOWING_MILLISECONDS)
        sample.received, sample.followed = changed - before, wire.received - changed


def measure_slider(visitor: Visitor, sample: Samples) -> None:
    """The period slider, painted from values that are already in the browser."""
    visitor.slide(SLIDES[0])
    visitor.settle(FOLLOWING_MILLISECONDS)
    for key in SLIDES:
        sample.slides.append(visitor.slide(key))
        visitor.settle(PAUSE_MILLISECONDS)


def measure_cold(browser: Browser, server: Server, subject: Subject, sample: Samples, rounds: int) -> None:
    """New visitors with an empty cache on a warm server: from the start of the navigation to the first picture."""
    for number in range(1 + rounds):
        with receive_visitor(browser, server, subject) as visitor:
            took = visitor.open()
        if number:
            sample.cold.append(took)


def measure_memory(browser: Browser, server: Server, subject: Subject, sample: Samples) -> None:
    """Memory of the server per open session, after two that warm it up."""
    with ExitStack() as stack:

        def open_sessions(count: int) -> int:
            for _ in range(count):
                visitor = stack.enter_context(receive_visitor(browser, server, subject))
                visitor.open()
                visitor.change()
                visitor.settle()
            return read_resident_bytes(server.pid)

        before = open_sessions(2)
        sample.session_bytes = (open_sessions(SESSIONS) - before) / SESSIONS
