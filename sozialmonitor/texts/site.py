"""Texts a city writes itself: imprint, privacy, accessibility."""

from __future__ import annotations

from pathlib import Path

from sozialmonitor.domain.errors import StoreError


def load_site_text(folder: Path, name: str) -> str:
    """Markdown of ``<name>.md``.

    Raises:
        StoreError: the file is missing.
    """
    try:
        return (folder / f"{name}.md").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise StoreError(f"Der Text {folder.name}/{name}.md fehlt. Bitte anlegen.") from None
