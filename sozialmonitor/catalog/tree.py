"""From the events of a YAML parser to plain data and the line of every key, within bounds.

A catalogue needs mappings, lists and scalars. What YAML offers beyond them is refused before anything is built: an
alias can unfold into billions of nodes, a tag can stand for any type, and depth can end the process.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import yaml

from sozialmonitor.catalog.scalars import read_scalar
from sozialmonitor.catalog.telling import MOST_TOLD
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.refusals import quote

KeyPath = tuple[str | int, ...]

DEEPEST = 12
MOST_NODES = 50_000


@dataclass
class _Open:
    """A mapping or list that is being filled.

    Attributes:
        key: the key whose value comes next. seen: lines of the keys so far.
    """

    path: KeyPath
    content: dict[str, Any] | list[Any]
    key: str | None = None
    seen: dict[str, int] = field(default_factory=dict)


@dataclass
class Tree:
    """Plain data of one file while it grows, with the lines of its keys and what is wrong with its form.

    Attributes:
        name: how the file is called in messages. is_usable: whether the data may be looked at.
    """

    name: str
    data: Any = None
    lines: dict[KeyPath, int] = field(default_factory=dict)
    defects: list[Defect] = field(default_factory=list)
    is_usable: bool = True
    _open: list[_Open] = field(default_factory=list)
    _nodes: int = 0
    _documents: int = 0

    def grow(self, events: Iterable[yaml.Event]) -> None:
        """Take in all events of a file, or as many as it takes to refuse it; passes on the errors of the parser."""
        for event in events:
            self._take(event)
            if not self.is_usable and (len(self._open) > DEEPEST or self._nodes > MOST_NODES):
                return
            if len(self.defects) >= MOST_TOLD:
                self.is_usable = False
                return

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents == 2:
                self._refuse(event, "Hier beginnt ein zweites Dokument (›---‹)", "in eine eigene Datei schreiben")
        elif isinstance(event, yaml.NodeEvent):
            self._nodes += 1
            self._check_form(event)
            if isinstance(event, yaml.ScalarEvent):
                self._take_scalar(event)
            elif isinstance(event, yaml.AliasEvent):
                self._add(event, None)
            else:
                self._begin(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._open.pop()

    def _check_form(self, event: yaml.NodeEvent) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, f"Verweise wie ›*{quote(event.anchor)}‹ sind nicht erlaubt", "den Inhalt ausschreiben")
        elif event.anchor is not None:
            self._refuse(event, f"Marken wie ›&{quote(event.anchor)}‹ sind nicht erlaubt", "die Marke löschen")
        elif getattr(event, "tag", None) is not None:
            finding = "Typangaben mit Ausrufezeichen sind nicht erlaubt"
            self._refuse(event, finding, "löschen oder, wenn es Text ist, in Anführungszeichen setzen")
        if self._nodes > MOST_NODES:
            self._refuse(
                event, f"Die Datei hat mehr als {MOST_NODES // 1000}.000 Angaben", "auf mehrere Dateien aufteilen"
            )

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        holder = self._open[-1] if self._open else None
        if holder is not None and isinstance(holder.content, dict) and holder.key is None:
            self._take_key(holder, event)
        else:
            self._add(event, read_scalar(event.value) if event.implicit[0] and not event.style else event.value)

    def _take_key(self, holder: _Open, event: yaml.ScalarEvent) -> None:
        key, line = event.value, _get_line(event)
        if key in holder.seen:
            place = f"{self.name}, Zeile {line}, Schlüssel {quote(key)}"
            finding = f"Der Schlüssel steht schon in Zeile {holder.seen[key]}"
            self.defects.append(Defect(place, finding, "einen der beiden löschen"))
        holder.key, holder.seen[key] = key, line
        self.lines[*holder.path, key] = line

    def _begin(self, event: yaml.NodeEvent) -> None:
        content: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self._add(event, content)
        self._open.append(_Open(path, content))
        if len(self._open) > DEEPEST:
            self._refuse(event, "Die Angaben sind zu tief verschachtelt", "flacher schreiben, wie im Handbuch gezeigt")

    def _add(self, event: yaml.NodeEvent, value: object) -> KeyPath:
        """Put a value where it belongs; says where that is."""
        if not self._open:
            self.data = value if self._documents < 2 else self.data
            return ()
        holder = self._open[-1]
        if isinstance(holder.content, list):
            path: KeyPath = (*holder.path, len(holder.content))
            self.lines[path] = _get_line(event)
            holder.content.append(value)
            return path
        if holder.key is None:
            finding = "Als Schlüssel steht hier kein einzelnes Wort"
            self._refuse(
                event, finding, "als ›schlüssel: wert‹ schreiben; Text mit Klammern in Anführungszeichen setzen"
            )
            holder.key = ""
            return (*holder.path, "")
        path = (*holder.path, holder.key)
        holder.content[holder.key] = value
        holder.key = None
        return path

    def _refuse(self, event: yaml.Event, finding: str, remedy: str) -> None:
        self.is_usable = False
        self.defects.append(Defect(f"{self.name}, Zeile {_get_line(event)}", finding, remedy))


def _get_line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
