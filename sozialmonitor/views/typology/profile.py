"""The part of a profile about the typology of its level: the class of the area, and why it changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sozialmonitor.calc.typology.result import TypologyResult
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.selection import Selection, TypologyChoice
from sozialmonitor.domain.typology import Typology
from sozialmonitor.store.store import Store
from sozialmonitor.views.typology.change import ClassChange, Compare, build_class_change
from sozialmonitor.views.typology.focus import ClassFocus, build_focus
from sozialmonitor.views.typology.selection import fill_choice
from sozialmonitor.views.typology.series import collect_typology_series
from sozialmonitor.views.typology.words import find_words


@dataclass(frozen=True)
class ProfileClass:
    """The newest class of one area.

    Attributes:
        selection: for the link to the page about typologies. period: of the class.
    """

    typology: Typology
    selection: Selection
    period: str
    focus: ClassFocus
    change: ClassChange


def find_profile_typology(catalogue: MonitorCatalogue, selection: Selection) -> Typology | None:
    """The chosen typology if it belongs to the level and has cut-offs, else the first that does; None without one.

    Clusters are left out: their numbers say nothing about a single area.
    """
    fitting = {
        item.id: item
        for item in catalogue.typologies.values()
        if item.geography == selection.geography and item.status is not None
    }
    return fitting.get(selection.classes.typology or "", next(iter(fitting.values()), None))


def build_profile_class(
    store: Store, selection: Selection, typology: Typology, results: Mapping[str, TypologyResult], compare: Compare
) -> ProfileClass:
    """Describe the area in focus in the newest period, as everything else in a profile.

    Args:
        selection: with an area in focus, at the level of the typology. results: of the typology by period.
    """
    series = collect_typology_series(store, selection.monitor, typology)
    choice = fill_choice(series, TypologyChoice(typology.id))
    period = choice.period or ""
    position = store.get_area_position(selection.monitor, selection.geography, selection.focus or "")
    area = store.get_areas(selection.monitor, selection.geography)[position]
    words = find_words(store, selection.monitor, typology)
    return ProfileClass(
        typology=typology,
        selection=replace(selection, classes=TypologyChoice(typology.id)),
        period=period,
        focus=build_focus(words, series, results[period], period, area, position),
        change=build_class_change(words, series, results, compare, choice.earlier, period, area, position),
    )
