"""Finding names by what somebody types: spelling, punctuation, capitals and usual abbreviations do not matter.

Each name is kept in two spellings, ``ü`` as ``ue`` and as ``u``, and so is what is typed: "Brueck" and "Bruck" find
Brück, and "Aue" does not find every name with an "au" in it.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import product

_LETTERS = {"æ": "ae", "œ": "oe", "ø": "oe", "å": "aa", "ł": "l", "đ": "d"}
_SPELLINGS = (
    str.maketrans({**_LETTERS, "ä": "ae", "ö": "oe", "ü": "ue"}),
    str.maketrans({**_LETTERS, "ä": "a", "ö": "o", "ü": "u"}),
)
_WORDS = re.compile(r"[^\W_]+")
_ABBREVIATIONS = {
    "st": "sankt",
    "skt": "sankt",
    "str": "strasse",
    "kr": "kreis",
    "lk": "landkreis",
    "lkr": "landkreis",
    "rv": "regionalverband",
}
_STREET = "str"

Wanted = tuple[str, ...]
"""What somebody typed, in every spelling in which it is looked for; empty if it holds neither letter nor digit."""


def build_search_key(name: str) -> str:
    """A name as it is searched: its spellings without spaces, abbreviations written out, each on its own line."""
    return "".join(f"\n{_spell(name, spelling, in_full=True)}" for spelling in _SPELLINGS)


def build_wanted(typed: str) -> Wanted:
    """What somebody typed: as it stands, for it may be the beginning of a word, and with abbreviations written out."""
    spelt = (_spell(typed, spelling, in_full=in_full) for spelling, in_full in product(_SPELLINGS, (False, True)))
    return tuple(dict.fromkeys(item for item in spelt if item))


def is_found(key: str, wanted: Wanted) -> bool:
    """Whether a name contains what somebody typed; ``key`` is from ``build_search_key``."""
    return any(item in key for item in wanted)


def is_beginning(key: str, wanted: Wanted) -> bool:
    """Whether a name begins with what somebody typed."""
    return any(f"\n{item}" in key for item in wanted)


def _spell(text: str, spelling: dict[int, str], *, in_full: bool) -> str:
    folded = unicodedata.normalize("NFC", text).casefold().translate(spelling)
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(mark))
    words = _WORDS.findall(plain)
    return "".join(_write_out(word) if in_full else word for word in words)


def _write_out(word: str) -> str:
    if word in _ABBREVIATIONS:
        return _ABBREVIATIONS[word]
    return f"{word}asse" if word.endswith(_STREET) else word
