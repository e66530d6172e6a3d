"""What a visitor has set in the laboratory: in the session and nowhere else, apart for each typology."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from sozialmonitor.calc.typology.result import TypologyResult
from sozialmonitor.domain.errors import Defect, InputError
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.typology import Typology
from sozialmonitor.store.store import Store
from sozialmonitor.ui.cache import get_class_results, get_lab_results
from sozialmonitor.ui.context import change_query
from sozialmonitor.views.lab.settings import LabSettings, make_settings, make_typology

_SETTINGS, _VALID = "lab.settings", "lab.valid"

Scope = tuple[str, str, str]
"""Release, monitor and declared typology that settings belong to."""


@dataclass(frozen=True)
class Setting:
    """A typology that can be computed, and what is wrong with the settings if it is not made of them.

    Attributes:
        before, after: results by period, of the declared typology and of this one.
    """

    typology: Typology
    before: Mapping[str, TypologyResult]
    after: Mapping[str, TypologyResult]
    defects: Sequence[Defect]


def get_scope(store: Store, selection: Selection) -> Scope:
    """What settings belong to."""
    return (store.release_id, selection.monitor, selection.classes.typology or "")


def get_settings(store: Store, scope: Scope, declared: Typology) -> LabSettings:
    """What was set last, at first the declared typology."""
    kept: dict[Scope, LabSettings] = st.session_state.setdefault(_SETTINGS, {})
    if scope not in kept:
        kept[scope] = make_settings(store, scope[1], declared)
    return kept[scope]


def reset(scope: Scope) -> None:
    """Back to the declared typology; for callbacks."""
    for key in (_SETTINGS, _VALID):
        st.session_state.get(key, {}).pop(scope, None)
    change_query({})


def take(scope: Scope, change: Callable[[LabSettings], LabSettings]) -> None:
    """Change the settings by what a widget says; for callbacks."""
    kept: dict[Scope, LabSettings] = st.session_state.get(_SETTINGS, {})
    if scope in kept:
        kept[scope] = change(kept[scope])
    change_query({})


def find_setting(store: Store, selection: Selection, declared: Typology, settings: LabSettings) -> Setting:
    """The typology that was set; while that cannot be computed the last one that could, else the declared one."""
    before = get_class_results(store, selection.monitor, declared)
    scope, valid = get_scope(store, selection), st.session_state.setdefault(_VALID, {})
    defects: Sequence[Defect] = ()
    for candidate in (settings, valid.get(scope)):
        if candidate is None:
            continue
        try:
            typology = make_typology(declared, candidate)
            period = selection.classes.period or ""
            after = get_lab_results(store, selection.monitor, typology, period, tuple(before))
        except InputError as error:
            defects = defects or error.defects
            continue
        valid[scope] = candidate
        return Setting(typology, before, after, defects)
    return Setting(declared, before, before, defects)
