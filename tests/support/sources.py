"""The program's own source files, parsed."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Module:
    """One source file.

    Attributes:
        name: path relative to the checkout.
    """

    name: str

    @property
    def path(self) -> Path:
        """The file."""
        return ROOT / self.name

    @property
    def part(self) -> str:
        """The part of the program it belongs to: ``calc``, ``pages``, ``app`` …"""
        folders = self.name.removesuffix(".py").split("/")
        return folders[1] if folders[0] == "sozialmonitor" and len(folders) > 1 else folders[0]

    @cached_property
    def text(self) -> str:
        """What stands in it."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return ast.parse(self.text)

    @cached_property
    def imports(self) -> set[str]:
        """Full names of imported modules, wherever in the file the import stands."""
        found: set[str] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{self.name}: imports are written in full"
                found |= {f"{node.module}.{alias.name}" for alias in node.names}
        return found

    @property
    def parts_used(self) -> set[str]:
        """The parts of the program it imports."""
        return {name.split(".")[1] for name in self.imports if name.startswith("sozialmonitor.")} - {"__version__"}

    @property
    def libraries(self) -> set[str]:
        """Top-level names of everything else it imports."""
        return {name.split(".")[0] for name in self.imports} - {"sozialmonitor"}


def list_modules() -> list[Module]:
    """Every module of the program, its pages and its entry."""
    paths = [ROOT / "app.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "sozialmonitor").rglob("*.py")]
    return [Module(path.relative_to(ROOT).as_posix()) for path in sorted(paths)]
