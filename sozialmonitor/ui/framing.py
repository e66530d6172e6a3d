"""Who may show the pages in a frame: a setting that goes into a header, so only what is named here is let in."""

from __future__ import annotations

import re

from sozialmonitor.domain.errors import Defect, InputError
from sozialmonitor.store.paths import read_setting

SETTING = "SOZIALMONITOR_FRAME_ANCESTORS"
DEFAULT = "'self'"
_NOBODY = "'none'"

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ORIGIN = re.compile(
    rf"(?:https://(?:\*\.)?{_LABEL}(?:\.{_LABEL})*|http://localhost)(?::(?P<port>[1-9][0-9]{{0,4}}))?",
    re.IGNORECASE | re.ASCII,
)
_LARGEST_PORT = 65535


def read_frame_ancestors() -> str:
    """The value of ``frame-ancestors``: own pages only, unless the environment names others.

    Raises:
        InputError: the setting holds something else than ``'self'``, ``'none'`` and origins.
    """
    words = (read_setting(SETTING) or DEFAULT).strip(" ").split(" ")
    kept = [word for word in words if word]
    for word in kept:
        if word not in (DEFAULT, _NOBODY) and not _is_origin(word):
            raise InputError([_refuse(f"›{word[:80]}‹ ist hier nicht möglich")])
    if _NOBODY in kept and len(kept) > 1:
        raise InputError([_refuse(f"›{_NOBODY}‹ steht neben anderen Angaben")])
    return " ".join(kept)


def _is_origin(word: str) -> bool:
    found = _ORIGIN.fullmatch(word)
    return found is not None and int(found["port"] or 1) <= _LARGEST_PORT


def _refuse(finding: str) -> Defect:
    remedy = (
        "möglich sind 'self', Adressen ohne Pfad wie https://www.musterstadt.de, https://*.musterstadt.de:8443 und "
        "http://localhost:8080, durch Leerzeichen getrennt, oder allein 'none'"
    )
    return Defect(f"Umgebungsvariable {SETTING}", finding, remedy)
