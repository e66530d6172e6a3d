"""Ready-made typologies. They declare no indicators: those are the city's."""

from __future__ import annotations

from sozialmonitor.domain.typology import Bands, CutoffKind, Preset, Typology

STATUS_NAMES = ("hoch", "mittel", "niedrig", "sehr niedrig")
DYNAMIC_NAMES = ("positiv", "stabil", "negativ")
NOT_VALUED = "nicht bewertet"
"""What stands for an area without a class: too few inhabitants, set aside, or an indicator missing."""

_STATUS = Bands(kind=CutoffKind.SD, cutoffs=(-1.0, 1.0, 1.5), names=STATUS_NAMES)
_DYNAMIC = Bands(kind=CutoffKind.SD, cutoffs=(-1.0, 1.0), names=DYNAMIC_NAMES)
_LIMITS = (
    "Der Index ist relativ: Er vergleicht die Gebiete untereinander. Ein Gebiet kann zurückfallen, obwohl sich seine "
    "Werte verbessert haben, wenn sie sich anderswo stärker verbessert haben. Er beschreibt Lebensumstände und "
    "bewertet niemanden. Mit weniger als 50 Gebieten schwanken die Klassengrenzen stark."
)

BERLIN_MSS = Typology(
    id="berlin-mss",
    title="Status und Dynamik nach Art des Berliner Monitorings Soziale Stadtentwicklung",
    description=(
        "Summe der z-Werte aller Indikatoren mit gleichem Gewicht, noch einmal standardisiert; "
        "Dynamik aus der Veränderung über zwei Jahre."
    ),
    preset=Preset.BERLIN_MSS,
    status=_STATUS,
    dynamic=_DYNAMIC,
    window_years=2,
    limits=_LIMITS,
)

HAMBURG_SOZIALMONITORING = Typology(
    id="hamburg-sozialmonitoring",
    title="Status und Dynamik nach Art des Hamburger Sozialmonitorings",
    description=(
        "Summe der z-Werte von in Hamburg sieben Indikatoren, noch einmal standardisiert; "
        "Dynamik aus der Veränderung über drei Jahre."
    ),
    preset=Preset.HAMBURG_SOZIALMONITORING,
    status=_STATUS,
    dynamic=_DYNAMIC,
    window_years=3,
    limits=_LIMITS,
    note="Klassengrenzen ungeprüft",
)

WARD_CLUSTER = Typology(
    id="ward-cluster",
    title="Ähnliche Gebiete als Cluster (Ward)",
    description="Gebiete mit ähnlichen z-Werten in fünf Gruppen, geordnet nach ihrer mittleren Belastung.",
    preset=Preset.WARD_CLUSTER,
    clusters=5,
    limits=(
        "Cluster beschreiben einen Zeitpunkt. Sie werden in jedem Jahr neu gebildet und taugen nicht zum Vergleich "
        "über die Zeit; Berlin hat sie deshalb 2007 aufgegeben. Sie beschreiben Lebensumstände und bewerten niemanden."
    ),
)

PRESETS = {
    Preset.BERLIN_MSS: BERLIN_MSS,
    Preset.HAMBURG_SOZIALMONITORING: HAMBURG_SOZIALMONITORING,
    Preset.WARD_CLUSTER: WARD_CLUSTER,
}
