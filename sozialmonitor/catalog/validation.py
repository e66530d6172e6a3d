"""From plain data to frozen models, with pydantic's findings told in German."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sozialmonitor.catalog.document import Document, KeyPath
from sozialmonitor.domain.errors import Defect, RefusedValueError

M = TypeVar("M", bound=BaseModel)

_KINDS = {
    "float": ("ist keine Zahl", "eine Zahl mit Dezimalpunkt angeben"),
    "int": ("ist keine ganze Zahl", "eine ganze Zahl angeben"),
    "bool": ("ist weder ja noch nein", "true oder false angeben"),
    "tuple": ("ist keine Liste", "jeden Eintrag in eine eigene Zeile schreiben, mit ›- ‹ davor"),
    "model": ("hat keine Schlüssel", "als ›schlüssel: wert‹ schreiben"),
}
"""By what pydantic expects: finding and remedy for something else."""

_LIMITS = {
    "greater_than_equal": "mindestens {ge}",
    "greater_than": "mehr als {gt}",
    "less_than_equal": "höchstens {le}",
    "less_than": "weniger als {lt}",
    "too_short": "eine Liste der Länge {min_length} oder mehr",
    "too_long": "eine Liste der Länge {max_length} oder weniger",
}
"""What is allowed, by pydantic's name for what is not."""


def parse_model(model: type[M], data: Any, document: Document, path: KeyPath = ()) -> tuple[M | None, list[Defect]]:
    """Make one model from data that stands at ``path`` of the document.

    Returns:
        The model, or None and every defect found.
    """
    if not isinstance(data, dict):
        finding = f"Hier werden Schlüssel mit Werten erwartet, gefunden: ›{_shorten(data)}‹"
        return None, [Defect(document.locate(path), finding, "als ›schlüssel: wert‹ schreiben")]
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, [_describe(details, model, document, path) for details in error.errors()]


def suggest(word: str, known: Sequence[str]) -> str | None:
    """The most similar known word, if one is similar enough to be meant."""
    matches = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return matches[0] if matches else None


def suggest_remedy(word: str, known: Sequence[str], otherwise: str) -> str:
    """Remedy for an unknown word: the likely right one, else ``otherwise``."""
    likely = suggest(word, known)
    return f"gemeint ist vermutlich ›{likely}‹" if likely else otherwise


def check_known(place: str, kind: str, word: str, known: Collection[str], where: str = "") -> list[Defect]:
    """A defect if a reference leads nowhere, with the likely right word.

    Args:
        kind: what is missing, with its article ("Den Indikator"). word: what was written. where: "in … ".
    """
    if word in known:
        return []
    listed = f"vorhanden sind: {', '.join(sorted(known))}" if known else "anlegen"
    return [Defect(place, f"{kind} ›{word}‹ gibt es {where}nicht", suggest_remedy(word, sorted(known), listed))]


def _describe(details: ErrorDetails, model: type[BaseModel], document: Document, base: KeyPath) -> Defect:
    path: KeyPath = (*base, *details["loc"])
    place = document.locate(path)
    kind, context, given = details["type"], details.get("ctx", {}), _shorten(details["input"])
    if kind == "extra_forbidden":
        key = str(details["loc"][-1])
        known = _known_keys(model, details["loc"][:-1])
        return Defect(
            place,
            f"Der Schlüssel ›{key}‹ ist unbekannt",
            suggest_remedy(key, known, f"erlaubt sind: {', '.join(known)}"),
        )
    if kind == "missing":
        return Defect(place, f"Die Angabe ›{details['loc'][-1]}‹ fehlt", "ergänzen")
    if kind == "enum":
        allowed = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "")
        return Defect(place, f"›{given}‹ ist hier nicht möglich", f"erlaubt sind: {allowed}")
    if kind == "value_error":
        error = context.get("error", details["msg"])
        if isinstance(error, RefusedValueError):
            return Defect(place, error.finding, error.remedy)
        return Defect(place, str(error), "Angabe berichtigen")
    if kind == "string_pattern_mismatch":
        return Defect(
            place,
            f"›{given}‹ hat nicht die erwartete Form",
            "nur Kleinbuchstaben, Ziffern und einzelne Bindestriche verwenden",
        )
    if kind == "string_type":
        return Defect(place, f"›{given}‹ ist kein Text", "in Anführungszeichen setzen")
    if kind in _LIMITS:
        return Defect(place, f"›{given}‹ ist nicht zulässig", f"erlaubt ist {_LIMITS[kind].format(**context)}")
    if kind.split("_")[0] in _KINDS:
        finding, remedy = _KINDS[kind.split("_")[0]]
        return Defect(place, f"›{given}‹ {finding}", remedy)
    return Defect(place, f"›{given}‹ ist nicht zulässig ({details['msg']})", "Angabe berichtigen")


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


def _shorten(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"
