"""The one border where our own HTML leaves the program; everything inside it has been escaped by its maker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from sozialmonitor.ui.routes import ASSETS


def show_html(markup: str) -> None:
    """Put finished markup on the page. Texts must be escaped before they get here."""
    if markup:
        st.html(markup)


def show_styles() -> None:
    """Our style sheet, once per page."""
    st.html(ASSETS / "page.css")


def build_table(
    head: Sequence[str], rows: Sequence[Sequence[str]], *, caption: str = "", marks: Mapping[int, str] | None = None
) -> str:
    """A real HTML table: first column is the row's head, all others are numbers, right-aligned.

    Args:
        head: column titles. rows: texts, unescaped. caption: spoken title.
        marks: by row number the colour of the line that belongs to it in map and chart.
    """
    marks = marks or {}
    titles = "".join(f"<th scope='col'>{escape(title)}</th>" for title in head)
    body = "".join(_build_row(row, marks.get(index)) for index, row in enumerate(rows))
    spoken = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f"<table class='sm-table'>{spoken}<thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>"


def _build_row(cells: Sequence[str], mark: str | None) -> str:
    style = f" class='sm-marked' style='--mark:{mark}'" if mark else ""
    numbers = "".join(f"<td>{escape(cell)}</td>" for cell in cells[1:])
    return f"<tr{style}><th scope='row'>{escape(cells[0])}</th>{numbers}</tr>"
