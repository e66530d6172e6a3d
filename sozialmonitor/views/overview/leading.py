"""Which indicators stand for their theme on the first page: chosen by rule, never by the look of their values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sozialmonitor.domain.indicator import Unit
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.period import Period

OUTDATED_AFTER = 5
"""Years behind the newest indicator of its theme after which an indicator leads no more."""


def rank_by_theme(catalogue: MonitorCatalogue, periods: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Indicators of each theme, the leading one first.

    The number of people leads, then the indicator the monitor opens with, then whatever reaches closer
    to today, then the longer series; last the order of the catalogue.

    Args:
        catalogue: of the monitor. periods: by indicator the periods with a value; without any it is left out.

    Returns:
        Themes in their order; without an indicator the list is empty.
    """
    ranked: dict[str, list[str]] = {}
    for theme in catalogue.monitor.themes:
        found = [key for key, item in catalogue.indicators.items() if item.theme == theme.id and periods.get(key)]
        newest = max((Period(periods[key][-1]).year for key in found), default=0)
        current = [key for key in found if newest - Period(periods[key][-1]).year <= OUTDATED_AFTER]
        default = catalogue.monitor.default_indicator
        ranked[theme.id] = sorted(current, key=lambda key: _rank(catalogue, key, default, periods[key]))
    return ranked


def take_turns(ranked: Mapping[str, Sequence[str]], maximum: int) -> list[str]:
    """The first of every theme, then the second of every theme, up to ``maximum``; listed theme by theme."""
    rounds = sorted((place, key) for place, key in _number(ranked))
    taken = {key for _, (_, key) in rounds[:maximum]}
    return [key for keys in ranked.values() for key in keys if key in taken]


def _number(ranked: Mapping[str, Sequence[str]]) -> list[tuple[int, tuple[int, str]]]:
    return [(place, (order, key)) for order, keys in enumerate(ranked.values()) for place, key in enumerate(keys)]


def _rank(catalogue: MonitorCatalogue, key: str, default: str, periods: Sequence[str]) -> tuple[bool, bool, int, int]:
    indicator = catalogue.indicators[key]
    # A balance of moves is counted in persons, too, but is no number of people.
    is_population = (
        indicator.unit is Unit.PERSONS and not indicator.is_rate and not catalogue.may_be_negative(indicator)
    )
    year, month = Period(periods[-1]).end
    return not is_population, key != default, -(12 * year + month), -len(periods)
