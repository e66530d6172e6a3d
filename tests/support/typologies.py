"""A typology of the invented town, which declares none itself."""

from __future__ import annotations

from sozialmonitor.domain.typology import Bands, Typology, TypologyIndicator

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
