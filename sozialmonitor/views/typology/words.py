"""Words for an index and its classes, by how the index is formed and where its cut-offs lie."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from sozialmonitor.calc.rounding import compute_display_integers
from sozialmonitor.domain.indicator import Unit
from sozialmonitor.domain.typology import Aggregation, Bands, CutoffKind, Standardisation, Typology
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import (
    NO_BREAK_SPACE,
    format_dative_plural,
    format_display_integer,
    format_period,
    format_plain_number,
    format_unit,
)
from sozialmonitor.texts.german import text

DECIMALS = 2
"""Of every index and its parts: with one decimal 0.96 would be printed like the cut-off 1."""


class IndexScale(StrEnum):
    """What a number of the index is counted in."""

    DEVIATIONS = "deviations"
    DISTANCE = "distance"
    RANK = "rank"
    PLAIN = "plain"


class Side(StrEnum):
    """Where a class lies; ORDERED where the index has no middle that means something."""

    LESS = "less"
    SIMILAR = "similar"
    MORE = "more"
    ORDERED = "ordered"


@dataclass(frozen=True)
class Words:
    """What every sentence about a typology needs.

    Attributes:
        areas: how the areas are called ("Stadtteile"). reference: how the value of the whole territory is called
            ("Stadtwert"). unit: of a distance from it ("Prozentpunkte").
    """

    typology: Typology
    areas: str
    reference: str
    unit: str

    @property
    def scale(self) -> IndexScale:
        """What the index is counted in, by how it is formed."""
        if self.typology.second_standardisation:
            return IndexScale.DEVIATIONS
        scales = {Standardisation.DISTANCE: IndexScale.DISTANCE, Standardisation.RANK: IndexScale.RANK}
        is_mean = self.typology.aggregation is Aggregation.MEAN
        return scales.get(self.typology.standardisation, IndexScale.PLAIN) if is_mean else IndexScale.PLAIN

    @property
    def values(self) -> dict[str, str]:
        """What fills the gaps of the texts."""
        dative = format_dative_plural(self.areas)
        return {"areas": self.areas, "dative": dative, "reference": self.reference, "unit": self.unit}


def find_words(store: Store, monitor: str, typology: Typology) -> Words:
    """The words for a typology of a monitor."""
    catalogue = store.get_catalogue(monitor)
    unit = catalogue.indicators[typology.indicator_ids[0]].unit
    return Words(
        typology,
        catalogue.geographies[typology.geography or ""].title,
        catalogue.monitor.reference_label,
        text("unit.percentage_points") if unit is Unit.PERCENT else format_unit(unit),
    )


def describe_index(words: Words, index: float, *, is_change: bool) -> str:
    """An index with what it is counted in: "1,20 Standardabweichungen über dem Mittel der Stadtteile".

    Args:
        is_change: the index of Dynamik, whose values are changes.
    """
    display = int(compute_display_integers(index, DECIMALS))
    side = "at" if display == 0 else "above" if display > 0 else "below"
    is_signed = words.scale in (IndexScale.RANK, IndexScale.PLAIN)
    number = format_display_integer(display if is_signed else abs(display), DECIMALS)
    kind = "change" if is_change else "level"
    return text(f"typology.{kind}_{words.scale}_{side}", number=number, **words.values)


def describe_scale(words: Words) -> str:
    """What the numbers of the index are counted in, and that larger means more burden."""
    return text(f"typology.counted_{words.scale}", **words.values)


def describe_class(words: Words, code: int, start: str | None = None) -> str:
    """What a class means, in one sentence with the range of the index that it covers.

    Args:
        code: class of Status, or of Dynamik where ``start`` is given: the period that changes are measured from.
    """
    typology = words.typology
    if typology.status is None:
        return text("typology.means_cluster", status=typology.status_names[code], **words.values)
    bands = typology.status if start is None else typology.dynamic
    assert bands is not None  # a class of Dynamik presupposes its cut-offs
    kind, since = ("status", "") if start is None else ("dynamic", format_period(start))
    than = text(f"typology.than_{words.scale}", **words.values)
    values = {"name": bands.names[code], "range": _describe_range(bands, code, words), "than": than, "start": since}
    return text(f"typology.{kind}_{_find_side(bands, code, words.scale)}", **values)


def _find_side(bands: Bands, code: int, scale: IndexScale) -> Side:
    """Which side of the middle of the index a class lies on."""
    if bands.kind is CutoffKind.QUANTILE or scale is IndexScale.RANK:
        middle = 0.5
    elif scale is IndexScale.PLAIN:
        return Side.ORDERED
    else:
        middle = 0.0
    lower, upper = _get_limits(bands, code)
    if upper <= middle:
        return Side.LESS
    return Side.MORE if lower >= middle else Side.SIMILAR


def _describe_range(bands: Bands, code: int, words: Words) -> str:
    lower, upper = _get_limits(bands, code)
    side = "below" if math.isinf(lower) else "above" if math.isinf(upper) else "between"
    is_share = bands.kind is CutoffKind.QUANTILE
    limits = {"lower": _format_cutoff(lower, is_share=is_share), "upper": _format_cutoff(upper, is_share=is_share)}
    return text(f"typology.{'share' if is_share else 'range'}_{side}", **limits, **words.values)


def _get_limits(bands: Bands, code: int) -> tuple[float, float]:
    limits = (-math.inf, *bands.cutoffs, math.inf)
    return limits[code], limits[code + 1]


def _format_cutoff(cutoff: float, *, is_share: bool) -> str:
    if math.isinf(cutoff):
        return ""
    return f"{format_plain_number(100 * cutoff)}{NO_BREAK_SPACE}%" if is_share else format_plain_number(cutoff)


def format_index(index: float) -> str:
    """An index in a table; a dash where there is none."""
    return format_display_integer(int(compute_display_integers(index, DECIMALS)), DECIMALS)
