"""The one border where our own HTML leaves the program; every text is escaped here and nowhere else."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from sozialmonitor.ui.assets import ASSETS


class Markup(str):
    """HTML made by this module: texts inside it have been escaped."""


def tag(name: str, *content: str, **attributes: str) -> Markup:
    """One element. Content is escaped unless it is Markup already; ``class_`` and ``aria_label`` are spelled so."""
    written = "".join(f" {key.rstrip('_').replace('_', '-')}='{escape(value)}'" for key, value in attributes.items())
    inner = "".join(item if isinstance(item, Markup) else escape(item) for item in content)
    return Markup(f"<{name}{written}>{inner}</{name}>")


def picture(svg: str, alternative: str) -> Markup:
    """A drawing as an image: ``st.html`` removes SVG elements, and an image is one thing to a screen reader."""
    source = base64.b64encode(svg.encode()).decode()
    return Markup(f"<img src='data:image/svg+xml;base64,{source}' alt='{escape(alternative)}'>")


def show_html(*parts: Markup) -> None:
    """Put elements on the page; nothing if there are none."""
    if parts:
        st.html("".join(parts))


def show_styles() -> None:
    """Our style sheet, once per page."""
    st.html(ASSETS / "page.css")


def build_table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    caption: str = "",
    marks: Mapping[int, str] | None = None,
    words: bool = False,
) -> Markup:
    """A real HTML table: first column is the row's head, all others are numbers, right-aligned.

    Args:
        head: column titles. rows: texts, unescaped. caption: spoken title.
        marks: by row number the colour of the line that belongs to it in map and chart.
        words: the cells hold words, not numbers, and are left-aligned.
    """
    marks = marks or {}
    titles = tag("tr", *(tag("th", title, scope="col") for title in head))
    body = [_build_row(row, marks.get(index)) for index, row in enumerate(rows)]
    spoken = [tag("caption", caption)] if caption else []
    return tag(
        "table", *spoken, tag("thead", titles), tag("tbody", *body), class_="sm-table sm-words" if words else "sm-table"
    )


def _build_row(cells: Sequence[str], mark: str | None) -> Markup:
    style = {"class_": "sm-marked", "style": f"--mark:{mark}"} if mark else {}
    return tag("tr", tag("th", cells[0], scope="row"), *(tag("td", cell) for cell in cells[1:]), **style)
