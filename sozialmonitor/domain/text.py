"""What names, sentences and identifiers may look like: the first border against markup and template injection.

folium renders data as Jinja templates and streamlit-folium evaluates scripts, so a name is whitelisted where it
enters and escaped again where it leaves. A text is tested as it is kept, after white space has been folded.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from sozialmonitor.domain.characters import describe_character, find_misread, find_mixed_word, find_refused, fold
from sozialmonitor.domain.errors import RefusedValueError

LONGEST_NAME, LONGEST_TITLE, LONGEST_PROSE = 120, 300, 5000

_NOT_IN_NAMES = re.compile(r"[^\w .,;:()/'’&+§–-]|_", re.UNICODE)
"""Names hold letters, digits, spaces and the punctuation that occurs in German area names."""

_MARKUP = ("<", ">", "{{", "{%", "`")

CODE_PATTERN = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,31}")

_ID_PATTERN = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_COLUMN_PATTERN = re.compile(r"[a-z][a-z0-9_]*")
_LONGEST_ID = 64

_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def clean_text(text: str, longest: int = LONGEST_PROSE) -> str:
    """The text as it is kept: letters composed (NFC), white space folded.

    Raises:
        RefusedValueError: nothing is left, it is too long, or a character in it cannot be trusted or was misread.
    """
    if (refusal := refuse_misread(text)) is not None:
        raise refusal
    if (sign := find_refused(text)) is not None:
        what = describe_character(sign)
        raise RefusedValueError(f"Der Text enthält ein unerlaubtes Zeichen: {what}", "löschen oder neu eintippen")
    kept = fold(text)
    if (refusal := refuse_misread(kept)) is not None:
        raise refusal
    if not kept:
        raise RefusedValueError("Der Text ist leer", "ausfüllen oder, wenn die Angabe fehlen darf, weglassen")
    if len(kept) > longest:
        finding = f"Der Text ist mit {len(kept)} Zeichen zu lang"
        raise RefusedValueError(finding, f"auf höchstens {longest} Zeichen kürzen")
    if (mixed := find_mixed_word(kept)) is not None:
        word, sign = mixed
        finding = f"Das Wort ›{word[:40]}‹ enthält Buchstaben, die nur so aussehen wie andere"
        raise RefusedValueError(finding, f"neu eintippen; darin steht: {describe_character(sign)}")
    return kept


def refuse_misread(text: str) -> RefusedValueError | None:
    """What is to be said about a text whose umlauts were broken by a wrong encoding; None if they were not."""
    if (misread := find_misread(text)) is None:
        return None
    word, meant = misread
    what = "Umlaute" if set(meant.lower()) & set("äöüß") else "Sonderzeichen"
    finding = f"{what} sind falsch gespeichert: ›{word[:60]}‹ sollte ›{meant[:60]}‹ heißen"
    return RefusedValueError(finding, "die Datei aus der Quelle neu als UTF-8 speichern")


def clean_name(text: str) -> str:
    """The name of an area, a theme or a monitor as it is kept.

    Raises:
        RefusedValueError: as ``clean_text``, and for a character that does not occur in names.
    """
    kept = clean_text(text, LONGEST_NAME)
    if found := _NOT_IN_NAMES.search(kept):
        finding = f"Der Name ›{kept}‹ enthält ein unerlaubtes Zeichen: {describe_character(found[0])}"
        raise RefusedValueError(
            finding, "Namen bestehen aus Buchstaben, Ziffern, Leerzeichen und . , ; : ( ) / ' & + -"
        )
    if not kept[0].isalnum():
        finding = f"Der Name ›{kept}‹ beginnt nicht mit einem Buchstaben oder einer Ziffer"
        raise RefusedValueError(finding, f"das Zeichen ›{kept[0]}‹ am Anfang löschen")
    return kept


def is_name(text: str) -> bool:
    """Whether ``text``, as it stands, may be the name of an area, theme or monitor."""
    try:
        return clean_name(text) == text
    except RefusedValueError:
        return False


def is_code(text: str) -> bool:
    """Whether ``text`` may be an area code."""
    return CODE_PATTERN.fullmatch(text) is not None


def is_id(text: str) -> bool:
    """Whether ``text`` may identify something in addresses and file names."""
    return len(text) <= _LONGEST_ID and _ID_PATTERN.fullmatch(text) is not None


def is_column(text: str) -> bool:
    """Whether ``text`` may be the name of a value column."""
    return len(text) <= _LONGEST_ID and _COLUMN_PATTERN.fullmatch(text) is not None


def suggest_id(text: str) -> str | None:
    """The identifier that is most like a text: ``Ältere Menschen`` → ``aeltere-menschen``; None if there is none."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(text[:_LONGEST_ID]).lower().translate(_SPELT_OUT))
    likely = re.sub(r"^[0-9-]+|-+$", "", plain)
    return likely if is_id(likely) else None


def _check_prose(text: str) -> str:
    kept = clean_text(text)
    for mark in _MARKUP:
        if mark in kept:
            raise RefusedValueError(
                f"Das Zeichen ›{mark}‹ ist in Texten nicht erlaubt",
                "ohne Auszeichnung schreiben; Texte sind keine Formeln",
            )
    return kept


def _check_title(text: str) -> str:
    return clean_text(_check_prose(text), LONGEST_TITLE)


def _check_label(text: str) -> str:
    return clean_text(_check_prose(text), LONGEST_NAME)


def _check_id(text: str) -> str:
    if not is_id(text):
        likely = suggest_id(text)
        hint = f", zum Beispiel ›{likely}‹" if likely else ""
        raise RefusedValueError(
            f"›{text[:80]}‹ ist keine Kennung",
            f"nur die Kleinbuchstaben a bis z, Ziffern und einzelne Bindestriche verwenden{hint}",
        )
    return text


def _check_column(text: str) -> str:
    if not is_column(text):
        raise RefusedValueError(
            f"›{text[:80]}‹ ist kein Spaltenname",
            "mit einem Kleinbuchstaben beginnen und nur a bis z, Ziffern und Unterstriche verwenden",
        )
    return text


Id = Annotated[str, AfterValidator(_check_id)]
"""Identifier in URLs and file names: lower-case letters, digits and single hyphens."""

Column = Annotated[str, AfterValidator(_check_column)]
"""Name of a value column: lower-case letters, digits and underscores."""

Label = Annotated[str, AfterValidator(_check_label)]
"""Name given elsewhere, as that of a column in a file of boundaries."""

Name = Annotated[str, AfterValidator(clean_name)]
"""Short name shown to users, without any markup."""

Title = Annotated[str, AfterValidator(_check_title)]
"""A line shown to users, without any markup."""

Prose = Annotated[str, AfterValidator(_check_prose)]
"""Sentences shown to users, without any markup; white space is folded."""
