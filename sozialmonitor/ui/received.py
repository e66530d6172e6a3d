"""What comes back from the browser. It may be anything: whoever forges a message gets nothing but an empty answer."""

from __future__ import annotations

import math

import streamlit as st


def receive_text(key: str) -> str:
    """What a widget says if it is a text, else an empty one."""
    value = st.session_state.get(key)
    return value if isinstance(value, str) else ""


def receive_texts(key: str) -> list[str]:
    """The texts among what a widget says."""
    value = st.session_state.get(key)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list | tuple) else []


def receive_switch(key: str) -> bool:
    """Whether a widget says that something is on."""
    return st.session_state.get(key) is True


def receive_number(key: str) -> float | None:
    """What a widget says if it is a finite number, else None."""
    value = st.session_state.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 1e9 and math.isfinite(value) else None


def receive_event(key: str) -> dict[str, str]:
    """The texts and whole numbers a component sends, as texts; nothing if it sends anything but an object."""
    value = st.session_state.get(key)
    found = value.items() if isinstance(value, dict) else ()
    return {
        name: str(item)
        for name, item in found
        if isinstance(name, str) and isinstance(item, str | int) and not isinstance(item, bool)
    }
