"""Classes through time: of the chosen areas in every period, and who changed the class between two periods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from sozialmonitor.calc.typology.agreement import compute_agreement
from sozialmonitor.calc.typology.classes import UNCLASSED
from sozialmonitor.calc.typology.result import TypologyResult
from sozialmonitor.calc.typology.series import TypologySeries
from sozialmonitor.domain.geography import Area
from sozialmonitor.texts.format import format_integer, format_period
from sozialmonitor.texts.german import text
from sozialmonitor.views.names import order_names
from sozialmonitor.views.typology.absence import describe_breaks, explain_no_comparison
from sozialmonitor.views.typology.areas import name_dynamic, name_status
from sozialmonitor.views.typology.class_map import pick_codes
from sozialmonitor.views.typology.words import Words


@dataclass(frozen=True)
class PastClass:
    """The class of an area in one period.

    Attributes:
        group: position in Status × Dynamik where ``dynamic`` is given, else in Status; None = not valued.
        dynamic: its class; empty in a period without Dynamik.
    """

    status: str
    dynamic: str
    group: int | None


@dataclass(frozen=True)
class History:
    """Classes of the chosen areas, or the reason why they are not shown.

    Attributes:
        periods: heads of the columns; one from which classes are not comparable with those before says so.
        rows: name of the area and its classes, in the order in which the areas were chosen.
        notes: on the breaks in between.
    """

    periods: tuple[str, ...] = ()
    rows: tuple[tuple[str, tuple[PastClass, ...]], ...] = ()
    notes: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True)
class Transitions:
    """Classes of Status at two periods, or the reason why they are not compared.

    Attributes:
        start, end: the periods in words. names: of the classes.
        counts: rows = class before, columns = class after. moved: names of the areas in the same cells, without
            those that kept their class. sentences: the main statement.
    """

    start: str = ""
    end: str = ""
    names: tuple[str, ...] = ()
    counts: tuple[tuple[int, ...], ...] = ()
    moved: tuple[tuple[tuple[str, ...], ...], ...] = ()
    sentences: tuple[str, ...] = ()
    reason: str | None = None


def build_history(
    series: TypologySeries, results: Mapping[str, TypologyResult], areas: tuple[Area, ...], positions: tuple[int, ...]
) -> History:
    """The classes of some areas in all periods; none for clusters, which are formed anew each time."""
    if series.typology.clusters is not None:
        return History(reason=text("typology.no_history_clusters"))
    if not positions:
        return History(reason=text("typology.no_history_areas"))
    periods = tuple(results)
    breaks = [describe_breaks(series, start, end) for start, end in pairwise(periods)]
    heads = [
        text("typology.broken", period=format_period(end)) if found else format_period(end)
        for end, found in zip(periods[1:], breaks, strict=True)
    ]
    rows = tuple(
        (areas[position].label, tuple(_describe(series, result, position) for result in results.values()))
        for position in positions
    )
    notes = tuple(dict.fromkeys(note for found in breaks for note in found))
    return History((format_period(periods[0]), *heads), rows, notes)


def _describe(series: TypologySeries, result: TypologyResult, position: int) -> PastClass:
    code = int(pick_codes(result)[position])
    dynamic = "" if result.dynamic is None else name_dynamic(series.typology, result.dynamic, position)
    status = name_status(series.typology, result.status, position)
    return PastClass(status, dynamic, None if code == UNCLASSED else code)


def build_transitions(
    words: Words,
    series: TypologySeries,
    results: Mapping[str, TypologyResult],
    areas: tuple[Area, ...],
    start: str | None,
    end: str,
) -> Transitions:
    """From which class of Status to which the areas went between two periods."""
    reason = explain_no_comparison(series, start, end)
    if reason is not None or start is None:
        return Transitions(reason=reason)
    first, second = results[start].status, results[end].status
    assert first is not None  # a period without Status is no period of a typology
    assert second is not None
    names = words.typology.status_names
    agreement = compute_agreement(first.codes, second.codes, len(names))
    moved: list[list[list[str]]] = [[[] for _ in names] for _ in names]
    for position in order_names(tuple(area.label for area in areas)):
        before, after = int(first.codes[position]), int(second.codes[position])
        if before != after and UNCLASSED not in (before, after):
            moved[before][after].append(areas[position].label)
    span = {"start": format_period(start), "end": format_period(end)}
    counts = {"same": format_integer(agreement.same), "count": format_integer(agreement.count)}
    sentences = [text("typology.same_class", **counts, **span, **words.values)]
    if left_out := len(areas) - agreement.count:
        sentences.append(text("typology.transitions_left_out", count=format_integer(left_out)))
    return Transitions(
        **span,
        names=names,
        counts=tuple(tuple(int(count) for count in row) for row in agreement.table),
        moved=tuple(tuple(tuple(cell) for cell in row) for row in moved),
        sentences=tuple(sentences),
    )
