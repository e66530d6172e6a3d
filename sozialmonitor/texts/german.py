"""All German sentences of the user interface stand in ``german.yaml``; some again in Leichte Sprache.

What the framework says itself is translated by a table of its own, ``streamlit.yaml``.

A reader of Leichte Sprache gets the easy text where there is one, and the ordinary one otherwise. Which
style is wanted is asked anew for every text, of whoever knows the session: nothing about it is kept here.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

import yaml


class Style(StrEnum):
    """How the reader wants to be spoken to. The value is what stands in the address."""

    ORDINARY = "standard"
    EASY = "leicht"


_AGREEING = re.compile(r"\{(\w+)\}([^{}\[\]|]*)\[([^|\]]*)\|([^\]]*)\]")
"""A number, what stands between, and a word in both forms: the one after a 1, and the other."""

_ONES = ("1", "\u22121", "+1")

_FILES = {Style.ORDINARY: "german.yaml", Style.EASY: "leichte_sprache.yaml"}


def _ask_nobody() -> Style:
    return Style.ORDINARY


_provider: Callable[[], Style] = _ask_nobody


def set_style_provider(provider: Callable[[], Style]) -> None:
    """Say who knows the style of the session that is asking; it is called for every text, in any thread."""
    global _provider
    _provider = provider


def get_style() -> Style:
    """Style of whoever is asking; part of the key of every cache that holds sentences."""
    return _provider()


@functools.cache
def load_texts(style: Style = Style.ORDINARY) -> dict[str, str]:
    """Every text of a file by its dotted key."""
    content = yaml.safe_load(Path(__file__).with_name(_FILES[style]).read_text(encoding="utf-8"))
    return {
        f"{group}.{key}": sentence.strip() for group, entries in content.items() for key, sentence in entries.items()
    }


@functools.cache
def load_framework_words() -> dict[str, str]:
    """What the framework says in English, and the same in German; ``{}`` in both stands for what is filled in."""
    words: dict[str, str] = yaml.safe_load(Path(__file__).with_name("streamlit.yaml").read_text(encoding="utf-8"))
    return words


def text(key: str, **values: str) -> str:
    """The text of a key in the reader's style, with its ``{placeholders}`` filled in and words in the right number.

    Raises:
        KeyError: an unknown key or a missing placeholder is an error of the program, not of the user.
    """
    ordinary = load_texts()[key]
    sentence = load_texts(Style.EASY).get(key, ordinary) if get_style() is Style.EASY else ordinary
    return _agree(sentence, values).format(**values)


def _agree(sentence: str, values: dict[str, str]) -> str:
    """Let words agree with the number before them: ``{count} [Gebiet|Gebiete]``. Nothing filled in is looked at."""
    if "|" not in sentence:
        return sentence
    return _AGREEING.sub(
        lambda found: f"{{{found[1]}}}{found[2]}{found[3 if values[found[1]] in _ONES else 4]}", sentence
    )


def texts_of(group: str) -> dict[str, str]:
    """All texts of a group, by the rest of their keys; in ordinary style, since browsers share and keep them."""
    prefix = f"{group}."
    return {key.removeprefix(prefix): sentence for key, sentence in load_texts().items() if key.startswith(prefix)}
