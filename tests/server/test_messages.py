"""What one visitor can do to the memory of the server by sending: uploads, large messages, and small ones that unpack.

With a real connection, since the limits hang on two names inside the server (``ui/message_limits.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.extensions.permessage_deflate import PerMessageDeflate

from sozialmonitor.ui.message_limits import MESSAGE_BYTES
from tests.support.attacks import read_until_closed, send_large_message, send_many_messages, upload_files
from tests.support.requests import ask, read_memory, read_peak_memory
from tests.support.server import Server
from tests.support.visitor import build_rerun, read_run, visit

MOST_MEMORY = 400
"""MB that the public server may hold under any of these attacks."""


@pytest.fixture(autouse=True)
def _in_bounds(server: Server) -> Iterator[None]:
    """After every attack the server lives, answers, and has never been large."""
    yield
    assert ask(server.url, "/healthz").status == 200
    assert read_peak_memory(server.pid) < MOST_MEMORY


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
    assert send_large_message(server, size) == 1009
    assert read_memory(server.pid) - before < 20


@pytest.mark.parametrize("is_compressed", [False, True])
def test_a_large_message_in_pieces_ends_the_connection(server: Server, is_compressed: bool) -> None:
    with visit(server, is_compressed=is_compressed) as connection:
        with suppress(ConnectionClosed):
            connection.send(b"x" * 50_000 for _ in range(1000))
        # Who goes on sending into a closed connection may miss the reason.
        assert read_until_closed(connection) in (1009, None)


@pytest.mark.parametrize("visitors", [1, 20])
def test_many_small_messages_that_add_up_end_the_connection(server: Server, visitors: int) -> None:
    assert send_many_messages(server, visitors) == [1009] * visitors


def test_nothing_can_be_uploaded(server: Server) -> None:
    """Twelve files of 49 MB stayed for minutes; now they are refused, most of them before they are read."""
    assert {answer.status for answer in upload_files(server)} <= {404}


@pytest.mark.parametrize("path", ["/", "/karte", "/_stcore/health", "/_stcore/agent/mcp", "/nothing", "/healthz"])
def test_there_is_one_web_socket(server: Server, path: str) -> None:
    answer = ask(server.url, path, **UPGRADE)
    assert answer.status == 403
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_page_of_another_origin_is_refused_like_any_request(server: Server) -> None:
    answer = ask(server.url, "/_stcore/stream", Origin="https://example.org", **UPGRADE)
    assert answer.status == 403
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "external IP" not in server.read_log(), "the framework has asked a server on the internet"


UPGRADE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec_WebSocket_Version": "13",
}
