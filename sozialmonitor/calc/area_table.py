"""A typology of any table of areas: computed from its columns, and told as rows of a file.

The command line reads such a table; the laboratory hands one out together with what the command line makes of it.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sozialmonitor.calc.rounding import LARGEST_EXACT, Floats
from sozialmonitor.calc.typology.classes import UNCLASSED
from sozialmonitor.calc.typology.result import ClassedIndex, Columns, TypologyResult, compute_typology
from sozialmonitor.calc.typology.scheme import Flags, make_scheme
from sozialmonitor.domain.spreadsheet import disarm
from sozialmonitor.domain.typology import Typology, TypologyIndicator
from sozialmonitor.domain.typology_presets import NOT_VALUED

Cell = str | float
POPULATION_COLUMN = "ew"


@dataclass(frozen=True, eq=False)
class AreaTable:
    """A checked table; rows are areas in the order of the file.

    Attributes:
        ids: unique. area_names: empty if there is no such column. population: shape ``(areas,)``.
        status_columns, dynamic_columns: names in the order of the file, s1, s2, … and d1, d2, …
        status, dynamic: shape ``(areas, columns)``; NaN where a cell is empty or holds a sign.
        is_flagged: shape ``(areas,)``, areas set aside as outliers; None if no column says so.
    """

    ids: tuple[str, ...]
    area_names: tuple[str, ...]
    population: Floats
    status_columns: tuple[str, ...]
    dynamic_columns: tuple[str, ...]
    status: Floats
    dynamic: Floats
    is_flagged: Flags | None = None


def compute_area_table(typology: Typology, table: AreaTable) -> TypologyResult:
    """Class the areas of a table; changes go in only if the typology has Dynamik.

    Raises:
        InputError, CalculationError: as ``compute_typology``; CalculationError too if no column is left.
    """
    status = _make_columns(typology, table.status_columns, table.status)
    dynamic = _make_columns(typology, table.dynamic_columns, table.dynamic) if typology.dynamic else None
    return compute_typology(typology, status, dynamic, table.population, table.is_flagged)


def list_value_rows(table: AreaTable) -> Iterator[list[Cell]]:
    """The table itself, head first, as the command line reads it."""
    yield ["id", *_name_column(table), POPULATION_COLUMN, *table.status_columns, *table.dynamic_columns]
    for row in range(len(table.ids)):
        values = [*table.status[row].tolist(), *table.dynamic[row].tolist()]
        yield [*_describe_area(table, row), *values]


def list_result_rows(typology: Typology, table: AreaTable, result: TypologyResult) -> Iterator[list[Cell]]:
    """What a typology makes of the table, head first: scores, sums, indices, classes."""
    dynamic_names = typology.dynamic.names if typology.dynamic else ()
    has_dynamic = result.dynamic is not None
    yield [
        "id",
        *_name_column(table),
        POPULATION_COLUMN,
        *(f"z_{name}" for name in table.status_columns),
        *(f"z_{name}" for name in table.dynamic_columns if has_dynamic),
        *(f"{part}{what}" for part in ("status", "dynamik") for what in ("summe", "index", "_klasse")),
        *("gruppe", "grenzfall", "bewertet"),
    ]
    for row in range(len(table.ids)):
        group = result.groups[row]
        yield [
            *_describe_area(table, row),
            *_list_scores(result.status, row),
            *_list_scores(result.dynamic, row),
            *_list_index(result.status, row, typology.status_names),
            *_list_index(result.dynamic, row, dynamic_names),
            (typology.groups[group] if group != UNCLASSED else NOT_VALUED) if result.status and has_dynamic else "",
            _describe_borderline(result, row) if result.is_valued[row] else "",
            "ja" if result.is_valued[row] else "nein",
        ]


def write_rows(rows: Iterable[Sequence[Cell]]) -> bytes:
    """CSV in UTF-8 with commas; numbers with every digit they have, so that reading them gives the same number.

    Texts are disarmed: such a table is opened in a spreadsheet as well.
    """
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows([[_format(cell) for cell in row] for row in rows])
    return stream.getvalue().encode("utf-8")


def _make_columns(typology: Typology, names: Sequence[str], values: Floats) -> Columns | None:
    """What is not declared goes in as a burden of weight 1; a change d1 goes in as its level s1, unless declared."""
    declared = [
        typology.get_indicator(name)
        or _without_city_value(typology.get_indicator(f"s{name[1:]}"))
        or TypologyIndicator(indicator=name)
        for name in names
    ]
    return Columns(values, make_scheme(typology, declared, names)) if names else None


def _without_city_value(indicator: TypologyIndicator | None) -> TypologyIndicator | None:
    """The city's level says nothing about the city's change."""
    return indicator and indicator.model_copy(update={"city_value": None})


def _name_column(table: AreaTable) -> list[str]:
    return ["name"] if table.area_names else []


def _describe_area(table: AreaTable, row: int) -> list[Cell]:
    return [table.ids[row], *table.area_names[row : row + 1], float(table.population[row])]


def _list_scores(classed: ClassedIndex | None, row: int) -> list[Cell]:
    return classed.index.scores[row].tolist() if classed else []


def _list_index(classed: ClassedIndex | None, row: int, names: Sequence[str]) -> list[Cell]:
    if classed is None:
        return ["", "", ""]
    code = classed.codes[row]
    name = names[code] if code != UNCLASSED else NOT_VALUED
    return [float(classed.index.sums[row]), float(classed.index.values[row]), name]


def _describe_borderline(result: TypologyResult, row: int) -> str:
    """In which index the area is close to another class: ``nein``, ``Status``, ``Dynamik`` or both."""
    parts = (("Status", result.status), ("Dynamik", result.dynamic))
    return " und ".join(name for name, item in parts if item and item.is_borderline[row]) or "nein"


def _format(cell: Cell) -> str:
    """A gap is empty."""
    if isinstance(cell, str):
        return disarm(cell)
    if math.isnan(cell):
        return ""
    return str(int(cell)) if cell.is_integer() and abs(cell) <= LARGEST_EXACT else repr(cell)
