"""Everything the page „Typologie“ shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sozialmonitor.calc.typology.checks import STABLE_FROM
from sozialmonitor.calc.typology.result import TypologyResult
from sozialmonitor.calc.typology.series import TypologySeries
from sozialmonitor.domain.geography import BoundaryKind, Geography
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.monitor import Monitor
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.typology import CutoffKind, Typology
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_integer, format_period
from sozialmonitor.texts.german import text
from sozialmonitor.views.map_view import describe_period
from sozialmonitor.views.typology.absence import explain_no_dynamic
from sozialmonitor.views.typology.areas import AreaRow, ClassMatrix, build_area_rows, build_matrix, count_classes
from sozialmonitor.views.typology.change import ClassChange, Compare, build_class_change
from sozialmonitor.views.typology.class_map import ClassMap, build_class_map
from sozialmonitor.views.typology.focus import ClassFocus, build_focus
from sozialmonitor.views.typology.history import History, Transitions, build_history, build_transitions
from sozialmonitor.views.typology.method import Method, describe_method
from sozialmonitor.views.typology.series import collect_typology_series
from sozialmonitor.views.typology.words import describe_scale, find_words


@dataclass(frozen=True, eq=False)
class TypologyView:
    """One typology in one period.

    Attributes:
        as_of: what the period stands for. warnings: what must stand beside every result.
        focus, change: of the area chosen last; None while none is chosen. counts: number of areas by class.
        scale: what the numbers of the index are counted in.
        no_dynamic: why the period has no Dynamik; None if it has one.
        method: pairs of head and sentence. notes: on boundaries.
    """

    selection: Selection
    monitor: Monitor
    typology: Typology
    geography: Geography
    indicators: tuple[Indicator, ...]
    title: str
    subtitle: str
    as_of: str
    warnings: tuple[str, ...]
    classes: ClassMap
    positions: tuple[int, ...]
    counts: tuple[tuple[str, str], ...]
    focus: ClassFocus | None
    change: ClassChange | None
    scale: str
    no_dynamic: str | None
    matrix: ClassMatrix
    rows: tuple[AreaRow, ...]
    history: History
    transitions: Transitions
    method: Method
    notes: tuple[str, ...]


def build_typology_view(
    store: Store, selection: Selection, results: Mapping[str, TypologyResult], compare: Compare
) -> TypologyView:
    """Assemble the page.

    Args:
        selection: resolved with ``resolve_class_selection`` for a monitor that has a typology. results: of this
            typology by period. compare: takes the change between two periods apart.
    """
    catalogue, choice = store.get_catalogue(selection.monitor), selection.classes
    typology = catalogue.typologies[choice.typology or ""]
    period, geography = choice.period or "", catalogue.geographies[selection.geography]
    areas, result = catalogue.areas[selection.geography], results[period]
    series = collect_typology_series(store, selection.monitor, typology)
    words = find_words(store, selection.monitor, typology)
    positions = store.get_area_positions(selection.monitor, selection.geography, selection.areas)
    focus, change = None, None
    if positions:
        area, position = areas[positions[-1]], positions[-1]
        focus = build_focus(words, series, result, period, area, position)
        change = build_class_change(words, series, results, compare, choice.earlier, period, area, position)
    dates = dict.fromkeys(describe_period(catalogue, item, period) for item in typology.indicator_ids)
    return TypologyView(
        selection=selection,
        monitor=catalogue.monitor,
        typology=typology,
        geography=geography,
        indicators=tuple(item.indicator for item in series.indicators),
        title=typology.title,
        subtitle=f"{typology.description} {geography.title}, {format_period(period)}.",
        as_of=", ".join(dates),
        warnings=_collect_warnings(series, result),
        classes=build_class_map(store, selection.monitor, typology, results, period, positions),
        positions=positions,
        counts=count_classes(typology, result),
        focus=focus,
        change=change,
        scale=describe_scale(words),
        no_dynamic=explain_no_dynamic(series, period),
        matrix=build_matrix(typology, result, areas),
        rows=build_area_rows(series, result, period, areas),
        history=build_history(series, results, areas, positions),
        transitions=build_transitions(words, series, results, areas, choice.earlier, period),
        method=describe_method(catalogue, typology, store.release_id),
        notes=(text("note.schematic"),) if geography.boundaries.kind is BoundaryKind.SCHEMATIC else (),
    )


def _collect_warnings(series: TypologySeries, result: TypologyResult) -> tuple[str, ...]:
    """The typology's own note, and that cut-offs in standard deviations need many areas."""
    warnings = [series.typology.note] if series.typology.note else []
    valued = int(result.is_valued.sum())
    bands = series.typology.status
    if bands is not None and bands.kind is CutoffKind.SD and valued < STABLE_FROM:
        warnings.append(text("typology.few_areas", count=format_integer(valued), stable=format_integer(STABLE_FROM)))
    return tuple(warnings)
