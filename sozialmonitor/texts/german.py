"""All German sentences of the user interface stand in one file, ``german.yaml``."""

from __future__ import annotations

import functools
from pathlib import Path

import yaml


@functools.cache
def load_texts() -> dict[str, str]:
    """Every text by its dotted key."""
    content = yaml.safe_load(Path(__file__).with_name("german.yaml").read_text(encoding="utf-8"))
    return {
        f"{group}.{key}": sentence.strip() for group, entries in content.items() for key, sentence in entries.items()
    }


def text(key: str, **values: str) -> str:
    """The text of a key with its ``{placeholders}`` filled in.

    Raises:
        KeyError: an unknown key or a missing placeholder is an error of the program, not of the user.
    """
    return load_texts()[key].format(**values)


def texts_of(group: str) -> dict[str, str]:
    """All texts of a group, by the rest of their keys."""
    prefix = f"{group}."
    return {key.removeprefix(prefix): sentence for key, sentence in load_texts().items() if key.startswith(prefix)}
