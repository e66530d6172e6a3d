"""Reading one YAML file together with the line of every key, so that errors can point at it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from sozialmonitor.catalog.text_file import MEGABYTE, load_text
from sozialmonitor.catalog.tree import KeyPath, Tree
from sozialmonitor.catalog.yaml_faults import describe_yaml_error
from sozialmonitor.domain.characters import describe_character
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.refusals import quote
from sozialmonitor.domain.text import refuse_misread

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml reads ten times as fast; not every installation has it."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Document:
    """A parsed YAML file: plain data and the line on which each key stands."""

    name: str
    data: Any
    lines: dict[KeyPath, int] = field(default_factory=dict)

    def locate(self, path: Sequence[str | int]) -> str:
        """Say where ``path`` stands: file, line and key; falls back to the nearest line above it."""
        keys = ".".join(quote(str(part)) for part in path)
        known = tuple(path)
        while known and known not in self.lines:
            known = known[:-1]
        line = f", Zeile {self.lines[known]}" if known in self.lines else ""
        return f"{self.name}{line}" + (f", Schlüssel {keys}" if keys else "")


def load_document(path: Path, name: str, folder: Path | None = None) -> tuple[Document | None, list[Defect]]:
    """Read a YAML file.

    Args:
        path: the file. name: how the file is called in messages.
        folder: what the file must lie in after links have been followed; without it, wherever a link leads.

    Returns:
        The document, or None and the defects that kept it from being read.
    """
    folder = folder or Path(path.anchor or "/")
    text, defects = load_text(path, name, folder=folder, most_bytes=MEGABYTE)
    return (None, defects) if text is None else read_document(text, name)


def read_document(text: str, name: str) -> tuple[Document | None, list[Defect]]:
    """Read the text of a YAML file called ``name``."""
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        if (refusal := refuse_misread(text.split("\n")[line - 1])) is not None:
            return None, [Defect(f"{name}, Zeile {line}", refusal.finding, refusal.remedy)]
        finding = f"Die Datei enthält ein unerlaubtes Zeichen: {describe_character(control[0])}"
        return None, [Defect(f"{name}, Zeile {line}", finding, "die Zeile neu schreiben")]
    tree = Tree(name)
    try:
        tree.grow(yaml.parse(text, Loader=_Loader))
    except yaml.YAMLError as error:
        return None, [*tree.defects, describe_yaml_error(error, text, name)]
    if not tree.is_usable:
        return None, tree.defects
    if tree.data is None:
        return None, [Defect(name, "Die Datei ist leer", "mit Inhalt füllen oder löschen")]
    return Document(name, tree.data, tree.lines), tree.defects
