"""The part of the profile about the typology of its level."""

from __future__ import annotations

import functools

from sozialmonitor.domain.selection import Selection
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_period
from sozialmonitor.texts.german import text
from sozialmonitor.ui.cache import get_class_change, get_class_results
from sozialmonitor.ui.html import Markup, tag
from sozialmonitor.ui.links import build_address
from sozialmonitor.ui.typology.change import build_parts, build_sentences
from sozialmonitor.ui.typology.focus import build_class_line
from sozialmonitor.views.typology.profile import build_profile_class, find_profile_typology


def build_class_section(store: Store, selection: Selection) -> tuple[Markup, ...]:
    """Class of the area in focus and what changed it; nothing where the level has no typology."""
    typology = find_profile_typology(store.get_catalogue(selection.monitor), selection)
    if typology is None:
        return ()
    view = build_profile_class(
        store,
        selection,
        typology,
        get_class_results(store, selection.monitor, typology),
        functools.partial(get_class_change, store, selection.monitor, typology),
    )
    link = tag("a", text("typology.to_typology"), href=build_address("typology", view.selection), target="_self")
    title = text("profile.lead", title=typology.title, period=format_period(view.period))
    focus = view.focus
    lines = [text("typology.no_class", reason=focus.reason)] if focus.reason else []
    lines += [*focus.lines, *([typology.note] if typology.note else [])]
    left = tag(
        "div",
        build_class_line(typology, focus),
        *(tag("p", line, class_="sm-detail") for line in lines),
        build_sentences(view.change),
        tag("p", link, class_="sm-onward"),
    )
    meant = tag("p", text("typology.not_meant"), class_="sm-detail sm-small")
    right = tag("div", *build_parts(view.change, has_ends=False), meant)
    head = tag("h2", title, class_="sm-section")
    return (tag("section", head, tag("div", left, right, class_="sm-columns"), class_="sm-profile-class"),)
