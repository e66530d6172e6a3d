"""Reading a release at run time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd

from sozialmonitor.calc.rounding import Floats
from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.errors import StoreError, UnknownKeyError
from sozialmonitor.domain.geography import Area, Geography
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.monitor import Monitor, MonitorCatalogue
from sozialmonitor.domain.typology import Typology
from sozialmonitor.store.catalogue_file import ReleasedCatalogue, load_released_catalogue
from sozialmonitor.store.layout import GEOMETRY_FOLDER
from sozialmonitor.store.observations import Observations, load_observations
from sozialmonitor.store.outlines import Outline, load_outlines
from sozialmonitor.store.release import load_manifest

V = TypeVar("V")


class Store:
    """One release, cut to one audience, read once and shared by all sessions of a process.

    What the audience may not see never enters the object, so no method and no page needs a check.
    Everything it returns is immutable.
    """

    def __init__(self, releases: Path, release_id: str, audience: Audience) -> None:
        self.release_id = release_id
        self.audience = audience
        manifest = load_manifest(releases, release_id, audience)
        folder = self._folder = releases / release_id / audience
        released = {
            monitor: load_released_catalogue(folder / monitor / "catalogue.json") for monitor in manifest["monitors"]
        }
        self._released = dict(sorted(released.items(), key=lambda item: (item[1].catalogue.monitor.order, item[0])))
        self._observations = {
            (monitor, geography): load_observations(folder / monitor / "values" / f"{geography}.parquet", len(areas))
            for monitor, item in self._released.items()
            for geography, areas in item.catalogue.areas.items()
        }
        self._positions = {
            (monitor, geography): {area.code: index for index, area in enumerate(areas)}
            for monitor, item in self._released.items()
            for geography, areas in item.catalogue.areas.items()
        }
        self._geometry_folder = folder / GEOMETRY_FOLDER
        self._geometry_names = {
            name for item in self._released.values() for levels in item.geometry.values() for name in levels.values()
        }
        if not self._released:
            raise StoreError(f"Der Datenstand {release_id} enthält für die Zielgruppe {audience} keinen Monitor.")

    def get_monitors(self) -> tuple[Monitor, ...]:
        """All monitors in the order they are shown."""
        return tuple(item.catalogue.monitor for item in self._released.values())

    def get_catalogue(self, monitor_id: str) -> MonitorCatalogue:
        """Everything a monitor declares."""
        released: ReleasedCatalogue = _look_up(self._released, monitor_id, "Den Monitor")
        return released.catalogue

    def get_indicator(self, monitor_id: str, indicator_id: str) -> Indicator:
        """What an indicator means."""
        return _look_up(self.get_catalogue(monitor_id).indicators, indicator_id, "Den Indikator")

    def get_typology(self, monitor_id: str, typology_id: str) -> Typology:
        """How areas are classed."""
        return _look_up(self.get_catalogue(monitor_id).typologies, typology_id, "Die Typologie")

    def get_geography(self, monitor_id: str, geography_id: str) -> Geography:
        """One level of areas."""
        return _look_up(self.get_catalogue(monitor_id).geographies, geography_id, "Die Gliederung")

    def get_areas(self, monitor_id: str, geography_id: str) -> tuple[Area, ...]:
        """All areas of a geography, ordered by code."""
        return _look_up(self.get_catalogue(monitor_id).areas, geography_id, "Die Gliederung")

    def get_area_position(self, monitor_id: str, geography_id: str, code: str) -> int:
        """Where an area stands in ``get_areas`` and in every block of its geography."""
        return _look_up(_look_up(self._positions, (monitor_id, geography_id), "Die Gliederung"), code, "Das Gebiet")

    def get_area_positions(self, monitor_id: str, geography_id: str, codes: Sequence[str]) -> tuple[int, ...]:
        """Where several areas stand, in the order of the codes."""
        return tuple(self.get_area_position(monitor_id, geography_id, code) for code in codes)

    def get_levels(self, monitor_id: str, indicator_id: str) -> tuple[str, ...]:
        """Geographies below the whole territory at which an indicator has values, finest first as declared."""
        catalogue = self.get_catalogue(monitor_id)
        self.get_indicator(monitor_id, indicator_id)
        return tuple(
            geography
            for geography in catalogue.geographies
            if geography != catalogue.monitor.territory and indicator_id in self._observations[monitor_id, geography]
        )

    def get_observations(self, monitor_id: str, indicator_id: str, geography_id: str) -> Observations:
        """All values of an indicator at a geography."""
        blocks = _look_up(self._observations, (monitor_id, geography_id), "Die Gliederung")
        return _look_up(blocks, indicator_id, "Den Indikator")

    def get_reference(self, monitor_id: str, indicator_id: str) -> Observations | None:
        """Values of the whole territory; None where they are neither published nor computable."""
        monitor = self.get_catalogue(monitor_id).monitor
        self.get_indicator(monitor_id, indicator_id)
        return self._observations[monitor_id, monitor.territory].get(indicator_id)

    def get_reference_values(self, monitor_id: str, indicator_id: str, periods: Sequence[str]) -> Floats:
        """Values of the whole territory at the given periods; NaN where there is none."""
        reference = self.get_reference(monitor_id, indicator_id)
        values = np.full(len(periods), np.nan)
        for index, period in enumerate(periods):
            position = reference.get_position(period) if reference else None
            if reference is not None and position is not None:
                values[index] = reference.block.values[position, 0]
        return values

    def is_reference_published(self, monitor_id: str, indicator_id: str) -> bool:
        """Whether the value of the whole territory rests on published totals rather than on sums of areas."""
        indicator = self.get_indicator(monitor_id, indicator_id)
        published = self._released[monitor_id].published_totals
        # A published rate stands for itself, whether or not its counts are published too.
        value = indicator.formula.value
        return all(term.table in published for term in ((value,) if value else indicator.formula.terms))

    def get_profile(self, monitor_id: str, geography_id: str, code: str) -> pd.DataFrame:
        """All values of one area.

        Returns:
            One row per indicator and period, columns ``indicator, period, value, numerator,
            denominator, status`` (``Status`` as int).
        """
        position = self.get_area_position(monitor_id, geography_id, code)
        rows: dict[str, list[object]] = {
            name: [] for name in ("indicator", "period", "value", "numerator", "denominator", "status")
        }
        for indicator, found in self._observations[monitor_id, geography_id].items():
            rows["indicator"] += [indicator] * len(found.periods)
            rows["period"] += found.periods
            for name in ("value", "numerator", "denominator", "status"):
                attribute = "statuses" if name == "status" else f"{name}s"
                rows[name] += getattr(found.block, attribute)[:, position].tolist()
        return pd.DataFrame(rows)

    def load_boundaries(self, monitor_id: str, geography_id: str) -> gpd.GeoDataFrame:
        """Unsimplified boundaries in EPSG:4326, columns ``code, name, parent, geometry``; read anew at every call."""
        self.get_geography(monitor_id, geography_id)
        return gpd.read_parquet(self._folder / monitor_id / "areas" / f"{geography_id}.parquet")

    def get_geometry_names(self, monitor_id: str, geography_id: str) -> Mapping[str, str]:
        """File names of the boundaries by level of detail (``coarse``, ``fine``)."""
        return _look_up(_look_up(self._released, monitor_id, "Den Monitor").geometry, geography_id, "Die Gliederung")

    def get_outlines(self, monitor_id: str, geography_id: str, share: float = 0.0) -> tuple[Outline, ...]:
        """Simplified outlines of all areas, in the order of ``get_areas``; read anew at every call.

        ``share`` of the longer side may be lost on top of what the coarse boundaries have lost already.
        """
        name = self.get_geometry_names(monitor_id, geography_id)["coarse"]
        return load_outlines(self._geometry_folder / name, share)

    def get_bounds(self, monitor_id: str, geography_id: str) -> list[list[float]]:
        """South-west and north-east corner of a geography, latitude first."""
        return _look_up(_look_up(self._released, monitor_id, "Den Monitor").bounds, geography_id, "Die Gliederung")

    def get_boundaries_citation(self, monitor_id: str, geography_id: str) -> str:
        """The line that must stand wherever these boundaries are shown."""
        source = self.get_geography(monitor_id, geography_id).boundaries.source
        return self.get_catalogue(monitor_id).sources[source].citation

    def get_geometry_file(self, name: str) -> Path:
        """Path of a boundary file of this release; only names the release lists are answered."""
        if name not in self._geometry_names:
            raise UnknownKeyError("Die Grenzdatei", name)
        return self._geometry_folder / name


def _look_up(mapping: Mapping[object, V] | Mapping[str, V] | Mapping[tuple[str, str], V], key: object, kind: str) -> V:
    try:
        return mapping[key]  # type: ignore[index]
    except KeyError:  # "not allowed" and "does not exist" must be indistinguishable
        raise UnknownKeyError(kind, str(key)) from None
