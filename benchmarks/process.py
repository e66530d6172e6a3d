"""What a process has used so far, as the kernel counts it."""

from __future__ import annotations

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def read_cpu_seconds(pid: int) -> float:
    """Processor time of all threads, user and system."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def read_resident_bytes(pid: int) -> int:
    """Memory the process holds."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
