"""The released catalogue: the same models as the authored one, plus what the build found out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from sozialmonitor.domain.area_label import qualify_areas
from sozialmonitor.domain.geography import Area, Geography
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.monitor import Monitor, MonitorCatalogue
from sozialmonitor.domain.source import Licence, Source
from sozialmonitor.domain.table import Table
from sozialmonitor.domain.typology import Typology


@dataclass(frozen=True)
class ReleasedCatalogue:
    """A catalogue with derived facts.

    Attributes:
        published_totals: tables that hold published numbers of the whole territory.
        geometry: geography id → level of detail → file name. bounds: south-west and north-east corner.
    """

    catalogue: MonitorCatalogue
    published_totals: frozenset[str]
    geometry: dict[str, dict[str, str]]
    bounds: dict[str, list[list[float]]]


def load_released_catalogue(path: Path) -> ReleasedCatalogue:
    """Read ``catalogue.json`` of a monitor; the build has checked everything in it."""
    content = json.loads(path.read_text(encoding="utf-8"))
    geographies = {item["id"]: Geography.model_validate(item) for item in content["geographies"]}
    areas = {key: [Area(*item) for item in items] for key, items in content["areas"].items()}
    catalogue = MonitorCatalogue(
        monitor=Monitor.model_validate(content["monitor"]),
        geographies=geographies,
        areas=qualify_areas(areas, geographies),
        sources={item["id"]: Source.model_validate(item) for item in content["sources"]},
        licences={item["id"]: Licence.model_validate(item) for item in content["licences"]},
        tables={item["id"]: Table.model_validate(item) for item in content["tables"]},
        indicators={item["id"]: Indicator.model_validate(item) for item in content["indicators"]},
        typologies={item["id"]: Typology.model_validate(item) for item in content["typologies"]},
    )
    return ReleasedCatalogue(catalogue, frozenset(content["published_totals"]), content["geometry"], content["bounds"])
