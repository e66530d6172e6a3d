"""The page „Typologie-Labor“: a declared typology with other settings; nothing is kept but in the session."""

from __future__ import annotations

import streamlit as st

from sozialmonitor.charts.class_picture import build_class_picture
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.typology import Typology
from sozialmonitor.exports.lab_card import pack_lab_card
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_period
from sozialmonitor.texts.german import text
from sozialmonitor.ui.cache import get_lab_goals, get_lab_stability
from sozialmonitor.ui.context import change_query, resolve_current
from sozialmonitor.ui.head import show_head
from sozialmonitor.ui.html import show_html, tag
from sozialmonitor.ui.lab.controls import choose_base, show_controls
from sozialmonitor.ui.lab.parts import (
    build_area,
    build_changes,
    build_goals,
    build_stability,
    build_summary,
    build_variants,
)
from sozialmonitor.ui.lab.state import find_setting, get_scope, get_settings
from sozialmonitor.ui.map.frame import MapFrame, show_map
from sozialmonitor.ui.notes import show_origin, show_remarks, show_replacements
from sozialmonitor.ui.plain import plain
from sozialmonitor.views.lab.area import describe_area
from sozialmonitor.views.lab.card import build_lab_card, name_lab_card
from sozialmonitor.views.lab.goals import describe_goals
from sozialmonitor.views.lab.stability import LabStability
from sozialmonitor.views.lab.view import LabView, build_lab_view
from sozialmonitor.views.map_view import describe_period
from sozialmonitor.views.typology.method import describe_rules
from sozialmonitor.views.typology.selection import find_typology, resolve_class_selection

_FRAME = MapFrame("lab", period="stand")
_CHECKED = "lab.checked"
"""Session key: setting and period whose stability was asked for."""


@st.fragment
def show_lab_page(store: Store) -> None:
    """Choices, controls and map, who changes class, how stable that is, and the method card."""
    resolved = resolve_current(store, resolve_class_selection)
    selection = resolved.selection
    declared = find_typology(store.get_catalogue(selection.monitor), selection.classes)
    if declared is None:
        show_head("lab", text("lab.title"), "")
        show_replacements(resolved.notes)
        st.info(text("lab.none"))
        return
    scope = get_scope(store, selection)
    settings = get_settings(store, scope, declared)
    setting = find_setting(store, selection, declared, settings)
    view = build_lab_view(store, selection, declared, setting.typology, setting.before, setting.after)
    as_of = _describe_date(store, selection, view)
    _show_head(store, selection, declared, as_of)
    choose_base(store, selection, declared)
    show_replacements(resolved.notes)
    left, right = st.columns([2, 3], gap="medium")
    with left:
        show_controls(store, declared, settings, scope)
    with right:
        show_html(*build_summary(view, setting.defects))
        show_map(store, build_class_picture(view.map), _FRAME)
    stability = _find_stability(store, selection, view)
    _show_findings(store, selection, view, stability)
    _show_stability(store, selection, view, stability)
    _show_card(store, selection, declared, view)
    show_remarks((*(f"{head}: {body}" for head, body in describe_rules(view.typology)), declared.limits))
    catalogue = store.get_catalogue(selection.monitor)
    indicators = [catalogue.indicators[item] for item in view.typology.indicator_ids]
    show_origin(store, selection.monitor, indicators, [catalogue.geographies[selection.geography]], as_of)


def _show_head(store: Store, selection: Selection, declared: Typology, as_of: str) -> None:
    level = store.get_geography(selection.monitor, selection.geography).title
    period = format_period(selection.classes.period or "")
    subtitle = text("lab.subtitle", level=level, period=period, title=declared.title)
    show_head("lab", text("lab.title"), subtitle, as_of)


def _describe_date(store: Store, selection: Selection, view: LabView) -> str:
    return describe_period(store.get_catalogue(selection.monitor), view.typology.indicator_ids[0], view.period)


def _find_stability(store: Store, selection: Selection, view: LabView) -> LabStability | None:
    """What was found, if it was asked for with exactly these settings."""
    if st.session_state.get(_CHECKED) != (view.settings, view.period):
        return None
    with st.spinner(text("lab.checking")):
        return get_lab_stability(store, selection.monitor, view.typology, view.period)


def _ask_stability(view: tuple[str, str]) -> None:
    st.session_state[_CHECKED] = view
    change_query({})


def _show_findings(store: Store, selection: Selection, view: LabView, stability: LabStability | None) -> None:
    left, right = st.columns([3, 2], gap="medium")
    with left:
        show_html(*build_changes(view))
    if selection.focus is None:
        with right:
            show_html(tag("p", text("lab.area_hint"), class_="sm-hint"))
        return
    position = store.get_area_position(selection.monitor, selection.geography, selection.focus)
    name = store.get_areas(selection.monitor, selection.geography)[position].label
    with right:
        show_html(*build_area(describe_area(name, position, view.typology, view.result, stability)))
    if view.typology.status is not None:
        _show_goals(store, selection, view, position, name)


def _show_goals(store: Store, selection: Selection, view: LabView, position: int, name: str) -> None:
    """Computed when opened: it takes longer than a change of weights may take."""
    box = st.expander(text("lab.goals", area=plain(name)), key="lab.goals", on_change="rerun")
    if not box.open:
        return
    goals = get_lab_goals(store, selection.monitor, view.typology, view.period, position)
    with box:
        show_html(*build_goals(describe_goals(store, selection.monitor, view.typology, view.period, position, goals)))


def _show_stability(store: Store, selection: Selection, view: LabView, stability: LabStability | None) -> None:
    show_html(*build_variants(view.variants))
    if view.typology.status is None:
        return
    show_html(tag("h2", text("lab.stability"), class_="sm-section"))
    if stability is None:
        asked = (view.settings, view.period)
        st.button(text("lab.check"), key="lab.check", on_click=_ask_stability, args=(asked,))
        show_html(tag("p", text("lab.check_help"), class_="sm-detail sm-small"))
        return
    indicators = store.get_catalogue(selection.monitor).indicators
    show_html(*build_stability(stability, [indicators[item].title for item in view.typology.indicator_ids]))


def _show_card(store: Store, selection: Selection, declared: Typology, view: LabView) -> None:
    """Made when the button is pressed, not before."""
    st.download_button(
        text("lab.card"),
        data=lambda: pack_lab_card(build_lab_card(store, selection, declared, view)),
        file_name=f"{name_lab_card(selection, view)}.zip",
        mime="application/zip",
        key="lab.card",
        on_click="ignore",
    )
    show_html(tag("p", text("lab.card_help"), class_="sm-detail sm-small"))
