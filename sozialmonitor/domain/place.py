"""References that lead out of the catalogue: to a file of the monitor, and to a page of the web."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator

from sozialmonitor.domain.characters import find_refused
from sozialmonitor.domain.errors import RefusedValueError

_SEGMENT = re.compile(r"[^\W_][\w .()+-]*(?<![ .])", re.UNICODE)
_LONGEST_PATH, _LONGEST_URL = 200, 2000
_HOST = re.compile(r"([^\W_]([\w-]*[^\W_])?\.)+[^\W\d_]{2,63}(:[0-9]{1,5})?", re.UNICODE)
_NOT_IN_URLS = re.compile(r"""[\s<>"'`{}|\\^]""")


def check_relative_path(text: str) -> str:
    """A relative path of plain segments: no ``..``, no drive, nothing hidden; it cannot leave its folder.

    Raises:
        RefusedValueError: it is no such path.
    """
    is_plain = all(_SEGMENT.fullmatch(segment) for segment in text.split("/"))
    if len(text) > _LONGEST_PATH or not is_plain or find_refused(text) is not None:
        raise RefusedValueError(
            f"›{text[:80]}‹ ist kein Pfad innerhalb des Ordners",
            "als ›ordner/datei.endung‹ schreiben: ohne ›..‹, ohne Laufwerk, mit einfachem Schrägstrich",
        )
    return text


def _check_csv_path(text: str) -> str:
    if not check_relative_path(text).endswith(".csv"):
        raise RefusedValueError(f"›{text[:80]}‹ endet nicht auf ›.csv‹", "als CSV-Datei speichern und so angeben")
    return text


def _check_url(text: str) -> str:
    remedy = "als https://… mit dem Namen einer Website angeben"
    try:
        parts = urlsplit(text)
    except ValueError:  # an address in brackets that is none
        raise RefusedValueError(f"›{text[:80]}‹ ist keine Adresse im Web", remedy) from None
    is_safe = find_refused(text) is None and _NOT_IN_URLS.search(text) is None and len(text) <= _LONGEST_URL
    if not (is_safe and parts.scheme in {"http", "https"} and _HOST.fullmatch(parts.netloc)):
        raise RefusedValueError(f"›{text[:80]}‹ ist keine Adresse im Web", remedy)
    return text


RelativePath = Annotated[str, AfterValidator(check_relative_path)]
"""Path of a file below its folder."""

CsvPath = Annotated[str, AfterValidator(_check_csv_path)]
"""Path of a CSV file below the monitor's folder."""

Url = Annotated[str, AfterValidator(_check_url)]
"""Address of a page, ``http`` or ``https``."""
