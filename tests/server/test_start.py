"""Starting the server: a wrong setting is told in one German sentence, and no letter can fail to be printed."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.check_address import find_obstacle
from tests.support.server import ROOT, run_streamlit
from tests.support.town import Town


def test_a_wrong_setting_ends_the_start(published_town: Town) -> None:
    settings = {
        "SOZIALMONITOR_RELEASES": str(published_town.releases),
        "SOZIALMONITOR_FRAME_ANCESTORS": "'self'; script-src *",
    }
    done = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "0"],
        cwd=ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert re.fullmatch(r"Fehler: Umgebungsvariable SOZIALMONITOR_FRAME_ANCESTORS: ›'self';‹ ist .*\n", done.stderr)
    assert done.stdout == ""


def test_a_terminal_without_umlauts_is_no_reason_to_fail(published_town: Town, tmp_path: Path) -> None:
    settings = {
        "SOZIALMONITOR_RELEASES": str(published_town.releases),
        "SOZIALMONITOR_FRAME_ANCESTORS": "",
        "PYTHONIOENCODING": "ascii",
    }
    with run_streamlit(ROOT / "app.py", log=tmp_path / "log", environment=settings) as server:
        pass
    assert "Der Sozialmonitor l?uft." in server.read_log()
    assert "Traceback" not in server.read_log()


@pytest.mark.parametrize(
    ("host", "port", "obstacle"),
    [
        ("127.0.0.1", "achtzig", "PORT=achtzig ist kein Port."),
        ("127.0.0.1", "", "PORT= ist kein Port."),
        ("127.0.0.1", "0", "PORT=0 ist kein Port."),
        ("127.0.0.1", "65536", "PORT=65536 ist kein Port."),
        ("127.0.0.1", "-1", "PORT=-1 ist kein Port."),
        ("127.0.0.1", "٨٠٨٠", "PORT=٨٠٨٠ ist kein Port."),
        ("", "8501", "HOST= ist keine Netzadresse."),
        ("nirgends.invalid", "8501", "HOST=nirgends.invalid ist keine Netzadresse."),
        ("203.0.113.7", "8501", "HOST=203.0.113.7 ist keine Netzadresse dieses Rechners."),
    ],
)
def test_an_impossible_address_is_told(host: str, port: str, obstacle: str) -> None:
    assert (find_obstacle(host, port) or "").startswith(obstacle)


def test_a_port_in_use_is_told_before_anything_is_set_up() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(
            ["make", "run", f"PORT={port}", "PYTHON=" + sys.executable],
            cwd=ROOT,
            # The suite itself runs under make, which would tell a make below it to speak of folders.
            env={name: value for name, value in os.environ.items() if "MAKE" not in name and name != "MFLAGS"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    assert done.stdout == ""
    assert done.stderr.startswith(f"Fehler: Port {port} ist belegt, vielleicht läuft der Sozialmonitor schon.")
    assert done.returncode
    assert find_obstacle("127.0.0.1", str(port)) is None, "free again"


def test_the_server_ends_quietly_when_it_is_interrupted(published_town: Town, tmp_path: Path) -> None:
    """As ``make run`` starts it: with the signal ignored until the server sets its own handler."""
    assert "\n\t@trap '' INT; exec $(BIN)/streamlit run " in (ROOT / "Makefile").read_text(encoding="utf-8")
    settings = {"SOZIALMONITOR_RELEASES": str(published_town.releases)}
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with run_streamlit(ROOT / "app.py", log=tmp_path / "log", environment=settings) as server:
            os.kill(server.pid, signal.SIGINT)
            assert os.waitid(os.P_PID, server.pid, os.WEXITED | os.WNOWAIT).si_status == 0
    finally:
        signal.signal(signal.SIGINT, before)
    assert re.fullmatch(r"Der Sozialmonitor läuft\. Adresse im Browser: .*\nBeenden mit Strg\+C\.\n", server.read_log())
