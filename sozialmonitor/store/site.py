"""Texts a city writes itself: imprint, privacy, accessibility. They are shown as they are, so they are read like data.

Markdown is allowed, but nothing in it that a page could load, run or be led astray by.
"""

from __future__ import annotations

import html
import re
from pathlib import Path

from sozialmonitor.catalog.text_file import load_text
from sozialmonitor.domain.errors import Defect, RefusedValueError
from sozialmonitor.domain.text import clean_text

SITE_TEXTS = ("impressum", "datenschutz", "barrierefreiheit")
FOLDER = "site"

_MOST_BYTES = 1_000_000

_HTML = re.compile(r"<(?!(?:https?://|mailto:))[a-z/!?]", re.IGNORECASE)
"""A tag or a comment; an address in angle brackets is none."""
_TARGETS = (
    re.compile(r"\]\(\s*<?([^)\s>]*)"),  # [text](target)
    re.compile(r"^\s*\[[^\]]*\]:\s*<?([^\s>]*)"),  # [name]: target
)
_SCHEME = re.compile(r"([^/?#]*?):")
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


def load_site_text(data: Path, name: str) -> tuple[str | None, list[Defect]]:
    """Markdown of ``site/<name>.md``.

    Args:
        data: folder of the catalogue. name: one of ``SITE_TEXTS``.

    Returns:
        The text, or None and everything that keeps it from being shown.
    """
    folder = data / FOLDER
    path, place = folder / f"{name}.md", f"{data.name}/{FOLDER}/{name}.md"
    missing = Defect(place, "Der Text fehlt", "anlegen; ein Gerüst liegt dem Programm unter data/site bei")
    content, defects = load_text(path, place, folder=folder, most_bytes=_MOST_BYTES, missing=missing)
    if content is None:
        return None, defects
    if not content.strip():
        return None, [Defect(place, "Der Text ist leer", "ausfüllen")]
    defects = [
        Defect(f"{place}, Zeile {number}", refused.finding, refused.remedy)
        for number, line in enumerate(re.split(r"\r\n|\r|\n", content), start=1)
        if (refused := _find_fault(line)) is not None
    ]
    return (None, defects) if defects else (content, [])


def check_site_texts(data: Path) -> list[Defect]:
    """Every defect of all texts of a city."""
    return [defect for name in SITE_TEXTS for defect in load_site_text(data, name)[1]]


def _find_fault(line: str) -> RefusedValueError | None:
    """The first thing in a line that must not be shown."""
    if not line.strip(" \t"):
        return None
    try:
        clean_text(line, _MOST_BYTES)
    except RefusedValueError as error:
        return error
    if _HTML.search(line):
        return RefusedValueError("Die Zeile enthält HTML", "als Markdown schreiben oder die spitze Klammer löschen")
    if "![" in line:
        return RefusedValueError("Die Zeile enthält ein Bild", "Bilder sind nicht möglich; löschen oder beschreiben")
    for pattern in _TARGETS:
        for target in pattern.findall(line):
            if not _is_harmless(target):
                remedy = "möglich sind https://, http://, mailto:, tel: und Adressen dieser Website"
                return RefusedValueError(f"Der Link führt nach ›{target[:80]}‹", remedy)
    return None


def _is_harmless(target: str) -> bool:
    """Whether a browser that follows the link goes to a page, a mail or a call; escapes are read as Markdown does."""
    scheme = _SCHEME.match(html.unescape(target.replace("\\", "")))
    return scheme is None or scheme[1].strip().lower() in _SCHEMES
