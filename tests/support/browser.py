"""Chromium for tests: the system's own, silent towards the network, with notes of everything that goes wrong."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Request, WebError, WebSocket

FLAGS = [
    "--no-sandbox",  # as root in continuous integration there is no other way; only our own pages are visited
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
READY_SECONDS = 60
QUIET_MILLISECONDS = 200
"""How long the app has to be idle to count as ready: a click reaches the server only a moment later."""

_READY = """
(quiet) => {
    const app = document.querySelector("[data-testid=stApp]");
    const idle = app !== null
        && app.dataset.testScriptState === "notRunning"
        && app.dataset.testConnectionState === "CONNECTED"
        && document.querySelector("[data-testid=stMain] [data-testid=stElementContainer]") !== null
        && document.querySelector("[data-stale=true]") === null;
    if (!idle) { window.__idleSince = undefined; return false; }
    window.__idleSince ??= performance.now();
    return performance.now() - window.__idleSince >= quiet;
}
"""


@dataclass
class Notes:
    """What a visitor's browser complained about, or asked of others than the server."""

    origin: str
    problems: list[str] = field(default_factory=list)

    def hear_console(self, message: ConsoleMessage) -> None:
        """Errors on the console."""
        if message.type == "error":
            self.problems.append(f"console: {message.text} ({message.location.get('url', '')})")

    def hear_error(self, error: WebError) -> None:
        """Uncaught exceptions of scripts."""
        self.problems.append(f"script: {error.error}")

    def hear_request(self, request: Request) -> None:
        """Anything asked of another host."""
        self._check_address(request.url)

    def hear_page(self, page: Page) -> None:
        """Web sockets are no requests and are reported per page only."""
        page.on("websocket", self._hear_socket)

    def _hear_socket(self, socket: WebSocket) -> None:
        self._check_address(socket.url)

    def _check_address(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob", "about"} and parts.netloc != urlsplit(self.origin).netloc:
            self.problems.append(f"request to another host: {url}")


_notes: WeakKeyDictionary[BrowserContext, Notes] = WeakKeyDictionary()


def find_chromium() -> str:
    """Path of the system's Chromium; the environment variable CHROMIUM chooses another one."""
    names = (os.environ["CHROMIUM"],) if os.environ.get("CHROMIUM") else NAMES
    for name in names:
        if path := shutil.which(name):
            return path
    raise FileNotFoundError(f"no Chromium among {', '.join(names)}; scripts/ensure_chromium.sh says how to get one")


def launch(playwright: Playwright, *flags: str) -> Browser:
    """Start Chromium with a new, empty profile."""
    return playwright.chromium.launch(executable_path=find_chromium(), args=[*FLAGS, *flags])


@contextmanager
def open_context(browser: Browser, origin: str, **options: Any) -> Iterator[BrowserContext]:
    """A new visitor: German browser, nothing remembered, everything that goes wrong is noted."""
    settings: dict[str, Any] = {"locale": "de-DE", "viewport": {"width": 1440, "height": 900}, "base_url": origin}
    context = browser.new_context(**(settings | options))
    notes = _notes[context] = Notes(origin)
    context.on("console", notes.hear_console)
    context.on("weberror", notes.hear_error)
    context.on("request", notes.hear_request)
    context.on("page", notes.hear_page)
    try:
        yield context
    finally:
        context.close()


def get_problems(page: Page) -> list[str]:
    """Everything noted so far for the visitor the page belongs to."""
    return list(_notes[page.context].problems)


def assert_clean(page: Page) -> None:
    """Fail if the page wrote an error, threw one or asked another host for anything."""
    problems = get_problems(page)
    assert not problems, "\n".join(problems)


def wait_ready(page: Page, seconds: float = READY_SECONDS) -> None:
    """Wait until the app is connected, has drawn something and is idle."""
    page.evaluate("window.__idleSince = undefined")  # idle from now on, not since the last wait
    page.wait_for_function(_READY, arg=QUIET_MILLISECONDS, timeout=seconds * 1000)


def visit(page: Page, path: str) -> None:
    """Open an address of the app and wait until the page stands."""
    page.goto(path)
    wait_ready(page)
