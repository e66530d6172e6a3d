"""A visitor without a browser: the framework's own messages over a real web socket."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.support.server import Server


@contextmanager
def visit(server: Server, *, is_compressed: bool = True) -> Iterator[ClientConnection]:
    """A connection as a browser opens it, with compression, or without."""
    extensions = [ClientPerMessageDeflateFactory(compress_settings={"level": 9})] if is_compressed else None
    address = f"{server.url.replace('http', 'ws')}/_stcore/stream"
    with connect(
        address, compression=None, extensions=extensions, subprotocols=[Subprotocol("streamlit")], max_size=None
    ) as connection:
        yield connection


def build_rerun(query: str = "", page: str = "") -> bytes:
    """A message that asks for a page by its address."""
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.page_name = page
    written: bytes = message.SerializeToString()
    return written


def read_run(connection: ClientConnection) -> list[ForwardMsg]:
    """Everything the server sends until the page stands."""
    messages: list[ForwardMsg] = []
    while not messages or messages[-1].WhichOneof("type") != "script_finished":
        messages.append(ForwardMsg.FromString(connection.recv(timeout=60)))
    return messages
