"""How much may be unpacked, and when again."""

from __future__ import annotations

import pytest
from websockets.exceptions import PayloadTooBig
from websockets.extensions.permessage_deflate import PerMessageDeflate
from websockets.frames import Frame, Opcode

from sozialmonitor.ui.message_limits import (
    BURST_BYTES,
    BYTES_PER_SECOND,
    MESSAGE_BYTES,
    Allowance,
    BoundedDeflate,
)


class Clock:
    """Seconds that grow when a test says so."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def pack(content: bytes) -> Frame:
    """A compressed message, as a client without memory of earlier ones sends it."""
    return PerMessageDeflate(True, True, 12, 12).encode(Frame(Opcode.BINARY, content))


def test_the_allowance_is_used_up_and_grows_back() -> None:
    clock = Clock()
    bounded = BoundedDeflate(PerMessageDeflate(True, True, 12, 12), Allowance(clock))
    message = bytes(MESSAGE_BYTES)
    for _ in range(BURST_BYTES // MESSAGE_BYTES):
        assert bounded.decode(pack(message), max_size=MESSAGE_BYTES).data == message
    with pytest.raises(PayloadTooBig):
        bounded.decode(pack(b"x"), max_size=MESSAGE_BYTES)
    clock.now += 1
    assert len(bounded.decode(pack(bytes(BYTES_PER_SECOND)), max_size=MESSAGE_BYTES).data) == BYTES_PER_SECOND
    with pytest.raises(PayloadTooBig):
        bounded.decode(pack(b"x"), max_size=MESSAGE_BYTES)
    clock.now += 1_000_000
    for _ in range(BURST_BYTES // MESSAGE_BYTES):
        bounded.decode(pack(message), max_size=MESSAGE_BYTES)
    with pytest.raises(PayloadTooBig):
        bounded.decode(pack(b"xx"), max_size=MESSAGE_BYTES)


@pytest.mark.parametrize("max_size", [None, 10**9])
def test_a_message_is_never_unpacked_further_than_the_allowance(max_size: int | None) -> None:
    bounded = BoundedDeflate(PerMessageDeflate(True, True, 12, 12), Allowance(Clock()))
    with pytest.raises(PayloadTooBig):
        bounded.decode(pack(bytes(BURST_BYTES + 1)), max_size=max_size)


def test_what_goes_out_is_packed_and_not_counted() -> None:
    bounded = BoundedDeflate(PerMessageDeflate(False, False, 12, 12), Allowance(Clock()))
    for _ in range(3):
        assert len(bounded.encode(Frame(Opcode.BINARY, bytes(BURST_BYTES))).data) < BURST_BYTES / 100
