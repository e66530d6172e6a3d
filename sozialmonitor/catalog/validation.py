"""From plain data to frozen models, with every finding in German and at its line."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sozialmonitor.catalog.document import Document
from sozialmonitor.catalog.tree import KeyPath
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.refusals import describe_refusal, name_value, quote

M = TypeVar("M", bound=BaseModel)

_LONGEST_WORD, _MOST_KNOWN = 80, 2000
"""Longer words and more of them are not compared: it would take seconds, and nobody means them."""

_MOST_LISTED = 15


def parse_model(model: type[M], data: Any, document: Document, path: KeyPath = ()) -> tuple[M | None, list[Defect]]:
    """Make one model from data that stands at ``path`` of the document.

    Returns:
        The model, or None and every defect found.
    """
    if not isinstance(data, dict):
        finding = f"Hier werden Schlüssel mit Werten erwartet, gefunden: {name_value(data)}"
        return None, [Defect(document.locate(path), finding, "als ›schlüssel: wert‹ schreiben")]
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        found_errors = error.errors(include_url=False)
        return None, [_describe(details, model, document, path) for details in found_errors]


def suggest(word: str, known: Sequence[str]) -> str | None:
    """The most similar known word, if one is similar enough to be meant."""
    if len(word) > _LONGEST_WORD or len(known) > _MOST_KNOWN:
        return None
    matches = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return matches[0] if matches else None


def suggest_remedy(word: str, known: Sequence[str], otherwise: str) -> str:
    """Remedy for an unknown word: the likely right one, else ``otherwise``."""
    likely = suggest(word, known)
    return f"gemeint ist vermutlich ›{likely}‹" if likely else otherwise


def list_known(known: Collection[str]) -> str:
    """What there is, as an enumeration that stays readable."""
    ordered = sorted(known)
    more = f" und {len(ordered) - _MOST_LISTED} weitere" if len(ordered) > _MOST_LISTED else ""
    return f"{', '.join(quote(word) for word in ordered[:_MOST_LISTED])}{more}"


def check_known(place: str, kind: str, word: str, known: Collection[str], where: str = "") -> list[Defect]:
    """A defect if a reference leads nowhere, with the likely right word.

    Args:
        kind: what is missing, with its article ("Den Indikator"). word: what was written. where: "in … ".
    """
    if word in known:
        return []
    listed = f"vorhanden sind: {list_known(known)}" if known else "anlegen"
    remedy = suggest_remedy(word, sorted(known), listed)
    return [Defect(place, f"{kind} ›{quote(word)}‹ gibt es {where}nicht", remedy)]


def check_licence(place: str, word: str, known: Collection[str]) -> list[Defect]:
    """The same for a licence, without a similar one: that is legally another."""
    if word in known:
        return []
    remedy = f"in licences.yaml ergänzen; vorhanden sind: {list_known(known)}" if known else "in licences.yaml ergänzen"
    return [Defect(place, f"Die Lizenz ›{quote(word)}‹ gibt es nicht", remedy)]


def describe_unknown_key(key: str, known: Sequence[str], place: str) -> Defect:
    """A key that nothing would read, with the likely right one."""
    otherwise = f"erlaubt sind: {', '.join(known)}" if known else "löschen"
    return Defect(place, f"Der Schlüssel ›{quote(key)}‹ ist unbekannt", suggest_remedy(key, known, otherwise))


def _describe(details: ErrorDetails, model: type[BaseModel], document: Document, base: KeyPath) -> Defect:
    location = tuple(part for part in details["loc"] if part != "[key]")
    place = document.locate((*base, *location))
    if details["type"] == "extra_forbidden":
        return describe_unknown_key(str(location[-1]), _known_keys(model, location[:-1]), place)
    refusal = describe_refusal(details)
    if refusal.key is not None:
        place = document.locate((*base, *location, refusal.key))
    return Defect(place, refusal.finding, refusal.remedy)


def _known_keys(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """Keys that are allowed at ``path`` inside the model."""
    current: Any = model
    for part in path:
        if isinstance(part, int) or not _is_model(current):
            continue
        current = _find_model(current.model_fields[part].annotation) if part in current.model_fields else current
    return sorted(current.model_fields) if _is_model(current) else []


def _find_model(annotation: Any) -> Any:
    if _is_model(annotation):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _find_model(inner)) is not None), None)


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
