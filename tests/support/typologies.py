"""Typologies for tests: one more of the invented town, and views of the real ones."""

from __future__ import annotations

import functools

from sozialmonitor.calc.typology.periods import compare_periods
from sozialmonitor.calc.typology.series import compute_period, list_typology_periods
from sozialmonitor.domain.classification import Classification
from sozialmonitor.domain.typology import Bands, Typology, TypologyIndicator
from sozialmonitor.store.store import Store
from sozialmonitor.views.typology.selection import resolve_class_selection
from sozialmonitor.views.typology.series import collect_typology_series
from sozialmonitor.views.typology.view import TypologyView, build_typology_view
from tests.support.town import NAME

TOWN_TYPOLOGY = Typology(
    id="kinder",
    title="Kinder in der Stadt",
    description="Eine erfundene Typologie.",
    geography="stadtteile",
    indicators=(TypologyIndicator(indicator="unter-18-anteil"),),
    status=Bands(cutoffs=(-1.0, 1.0), names=("hoch", "mittel", "niedrig")),
    dynamic=Bands(cutoffs=(-1.0, 1.0), names=("positiv", "stabil", "negativ")),
    minimum_population=0,
    limits="Es ist alles erfunden.",
)
"""With its six Stadtteile every one counts, however small; 2020 and 2023 have values two years before."""

CACHE_ARGUMENTS: dict[str, object] = {
    "monitor": NAME,
    "indicator": "unter-18-anteil",
    "geography": "stadtteile",
    "classification": Classification(),
    "typology": TOWN_TYPOLOGY,
    "start": "2018",
    "end": "2020",
    "period": "2023",
    "periods": ("2023",),
    "area": 0,
}
"""A value in the town for every parameter of what ``ui/cache`` keeps."""


def build_view(store: Store, **query: str) -> TypologyView:
    """The page for an address, without its caches."""
    selection = resolve_class_selection(store, query).selection
    typology = store.get_typology(selection.monitor, selection.classes.typology or "")
    series = collect_typology_series(store, selection.monitor, typology)
    results = {period: compute_period(series, period) for period in list_typology_periods(series)}
    return build_typology_view(store, selection, results, functools.partial(compare_periods, series))
