"""Exports of the invented town, and one with everything that could go wrong in its texts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sozialmonitor.store.store import Store
from sozialmonitor.views.export.view import Export, build_monitor_export
from tests.support.town import NAME

DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "\tTabulator", "\rWagenrücklauf", "\nZeile")


@pytest.fixture(scope="session")
def export(town_store: Store) -> Export:
    return build_monitor_export(town_store, NAME)


@pytest.fixture(scope="session", params=DANGEROUS, ids=repr)
def hostile(request: pytest.FixtureRequest, export: Export) -> Export:
    """The catalogue refuses most of these; the files do not rely on it."""
    cell = str(request.param)
    indicators = tuple(
        item.model_copy(update={"title": cell, "definition": cell, "numerator_label": cell})
        for item in export.indicators
    )
    values = export.values.assign(name=cell, title=cell)
    return replace(export, values=values, indicators=indicators, notes=((cell, cell),), method=cell)
