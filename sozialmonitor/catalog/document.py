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
from sozialmonitor.domain.characters import describe_character
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.refusals import quote

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml reads ten times as fast; not every installation has it."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff](?<!\r)")

_PROBLEMS = (
    ("mapping values are not allowed", "hier darf kein Doppelpunkt stehen", "Text mit Doppelpunkt in Anführungszeichen setzen"),
    ("':'", "es fehlt ein Doppelpunkt", "als ›schlüssel: wert‹ schreiben"),
    ("'\\t'", "hier steht ein Tabulator", "mit Leerzeichen einrücken"),
    ("tab character", "hier steht ein Tabulator", "mit Leerzeichen einrücken"),
    ("',' or", "eine Klammer ist nicht geschlossen", "die Klammer schließen und zwischen den Einträgen Kommas setzen"),
    ("end of stream", "ein Anführungszeichen ist nicht geschlossen", "das Anführungszeichen am Ende des Textes ergänzen"),
    ("document indicator", "ein Anführungszeichen ist nicht geschlossen", "das Anführungszeichen am Ende des Textes ergänzen"),
    ("escape", "hinter einem umgekehrten Schrägstrich steht etwas Falsches", "einfache Anführungszeichen verwenden"),
    ("start any token", "ein Wert beginnt mit einem Sonderzeichen", "den Wert in Anführungszeichen setzen"),
    ("block entry", "der Eintrag ist falsch eingerückt", "mit den anderen Einträgen der Liste auf eine Höhe rücken"),
    ("'-' indicator", "der Eintrag ist falsch eingerückt", "mit den anderen Einträgen der Liste auf eine Höhe rücken"),
    ("expected key", "die Zeile ist falsch eingerückt", "mit den anderen Schlüsseln auf eine Höhe rücken"),
    ("<block end>", "die Zeile ist falsch eingerückt", "mit den anderen Zeilen auf eine Höhe rücken"),
    ("leading space", "die Zeile ist falsch eingerückt", "mit den anderen Zeilen auf eine Höhe rücken"),
    ("node content", "hier fehlt ein Wert", "den Wert ergänzen"),
    ("alias", "ein Verweis hat keinen Namen", "Text mit ›*‹ am Anfang in Anführungszeichen setzen"),
    ("anchor", "eine Marke ist falsch geschrieben", "Text mit ›&‹ am Anfang in Anführungszeichen setzen"),
    ("tag", "eine Typangabe ist falsch geschrieben", "Text mit ›!‹ am Anfang in Anführungszeichen setzen"),
    ("directive", "eine Zeile beginnt mit ›%‹", "Text mit ›%‹ am Anfang in Anführungszeichen setzen"),
)  # fmt: skip
"""What the two parsers complain about, and how that is said here; the first that occurs in the complaint counts."""

_OTHERWISE = ("der Aufbau stimmt nicht", "Einrückung, Doppelpunkte und Anführungszeichen prüfen")


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
        finding = f"Die Datei enthält ein unerlaubtes Zeichen: {describe_character(control[0])}"
        return None, [Defect(f"{name}, Zeile {line}", finding, "die Zeile neu schreiben")]
    tree = Tree(name)
    try:
        tree.grow(yaml.parse(text, Loader=_Loader))
    except yaml.YAMLError as error:
        return None, [*tree.defects, _describe(error, text, name)]
    if not tree.is_usable:
        return None, tree.defects
    if tree.data is None:
        return None, [Defect(name, "Die Datei ist leer", "mit Inhalt füllen oder löschen")]
    return Document(name, tree.data, tree.lines), tree.defects


def _describe(error: yaml.YAMLError, text: str, name: str) -> Defect:
    """A complaint of the parser, whose words are English."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    complaint = f"{getattr(error, 'problem', '')} {getattr(error, 'context', '')}"
    if mark and "\t" in (text.split("\n") + [""])[mark.line : mark.line + 1][0][: mark.column + 1]:
        complaint = "tab character"
    reason, remedy = next((found for word, *found in _PROBLEMS if word in complaint), _OTHERWISE)
    place = f"{name}, Zeile {mark.line + 1}" if mark else name
    return Defect(place, f"Das ist kein gültiges YAML: {reason}", remedy)
