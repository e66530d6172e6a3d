"""What names and identifiers may look like: the first border against markup and template injection.

folium renders data as Jinja templates and streamlit-folium evaluates scripts, so a name is
whitelisted where it enters and escaped again where it leaves.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from sozialmonitor.domain.errors import RefusedValueError

NAME_PATTERN = re.compile(r"[^\W_][\w .,;:()/'’&+§–-]*", re.UNICODE)
"""Letters, digits, spaces and the punctuation that occurs in German area names."""

CODE_PATTERN = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,31}")

ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"


def clean_name(text: str) -> str:
    """The name of an area, a theme or a monitor as it is kept: letters composed (NFC), white space folded.

    Raises:
        RefusedValueError: a character in it does not occur in names.
    """
    kept = " ".join(unicodedata.normalize("NFC", text).split())
    if not is_name(kept):
        finding = f"Der Name ›{kept}‹ enthält unerlaubte Zeichen"
        remedy = "Namen bestehen aus Buchstaben, Ziffern, Leerzeichen und . , ; : ( ) / ' & + -"
        raise RefusedValueError(finding, remedy)
    return kept


def is_name(text: str) -> bool:
    """Whether ``text`` may be the name of an area, theme or monitor."""
    return len(text) <= 120 and NAME_PATTERN.fullmatch(text) is not None


def is_code(text: str) -> bool:
    """Whether ``text`` may be an area code."""
    return CODE_PATTERN.fullmatch(text) is not None


def _check_prose(text: str) -> str:
    for mark in ("<", ">", "{{", "{%", "`"):
        if mark in text:
            raise ValueError(f"das Zeichen ›{mark}‹ ist in Texten nicht erlaubt")
    return " ".join(text.split())


def _check_name(text: str) -> str:
    if not is_name(text):
        raise ValueError(f"›{text}‹ enthält Zeichen, die in Namen nicht erlaubt sind")
    return text


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=64)]
"""Identifier in URLs and file names: lower-case letters, digits and single hyphens."""

Name = Annotated[str, AfterValidator(_check_name)]
"""Short name shown to users, without any markup."""

Prose = Annotated[str, StringConstraints(min_length=1), AfterValidator(_check_prose)]
"""Sentences shown to users, without any markup; white space is folded."""
