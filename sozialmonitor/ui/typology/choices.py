"""Choices of the page about typologies; the period is also chosen with the slider of the map."""

from __future__ import annotations

import streamlit as st

from sozialmonitor.calc.typology.series import TypologySeries, list_typology_periods
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.selection import Selection
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_period
from sozialmonitor.texts.german import text
from sozialmonitor.ui.choices import choose_areas
from sozialmonitor.ui.widgets import select_one
from sozialmonitor.views.typology.selection import list_earlier


def show_choices(store: Store, selection: Selection, series: TypologySeries) -> None:
    """Typology, both periods and the areas, in one line."""
    catalogue = store.get_catalogue(selection.monitor)
    typology, period, earlier, areas = st.columns([3, 2, 2, 3.6], vertical_alignment="bottom")
    with typology:
        _choose_typology(catalogue, selection)
    with period:
        _choose_period(series, selection)
    if series.typology.clusters is None:  # clusters are not compared over time
        with earlier:
            _choose_earlier(series, selection)
    with areas:
        choose_areas(store, selection, has_map=True)


def _choose_typology(catalogue: MonitorCatalogue, selection: Selection) -> None:
    titles = {item.id: item.title for item in catalogue.typologies.values()}
    select_one(text("typology.choose"), "typology", "typologie", titles, selection.classes.typology or "")


def _choose_period(series: TypologySeries, selection: Selection) -> None:
    titles = {period: format_period(period) for period in reversed(list_typology_periods(series))}
    select_one(text("typology.period"), "class_period", "stand", titles, selection.classes.period or "")


def _choose_earlier(series: TypologySeries, selection: Selection) -> None:
    """Nothing to choose where the period shown is the first one."""
    before = list_earlier(series, selection.classes.period or "")
    titles = {period: format_period(period) for period in reversed(before)} or {"": text("typology.no_earlier")}
    select_one(text("typology.earlier"), "class_earlier", "vorher", titles, selection.classes.earlier or "")
