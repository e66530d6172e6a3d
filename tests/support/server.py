"""Start a Streamlit script as visitors meet it: its own process, a real port."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 90


@dataclass(frozen=True)
class Server:
    """A running server.

    Attributes:
        url: origin without a slash at the end.
        log: file with everything the process has said.
    """

    url: str
    pid: int
    log: Path

    def read_log(self, lines: int | None = None) -> str:
        """What the process has said, or the last lines of it."""
        text = self.log.read_text(encoding="utf-8", errors="replace")
        return text if lines is None else "\n".join(text.splitlines()[-lines:])


class ServerError(RuntimeError):
    """The server did not come up."""


@contextmanager
def run_streamlit(script: Path, *, log: Path, environment: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Run ``streamlit run script`` in the checkout, with the project's own configuration, until the block is left."""
    port = _find_free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port)]
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        server = Server(url=f"http://127.0.0.1:{port}", pid=process.pid, log=log)
        try:
            _wait_until_healthy(server, process)
            yield server
        finally:
            _stop(process)


def build_releases(target: Path, *, data: Path = ROOT / "data", geo: Path = ROOT / "geo") -> Path:
    """Build catalogue and values into releases under ``target``; ServerError with the output if that fails."""
    command = [sys.executable, "-m", "sozialmonitor", "build"]
    command += ["--data", str(data), "--geo", str(geo), "--releases", str(target)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ServerError(f"`{' '.join(command)}` failed:\n{done.stdout}\n{done.stderr}")
    return target


def _find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_healthy(server: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ServerError(f"the server ended with code {process.returncode}:\n{server.read_log()}")
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.1)
    raise ServerError(f"no answer after {START_SECONDS} s:\n{server.read_log()}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
