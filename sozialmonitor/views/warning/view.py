"""Early warning: hints that an area deserves a second look, with the number of false alarms beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sozialmonitor.domain.geography import Geography
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.monitor import Monitor, MonitorCatalogue
from sozialmonitor.domain.period import Period
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.typology import Typology
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.views.map_view import describe_period
from sozialmonitor.views.start_view import describe_newest
from sozialmonitor.views.warning.classes import ClassRule
from sozialmonitor.views.warning.trends import TrendRule, list_directed


@dataclass(frozen=True)
class WarningView:
    """Both rules at one level.

    Attributes:
        typologies: of the level, in the order of the catalogue. indicators: everything the rules look at.
        newest: reference date of the newest values looked at.
    """

    monitor: Monitor
    geography: Geography
    trends: TrendRule
    classes: ClassRule
    typologies: tuple[Typology, ...]
    indicators: tuple[Indicator, ...]
    newest: str


def find_level_typology(catalogue: MonitorCatalogue, selection: Selection) -> Typology | None:
    """The chosen typology if it classes the areas of the chosen level, else the first that does."""
    known = list_level_typologies(catalogue, selection.geography)
    chosen = [item for item in known if item.id == selection.classes.typology]
    return next(iter([*chosen, *known]), None)


def list_level_typologies(catalogue: MonitorCatalogue, geography: str) -> tuple[Typology, ...]:
    """Typologies that class the areas of a level."""
    return tuple(item for item in catalogue.typologies.values() if item.geography == geography)


def explain_no_typology(geography: Geography) -> ClassRule:
    """The second rule at a level that no typology classes."""
    return ClassRule(text("warning.no_typology", level=geography.title))


def build_warning_view(store: Store, selection: Selection, trends: TrendRule, classes: ClassRule) -> WarningView:
    """Put both rules together."""
    catalogue = store.get_catalogue(selection.monitor)
    directed = list_directed(store, selection.monitor, selection.geography)
    classed = classes.typology.indicator_ids if classes.typology else ()
    indicators = tuple(dict.fromkeys([*directed, *(catalogue.indicators[key] for key in classed)]))
    return WarningView(
        monitor=catalogue.monitor,
        geography=store.get_geography(selection.monitor, selection.geography),
        trends=trends,
        classes=classes,
        typologies=list_level_typologies(catalogue, selection.geography),
        indicators=indicators,
        newest=_describe_newest(store, selection, indicators),
    )


def _describe_newest(store: Store, selection: Selection, indicators: Sequence[Indicator]) -> str:
    """Where no indicator is looked at, the newest values of the monitor."""
    monitor, level = selection.monitor, selection.geography
    newest = {item.id: store.get_observations(monitor, item.id, level).periods[-1] for item in indicators}
    if not newest:
        return describe_newest(store, monitor)
    last = max(newest, key=lambda key: Period(newest[key]))
    return describe_period(store.get_catalogue(monitor), last, newest[last])
