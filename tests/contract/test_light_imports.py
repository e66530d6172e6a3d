"""Reading and checking figures needs no heavy library: each would cost ``check`` a quarter of a second or more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

MODULES = (
    "sozialmonitor.catalog.loader",
    "sozialmonitor.build.values",
    "sozialmonitor.build.plausibility",
    "sozialmonitor.build.indicators",
    "sozialmonitor.build.typologies",
    "sozialmonitor.build.typology_command",
)
HEAVY = ("pandas", "scipy", "geopandas", "pyarrow", "pyogrio")


def test_figures_are_checked_without_heavy_libraries(root: Path) -> None:
    program = f"import sys, {', '.join(MODULES)}; print(*(name for name in {HEAVY} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == []
