"""What an unquoted word of a YAML file means here: less than YAML allows, so that nobody is surprised.

Only ``true`` and ``false`` are truth values (a series called ``no`` is not), only decimal digits are numbers (``022``
and ``1:30`` are text), and a day is text until a model asks for one.
"""

from __future__ import annotations

import re

Scalar = str | int | float | bool | None

_WORDS: dict[str, Scalar] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
    ".nan": float("nan"), ".inf": float("inf"), "-.inf": float("-inf"),
}  # fmt: skip

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})?(\.[0-9]{0,30})?([eE][-+]?[0-9]{1,4})?")


def read_scalar(text: str) -> Scalar:
    """The value of a plain scalar; a number too long to be one stays text, and a model refuses it as such."""
    if text in _WORDS:
        return _WORDS[text]
    if not text[:1].isascii() or text[0] not in "+-.0123456789":
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) and any(sign.isdigit() for sign in text.partition("e")[0]) else text
