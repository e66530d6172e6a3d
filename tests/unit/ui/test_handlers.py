"""Whatever a browser sends back, every handler takes it: the query stays a query, the settings stay settings."""

from __future__ import annotations

import ast
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import pytest
import streamlit as st
from hypothesis import given, settings
from hypothesis import strategies as strategies

from sozialmonitor.domain.errors import SozialmonitorError
from sozialmonitor.domain.selection import MAXIMUM_AREAS
from sozialmonitor.store.store import Store
from sozialmonitor.ui import choices, indicators_page, language, widgets
from sozialmonitor.ui.agreement import choices as agreement
from sozialmonitor.ui.lab import handlers as lab
from sozialmonitor.ui.lab.state import Scope, get_scope, get_settings
from sozialmonitor.ui.map import frame
from sozialmonitor.ui.profile import choices as profile
from sozialmonitor.views.lab.settings import LabSettings, make_typology
from sozialmonitor.views.selection import resolve_selection
from tests.support.sources import list_modules
from tests.support.town import NAME

json_values = strategies.recursive(
    strategies.none()
    | strategies.booleans()
    | strategies.integers()
    | strategies.floats()
    | strategies.text()
    | strategies.sampled_from(["", "stadtteile", "011", "manual", "rank", "2023", "arbeit", "bevoelkerung", "alle"]),
    lambda inner: (
        strategies.lists(inner, max_size=4)
        | strategies.dictionaries(strategies.text() | strategies.sampled_from(["seq", "area", "period", "want"]), inner)
    ),
    max_leaves=8,
)

SELECTION = {"monitor": NAME, "gebiete": "011,012"}
SCOPE: Scope = ("release", NAME, "arbeit")


@dataclass(frozen=True)
class Handler:
    """A callback: the session key it listens to, and how Streamlit calls it."""

    key: str
    run: Callable[[Store], None]


HANDLERS = {
    "choices._take_monitor": Handler("choice.monitor", lambda _: choices._take_monitor()),
    "choices._take_theme": Handler(
        "choice.theme", lambda _: choices._take_theme({"alle": [], "arbeit": ["leerstand"]})
    ),
    "choices._take_level": Handler("choice.level", lambda _: choices._take_level()),
    "choices._take_areas": Handler("choice.areas", lambda _: choices._take_areas()),
    "choices._take_breaks": Handler("choice.breaks", lambda _: choices._take_breaks()),
    "choices._take_count": Handler("choice.count", lambda _: choices._take_count()),
    "choices._take_all_periods": Handler("choice.all_periods", lambda _: choices._take_all_periods()),
    "widgets.take_one": Handler("choice.x", lambda _: widgets.take_one("x", "klassen")),
    "widgets._take_some": Handler("choice.x", lambda _: widgets._take_some("x", "indikatoren")),
    "widgets._take_switch": Handler("choice.x", lambda _: widgets._take_switch("x", "band", "ja")),
    "frame._take_event": Handler("map", lambda _: frame._take_event(frame.MapFrame(), "map")),
    "profile._take_profile_level": Handler(
        "choice.level",
        lambda store: profile._take_profile_level(store, resolve_selection(store, SELECTION).selection),
    ),
    "profile._take_focus": Handler("choice.focus", lambda _: profile._take_focus(("011", "012"))),
    "agreement._take_first": Handler("choice.first_typology", lambda _: agreement._take_first("wachstum", "arbeit")),
    "indicators._take_entry": Handler("indicators.chosen", lambda _: indicators_page._take_entry()),
    "language._take_choice": Handler("choice.easy", lambda _: language._take_choice()),
    "lab.take_included": Handler("lab.x", lambda _: lab.take_included(SCOPE, "lab.x", "entwicklung")),
    "lab.take_weight": Handler("lab.x", lambda _: lab.take_weight(SCOPE, "lab.x", "entwicklung")),
    "lab.take_standardisation": Handler("lab.x", lambda _: lab.take_standardisation(SCOPE, "lab.x")),
    "lab.take_clusters": Handler("lab.x", lambda _: lab.take_clusters(SCOPE, "lab.x")),
    "lab.take_cutoff": Handler("lab.x", lambda _: lab.take_cutoff(SCOPE, "lab.x", "status", 0)),
}
"""Every callback that reads what a widget or a component says."""

NOTHING_RECEIVED = {"reset", "_ask_stability", "_reset_filter", "change_query"}
"""Callbacks that only know that something was pressed."""


@pytest.mark.parametrize("name", HANDLERS)
@settings(max_examples=40)
@given(value=json_values)
def test_any_value_is_taken(town_store: Store, name: str, value: object) -> None:
    handler = HANDLERS[name]
    st.session_state.clear()
    st.session_state["query"] = st.session_state["query.written"] = dict(SELECTION)
    declared = town_store.get_typology(NAME, "arbeit")
    get_settings(town_store, SCOPE, declared)
    st.session_state[handler.key] = value
    handler.run(town_store)
    query = st.session_state["query"]
    assert all(isinstance(item, str) for pair in query.items() for item in pair)
    selection = resolve_selection(town_store, query).selection
    assert len(selection.areas) <= MAXIMUM_AREAS
    chosen = st.session_state["lab.settings"][SCOPE]
    assert isinstance(chosen, LabSettings)
    with suppress(SozialmonitorError):  # what cannot be computed is refused as on the page
        make_typology(declared, chosen)


def test_a_whole_answer_is_still_understood(town_store: Store) -> None:
    """Otherwise a handler that does nothing would pass."""
    answers: dict[str, tuple[object, dict[str, str]]] = {
        "frame._take_event": (
            {"seq": 7, "area": "021", "period": "2020"},
            {"gebiete": "011,012,021", "periode": "2020"},
        ),
        "choices._take_areas": (["011", "021"], {"gebiete": "011,021"}),
        "choices._take_theme": ("arbeit", {"indikator": "leerstand"}),
        "choices._take_count": (4, {"anzahl": "4"}),
        "choices._take_breaks": ("5; 7,5", {"grenzen": "5;7.5", "klassen": "manual"}),
        "profile._take_focus": ("012", {"gebiete": "011,012"}),
        "profile._take_profile_level": ("stadtbezirke", {"ebene": "stadtbezirke"}),
    }
    for name, (value, expected) in answers.items():
        st.session_state.clear()
        st.session_state["query"] = st.session_state["query.written"] = dict(SELECTION)
        st.session_state[HANDLERS[name].key] = value
        HANDLERS[name].run(town_store)
        assert expected.items() <= st.session_state["query"].items(), name


def test_every_handler_is_tried() -> None:
    """Who adds a callback adds it to the table above."""
    found = set()
    for module in list_modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.keyword) and node.arg in {"on_change", "on_click", "on_select", "on_submit"}:
                inner = node.value.args[0] if isinstance(node.value, ast.Call) else node.value
                if isinstance(inner, ast.Name):
                    found.add(inner.id)
                else:
                    assert isinstance(inner, ast.Constant), f"{module.name}:{node.value.lineno}: a callback has a name"
    assert found - NOTHING_RECEIVED == {name.partition(".")[2] for name in HANDLERS}


def test_scope_of_the_test_is_the_scope_of_the_page(town_store: Store) -> None:
    selection = resolve_selection(town_store, SELECTION | {"typologie": "arbeit"}).selection
    assert get_scope(town_store, selection)[1:] == SCOPE[1:]
