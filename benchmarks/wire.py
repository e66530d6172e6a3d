"""A cable with a counter: everything between browser and server passes through, and what reaches the browser counts."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

CHUNK = 1 << 16


class Wire:
    """A relay to a server.

    Attributes:
        url: where it listens. received: bytes that have reached the browser so far, headers and frames included.
    """

    def __init__(self, target: str) -> None:
        parts = urlsplit(target)
        self._target = (parts.hostname or "", parts.port or 0)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.received = 0

    def run(self) -> None:
        """Accept connections until closed."""
        with contextlib.suppress(OSError):
            while True:
                browser = self._listener.accept()[0]
                server = socket.create_connection(self._target)
                threading.Thread(target=self._pump, args=(browser, server, False), daemon=True).start()
                threading.Thread(target=self._pump, args=(server, browser, True), daemon=True).start()

    def close(self) -> None:
        """Stop listening."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _pump(self, source: socket.socket, target: socket.socket, counts: bool) -> None:
        with contextlib.suppress(OSError):
            while chunk := source.recv(CHUNK):
                if counts:
                    self.received += len(chunk)
                target.sendall(chunk)
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_WR)


@contextmanager
def tap(url: str) -> Iterator[Wire]:
    """A wire to the server at ``url`` while the block runs."""
    wire = Wire(url)
    threading.Thread(target=wire.run, daemon=True).start()
    try:
        yield wire
    finally:
        wire.close()
