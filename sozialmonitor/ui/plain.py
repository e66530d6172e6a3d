"""Texts of a catalogue where Streamlit would read Markdown: they are shown as they are written."""

from __future__ import annotations

import re

_JOINED = re.compile(r"(?<=:)(?=\w)|(?<=[<>~=-])(?=[<>~=-])|(?<=\bwww)(?=\.)|(?<=\w)(?=@)|(?<=:)(?=//)")
"""Between these two Streamlit and its Markdown find icons, arrows and addresses, whether they are escaped or not."""

_MARK = re.compile(r"[\\`*_\[\]<$~|]|&(?=#?\w+;)")
"""Emphasis, code, links, markup, formulas, strikethrough, tables, entities."""

_START = re.compile(r"^(\s*\d*)(>|[#+\-.)](?=[\s#-]|$))")
"""A heading, a list or a quotation."""

_WORD_JOINER = "\u2060"
"""Invisible, and no place to break a line."""


def plain(words: str) -> str:
    """Words for a label, a tooltip or a notice in which nothing shall be bold, a link, a formula or an icon.

    Ordinary words come back as they are: a screen reader is told the same string.
    """
    line = _JOINED.sub(_WORD_JOINER, " ".join(words.splitlines()))
    return _START.sub(r"\1\\\2", _MARK.sub(r"\\\g<0>", line))
