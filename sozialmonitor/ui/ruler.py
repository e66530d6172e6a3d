"""A value as a bar on a line, drawn with plain elements; whatever it says stands in numbers beside it."""

from __future__ import annotations

from sozialmonitor.ui.html import Markup, tag


def place(kind: str, start: float, end: float, more: str = "") -> Markup:
    """A piece of the line.

    Args:
        kind: class of the style sheet. start, end: shares of the line, 0 to 1. more: further style.
    """
    return tag("span", class_=kind, style=f"left:{100 * start:.2f}%;width:{100 * (end - start):.2f}%{more}")


def build_ruler(*pieces: Markup) -> Markup:
    """The line with its pieces; not spoken."""
    return tag("span", *pieces, class_="sm-ruler", aria_hidden="true")
