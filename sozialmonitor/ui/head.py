"""The head of a page: title, what it is about, and which state of the data it shows."""

from __future__ import annotations

from sozialmonitor.texts.german import text
from sozialmonitor.ui.html import show_html, tag


def show_head(title: str, subtitle: str, as_of: str | None = None) -> None:
    """The page's only h1, and the line below it; ``as_of`` is the date the figures stand for."""
    date = [tag("p", text("panel.as_of", date=as_of), class_="sm-asof")] if as_of else []
    show_html(tag("header", tag("h1", title), *date, tag("p", subtitle, class_="sm-subtitle"), class_="sm-head"))


def show_explanation(page: str) -> None:
    """What can be done on this page, in two or three sentences; each line of the text is a line here."""
    lines = text(f"explain.{page}").splitlines()
    show_html(tag("div", *(tag("p", line) for line in lines), class_="sm-explain"))
