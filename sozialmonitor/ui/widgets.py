"""Widgets that show one part of the query and change it; whoever draws them decides which part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from sozialmonitor.ui.context import change_query
from sozialmonitor.ui.plain import plain
from sozialmonitor.ui.received import receive_switch, receive_text, receive_texts


def select_one(
    label: str, key: str, parameter: str, titles: Mapping[str, str], shown: str, *, default: str | None = None
) -> None:
    """A list to choose one from.

    Args:
        label: spoken and shown. key: name of the widget. parameter: part of the query it changes.
        titles: options with their titles. shown: what is chosen now. default: the option that needs no parameter.
    """
    st.session_state[f"choice.{key}"] = shown
    st.selectbox(
        label,
        list(titles),
        format_func=lambda option: titles.get(option, option),
        key=f"choice.{key}",
        on_change=take_one,
        args=(key, parameter, default),
    )


def pick_one(
    label: str, key: str, parameter: str, titles: Mapping[str, str], shown: str, *, default: str | None = None
) -> None:
    """Like ``select_one`` for a few options that shall all be seen."""
    st.session_state[f"choice.{key}"] = shown
    st.segmented_control(
        label,
        list(titles),
        format_func=lambda option: plain(titles.get(option, option)),
        key=f"choice.{key}",
        on_change=take_one,
        args=(key, parameter, default),
        required=True,
    )


def select_some(
    label: str, key: str, parameter: str, titles: Mapping[str, str], shown: Sequence[str], *, most: int, hint: str
) -> None:
    """A list to choose several from, in the order of choosing."""
    st.session_state[f"choice.{key}"] = list(shown)
    st.multiselect(
        label,
        list(titles),
        format_func=lambda option: titles.get(option, option),
        key=f"choice.{key}",
        on_change=_take_some,
        args=(key, parameter),
        max_selections=most,
        placeholder=hint,
    )


def switch(label: str, key: str, parameter: str, word: str, *, is_on: bool) -> None:
    """On or off; ``word`` is what the query says while it is on."""
    st.session_state[f"choice.{key}"] = is_on
    st.toggle(label, key=f"choice.{key}", on_change=_take_switch, args=(key, parameter, word))


def take_one(key: str, parameter: str, default: str | None = None) -> None:
    """Carry what a widget says over to the query."""
    chosen = receive_text(f"choice.{key}")
    change_query({parameter: None if chosen == default else chosen} if chosen or default == "" else {})


def _take_some(key: str, parameter: str) -> None:
    change_query({parameter: ",".join(receive_texts(f"choice.{key}")) or None})


def _take_switch(key: str, parameter: str, word: str) -> None:
    change_query({parameter: word if receive_switch(f"choice.{key}") else None})
