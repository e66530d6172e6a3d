"""How much a visitor may send over the web socket.

A page sends the state of its controls: some kilobytes. The framework lets a message be as large as it may itself be
when it goes out, and unpacks everything that arrives in one go before it stops reading: messages of 190 MB came out of
194 KB, and many small ones add up in the same way. So both are limited here, in the two classes of the server that
nothing else can reach; a test with a real connection holds them (docs/decisions/0010).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from uvicorn.protocols.websockets import websockets_sansio_impl as server
from websockets.exceptions import PayloadTooBig
from websockets.extensions.base import Extension, ServerExtensionFactory
from websockets.extensions.permessage_deflate import PerMessageDeflate, ServerPerMessageDeflateFactory
from websockets.frames import Frame
from websockets.server import ServerProtocol
from websockets.typing import ExtensionName, ExtensionParameter

MESSAGE_BYTES = 500_000
"""Largest message, unpacked: 11,000 area codes chosen at once are 100,000 bytes."""

BURST_BYTES = 2_000_000
BYTES_PER_SECOND = 200_000


class Allowance:
    """Bytes that may still be unpacked for one visitor; it grows back with time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """A full allowance. ``clock``: seconds that only grow."""
        self._clock, self._left, self._since = clock, float(BURST_BYTES), clock()

    def get(self) -> int:
        """What is left right now."""
        now = self._clock()
        self._left = min(BURST_BYTES, self._left + (now - self._since) * BYTES_PER_SECOND)
        self._since = now
        return int(self._left)

    def spend(self, count: int) -> None:
        """Use some of it up."""
        self._left -= count


class BoundedDeflate(Extension):
    """Compression that unpacks no more than the visitor's allowance; what goes out is not limited."""

    name = ExtensionName("permessage-deflate")

    def __init__(self, inner: PerMessageDeflate, allowance: Allowance) -> None:
        self._inner, self._allowance = inner, allowance

    def decode(self, frame: Frame, *, max_size: int | None = None) -> Frame:
        """Unpack a message or a part of it; PayloadTooBig closes the connection."""
        left = min(self._allowance.get(), MESSAGE_BYTES if max_size is None else max_size)
        if left <= 0:
            raise PayloadTooBig(None, max_size)
        decoded = self._inner.decode(frame, max_size=left)
        self._allowance.spend(len(decoded.data))
        return decoded

    def encode(self, frame: Frame) -> Frame:
        """Pack what goes out."""
        return self._inner.encode(frame)


class BoundedDeflateFactory(ServerExtensionFactory):
    """Negotiates compression as the server does."""

    name = ExtensionName("permessage-deflate")

    def __init__(self, **settings: Any) -> None:
        self._inner = ServerPerMessageDeflateFactory(**settings)

    def process_request_params(
        self, params: Sequence[ExtensionParameter], accepted_extensions: Sequence[Extension]
    ) -> tuple[list[ExtensionParameter], Extension]:
        """Answer a client's offer."""
        agreed, inner = self._inner.process_request_params(params, accepted_extensions)
        return agreed, BoundedDeflate(inner, Allowance())


class BoundedProtocol(ServerProtocol):
    """A connection whose incoming messages are small, whatever the server would allow."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings | {"max_size": MESSAGE_BYTES})


def limit_messages() -> None:
    """Make every connection from now on a limited one."""
    for name, limited in (
        ("ServerPerMessageDeflateFactory", BoundedDeflateFactory),
        ("ServerProtocol", BoundedProtocol),
    ):
        assert hasattr(server, name)  # another version of the server would go on without limits
        setattr(server, name, limited)
