"""What may stand in a cell that holds a number, and what is said about anything else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal

from sozialmonitor.catalog.telling import quote
from sozialmonitor.domain.errors import Defect

NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?")
"""Up to fifteen digits are kept exactly; leading zeros make it a code."""

LONGEST_CELL = 60
"""Characters of a number with all that may wrongly surround it."""

_TOO_LARGE = re.compile(r"-?[0-9]{16,}(\.[0-9]*)?")
_GROUPED_BY_COMMA = re.compile(r"-?[1-9][0-9]{0,2}(,[0-9]{3})+")
_WORDS = {"n/a", "na", "nan", "null", "none", "inf", "-inf", "infinity", "k.a.", "k. a.", "nil", "missing", "leer", "?"}
_LIKE_SIGNS = {"–": "-", "—": "-", "−": "-", "--": "-", "…": "...", "..": "...", "X": "x", "∙": "•", "●": "•", "·": "•"}

_Mistake = tuple[re.Pattern[str], Callable[[re.Match[str]], str], str]


def _remove(_: re.Match[str]) -> str:
    return ""


def _write_out(found: re.Match[str]) -> str:
    """An exponent as plain digits."""
    return found[0] if abs(int(found[2])) > 15 else f"{Decimal(found[0]):f}"


_MISTAKES: tuple[_Mistake, ...] = (
    (re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"), _remove, "ein unsichtbares Zeichen"),
    (re.compile(r"(?![0-9])\d"), lambda found: _to_ascii_digit(found[0]), "fremde Ziffern"),
    (re.compile(r"^[\u2010-\u2015\u2212]\s*(?=[0-9.])"), lambda _: "-", "ein typografisches Minuszeichen"),
    (re.compile(r"^\+\s*"), _remove, "ein Pluszeichen"),
    (re.compile(r"\s*(%|‰|€|EUR|Euro|Prozent|km²|ha|Personen)$", re.IGNORECASE), _remove, "eine Einheit"),
    (re.compile(r"(?<=[0-9])[\s'’_](?=[0-9]{3}(?![0-9]))"), _remove, "Tausendertrennzeichen"),
    (re.compile(r"^(-?)0+(?=[0-9])"), lambda found: found[1], "führende Nullen"),
    (re.compile(r"^(-?)(?=\.[0-9])"), lambda found: f"{found[1]}0", "keine Ziffer vor dem Punkt"),
    (re.compile(r"(?<=[0-9])\.$"), _remove, "keine Ziffer hinter dem Punkt"),
    (re.compile(r"^-?([0-9]+(?:\.[0-9]+)?)[eE]([+-]?[0-9]{1,3})$"), _write_out, "eine Zehnerpotenz"),
    (re.compile(r"^-?[0-9]{1,3}(\.[0-9]{3}){2,}$"), lambda found: found[0].replace(".", ""), "Tausenderpunkte"),
    (
        re.compile(r"^-?([0-9]+|[0-9]{1,3}(\.[0-9]{3})+),[0-9]+$"),
        lambda found: found[0].replace(".", "").replace(",", "."),
        "ein Dezimalkomma",
    ),
)
"""What people and programs write around a number, how it is taken away, and what it is called."""


def describe_cell(place: str, text: str, remedy: str, *, whole: bool = False) -> Defect:
    """The defect of a cell that is not empty and no number.

    Args:
        place: file, line and column. text: the cell. remedy: what may stand there; where nothing better is known.
        whole: whether only whole numbers may stand there.
    """
    shown = quote(text)
    if text in _LIKE_SIGNS:
        return Defect(place, f"{shown} ist kein vereinbartes Zeichen", f"gemeint ist vermutlich ›{_LIKE_SIGNS[text]}‹")
    if text.lower() in _WORDS or text.startswith("#"):
        return Defect(place, f"{shown} ist kein vereinbartes Zeichen", remedy)
    if _TOO_LARGE.fullmatch(text):
        finding = f"{shown} hat mehr als 15 Stellen und lässt sich nicht genau speichern"
        return Defect(place, finding, "Zahl prüfen; Beträge in Tausend oder Millionen angeben")
    if _GROUPED_BY_COMMA.fullmatch(text):
        return _describe_grouped(place, text, whole)
    right, mistakes = _correct(text)
    if not mistakes or NUMBER.fullmatch(right) is None:
        return Defect(place, f"{shown} ist keine Zahl", remedy)
    finding = f"{shown} hat {' und '.join(mistakes)}"
    if whole and "." in right:
        whole_part, _, fraction = right.partition(".")
        if fraction.strip("0"):
            return Defect(place, finding, "eine ganze Zahl eintragen; Anzahlen haben keine Nachkommastellen")
        right = whole_part
    how = "mit Dezimalpunkt schreiben" if mistakes == ["ein Dezimalkomma"] and "." in right else "so schreiben"
    return Defect(place, finding, f"{how}: ›{right}‹")


def _describe_grouped(place: str, text: str, whole: bool) -> Defect:
    thousands, fraction = text.replace(",", ""), text.replace(",", ".")
    finding = f"{quote(text)} hat ein Komma vor drei Ziffern"
    if whole or text.count(",") > 1:
        return Defect(place, finding, f"ohne Tausendertrennzeichen schreiben: ›{thousands}‹")
    return Defect(place, finding, f"als ›{fraction}‹ schreiben oder, wenn Tausend gemeint sind, als ›{thousands}‹")


def _correct(text: str) -> tuple[str, list[str]]:
    """The cell without what is wrong about it, and what that was."""
    mistakes = []
    if len(text) > LONGEST_CELL:
        return text, []
    for pattern, correct, name in _MISTAKES:
        changed = pattern.sub(correct, text)
        if changed != text:
            mistakes.append(name)
            text = changed
    return text, mistakes


def _to_ascii_digit(mark: str) -> str:
    digit = unicodedata.digit(mark, None)
    return mark if digit is None else str(digit)
