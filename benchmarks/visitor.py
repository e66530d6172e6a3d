"""A visitor in the browser who changes a selectbox again and again while a stopwatch runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as BrowserTimeout

from benchmarks.ours import find_slider
from benchmarks.subject import Subject
from tests.support.browser import get_problems, open_context, wait_ready
from tests.support.server import Server

PROBE = (Path(__file__).parent / "probe.js").read_text(encoding="utf-8")
TIMEOUT_SECONDS = 240


@dataclass
class Visitor:
    """One open page of a subject."""

    subject: Subject
    server: Server
    page: Page

    def __post_init__(self) -> None:
        self._options = cycle([*self.subject.options[1:], self.subject.options[0]])

    def open(self) -> float:
        """Open the page; milliseconds from the start of the navigation to the first picture."""
        self.page.goto(self.subject.address, timeout=TIMEOUT_SECONDS * 1000)
        took = self._await_paint(since="performance.timeOrigin")
        self.settle()
        return took

    def change(self) -> float:
        """Take the next option; milliseconds from the press to the picture of something else."""
        self.page.evaluate("__bench.before = __bench.paints.at(-1).key")
        self.subject.find_widget(self.page).click()
        self.page.get_by_role("option", name=next(self._options), exact=True).click()
        return self._await_paint(since="__bench.pressed", which="paint.key !== __bench.before")

    def slide(self, key: str) -> float:
        """Press an arrow key on the period slider; milliseconds from its input event to the new picture."""
        slider = find_slider(self.page)
        slider.focus()
        self.page.evaluate("__bench.slid = 0")
        slider.press(key)
        return self._await_paint(since="__bench.slid", which="__bench.slid > 0")

    def settle(self, milliseconds: int = 0) -> None:
        """Wait until nothing is under way any more."""
        wait_ready(self.page, TIMEOUT_SECONDS)
        if milliseconds:
            self.page.wait_for_timeout(milliseconds)
            wait_ready(self.page, TIMEOUT_SECONDS)

    def _await_paint(self, since: str, which: str = "true") -> float:
        find = f"__bench.paints.find((paint) => paint.time > {since} && {which})"
        script = f"() => {{ const paint = {find}; return paint ? paint.time - {since} : null; }}"
        try:
            took: float = self.page.wait_for_function(script, timeout=TIMEOUT_SECONDS * 1000).json_value()
        except BrowserTimeout as error:
            said = "\n".join([*get_problems(self.page), self.server.read_log(lines=20)])
            raise RuntimeError(f"no picture at {self.page.url}:\n{said}") from error
        return took


@contextmanager
def receive_visitor(browser: Browser, server: Server, subject: Subject) -> Iterator[Visitor]:
    """A visitor with an empty cache; leaves at the end."""
    with open_context(browser, server.url) as context:
        context.add_init_script(PROBE)
        yield Visitor(subject, server, context.new_page())
