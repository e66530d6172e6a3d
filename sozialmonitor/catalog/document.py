"""Reading one YAML file together with the line of every key, so that errors can point at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from sozialmonitor.domain.errors import Defect

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """A parsed YAML file: plain data and the line on which each key stands."""

    name: str
    data: Any
    lines: dict[KeyPath, int] = field(default_factory=dict)

    def locate(self, path: Sequence[str | int]) -> str:
        """Say where ``path`` stands: file, line and key; falls back to the nearest line above it."""
        keys = ".".join(str(part) for part in path)
        known = tuple(path)
        while known and known not in self.lines:
            known = known[:-1]
        line = f", Zeile {self.lines[known]}" if known in self.lines else ""
        return f"{self.name}{line}" + (f", Schlüssel {keys}" if keys else "")


def load_document(path: Path, name: str) -> tuple[Document | None, list[Defect]]:
    """Read a YAML file.

    Args:
        path: the file. name: how the file is called in messages.

    Returns:
        The document, or None and the defects that kept it from being read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None, [Defect(name, "Die Datei fehlt", "anlegen oder den Verweis darauf entfernen")]
    except UnicodeDecodeError:
        return None, [Defect(name, "Die Datei ist nicht in UTF-8 geschrieben", "als UTF-8 speichern")]
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        finding = f"Das ist kein gültiges YAML ({error.problem})"
        return None, [Defect(f"{name}, Zeile {line}", finding, "Einrückung, Doppelpunkte und Anführungszeichen prüfen")]
    except (yaml.YAMLError, ValueError) as error:  # control characters; a 31st of February
        finding = f"Das ist kein gültiges YAML ({error})"
        return None, [Defect(name, finding, "unsichtbare Zeichen entfernen, Datumsangaben prüfen")]
    if node is None:
        return None, [Defect(name, "Die Datei ist leer", "mit Inhalt füllen oder löschen")]
    lines: dict[KeyPath, int] = {}
    defects = _index_lines(node, (), lines, name)
    return Document(name, data, lines), defects


def _index_lines(node: yaml.Node, path: KeyPath, lines: dict[KeyPath, int], name: str) -> list[Defect]:
    """Fill ``lines`` for everything below ``node``; report keys that stand twice (YAML keeps only the last)."""
    defects: list[Defect] = []
    if isinstance(node, yaml.MappingNode):
        for key_node, value_node in node.value:
            child = (*path, str(key_node.value))
            line = key_node.start_mark.line + 1
            if child in lines:
                place = f"{name}, Zeile {line}, Schlüssel {key_node.value}"
                defects.append(
                    Defect(place, f"Der Schlüssel steht schon in Zeile {lines[child]}", "einen der beiden löschen")
                )
            lines[child] = line
            defects += _index_lines(value_node, child, lines, name)
    elif isinstance(node, yaml.SequenceNode):
        for index, value_node in enumerate(node.value):
            child = (*path, index)
            lines[child] = value_node.start_mark.line + 1
            defects += _index_lines(value_node, child, lines, name)
    return defects
