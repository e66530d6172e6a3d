"""English in what the command line says: function words, and words of the libraries it is made with."""

from __future__ import annotations

import re
from pathlib import Path

_WORDS = frozenset(
    line
    for line in (Path(__file__).with_name("english.txt")).read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)
_QUOTED = re.compile(r"›[^‹]*(‹|$)", re.DOTALL)
_PLACE = re.compile(r"^\s*Ort:.*$", re.MULTILINE)
_NAMES = re.compile(r"\S*[._/]\S+")
"""File names and keys such as ``boundaries.file``."""


def find_english(said: str) -> list[str]:
    """Words of the committed list outside of places, quoted input, file names and keys."""
    plain = _NAMES.sub(" ", _QUOTED.sub(" ", _PLACE.sub(" ", said)))
    return sorted({word for word in re.findall(r"(?<!\w)[a-z][a-z-]*(?!\w)", plain.lower()) if word in _WORDS})
