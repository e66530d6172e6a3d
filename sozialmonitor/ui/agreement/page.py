"""The page „Typologien vergleichen“: two typologies side by side."""

from __future__ import annotations

import streamlit as st

from sozialmonitor.charts.class_picture import build_class_picture
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.typology import Typology
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.ui.agreement.choices import choose_pair
from sozialmonitor.ui.agreement.parts import build_differences, build_measures, build_table_of_classes
from sozialmonitor.ui.cache import get_class_results
from sozialmonitor.ui.context import resolve_current
from sozialmonitor.ui.head import show_head
from sozialmonitor.ui.html import show_html, tag
from sozialmonitor.ui.map.frame import MapFrame, show_map
from sozialmonitor.ui.notes import show_origin, show_replacements
from sozialmonitor.views.agreement.selection import find_pair, list_shared_periods, resolve_pair_selection
from sozialmonitor.views.agreement.view import AgreementView, build_agreement_view
from sozialmonitor.views.map_view import describe_period

HEIGHT = 460
_FRAMES = tuple(MapFrame(name, HEIGHT, period="stand", is_linked=True) for name in ("first", "second"))


@st.fragment
def show_agreement_page(store: Store) -> None:
    """Choices, both maps, agreement, differences, notes; or why nothing can be compared."""
    resolved = resolve_current(store, resolve=resolve_pair_selection)
    selection = resolved.selection
    catalogue = store.get_catalogue(selection.monitor)
    title = text("agreement.title", monitor=catalogue.monitor.title)
    pair = find_pair(catalogue, selection)
    shared = list_shared_periods(store, selection.monitor, *pair) if pair else ()
    level = store.get_geography(selection.monitor, selection.geography).title
    subtitle = text("agreement.subtitle", level=level)
    if pair is None:
        show_head("agreement", title, subtitle)
        show_replacements(resolved.notes)
        st.info(text("agreement.no_pair"))
        return
    as_of = describe_period(catalogue, pair[0].indicator_ids[0], str(selection.classes.period))
    show_head("agreement", title, subtitle, as_of if shared else None)
    choose_pair(store, selection, pair, shared)
    show_replacements(resolved.notes)
    if not shared:
        st.info(text("agreement.no_period"))
        return
    _show_comparison(store, selection, pair, shared)
    ids = dict.fromkeys(key for typology in pair for key in typology.indicator_ids)
    geography = store.get_geography(selection.monitor, selection.geography)
    show_origin(store, selection.monitor, [catalogue.indicators[key] for key in ids], [geography], as_of)


def _show_comparison(
    store: Store, selection: Selection, pair: tuple[Typology, Typology], shared: tuple[str, ...]
) -> None:
    first, second = (
        {period: get_class_results(store, selection.monitor, typology)[period] for period in shared}
        for typology in pair
    )
    view = build_agreement_view(store, selection, pair, (first, second))
    for place, typology, shown, frame in zip(st.columns(2, gap="medium"), pair, view.maps, _FRAMES, strict=True):
        with place:
            show_html(tag("h2", typology.title, class_="sm-area"))
            show_map(store, build_class_picture(shown), frame)
    show_html(build_measures(view), build_table_of_classes(view), build_differences(view, selection))
    _show_reading_help(view)


def _show_reading_help(view: AgreementView) -> None:
    with st.expander(text("panel.how_to_read")):
        parts = []
        for key in ("status", "reason", "limit"):
            parts += [tag("h2", text(f"agreement.help_{key}_title"), class_="sm-h")]
            parts += [tag("p", text(f"agreement.help_{key}"))]
        for typology in view.typologies:
            parts += [tag("h2", typology.title, class_="sm-h"), tag("p", typology.description)]
            parts += [tag("p", typology.limits)]
        show_html(*parts)
