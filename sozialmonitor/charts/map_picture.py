"""What a map shows, whatever it is about: numbers, classes with their colours, signs, and words."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.observations import Block, Statuses
from sozialmonitor.calc.rounding import Floats, Integers, find_less_than_half
from sozialmonitor.charts.colours import get_class_colours
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.status import Status
from sozialmonitor.texts.format import format_unit
from sozialmonitor.texts.german import text
from sozialmonitor.views.bases import Bases
from sozialmonitor.views.map_view import MapView
from sozialmonitor.views.reading import describe_status
from sozialmonitor.views.scale import Classes, Scale

COUNTS_UP_TO = 2_000
"""Up to this many areas the counts behind a rate travel too, with the rest."""

_PATTERNS = {Status.LIMITED: "none", Status.SUPPRESSED: "dots", Status.SMALL_AREA: "plain"}

_TINY = 100
"""Added to the code of a status that another reason shares: the value is too small to be seen as well."""


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
        is_classed: whether it belongs to a class. is_tiny: whether it is printed as the sign of a value that is too
            small to be seen, and is no zero.
    """

    label: str
    sign: str = ""
    pattern: str = "none"
    has_value: bool = True
    is_classed: bool = True
    is_tiny: bool = False


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
        tiny_reference: shape ``(periods,)``, where that value is printed as the same sign.
        counts: numerators and denominators, shape ``(periods, areas)``, NaN = none, with the labels of what is
            counted. bases: how they are printed; None where there are none.
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
    tiny_reference: npt.NDArray[np.bool_] | None = None
    counts: Mapping[str, Floats] = field(default_factory=dict)
    numerator_label: str | None = None
    denominator_label: str | None = None
    unit_of_one: str | None = None
    bases: Bases | None = None

    @property
    def areas(self) -> int:
        """Number of areas."""
        return int(self.display.shape[1])


def build_value_picture(view: MapView) -> MapPicture:
    """The picture of an indicator: rates as classes, counts as circles."""
    indicator, scale, block = view.indicator, view.scale, view.observations.block
    has_counts = indicator.is_rate and len(view.areas) <= COUNTS_UP_TO
    statuses, signs = _describe_statuses(block, indicator)
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
        statuses=statuses,
        signs=signs,
        positions=view.positions,
        reference=scale.reference,
        reference_label=view.monitor.reference_label,
        tiny_reference=find_less_than_half(view.reference, indicator.decimals),
        counts={"numerator": block.numerators, "denominator": view.bases.keep_agreeing(block)} if has_counts else {},
        numerator_label=indicator.numerator_label,
        denominator_label=indicator.denominator_label,
        unit_of_one=format_unit(indicator.unit, "1"),
        bases=view.bases,
    )


def _describe_classes(classes: Classes, scale: Scale) -> ClassKey:
    colours = get_class_colours(len(classes.breaks) + 1, scale.palette)
    return ClassKey(classes.breaks, colours, classes.labels, text("legend.zero") if classes.has_zero else None)


def _describe_statuses(block: Block, indicator: Indicator) -> tuple[Statuses, dict[int, tuple[str, Sign]]]:
    """Statuses of a picture with their signs: "limited" and "tiny" can hold of one value."""
    shared = find_less_than_half(block.values, indicator.decimals) & (block.statuses != Status.LESS_THAN_HALF)
    codes = np.where(shared, block.statuses + _TINY, block.statuses).astype(np.int8)
    used = [int(code) for code in np.unique(codes) if code != Status.VALUE]
    return codes, {code: _describe(Status(code % _TINY), indicator, is_tiny=code >= _TINY) for code in used}


def _describe(status: Status, indicator: Indicator, *, is_tiny: bool) -> tuple[str, Sign]:
    pattern = _PATTERNS.get(status, "hatch")
    plain = Sign(describe_status(status, indicator), status.sign, pattern, status.has_value, status.is_classed)
    if status is Status.LESS_THAN_HALF:
        return status.name.lower(), replace(plain, pattern="none", is_tiny=True)
    if not is_tiny:
        return status.name.lower(), plain
    both = f"{plain.label}; {describe_status(Status.LESS_THAN_HALF)}"
    return f"{status.name.lower()}_tiny", replace(plain, label=both, is_tiny=True)
