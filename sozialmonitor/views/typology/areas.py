"""The classes of all areas: by class with names, and one row for each area; nothing is ranked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sozialmonitor.calc.typology.classes import UNCLASSED
from sozialmonitor.calc.typology.result import ClassedIndex, TypologyResult
from sozialmonitor.calc.typology.series import TypologySeries
from sozialmonitor.domain.geography import Area
from sozialmonitor.domain.typology import Typology
from sozialmonitor.texts.format import format_integer
from sozialmonitor.texts.german import text
from sozialmonitor.views.names import order_names
from sozialmonitor.views.typology.absence import explain_no_class
from sozialmonitor.views.typology.class_map import find_close, pick_codes
from sozialmonitor.views.typology.words import format_index

_NONE = "–"


@dataclass(frozen=True)
class ClassMatrix:
    """Areas by class.

    Attributes:
        rows: names of the classes of Status. columns: of Dynamik; empty where there is none.
        cells: names of the areas, one tuple per row and within it one per column, or a single one.
        not_valued: names of the areas without a class.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[tuple[str, ...], ...], ...]
    not_valued: tuple[str, ...]


@dataclass(frozen=True)
class AreaRow:
    """One area in words; a dash stands for what there is not.

    Attributes:
        position: in the geography. remark: that it is a Grenzfall, or why it has no class; may be empty.
    """

    position: int
    name: str
    status: str
    status_index: str
    dynamic: str
    dynamic_index: str
    remark: str


def build_matrix(typology: Typology, result: TypologyResult, areas: tuple[Area, ...]) -> ClassMatrix:
    """Put the areas of a period into the cells of Status × Dynamik, in the order of names."""
    columns = typology.dynamic.names if typology.dynamic is not None and result.dynamic is not None else ()
    width = len(columns) or 1
    cells: list[list[str]] = [[] for _ in range(len(typology.status_names) * width)]
    not_valued: list[str] = []
    codes = pick_codes(result)
    for position in order_names(tuple(area.label for area in areas)):
        code = int(codes[position])
        (not_valued if code == UNCLASSED else cells[code]).append(areas[position].label)
    rows = (cells[start : start + width] for start in range(0, len(cells), width))
    found = tuple(tuple(tuple(cell) for cell in row) for row in rows)
    return ClassMatrix(typology.status_names, columns, found, tuple(not_valued))


def build_area_rows(
    series: TypologySeries, result: TypologyResult, period: str, areas: tuple[Area, ...]
) -> tuple[AreaRow, ...]:
    """A row for each area, in the order of names."""
    order, close = order_names(tuple(area.label for area in areas)), find_close(result)
    remarks = {position: text("typology.close") for position in order if close[position]}
    return tuple(
        AreaRow(
            position,
            areas[position].label,
            name_status(series.typology, result.status, position),
            _write_index(result.status, position),
            name_dynamic(series.typology, result.dynamic, position),
            _write_index(result.dynamic, position),
            explain_no_class(series, result, period, position) or remarks.get(position, ""),
        )
        for position in order
    )


def count_classes(typology: Typology, result: TypologyResult) -> tuple[tuple[str, str], ...]:
    """Number of areas in each class of Status, then of Dynamik, and without a class."""
    statuses = [
        text("typology.status_label", status=name) if typology.status else name for name in typology.status_names
    ]
    dynamics = (
        [text("typology.dynamic_label", dynamic=name) for name in typology.dynamic.names] if typology.dynamic else []
    )
    rows = [*_count(result.status, statuses), *_count(result.dynamic, dynamics)]
    missing = int(np.count_nonzero(~result.is_valued))
    return (*rows, *([(text("typology.not_valued"), format_integer(missing))] if missing else []))


def _count(item: ClassedIndex | None, labels: list[str]) -> list[tuple[str, str]]:
    if item is None:
        return []
    counts = np.bincount(item.codes[item.codes != UNCLASSED], minlength=len(labels)).tolist()
    return [(label, format_integer(count)) for label, count in zip(labels, counts, strict=True)]


def name_status(typology: Typology, item: ClassedIndex | None, area: int) -> str:
    """The class of Status, or that there is none."""
    return _name_class(typology.status_names, item, area)


def name_dynamic(typology: Typology, item: ClassedIndex | None, area: int) -> str:
    """The class of Dynamik, or that there is none."""
    return _name_class(typology.dynamic.names if typology.dynamic else (), item, area)


def _name_class(names: tuple[str, ...], item: ClassedIndex | None, area: int) -> str:
    if item is None:
        return _NONE
    code = int(item.codes[area])
    return text("typology.not_valued") if code == UNCLASSED else names[code]


def _write_index(item: ClassedIndex | None, area: int) -> str:
    return _NONE if item is None else format_index(float(item.index.values[area]))
