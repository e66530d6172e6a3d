"""The area in focus: its classes, its index, what each indicator contributes, and what that means."""

from __future__ import annotations

from dataclasses import dataclass

from sozialmonitor.calc.rounding import compute_display_integers, split_display_integer
from sozialmonitor.calc.typology.classes import UNCLASSED
from sozialmonitor.calc.typology.index import compute_contributions
from sozialmonitor.calc.typology.result import ClassedIndex, Columns, TypologyResult
from sozialmonitor.calc.typology.series import IndicatorSeries, TypologySeries, find_start, get_changes, get_levels
from sozialmonitor.domain.geography import Area
from sozialmonitor.domain.status import Status
from sozialmonitor.texts.format import (
    NO_BREAK_SPACE,
    format_plain_number,
    format_signed_integer,
    format_value,
)
from sozialmonitor.texts.german import text
from sozialmonitor.views.reading import format_difference
from sozialmonitor.views.typology.absence import explain_no_class
from sozialmonitor.views.typology.areas import name_dynamic, name_status
from sozialmonitor.views.typology.words import DECIMALS, Words, describe_class, describe_index, format_index


@dataclass(frozen=True)
class Contributions:
    """What an index of one area is made of.

    Attributes:
        rows: indicator, value, score, weight and contribution, in words. total: the index; what is printed of the
            contributions adds up to it.
    """

    rows: tuple[tuple[str, str, str, str, str], ...]
    total: str


@dataclass(frozen=True)
class ClassFocus:
    """One area and its classes.

    Attributes:
        status, dynamic: names of the classes; ``dynamic`` is empty where the period has none.
        lines: the indices in words. is_close: whether it is a Grenzfall. reason: why there is no class.
        meanings: what the classes mean. levels, changes: what the indices are made of; None without the index.
    """

    name: str
    status: str
    dynamic: str
    lines: tuple[str, ...]
    is_close: bool
    reason: str | None
    meanings: tuple[str, ...]
    levels: Contributions | None
    changes: Contributions | None


def build_focus(
    words: Words, series: TypologySeries, result: TypologyResult, period: str, area: Area, position: int
) -> ClassFocus:
    """Describe one area in one period."""
    start = find_start(series, period)
    dynamic = name_dynamic(words.typology, result.dynamic, position) if result.dynamic is not None else ""
    return ClassFocus(
        name=area.label,
        status=name_status(words.typology, result.status, position),
        dynamic=dynamic,
        lines=_describe_indices(words, result, position),
        is_close=any(
            item is not None and bool(item.is_borderline[position]) for item in (result.status, result.dynamic)
        ),
        reason=explain_no_class(series, result, period, position),
        meanings=_describe_meanings(words, result, position, start),
        levels=_build_levels(series, result.status, period, position),
        changes=_build_changes(series, result.dynamic, start, period, position),
    )


def _describe_indices(words: Words, result: TypologyResult, position: int) -> tuple[str, ...]:
    lines = []
    if _is_classed(result.status, position) and words.typology.status is not None:
        index = describe_index(words, _get_value(result.status, position), is_change=False)
        lines.append(text("typology.status_line", index=index))
    if _is_classed(result.dynamic, position):
        index = describe_index(words, _get_value(result.dynamic, position), is_change=True)
        lines.append(text("typology.dynamic_line", index=index))
    return tuple(lines)


def _describe_meanings(words: Words, result: TypologyResult, position: int, start: str | None) -> tuple[str, ...]:
    meanings = []
    if result.status is not None and _is_classed(result.status, position):
        meanings.append(describe_class(words, int(result.status.codes[position])))
    if result.dynamic is not None and _is_classed(result.dynamic, position):
        meanings.append(describe_class(words, int(result.dynamic.codes[position]), start))
    return tuple(meanings)


def _is_classed(item: ClassedIndex | None, position: int) -> bool:
    return item is not None and int(item.codes[position]) != UNCLASSED


def _get_value(item: ClassedIndex | None, position: int) -> float:
    assert item is not None  # it is classed
    return float(item.index.values[position])


def _build_levels(
    series: TypologySeries, item: ClassedIndex | None, period: str, position: int
) -> Contributions | None:
    if item is None or not _is_classed(item, position):
        return None
    values = [_write_level(found, found.periods.index(period), position) for found in series.indicators]
    return _build_contributions(series, get_levels(series, period), item, values, position)


def _build_changes(
    series: TypologySeries, item: ClassedIndex | None, start: str | None, period: str, position: int
) -> Contributions | None:
    if item is None or start is None or not _is_classed(item, position):
        return None
    columns = get_changes(series, start, period)
    values = [
        _write_change(found, float(change))
        for found, change in zip(series.indicators, columns.values[position], strict=True)
    ]
    return _build_contributions(series, columns, item, values, position)


def _write_level(item: IndicatorSeries, row: int, position: int) -> str:
    value, status = float(item.block.values[row, position]), Status(int(item.block.statuses[row, position]))
    return format_value(value, status, item.indicator)


def _write_change(item: IndicatorSeries, change: float) -> str:
    display = int(compute_display_integers(change, item.indicator.decimals))
    sign = "+" if display > 0 else "\N{MINUS SIGN}" if display < 0 else ""
    return f"{sign}{format_difference(abs(display), item.indicator)}"


def _build_contributions(
    series: TypologySeries, columns: Columns, item: ClassedIndex, values: list[str], position: int
) -> Contributions:
    """A row per indicator; weights in per cent of all weights."""
    parts = compute_contributions(item.index, columns.scheme)[position]
    total = int(compute_display_integers(item.index.values[position], DECIMALS))
    shares = 100 * columns.scheme.weights / columns.scheme.weights.sum()
    rows = tuple(
        (
            found.indicator.short_title,
            value,
            format_index(float(score)),
            f"{format_plain_number(round(float(share), 1))}{NO_BREAK_SPACE}%",
            format_signed_integer(int(part), DECIMALS),
        )
        for found, value, score, share, part in zip(
            series.indicators,
            values,
            item.index.scores[position],
            shares,
            split_display_integer(parts, total, DECIMALS),
            strict=True,
        )
    )
    return Contributions(rows, format_signed_integer(total, DECIMALS))
