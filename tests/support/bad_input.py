"""Ways to spoil the town, and what the command line must say about each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.support.town import Town

Expected = tuple[str, str, str]
"""Place, finding, remedy."""


@dataclass(frozen=True)
class Case:
    """One way to spoil the town, and all defects that must be told."""

    name: str
    spoil: Callable[[Town], None]
    defects: tuple[Expected, ...]


def replace(path: str, old: str, new: str) -> Callable[[Town], None]:
    return lambda town: town.replace(path, old, new)


def write(path: str, content: str | bytes) -> Callable[[Town], None]:
    raw = content if isinstance(content, bytes) else content.encode()
    return lambda town: (town.folder / path).write_bytes(raw) and None


def append(path: str, content: str) -> Callable[[Town], None]:
    return lambda town: town.append(path, content)


def format_report(defects: list[Expected]) -> str:
    """What the command line prints for these defects."""
    count = len(defects)
    head = f"hat {count} Mängel" if count != 1 else "hat einen Mangel"
    listed = [
        f"\n\n  Ort:    {place}\n  Befund: {finding}\n  Abhilfe: {remedy}" for place, finding, remedy in sorted(defects)
    ]
    return f"Der Datenbestand {head}; nichts wurde geändert.{''.join(listed)}\n"


def check_case(town: Town, case: Case, capsys: pytest.CaptureFixture[str], command: str = "check") -> None:
    """Spoil the town and expect exactly the defects of the case; nothing may be written."""
    case.spoil(town)
    assert town.run(command) == 1
    assert capsys.readouterr().err == format_report(list(case.defects))
    assert not town.releases.exists(), "nothing is written"
