"""Reading a release at run time."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from sozialmonitor.calc.rounding import Floats
from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.errors import NothingToShowError, UnknownKeyError
from sozialmonitor.domain.geography import Area, Geography
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.monitor import Monitor, MonitorCatalogue
from sozialmonitor.domain.typology import Typology
from sozialmonitor.store.catalogue_file import ReleasedCatalogue, load_released_catalogue
from sozialmonitor.store.layout import ENCODINGS, GEOMETRY_FOLDER
from sozialmonitor.store.observations import Observations, load_observations
from sozialmonitor.store.outlines import Outline, load_outlines, read_area_codes
from sozialmonitor.store.release import Release, load_release

V = TypeVar("V")


class Store:
    """One release, cut to one audience, read once and shared by all sessions of a process.

    What the audience may not see never enters the object, so no method and no page needs a check.
    Everything it returns is immutable.
    """

    def __init__(self, releases: Path, release_id: str, audience: Audience) -> None:
        """Load a release.

        Raises:
            StoreError: it is damaged, or its parts do not fit together. NothingToShowError: it is sound, and holds
                nothing for this audience.
        """
        self.release_id = release_id
        self.audience = audience
        self._release = load_release(releases, release_id, audience)
        released = {monitor: self._load_catalogue(monitor) for monitor in self._release.manifest.monitors}
        if not released:
            raise NothingToShowError(
                f"Der Datenstand {release_id} enthält für die Zielgruppe {audience} keinen Monitor."
            )
        self._released = dict(sorted(released.items(), key=lambda item: (item[1].catalogue.monitor.order, item[0])))
        geographies = [
            (monitor, geography, tuple(area.code for area in areas))
            for monitor, item in self._released.items()
            for geography, areas in item.catalogue.areas.items()
        ]
        self._observations = {(key, geography): self._load_values(key, geography) for key, geography, _ in geographies}
        self._positions = {
            (monitor, geography): {code: index for index, code in enumerate(codes)}
            for monitor, geography, codes in geographies
        }
        self._geometry_names = {
            name for item in self._released.values() for levels in item.geometry.values() for name in levels.values()
        }
        for monitor, geography, codes in geographies:
            self._check_geometry(monitor, geography, codes)

    def _load_catalogue(self, monitor: str) -> ReleasedCatalogue:
        path = f"{monitor}/catalogue.json"
        with _naming(self._release, path):
            return load_released_catalogue(self._release.read(path), monitor)

    def _load_values(self, monitor: str, geography: str) -> dict[str, Observations]:
        path = f"{monitor}/values/{geography}.parquet"
        catalogue = self._released[monitor].catalogue
        codes = [area.code for area in catalogue.areas[geography]]
        with _naming(self._release, path):
            return load_observations(self._release.read(path), codes, catalogue.indicators)

    def _check_geometry(self, monitor: str, geography: str, codes: tuple[str, ...]) -> None:
        """Every level of detail must be there in every encoding, and draw the areas of the catalogue."""
        for name in self._released[monitor].geometry[geography].values():
            path = f"{GEOMETRY_FOLDER}/{name}"
            with _naming(self._release, path):
                if tuple(read_area_codes(self._release.read(path))) != codes:
                    raise ValueError("die Gebiete sind andere als im Katalog")
            for suffix in ENCODINGS.values():
                self._release.read(path + suffix)

    def is_present(self) -> bool:
        """Whether the release is still on the disk; deleting its folder withdraws it."""
        return self._release.is_present()

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
        """Whether the value of the whole territory rests on published totals alone."""
        return all(self._find_published(monitor_id, indicator_id))

    def is_reference_pooled(self, monitor_id: str, indicator_id: str) -> bool:
        """Whether the value of the whole territory rests on sums of areas alone."""
        return not any(self._find_published(monitor_id, indicator_id))

    def _find_published(self, monitor_id: str, indicator_id: str) -> list[bool]:
        """By series of an indicator whether its table holds published totals."""
        indicator = self.get_indicator(monitor_id, indicator_id)
        published = self._released[monitor_id].published_totals
        # A published rate stands for itself, whether or not its counts are published too.
        value = indicator.formula.value
        return [term.table in published for term in ((value,) if value else indicator.formula.terms)]

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
        path = f"{monitor_id}/areas/{geography_id}.parquet"
        with _naming(self._release, path):
            try:
                return gpd.read_parquet(io.BytesIO(self._release.read(path)))
            except (pa.ArrowException, shapely.errors.ShapelyError, KeyError, TypeError, OSError):
                raise ValueError("das sind keine Grenzen") from None

    def get_geometry_names(self, monitor_id: str, geography_id: str) -> Mapping[str, str]:
        """File names of the boundaries by level of detail (``coarse``, ``fine``)."""
        return _look_up(_look_up(self._released, monitor_id, "Den Monitor").geometry, geography_id, "Die Gliederung")

    def get_outlines(self, monitor_id: str, geography_id: str, share: float = 0.0) -> tuple[Outline, ...]:
        """Simplified outlines of all areas, in the order of ``get_areas``; read anew at every call.

        ``share`` of the longer side may be lost on top of what the coarse boundaries have lost already.
        """
        name = self.get_geometry_names(monitor_id, geography_id)["coarse"]
        return load_outlines(self._release.read(f"{GEOMETRY_FOLDER}/{name}"), share)

    def get_bounds(self, monitor_id: str, geography_id: str) -> list[list[float]]:
        """South-west and north-east corner of a geography, latitude first."""
        return _look_up(_look_up(self._released, monitor_id, "Den Monitor").bounds, geography_id, "Die Gliederung")

    def get_boundaries_citation(self, monitor_id: str, geography_id: str) -> str:
        """The line that must stand wherever these boundaries are shown."""
        source = self.get_geography(monitor_id, geography_id).boundaries.source
        return self.get_catalogue(monitor_id).sources[source].citation

    def read_geometry(self, name: str, encoding: str = "") -> bytes:
        """A boundary file of this release, as it is or in one of ``ENCODINGS``; only names the release lists."""
        if name not in self._geometry_names:
            raise UnknownKeyError("Die Grenzdatei", name)
        return self._release.read(f"{GEOMETRY_FOLDER}/{name}{ENCODINGS.get(encoding, '')}")


@contextmanager
def _naming(release: Release, path: str) -> Iterator[None]:
    """What is wrong inside a file is an error of the store that names the file."""
    try:
        yield
    except ValueError as error:
        raise release.find_inconsistency(path, str(error)) from None


def _look_up(mapping: Mapping[object, V] | Mapping[str, V] | Mapping[tuple[str, str], V], key: object, kind: str) -> V:
    try:
        return mapping[key]  # type: ignore[index]
    except KeyError:  # "not allowed" and "does not exist" must be indistinguishable
        raise UnknownKeyError(kind, str(key)) from None
