"""What pydantic finds fault with, told in German: no word of the library reaches a reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic_core import ErrorDetails

from sozialmonitor.domain.errors import RefusedValueError

_LONGEST_QUOTE = 60

_KINDS = {
    "float": ("ist keine Zahl", "eine Zahl mit Dezimalpunkt angeben"),
    "int": ("ist keine ganze Zahl", "eine ganze Zahl angeben"),
    "decimal": ("ist keine Zahl", "eine Zahl mit Dezimalpunkt angeben"),
    "finite": ("ist keine endliche Zahl", "eine Zahl mit Dezimalpunkt angeben"),
    "bool": ("ist weder ja noch nein", "true oder false angeben"),
    "tuple": ("ist keine Liste", "jeden Eintrag in eine eigene Zeile schreiben, mit ›- ‹ davor"),
    "list": ("ist keine Liste", "jeden Eintrag in eine eigene Zeile schreiben, mit ›- ‹ davor"),
    "model": ("hat keine Schlüssel", "als ›schlüssel: wert‹ schreiben"),
    "dict": ("hat keine Schlüssel", "als ›schlüssel: wert‹ schreiben"),
    "dataclass": ("hat keine Schlüssel", "als ›schlüssel: wert‹ schreiben"),
    "date": ("ist kein Datum", "als 2024-12-31 schreiben"),
    "datetime": ("ist kein Zeitpunkt", "als 2024-12-31 schreiben"),
    "url": ("ist keine Adresse im Web", "als https://… mit dem Namen einer Website angeben"),
    "string": ("ist kein Text", "in Anführungszeichen setzen"),
}
"""By the first word of pydantic's name for an error: finding and remedy."""

_LIMITS = {
    "greater_than_equal": "mindestens {ge}",
    "greater_than": "mehr als {gt}",
    "less_than_equal": "höchstens {le}",
    "less_than": "weniger als {lt}",
    "multiple_of": "ein Vielfaches von {multiple_of}",
    "too_short": "eine Liste der Länge {min_length} oder mehr",
    "too_long": "eine Liste der Länge {max_length} oder weniger",
    "string_too_short": "ein Text von mindestens {min_length} Zeichen",
    "string_too_long": "ein Text von höchstens {max_length} Zeichen",
}
"""What is allowed, by pydantic's name for what is not."""


def describe_refusal(details: ErrorDetails) -> RefusedValueError:
    """Finding and remedy of one of pydantic's errors; its place is ``details["loc"]``."""
    kind, given = details["type"], quote(details["input"])
    context: Mapping[str, Any] = details.get("ctx", {})
    if isinstance(error := context.get("error"), RefusedValueError):
        return error
    if kind == "missing":
        return RefusedValueError(f"Die Angabe ›{quote(details['loc'][-1])}‹ fehlt", "ergänzen")
    if kind == "string_type" and isinstance(details["input"], Mapping | list | tuple):
        remedy = "einen Text angeben; einen mit Doppelpunkt oder Klammern in Anführungszeichen setzen"
        return RefusedValueError(f"Hier wird ein Text erwartet, gefunden: {name_value(details['input'])}", remedy)
    if details["input"] is None:
        return RefusedValueError("Die Angabe ist leer", "ausfüllen oder, wenn sie fehlen darf, weglassen")
    if kind in {"enum", "literal_error"}:
        allowed = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "")
        return RefusedValueError(f"›{given}‹ ist hier nicht möglich", f"erlaubt sind: {allowed}")
    if kind in _LIMITS and context:
        allowed = _LIMITS[kind].format(**{key: _write_number(item) for key, item in context.items()})
        return RefusedValueError(f"›{given}‹ ist nicht zulässig", f"erlaubt ist {allowed}")
    finding, remedy = _KINDS.get(kind.partition("_")[0], ("ist hier nicht zulässig", "die Angabe berichtigen"))
    if isinstance(details["input"], Mapping | list | tuple):
        return RefusedValueError(f"Hier steht {name_value(details['input'])}; das {finding}", remedy)
    return RefusedValueError(f"›{given}‹ {finding}", remedy)


def name_value(value: object) -> str:
    """What stands there: a list, keys with values, nothing, or the value itself in quotation marks."""
    if value is None:
        return "nichts"
    if isinstance(value, Mapping):
        return "ein Block mit Schlüsseln"
    if isinstance(value, list | tuple):
        return "eine Liste" if value else "eine leere Liste"
    return f"›{quote(value)}‹"


def quote(value: object) -> str:
    """A value as its author wrote it, shortened; without quotation marks."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = value if isinstance(value, str) else f"{value:.15g}" if isinstance(value, float) else str(value)
    return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 3]}…"


def _write_number(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value
