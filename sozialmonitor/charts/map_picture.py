"""What a map shows, whatever it is about: numbers, classes with their colours, signs, and words."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from sozialmonitor.calc.observations import Statuses
from sozialmonitor.calc.rounding import Floats, Integers
from sozialmonitor.charts.colours import get_class_colours
from sozialmonitor.domain.status import Status
from sozialmonitor.texts.format import format_unit
from sozialmonitor.texts.german import text
from sozialmonitor.views.map_view import MapView
from sozialmonitor.views.reading import describe_status
from sozialmonitor.views.scale import Classes, Scale

COUNTS_UP_TO = 2_000
"""Up to this many areas the counts behind a rate travel too, with the rest."""

_PATTERNS = {Status.LIMITED: "none", Status.SUPPRESSED: "dots", Status.SMALL_AREA: "plain"}


class Symbol(StrEnum):
    """How numbers become visible: classes of values, circles for counts, or classes that are the numbers."""

    CHOROPLETH = "choropleth"
    CIRCLE = "circle"
    CATEGORY = "category"


@dataclass(frozen=True)
class Grid:
    """Classes that are combinations of two things: rows times columns, row by row."""

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True)
class ClassKey:
    """Classes of one period, or of all of them.

    Attributes:
        breaks: inner breaks in the integers of ``MapPicture.display``. colours, labels: one per class.
        zero: label of zero where it is a class of its own. grid: rows and columns of the classes, if they have any.
    """

    breaks: tuple[int, ...]
    colours: tuple[str, ...]
    labels: tuple[str, ...]
    zero: str | None = None
    grid: Grid | None = None


@dataclass(frozen=True)
class Sign:
    """What a number other than a plain one means.

    Attributes:
        pattern: fill of areas that are not classed. has_value: whether there is a number to print.
        is_classed: whether it belongs to a class.
    """

    label: str
    sign: str = ""
    pattern: str = "none"
    has_value: bool = True
    is_classed: bool = True


@dataclass(frozen=True, eq=False)
class MapPicture:
    """Everything a map's frame is told.

    Attributes:
        key: what the numbers are of; the browser keeps what it has for the same key.
        version: everything else that changes the picture; equal versions of the same key are not sent twice.
        monitor, geography: ids, for the boundaries. attribution: source line of the boundaries.
        title, unit, decimals, direction: of the numbers; ``direction`` says in words how to read them.
        active: position of the period shown. display: integers, shape ``(periods, areas)``, MISSING = none.
        classes: one entry per period, or a single one.
        reference: value of the whole territory per period, in the same integers, and what it is called.
        statuses: shape ``(periods, areas)``, keys of ``signs``; a number that is none there is plain.
        numerators, denominators: shape ``(periods, areas)``, NaN = none, and what is counted.
        positions: of the selected areas. unit_of_one: how the unit is written behind a 1, where it differs.
    """

    key: str
    version: Hashable
    monitor: str
    geography: str
    attribution: str
    title: str
    unit: str
    decimals: int
    direction: str
    symbol: Symbol
    periods: tuple[str, ...]
    active: int
    display: Integers
    classes: tuple[ClassKey, ...]
    statuses: Statuses
    signs: Mapping[int, tuple[str, Sign]]
    positions: tuple[int, ...]
    reference: Integers | None = None
    reference_label: str | None = None
    counts: Mapping[str, Floats] = field(default_factory=dict)
    numerator_label: str | None = None
    denominator_label: str | None = None
    unit_of_one: str | None = None

    @property
    def areas(self) -> int:
        """Number of areas."""
        return int(self.display.shape[1])


def build_value_picture(view: MapView) -> MapPicture:
    """The picture of an indicator: rates as classes, counts as circles."""
    indicator, scale, block = view.indicator, view.scale, view.observations.block
    has_counts = indicator.is_rate and len(view.areas) <= COUNTS_UP_TO
    return MapPicture(
        key=view.key,
        version=(view.period, view.positions, view.selection.classification),
        monitor=view.monitor.id,
        geography=view.geography.id,
        attribution=view.attribution,
        title=indicator.title,
        unit=format_unit(indicator.unit),
        decimals=indicator.decimals,
        direction=view.direction,
        symbol=Symbol.CHOROPLETH if indicator.is_rate else Symbol.CIRCLE,
        periods=scale.periods,
        active=view.period,
        display=scale.display,
        classes=tuple(_describe_classes(item, scale) for item in scale.classes),
        statuses=block.statuses,
        signs=_describe_statuses(block.statuses),
        positions=view.positions,
        reference=scale.reference,
        reference_label=view.monitor.reference_label,
        counts={"numerator": block.numerators, "denominator": block.denominators} if has_counts else {},
        numerator_label=indicator.numerator_label,
        denominator_label=indicator.denominator_label,
        unit_of_one=format_unit(indicator.unit, "1"),
    )


def _describe_classes(classes: Classes, scale: Scale) -> ClassKey:
    colours = get_class_colours(len(classes.breaks) + 1, scale.palette)
    return ClassKey(classes.breaks, colours, classes.labels, text("legend.zero") if classes.has_zero else None)


def _describe_statuses(statuses: Statuses) -> dict[int, tuple[str, Sign]]:
    used = (Status(code) for code in np.unique(statuses) if code != Status.VALUE)
    return {int(status): (status.name.lower(), _describe(status)) for status in used}


def _describe(status: Status) -> Sign:
    pattern = _PATTERNS.get(status, "hatch")
    return Sign(describe_status(status), status.sign, pattern, status.has_value, status.is_classed)
