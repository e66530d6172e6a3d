"""Which characters may stand in a text that people read, and how one that may not is called in German.

What is not named here is refused. A text that looks the same must be the same: direction marks, invisible characters
and letters borrowed from other scripts let two names look alike that are not, or turn a sentence around on the page.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

_LINE_ENDS = "\t\n\r"
_SIGNS = frozenset(
    "!\"#%&'()*+,-./:;=?@[]^_|~\\"
    "§°·…–—‘’‚“”„«»‹›†‡•‰€£¥©®™±×÷−≤≥≠≈≙∑√∞→←↑↓²³¹¼½¾"
    "<>{}$`"  # refused by name where they would be markup
)
"""Everything that is neither letter nor digit nor space."""

_FOLDED = str.maketrans({"\u2010": "-", "\u2011": "-", "\u00ad": ""})
"""Hyphens that look like the one of the keyboard, and the soft hyphen that word processors leave behind."""

_HIGH = "\u0080-\u009f" + bytes(range(0x80, 0xC0)).decode("cp1252", errors="ignore")
_MISREAD = re.compile(f"[ÂÃ][{_HIGH}]|\u00c5\u00b8|â[\u0080€‚\u02c6‰][{_HIGH}]")
"""Umlauts and the signs of typesetters as Windows reads their bytes; names in Ã and Â go on with other letters."""
_MOST_MISREADINGS = 3

_OTHER_LETTERS = frozenset("µªº")
_LIKE_LATIN = frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοινυκ")
"""Greek letters that cannot be told from Latin ones; a word of nothing else is not plainly Greek."""

_SCRIPTS = {
    "CYRILLIC": "kyrillischer Buchstabe",
    "GREEK": "griechischer Buchstabe",
    "LATIN": "ungewöhnlicher Buchstabe",
    "ARMENIAN": "armenischer Buchstabe",
    "CHEROKEE": "Buchstabe der Cherokee-Schrift",
    "FULLWIDTH": "Zeichen in doppelter Breite",
    "MATHEMATICAL": "mathematischer Buchstabe",
}
_CATEGORIES = {
    "Cc": "Steuerzeichen",
    "Cf": "unsichtbares Zeichen",
    "Cs": "halbes Zeichen",
    "Co": "Zeichen ohne vereinbarte Bedeutung",
    "Cn": "nicht vergebenes Zeichen",
    "Mn": "loses Zeichen über oder unter einem Buchstaben",
    "Mc": "loses Zeichen neben einem Buchstaben",
    "Me": "umschließendes Zeichen",
    "Nd": "Ziffer einer fremden Schrift",
    "Nl": "Zahlzeichen, das wie Buchstaben aussieht",
    "No": "Zahlzeichen",
}
_DIRECTION_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def fold(text: str) -> str:
    """The text as it is kept: letters composed (NFC), every white space one ordinary space, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_FOLDED).split())


def find_refused(text: str) -> str | None:
    """The first character that may not stand in a text, before or after folding; None if there is none."""
    controls = (sign for sign in text if unicodedata.category(sign) == "Cc" and sign not in _LINE_ENDS)
    if (control := next(controls, None)) is not None:  # folding takes some of them for white space
        return control
    return next((sign for sign in fold(text) if not _is_allowed(sign)), None)


def find_mixed_word(text: str) -> tuple[str, str] | None:
    """A word of letters that only look alike, with its first Greek letter; None if there is none."""
    if not any(_is_greek(sign) for sign in set(text)):
        return None
    for is_letter, signs in groupby(text, str.isalpha):
        word = "".join(signs)
        greek = [sign for sign in word if _is_greek(sign)] if is_letter else []
        if greek and (len(greek) < len(word) or _LIKE_LATIN.issuperset(greek)):
            return word, greek[0]
    return None


def find_misread(text: str) -> tuple[str, str] | None:
    """A word whose UTF-8 was once read as another encoding (``GroÃŸ``), and the word that was meant; else None."""
    found = _MISREAD.search(text)
    while found is not None:
        start, end = text.rfind(" ", 0, found.start()) + 1, (text + " ").index(" ", found.end())
        word = text[start:end]
        if (meant := _read_again(word)) != word:
            return word, meant
        found = _MISREAD.search(text, end)
    return None


def _read_again(word: str) -> str:
    """The word with its misread letters put right, also where it was misread twice."""
    for _ in range(_MOST_MISREADINGS):
        mended = _MISREAD.sub(lambda found: _decode_again(found[0]), word)
        if mended == word:
            break
        word = mended
    return word


def _decode_again(signs: str) -> str:
    """What the bytes of these signs are in UTF-8; unchanged where that is nothing that German texts hold."""
    try:
        meant = b"".join(_encode(sign) for sign in signs).decode("utf-8")
    except UnicodeError:
        return signs
    return meant if meant in "\u00a0\u00ad" or _is_allowed(meant) else signs


def _encode(sign: str) -> bytes:
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1")


def describe_character(sign: str) -> str:
    """What a character is, for somebody who cannot see it: "Richtungszeichen (U+202E)"."""
    code = f"U+{ord(sign):04X}"
    category, script = unicodedata.category(sign), _get_script(sign)
    if sign in _DIRECTION_MARKS:
        return f"Richtungszeichen ({code})"
    if category in _CATEGORIES:
        return f"{_CATEGORIES[category]} ({code})"
    kind = _SCRIPTS.get(script, "Buchstabe einer fremden Schrift" if sign.isalpha() else "Sonderzeichen")
    return f"{kind} ›{sign}‹ ({code})"


def make_printable(text: str) -> str:
    """The text on one line, with every character that a terminal would act on or not show written as [U+…]."""
    return "".join(sign if sign.isprintable() or sign == "\u00a0" else f"[U+{ord(sign):04X}]" for sign in text)


def _is_allowed(sign: str) -> bool:
    if sign.isascii():
        return sign.isalnum() or sign == " " or sign in _SIGNS
    return sign in _SIGNS or sign in _OTHER_LETTERS or _is_latin(sign) or _is_greek(sign)


def _is_latin(sign: str) -> bool:
    """Letters of European languages; not those of phonetics, nor ligatures."""
    return (
        sign.isalpha()
        and _get_script(sign) == "LATIN"
        and (sign < "\u01c0" or "\u01cd" <= sign <= "\u024f" or "\u1e00" <= sign <= "\u1eff")
    )


def _is_greek(sign: str) -> bool:
    return sign.isalpha() and "\u0370" <= sign <= "\u03ff" and _get_script(sign) == "GREEK"


def _get_script(sign: str) -> str:
    """First word of the character's name; Unicode names a letter by its script first."""
    return unicodedata.name(sign, "").partition(" ")[0]
