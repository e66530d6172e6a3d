"""The numbers of a typology, from the release."""

from __future__ import annotations

from sozialmonitor.calc.typology.series import IndicatorSeries, TypologySeries
from sozialmonitor.domain.typology import Typology
from sozialmonitor.store.store import Store


def collect_typology_series(store: Store, monitor: str, typology: Typology) -> TypologySeries:
    """Everything a typology is computed from, for all periods.

    Args:
        typology: one of the monitor's, or a changed one with the same geography and indicators of the monitor.

    Raises:
        UnknownKeyError: an indicator or level that the audience cannot see.
    """
    geography = typology.geography or ""
    population = store.get_catalogue(monitor).population_indicator
    inhabitants = store.get_observations(monitor, population.id if population else "", geography)
    indicators = tuple(_collect_indicator(store, monitor, item, geography) for item in typology.indicator_ids)
    return TypologySeries(typology, indicators, inhabitants.periods, inhabitants.block.values)


def _collect_indicator(store: Store, monitor: str, indicator: str, geography: str) -> IndicatorSeries:
    found = store.get_observations(monitor, indicator, geography)
    reference = store.get_reference_values(monitor, indicator, found.periods)
    catalogue, item = store.get_catalogue(monitor), store.get_indicator(monitor, indicator)
    may_be_negative, is_part = catalogue.may_be_negative(item), catalogue.is_part_of_whole(item)
    return IndicatorSeries(item, found.periods, found.block, reference, may_be_negative, is_part)
