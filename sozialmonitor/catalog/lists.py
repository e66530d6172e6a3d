"""Reading a file that holds a list of models under one key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sozialmonitor.catalog.document import Document, load_document
from sozialmonitor.catalog.parts import Part
from sozialmonitor.catalog.tree import KeyPath
from sozialmonitor.catalog.validation import describe_unknown_key, parse_model
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.geography import Geography
from sozialmonitor.domain.source import Licence, Source
from sozialmonitor.domain.table import Table
from sozialmonitor.domain.typology import Typology

T = TypeVar("T", Geography, Source, Table, Licence, Typology)

MOST_ENTRIES = 500


def load_list(
    model: type[T], path: Path, name: str, complete: Callable[[object], object] = lambda entry: entry
) -> tuple[Part[T], list[Defect]]:
    """Load a file that holds a list of models; its key is called as the file.

    Args:
        path: the file; it must lie in its folder. name: how it is called in messages.
        complete: adds to an entry what it leaves to others.

    Returns:
        What could be read, and every defect.
    """
    document, defects = load_document(path, name, path.parent)
    if document is None:
        return Part(is_whole=False), defects
    entries, found = _find_entries(document, path.stem)
    defects += found
    if entries is None:
        return Part(is_whole=False), defects
    part: Part[T] = Part(named=_list_ids(entries), is_whole=all(_get_id(entry) for entry in entries))
    for index, entry in enumerate(entries):
        place: KeyPath = (path.stem, index)
        item, found = parse_model(model, complete(entry), document, place)
        defects += found
        if item is None:
            if (key := _get_id(entry)) is not None:
                part.places.setdefault(key, (document, place))
        elif item.id in part.items:
            finding = f"Die id ›{item.id}‹ steht zweimal"
            defects.append(Defect(document.locate((*place, "id")), finding, "eine der beiden umbenennen"))
        else:
            part.items[item.id], part.places[item.id] = item, (document, place)
    return part, defects


def _find_entries(document: Document, key: str) -> tuple[list[Any] | None, list[Defect]]:
    """The list under the file's only key."""
    begin = f"die Datei mit ›{key}:‹ beginnen, darunter jeden Eintrag mit ›- id: …‹"
    if not isinstance(document.data, dict):
        return None, [Defect(document.name, f"Die Liste ›{key}‹ fehlt", begin)]
    others = [word for word in document.data if word != key]
    defects = [describe_unknown_key(word, [key], document.locate((word,))) for word in others]
    if key not in document.data:
        return None, [*defects, Defect(document.name, f"Die Liste ›{key}‹ fehlt", begin)]
    entries = document.data[key]
    if not isinstance(entries, list):
        return None, [*defects, Defect(document.locate((key,)), f"Unter ›{key}‹ steht keine Liste", begin)]
    if len(entries) > MOST_ENTRIES:
        finding = f"Die Liste hat {len(entries)} Einträge"
        return None, [*defects, Defect(document.locate((key,)), finding, f"höchstens {MOST_ENTRIES} sind möglich")]
    return entries, defects


def _get_id(entry: object) -> str | None:
    found = entry.get("id") if isinstance(entry, dict) else None
    return found if isinstance(found, str) else None


def _list_ids(entries: list[Any]) -> frozenset[str]:
    return frozenset(found for entry in entries if (found := _get_id(entry)) is not None)
