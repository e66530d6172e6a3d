"""Why an indicator cannot be measured for inequality, and what can be instead."""

from __future__ import annotations

from dataclasses import dataclass

from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_period
from sozialmonitor.texts.german import text
from sozialmonitor.views.inequality.measures import Measures, list_suitable
from sozialmonitor.views.map_view import MapView

_MOST_SUGGESTIONS = 4


@dataclass(frozen=True)
class Suggestion:
    """An indicator or level that can be measured instead."""

    label: str
    indicator: str
    geography: str


def explain_absence(indicator: Indicator, measures: tuple[Measures | None, ...], view: MapView) -> str:
    """No share of a whole, no counts at all, or none in this period."""
    if not view.bases.is_part:
        return text("inequality.no_parts", indicator=indicator.title)
    if any(measures):
        return text("inequality.no_counts_in_period", period=format_period(view.selection.period))
    return text("inequality.no_counts", indicator=indicator.title)


def suggest_others(store: Store, view: MapView) -> tuple[Suggestion, ...]:
    """The nearest things that can be measured: same theme first, same level where possible."""
    catalogue = store.get_catalogue(view.monitor.id)
    suitable = list_suitable(store, catalogue)
    ordered = sorted(
        suitable.items(),
        key=lambda item: (
            item[0] != view.indicator.id,
            catalogue.indicators[item[0]].theme != view.indicator.theme,
            view.geography.id not in item[1],
        ),
    )
    return tuple(
        Suggestion(
            text(
                "inequality.suggestion",
                indicator=catalogue.indicators[key].title,
                level=catalogue.geographies[level].title,
            ),
            key,
            level,
        )
        for key, levels in ordered[:_MOST_SUGGESTIONS]
        for level in [view.geography.id if view.geography.id in levels else levels[0]]
    )
