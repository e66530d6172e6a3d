"""Everything the laboratory shows at once: map, who changes class, and how much each choice decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sozialmonitor.calc.typology.checks import STABLE_FROM
from sozialmonitor.calc.typology.result import TypologyResult
from sozialmonitor.calc.typology.series import TypologySeries, find_start
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.typology import Typology
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_integer, format_period
from sozialmonitor.texts.german import text
from sozialmonitor.views.lab.changes import ClassChanges, find_class_changes
from sozialmonitor.views.lab.settings import identify
from sozialmonitor.views.lab.variants import VariantTable, build_variant_tables, format_share
from sozialmonitor.views.lab.words import describe_differences
from sozialmonitor.views.typology.absence import explain_no_dynamic
from sozialmonitor.views.typology.class_map import ClassMap, build_class_map, find_close
from sozialmonitor.views.typology.series import collect_typology_series


@dataclass(frozen=True, eq=False)
class LabView:
    """The page for one setting.

    Attributes:
        settings: short name of the typology shown. typology: as it was set. period: shown.
        differences: from the declared typology; empty if there are none.
        summary: how many areas have another class.
        window: over which years Dynamik is measured, or why there is none; None if the typology has none.
        borderline: how many areas are close to a cut-off; None for clusters.
    """

    settings: str
    typology: Typology
    period: str
    map: ClassMap
    result: TypologyResult
    differences: tuple[str, ...]
    changes: ClassChanges
    summary: str
    window: str | None
    borderline: str | None
    variants: tuple[VariantTable, ...]


def build_lab_view(
    store: Store,
    selection: Selection,
    declared: Typology,
    typology: Typology,
    before: Mapping[str, TypologyResult],
    after: Mapping[str, TypologyResult],
) -> LabView:
    """Assemble the page.

    Args:
        selection: at the typology's level, with its period. typology: as it was set.
        before, after: results by period, of the declared typology and as it was set.
    """
    monitor, period = selection.monitor, selection.classes.period or ""
    series = collect_typology_series(store, monitor, typology)
    positions = store.get_area_positions(monitor, selection.geography, selection.areas)
    result, settings = after[period], identify(typology)
    indicators = store.get_catalogue(monitor).indicators
    differences = describe_differences(declared, typology, {key: item.short_title for key, item in indicators.items()})
    changes = find_class_changes(store, monitor, declared, before[period], result, typology.clusters)
    return LabView(
        settings=settings,
        typology=typology,
        period=period,
        map=build_class_map(store, monitor, typology, after, period, positions, settings),
        result=result,
        differences=differences,
        changes=changes,
        summary=_summarise(changes, is_changed=bool(differences)),
        window=_describe_window(series, period),
        borderline=_count_borderline(result) if typology.status is not None else None,
        variants=build_variant_tables(series, period, result.status, result.dynamic),
    )


def _summarise(changes: ClassChanges, *, is_changed: bool) -> str:
    if not is_changed:
        return text("lab.unchanged")
    if not changes.is_comparable:
        return text("lab.not_comparable")
    if not changes.count:
        return text("lab.nobody")
    return text("lab.summary", share=format_share(changes.count, changes.valued))


def _describe_window(series: TypologySeries, period: str) -> str | None:
    if series.typology.dynamic is None:
        return None
    start = find_start(series, period)
    if start is None:
        return explain_no_dynamic(series, period)
    return text("lab.window", start=format_period(start), end=format_period(period))


def _count_borderline(result: TypologyResult) -> str:
    valued = int(result.is_valued.sum())
    close = format_share(int(find_close(result).sum()), valued)
    sentences = [text("lab.borderline", share=close), text("lab.borderline_normal")]
    if valued < STABLE_FROM:
        sentences.append(text("lab.few", count=format_integer(STABLE_FROM)))
    return " ".join(sentences)
