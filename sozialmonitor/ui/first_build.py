"""A fresh clone started with ``streamlit run app.py`` has no release yet: build it, and show how it goes."""

from __future__ import annotations

import subprocess
import sys

import streamlit as st

from sozialmonitor.store.paths import get_folders
from sozialmonitor.store.release import has_release
from sozialmonitor.texts.german import text


def build_missing_release() -> None:
    """Build the first release in a process of its own, unless there is one; stops the page if that fails."""
    folders = get_folders()
    if has_release(folders.releases):
        return
    command = [sys.executable, "-m", "sozialmonitor", "build"]
    options = ["--data", str(folders.data), "--geo", str(folders.geo), "--releases", str(folders.releases)]
    with st.status(text("app.building"), expanded=True) as status:
        lines: list[str] = []
        with subprocess.Popen(  # noqa: S603 - our own program with our own folders
            [*command, *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            cwd=folders.program,
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                lines.append(line.rstrip())
                status.text(line.rstrip())
        if process.returncode:
            status.update(label=text("app.build_failed"), state="error", expanded=True)
            st.stop()
        status.update(label=text("app.built"), state="complete", expanded=False)
