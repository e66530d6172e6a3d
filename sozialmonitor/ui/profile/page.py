"""The page „Gebietsprofil“: one area at a glance, printable on two sheets."""

from __future__ import annotations

import streamlit as st

from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_integer
from sozialmonitor.texts.german import text
from sozialmonitor.ui.cache import get_newest, get_svg_paths
from sozialmonitor.ui.context import resolve_current
from sozialmonitor.ui.head import show_head
from sozialmonitor.ui.html import Markup, show_html, tag
from sozialmonitor.ui.links import show_link
from sozialmonitor.ui.notes import show_origin, show_remarks, show_replacements
from sozialmonitor.ui.plain import plain
from sozialmonitor.ui.profile.choices import choose_focus, choose_profile_level
from sozialmonitor.ui.profile.parts import build_population, build_sides, build_similar, build_top
from sozialmonitor.ui.profile.table import build_key, build_rows_table
from sozialmonitor.ui.profile.typology import build_class_section
from sozialmonitor.views.profile.view import ProfileView, build_profile_view


@st.fragment
def show_profile_page(store: Store) -> None:
    """Choices, the selected indicator with the place of the area, and everything known about it."""
    resolved = resolve_current(store)
    chosen = resolved.selection
    view = build_profile_view(store, chosen, get_newest(store, chosen.monitor, chosen.geography))
    show_head("profile", view.title, view.subtitle, view.as_of)
    has_rank = _show_choices(store, view)
    show_replacements(resolved.notes)
    if not view.is_chosen:
        st.info(text("profile.choose_hint", area=plain(view.area.label)))
    show_html(build_top(view, get_svg_paths(store, chosen.monitor, chosen.geography)))
    _show_links(view)
    show_html(
        *build_population(view.population, view.monitor.reference_label),
        build_sides(view),
        *build_class_section(store, view.selection),
    )
    show_html(
        tag("h2", text("profile.all_rows"), class_="sm-section"), build_key(view), build_rows_table(view, has_rank)
    )
    show_html(build_similar(view), _build_missing(view))
    _show_methods()
    show_remarks(view.notes)
    show_origin(store, chosen.monitor, [row.indicator for row in view.rows], [view.geography], view.as_of)


def _show_choices(store: Store, view: ProfileView) -> bool:
    """Returns whether ranks are wanted: never from the address, so that no link spreads a ranking."""
    level, area, rank = st.columns([3, 5, 3], vertical_alignment="bottom")
    with level:
        choose_profile_level(store, view.selection)
    with area:
        choose_focus(store, view.selection)
    with rank:
        return bool(st.checkbox(text("profile.rank"), key="profile.rank", help=text("profile.rank_help")))


def _show_links(view: ProfileView) -> None:
    with st.container(horizontal=True):
        show_link("map", text("profile.to_map"), view.selection)
        show_link("series", text("profile.to_series"), view.selection)


def _build_missing(view: ProfileView) -> Markup:
    """Every rate without a plain value, with its reason; nothing is left out silently."""
    entries = [
        tag("li", tag("strong", f"{item.reason} ({format_integer(len(item.areas))}): "), ", ".join(item.areas))
        for item in view.missing
    ]
    content = tag("ul", *entries, class_="sm-notes") if entries else tag("p", text("profile.missing_none"))
    return tag("section", tag("h2", text("profile.missing"), class_="sm-section"), content, class_="sm-missing")


def _show_methods() -> None:
    with st.expander(text("panel.how_to_read")):
        keys = ("profile.method_spine", "profile.method_tests", "profile.method_trends", "profile.method_similar")
        show_html(*(tag("p", text(key)) for key in keys))
