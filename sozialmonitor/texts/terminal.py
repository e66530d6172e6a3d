"""Printing German on a terminal that cannot show it."""

from __future__ import annotations

import io
import sys


def tolerate_missing_letters() -> None:
    """From now on print "?" for a letter that the terminal's encoding lacks, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
