"""One row per indicator, area and period: the figures of files."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sozialmonitor.calc.rounding import round_half_away
from sozialmonitor.domain.geography import UNASSIGNED, Area
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.status import Status
from sozialmonitor.store.observations import Observations
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_unit
from sozialmonitor.texts.german import text
from sozialmonitor.views.bases import build_bases
from sozialmonitor.views.map_view import describe_period
from sozialmonitor.views.remainder import compute_remainder

COLUMNS = (
    "indicator",
    "title",
    "geography",
    "code",
    "name",
    "period",
    "reference_date",
    "value",
    "unit",
    "decimals",
    "numerator",
    "denominator",
    "sign",
)
"""Columns of all rows; how they are called in files stands in ``texts/german.yaml``."""


def build_areas(
    store: Store,
    catalogue: MonitorCatalogue,
    indicator: Indicator,
    geography: str,
    period: str | None = None,
    codes: Sequence[str] | None = None,
) -> pd.DataFrame:
    """One row per period and area; of all periods and areas, or of those given."""
    observations = store.get_observations(catalogue.monitor.id, indicator.id, geography)
    return _build_rows(catalogue, indicator, geography, observations, period, codes)


def build_territory(
    store: Store, catalogue: MonitorCatalogue, indicator: Indicator, period: str | None = None
) -> pd.DataFrame:
    """The reference values: one row per period; none where they are neither published nor computable."""
    reference = store.get_reference(catalogue.monitor.id, indicator.id)
    if reference is None:
        return pd.DataFrame(columns=list(COLUMNS))
    return _build_rows(catalogue, indicator, catalogue.monitor.territory, reference, period, None)


def _build_rows(
    catalogue: MonitorCatalogue,
    indicator: Indicator,
    geography: str,
    observations: Observations,
    period: str | None,
    codes: Sequence[str] | None,
) -> pd.DataFrame:
    areas: Sequence[Area] = catalogue.areas[geography]
    rows = [index for index, code in enumerate(observations.periods) if period in (None, code)]
    columns = [index for index, area in enumerate(areas) if codes is None or area.code in codes]
    block, at, count = observations.block, np.ix_(rows, columns), len(columns)
    denominators = build_bases(catalogue, indicator, block).keep_agreeing(block)
    periods = [observations.periods[row] for row in rows]
    return pd.DataFrame(
        {
            "indicator": indicator.id,
            "title": indicator.title,
            "geography": geography,
            "code": [areas[index].code for index in columns] * len(rows),
            "name": [areas[index].name for index in columns] * len(rows),
            "period": np.repeat(periods, count),
            "reference_date": np.repeat([describe_period(catalogue, indicator.id, code) for code in periods], count),
            "value": round_half_away(block.values[at], indicator.decimals).ravel(),
            "unit": format_unit(indicator.unit),
            "decimals": indicator.decimals,
            "numerator": block.numerators[at].ravel(),
            "denominator": denominators[at].ravel(),
            "sign": [Status(code).sign for code in block.statuses[at].ravel().tolist()],
        },
        columns=list(COLUMNS),
    )


def build_remainder(
    store: Store, catalogue: MonitorCatalogue, indicator: Indicator, geography: str, period: str | None = None
) -> pd.DataFrame:
    """One row per period with people who belong to no area: a count, never a rate."""
    monitor = catalogue.monitor.id
    observations = store.get_observations(monitor, indicator.id, geography)
    reference = store.get_reference(monitor, indicator.id)
    wanted = [code for code in observations.periods if reference is not None and period in (None, code)]
    counts = {
        code: compute_remainder(catalogue, indicator, observations, reference, code) for code in wanted if reference
    }
    rows = [
        {
            "indicator": indicator.id,
            "title": indicator.title,
            "geography": geography,
            "code": UNASSIGNED,
            "name": text("export.unassigned"),
            "period": code,
            "reference_date": describe_period(catalogue, indicator.id, code),
            "value": np.nan,
            "unit": format_unit(indicator.unit),
            "decimals": indicator.decimals,
            "numerator": count,
            "denominator": np.nan,
            "sign": Status.BLOCKED.sign,
        }
        for code, count in counts.items()
        if count is not None
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))
