"""What one visitor can send to fill the memory of a server: many files, and small messages that unpack to large."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import ExitStack

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from sozialmonitor.ui.message_limits import MESSAGE_BYTES
from tests.support.requests import Answer, ask
from tests.support.server import Server
from tests.support.visitor import build_rerun, visit

_FORM = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n' + b"x" * 49_000_000 + b"\r\n--x--"


def upload_files(server: Server, count: int = 12) -> Iterator[Answer]:
    """Upload files of 49 MB into a session of one's own; what the server answers, where it waits for the rest."""
    with visit(server) as connection:
        connection.send(build_rerun())
        session = ForwardMsg.FromString(connection.recv(timeout=60)).new_session.initialize.session_id
        for number in range(count):
            path = f"/_stcore/upload_file/{session}/{number}"
            try:
                yield ask(server.url, path, "PUT", _FORM, Content_Type="multipart/form-data; boundary=x")
            except (BrokenPipeError, ConnectionResetError):
                continue


def send_large_message(server: Server, size: int) -> int | None:
    """Send one message that is small on the line; the code with which the server ends the connection."""
    with visit(server) as connection:
        connection.send(build_rerun("x" * size))
        return read_until_closed(connection)


def send_many_messages(server: Server, visitors: int) -> list[int | None]:
    """Each is just below the limit, and all arrive before the server has stopped reading: 200 MB in 120 KB each."""
    packed = _pack(build_rerun("x" * (MESSAGE_BYTES - 100)), 400)
    with ExitStack() as stack:
        connections = [stack.enter_context(visit(server)) for _ in range(visitors)]
        for connection in connections:
            connection.socket.sendall(packed)
        return [read_until_closed(connection) for connection in connections]


def read_until_closed(connection: ClientConnection) -> int | None:
    """Code with which the server ends the connection."""
    try:
        while True:
            connection.recv(timeout=20)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None


def _pack(content: bytes, count: int) -> bytes:
    """So many compressed messages with the same content, as they go over the line in one piece."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -12)
    packed = packer.compress(content) + packer.flush(zlib.Z_SYNC_FLUSH)
    last_and_packed_and_binary, masked, no_mask = 0xC2, 0x80, bytes(4)
    head = struct.pack("!BBH", last_and_packed_and_binary, masked | 126, len(packed) - 4)
    return (head + no_mask + packed[:-4]) * count
