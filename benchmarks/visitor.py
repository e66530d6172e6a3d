"""A visitor in the browser who changes a selectbox again and again while a stopwatch runs."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from benchmarks.ours import find_slider
from benchmarks.subject import Subject
from tests.support.browser import open_context, wait_ready
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
        self._wait_for("bench.paints.length > 0")
        first: float = self.page.evaluate("__bench.paints[0].time - performance.timeOrigin")
        self.settle()
        return first

    def change(self) -> float:
        """Take the next option; milliseconds from the press to the new picture."""
        self.subject.find_widget(self.page).click()
        self.page.get_by_role("option", name=next(self._options), exact=True).click()
        self._wait_for("bench.paints.some((paint) => paint.time > bench.pressed)")
        took: float = self.page.evaluate(
            "__bench.paints.find((paint) => paint.time > __bench.pressed).time - __bench.pressed"
        )
        return took

    def slide(self, key: str) -> float:
        """Press an arrow key on the period slider; milliseconds from its input event to the new picture."""
        slider = find_slider(self.page)
        slider.focus()
        self.page.evaluate("__bench.slid = 0")
        slider.press(key)
        self._wait_for("bench.slid && bench.paints.some((paint) => paint.time > bench.slid)")
        took: float = self.page.evaluate(
            "__bench.paints.find((paint) => paint.time > __bench.slid).time - __bench.slid"
        )
        return took

    def settle(self, milliseconds: int = 0) -> None:
        """Wait until nothing is under way any more."""
        wait_ready(self.page, TIMEOUT_SECONDS)
        if milliseconds:
            self.page.wait_for_timeout(milliseconds)
            wait_ready(self.page, TIMEOUT_SECONDS)

    def _wait_for(self, condition: str) -> None:
        self.page.wait_for_function(
            f"() => {{ const bench = __bench; return {condition}; }}", timeout=TIMEOUT_SECONDS * 1000
        )


@contextmanager
def receive_visitor(browser: Browser, server: Server, subject: Subject) -> Iterator[Visitor]:
    """A visitor with an empty cache; leaves at the end."""
    with open_context(browser, server.url) as context:
        context.add_init_script(PROBE)
        yield Visitor(subject, server, context.new_page())


@contextmanager
def count_received(page: Page) -> Iterator[list[int]]:
    """Bytes that reach the browser while the block runs: web socket messages, and answers over HTTP as transferred."""
    received: list[int] = []

    def hear_socket(event: dict[str, Any]) -> None:
        payload = event["response"]["payloadData"]
        received.append(len(base64.b64decode(payload) if event["response"]["opcode"] == 2 else payload.encode()))

    def hear_answer(event: dict[str, Any]) -> None:
        received.append(int(event["encodedDataLength"]))

    session = page.context.new_cdp_session(page)
    session.on("Network.webSocketFrameReceived", hear_socket)
    session.on("Network.loadingFinished", hear_answer)
    session.send("Network.enable")
    yield received
    session.detach()
