"""The head of a page: title, what it is about, which state of the data it shows, and what can be done here."""

from __future__ import annotations

from sozialmonitor.texts.german import text
from sozialmonitor.ui.html import Markup, show_html, tag


def show_head(page: str, title: str, subtitle: str, as_of: str | None = None) -> None:
    """The page's only h1, the line below it, and what can be done here.

    Args:
        page: its name in the texts. as_of: the date the figures stand for.
    """
    date = [tag("p", text("panel.as_of", date=as_of), class_="sm-asof")] if as_of else []
    head = tag("header", tag("h1", title), *date, tag("p", subtitle, class_="sm-subtitle"), class_="sm-head")
    show_html(head, build_explanation(page))


def build_explanation(page: str) -> Markup:
    """What can be done on a page, in two or three sentences; each line of the text is a line here."""
    return tag("div", *(tag("p", line) for line in text(f"explain.{page}").splitlines()), class_="sm-explain")
