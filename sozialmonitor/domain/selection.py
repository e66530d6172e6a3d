"""What the user is looking at; exactly one URL."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from sozialmonitor.domain.classification import Classification, ClassMethod

MAXIMUM_AREAS = 6
"""Areas that can be looked at together: more lines nobody can tell apart."""

MAXIMUM_OTHERS = 5
"""Indicators that can stand beside the first one."""


class SeriesMode(StrEnum):
    """What the page of time series puts side by side."""

    AREAS = "gebiete"
    INDICATORS = "indikatoren"
    ALL_AREAS = "alle"


class CompareMode(StrEnum):
    """What the page of comparisons shows."""

    TABLE = "tabelle"
    SCATTER = "streuung"
    MAPS = "karten"


@dataclass(frozen=True)
class TypologyChoice:
    """Which typology is looked at, as far as it has been said; every part exists.

    Attributes:
        typology: id. period: of the classes. earlier: period they are compared with. other: id of a second
            typology beside the first.
    """

    typology: str | None = None
    period: str | None = None
    earlier: str | None = None
    other: str | None = None


@dataclass(frozen=True)
class Selection:
    """A valid choice; every part exists in the store it was resolved against.

    Attributes:
        areas: codes in the order they were chosen; the last one is in focus.
        others: further indicators, looked at beside the first one.
        other_period: second period of a comparison. base: period that an index starts from with 100.
        classes: what is looked at on the pages about typologies.
        has_band: whether intervals are drawn around lines.
        has_free_axis: whether axes follow the values shown instead of beginning at zero and being alike.
    """

    monitor: str
    indicator: str
    geography: str
    period: str
    areas: tuple[str, ...] = ()
    classification: Classification = field(default_factory=Classification)
    others: tuple[str, ...] = ()
    other_period: str | None = None
    base: str | None = None
    has_band: bool = False
    has_free_axis: bool = False
    series_mode: SeriesMode = SeriesMode.AREAS
    compare_mode: CompareMode = CompareMode.TABLE
    classes: TypologyChoice = field(default_factory=TypologyChoice)

    @property
    def focus(self) -> str | None:
        """The area chosen last."""
        return self.areas[-1] if self.areas else None


def format_query(selection: Selection) -> dict[str, str]:
    """The selection as URL parameters; what is at its default is left out."""
    query = {
        "monitor": selection.monitor,
        "indikator": selection.indicator,
        "ebene": selection.geography,
        "periode": selection.period,
    }
    if selection.areas:
        query["gebiete"] = ",".join(selection.areas)
    optional = {
        "indikatoren": ",".join(selection.others),
        "periode2": selection.other_period,
        "basis": selection.base,
        "band": "ja" if selection.has_band else None,
        "achse": "frei" if selection.has_free_axis else None,
        "reihen": selection.series_mode if selection.series_mode is not SeriesMode.AREAS else None,
        "typologie": selection.classes.typology,
        "stand": selection.classes.period,
        "vorher": selection.classes.earlier,
        "typologie2": selection.classes.other,
        "vergleich": selection.compare_mode if selection.compare_mode is not CompareMode.TABLE else None,
    }
    query |= {key: str(value) for key, value in optional.items() if value}
    return query | _format_classification(selection.classification)


def _format_classification(chosen: Classification) -> dict[str, str]:
    default = Classification()
    query: dict[str, str] = {}
    if chosen.method is not default.method:
        query["klassen"] = chosen.method
    if chosen.count != default.count:
        query["anzahl"] = str(chosen.count)
    if chosen.all_periods != default.all_periods:
        query["grenzen-aus"] = "periode"
    if chosen.palette is not default.palette:
        query["farben"] = chosen.palette
    if chosen.method is ClassMethod.MANUAL:
        query["grenzen"] = ";".join(repr(item).removesuffix(".0") for item in chosen.breaks)
    return query
