"""Controls of the laboratory: what goes into the index, with which weight, and where classes begin."""

from __future__ import annotations

import streamlit as st

from sozialmonitor.calc.typology.series import list_typology_periods
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.typology import Bands, CutoffKind, Typology
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_integer, format_period
from sozialmonitor.texts.german import text
from sozialmonitor.ui.choices import choose_areas
from sozialmonitor.ui.html import show_html, tag
from sozialmonitor.ui.lab.handlers import take_clusters, take_cutoff, take_included, take_standardisation, take_weight
from sozialmonitor.ui.lab.state import Scope, reset
from sozialmonitor.ui.plain import plain
from sozialmonitor.ui.widgets import select_one
from sozialmonitor.views.lab.settings import HEAVIEST, LabIndicator, LabSettings, list_standardisations
from sozialmonitor.views.typology.series import collect_typology_series

_STEP = {CutoffKind.SD: 0.1, CutoffKind.FIXED: 0.1, CutoffKind.QUANTILE: 0.01}
_SHARES = (0.01, 0.99)
"""What a cut-off can be where it is a share of the areas."""
_FEWEST_CLUSTERS, _MOST_CLUSTERS = 2, 12


def choose_base(store: Store, selection: Selection, declared: Typology) -> None:
    """Typology to start from, period and areas."""
    typologies = store.get_catalogue(selection.monitor).typologies
    periods = list_typology_periods(collect_typology_series(store, selection.monitor, declared))
    base, period, areas = st.columns([4, 2, 4], vertical_alignment="bottom")
    with base:
        titles = {key: item.title for key, item in typologies.items()}
        select_one(text("lab.typology"), "lab_typology", "typologie", titles, declared.id)
    with period:
        shown = {item: format_period(item) for item in reversed(periods)}
        select_one(text("choice.period"), "lab_period", "stand", shown, selection.classes.period or "")
    with areas:
        choose_areas(store, selection, has_map=True)


def show_controls(store: Store, declared: Typology, settings: LabSettings, scope: Scope) -> None:
    """Everything that can be set, and the way back."""
    titles = {key: item.short_title for key, item in store.get_catalogue(scope[1]).indicators.items()}
    count = len(declared.indicators)
    show_html(tag("h2", text("lab.indicators"), class_="sm-h"), tag("p", text("lab.weights_help"), class_="sm-hint"))
    for item in settings.indicators[:count]:
        _show_indicator(item, titles[item.indicator], scope)
    if others := settings.indicators[count:]:
        with st.expander(text("lab.others", count=format_integer(len(others)))):
            for item in others:
                _show_indicator(item, titles[item.indicator], scope)
    _choose_standardisation(declared, settings, scope)
    if settings.clusters is not None:
        _choose_clusters(settings.clusters, scope)
    _choose_cutoffs("status", declared.status, settings.status, scope)
    _choose_cutoffs("dynamic", declared.dynamic, settings.dynamic, scope)
    st.button(text("lab.reset"), key="lab.reset", on_click=reset, args=(scope,))


def _show_indicator(item: LabIndicator, title: str, scope: Scope) -> None:
    """In or out, and how heavy."""
    box, slider = f"lab.in.{item.indicator}", f"lab.weight.{item.indicator}"
    st.session_state[box], st.session_state[slider] = item.is_included, item.weight
    st.checkbox(plain(title), key=box, on_change=take_included, args=(scope, box, item.indicator))
    if item.is_included:
        st.slider(
            text("lab.weight", indicator=plain(title)),
            min_value=0.0,
            max_value=max(HEAVIEST, item.weight),
            step=0.1,
            format="localized",
            key=slider,
            on_change=take_weight,
            args=(scope, slider, item.indicator),
            label_visibility="collapsed",
        )


def _choose_standardisation(declared: Typology, settings: LabSettings, scope: Scope) -> None:
    methods = list_standardisations(declared)
    if len(methods) == 1:
        return
    key = "lab.standardisation"
    st.session_state[key] = settings.standardisation.value
    st.selectbox(
        text("lab.standardisation"),
        [method.value for method in methods],
        format_func=lambda method: text(f"lab.standardisation_{method}"),
        key=key,
        on_change=take_standardisation,
        args=(scope, key),
    )


def _choose_clusters(count: int, scope: Scope) -> None:
    key = "lab.clusters"
    st.session_state[key] = count
    st.number_input(
        text("lab.clusters"),
        _FEWEST_CLUSTERS,
        _MOST_CLUSTERS,
        key=key,
        on_change=take_clusters,
        args=(scope, key),
    )


def _choose_cutoffs(index: str, bands: Bands | None, cutoffs: tuple[float, ...], scope: Scope) -> None:
    """One number between every two classes."""
    if bands is None:
        return
    unit = text(f"lab.unit_{bands.kind.value}")
    show_html(tag("h2", text(f"lab.cutoffs_{index}"), class_="sm-h"), tag("p", unit, class_="sm-hint"))
    least, most = _SHARES if bands.kind is CutoffKind.QUANTILE else (None, None)
    step, columns = _STEP[bands.kind], st.columns(len(cutoffs), gap="small", vertical_alignment="bottom")
    for position, (column, cutoff) in enumerate(zip(columns, cutoffs, strict=True)):
        key = f"lab.cutoff.{index}.{position}"
        st.session_state[key] = cutoff
        lower, upper = bands.names[position : position + 2]
        column.number_input(
            text("lab.cutoff", lower=plain(lower), upper=plain(upper)),
            min_value=least,
            max_value=most,
            step=step,
            format="%.2f",
            key=key,
            on_change=take_cutoff,
            args=(scope, key, index, position),
        )
