"""Starting the server: a wrong setting is told in one German sentence, and no letter can fail to be printed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

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
