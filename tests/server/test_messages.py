"""What one visitor can do to the memory of the server by sending: uploads, large messages, and small ones that unpack.

With a real connection, since the limits hang on two names inside the server (``ui/message_limits.py``).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, suppress

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.extensions.permessage_deflate import PerMessageDeflate
from websockets.sync.client import ClientConnection

from sozialmonitor.ui.message_limits import MESSAGE_BYTES
from tests.support.requests import ask, read_memory
from tests.support.server import Server
from tests.support.visitor import build_rerun, read_run, visit

MOST_MEMORY = 400
"""MB that the public server may hold under any of these attacks."""


@pytest.fixture(autouse=True)
def _in_bounds(server: Server) -> Iterator[None]:
    """After every attack the server lives, answers, and is small."""
    yield
    assert ask(server.url, "/healthz").status == 200
    assert read_memory(server.pid) < MOST_MEMORY


def read_until_closed(connection: ClientConnection) -> int | None:
    """Code with which the server ends the connection."""
    try:
        while True:
            connection.recv(timeout=20)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None


def test_a_visitor_gets_a_page_and_the_answer_is_compressed(server: Server) -> None:
    with visit(server) as connection:
        assert any(isinstance(item, PerMessageDeflate) for item in connection.protocol.extensions)
        connection.send(build_rerun())
        assert read_run(connection)[-1].script_finished == ForwardMsg.FINISHED_SUCCESSFULLY


def test_a_usual_message_may_be_long(server: Server) -> None:
    """A choice of 11,000 areas is taken, again and again."""
    with visit(server) as connection:
        for _ in range(5):
            connection.send(build_rerun("x" * (130_000)))
        connection.send(build_rerun())
        assert connection.recv(timeout=60)


@pytest.mark.parametrize("size", [MESSAGE_BYTES + 1, 5_000_000, 190_000_000])
def test_a_small_message_that_unpacks_to_a_large_one_ends_the_connection(server: Server, size: int) -> None:
    before = read_memory(server.pid)
    with visit(server) as connection:
        connection.send(build_rerun("x" * (size)))
        assert read_until_closed(connection) == 1009
    assert read_memory(server.pid) - before < 20


@pytest.mark.parametrize("is_compressed", [False, True])
def test_a_large_message_in_pieces_ends_the_connection(server: Server, is_compressed: bool) -> None:
    with visit(server, is_compressed=is_compressed) as connection:
        with suppress(ConnectionClosed):
            connection.send(b"x" * 50_000 for _ in range(1000))
        # Who goes on sending into a closed connection may miss the reason.
        assert read_until_closed(connection) in (1009, None)


def pack(content: bytes, count: int) -> bytes:
    """So many compressed messages with the same content, as they go over the line in one piece."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -12)
    packed = packer.compress(content) + packer.flush(zlib.Z_SYNC_FLUSH)
    last_and_packed_and_binary, masked, no_mask = 0xC2, 0x80, bytes(4)
    head = struct.pack("!BBH", last_and_packed_and_binary, masked | 126, len(packed) - 4)
    return (head + no_mask + packed[:-4]) * count


def test_many_small_messages_that_add_up_end_the_connection(server: Server) -> None:
    """Each is just below the limit, and all of them arrive before the server has stopped reading: 200 MB in 120 KB."""
    with visit(server) as connection:
        content = build_rerun("x" * (MESSAGE_BYTES - 100))
        connection.socket.sendall(pack(content, 400))
        assert read_until_closed(connection) == 1009


def test_twenty_visitors_at_once_cannot_fill_the_memory(server: Server) -> None:
    content = build_rerun("x" * (MESSAGE_BYTES - 100))
    with ExitStack() as stack:
        connections = [stack.enter_context(visit(server)) for _ in range(20)]
        for connection in connections:
            connection.socket.sendall(pack(content, 400))
            assert read_memory(server.pid) < MOST_MEMORY
        assert [read_until_closed(connection) for connection in connections] == [1009] * 20


def test_nothing_can_be_uploaded(server: Server) -> None:
    """Twelve files of 49 MB stayed for minutes; now they are refused before they are read."""
    form = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n' + b"x" * 49_000_000 + b"\r\n--x--"
    with visit(server) as connection:
        connection.send(build_rerun())
        session = ForwardMsg.FromString(connection.recv(timeout=60)).new_session.initialize.session_id
        for number in range(12):
            try:
                answer = ask(
                    server.url,
                    f"/_stcore/upload_file/{session}/{number}",
                    "PUT",
                    form,
                    Content_Type="multipart/form-data; boundary=x",
                )
            except (BrokenPipeError, ConnectionResetError):
                continue  # the server does not wait for the rest
            assert answer.status == 404
        assert read_memory(server.pid) < MOST_MEMORY


@pytest.mark.parametrize("path", ["/", "/karte", "/_stcore/health", "/_stcore/agent/mcp", "/nothing", "/healthz"])
def test_there_is_one_web_socket(server: Server, path: str) -> None:
    answer = ask(server.url, path, **UPGRADE)
    assert answer.status == 403
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_page_of_another_origin_is_refused_like_any_request(server: Server) -> None:
    answer = ask(server.url, "/_stcore/stream", Origin="https://example.org", **UPGRADE)
    assert answer.status == 403
    assert answer.headers["x-content-type-options"] == "nosniff"


UPGRADE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec_WebSocket_Version": "13",
}
