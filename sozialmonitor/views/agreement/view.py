"""Two typologies of the same areas side by side: how far their Status agrees, where not, and why not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from sozialmonitor.calc.typology.agreement import Agreement, compute_agreement
from sozialmonitor.calc.typology.agreement_reasons import CUTOFFS, Disagreement, Opinion, compute_disagreement
from sozialmonitor.calc.typology.checks import STABLE_FROM
from sozialmonitor.calc.typology.classes import UNCLASSED, Codes
from sozialmonitor.calc.typology.result import ClassedIndex, TypologyResult
from sozialmonitor.calc.typology.series import get_levels
from sozialmonitor.domain.geography import Area, Geography
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.typology import Typology
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_integer, format_number
from sozialmonitor.texts.german import text
from sozialmonitor.views.names import sort_areas
from sozialmonitor.views.typology.class_map import ClassMap, build_class_map
from sozialmonitor.views.typology.series import collect_typology_series

Results = Mapping[str, TypologyResult]
"""Classes of a typology by period, ascending."""


@dataclass(frozen=True)
class Measure:
    """A number with its name, its scale and what it means and does not mean."""

    name: str
    value: str
    scale: str
    sentence: str


@dataclass(frozen=True)
class Difference:
    """An area in another class: by the first typology, by the second, and the reason."""

    area: Area
    first: str
    second: str
    reason: str


@dataclass(frozen=True, eq=False)
class AgreementView:
    """Everything the page shows.

    Attributes:
        typologies, maps: the first and the second. period: of both.
        cells: names of the areas by class of the first and of the second, shape ``(rows, columns)``.
        count: areas classed by both. not_classed: names of the others.
        limits: what the measures do not say. comparable: empty where the classes mean the same, else why not.
        differences: by name; empty where the classes are not comparable.
    """

    geography: Geography
    typologies: tuple[Typology, Typology]
    period: str
    cells: tuple[tuple[tuple[str, ...], ...], ...]
    count: int
    not_classed: tuple[str, ...]
    measures: tuple[Measure, ...]
    limits: str
    comparable: str
    differences: tuple[Difference, ...]
    maps: tuple[ClassMap, ClassMap]


def build_agreement_view(
    store: Store, selection: Selection, typologies: tuple[Typology, Typology], results: tuple[Results, Results]
) -> AgreementView:
    """Compare the Status of two typologies at the selected period.

    Args:
        results: of both typologies, at the periods both have.

    Raises:
        CalculationError: no area is classed by both.
    """
    monitor, period = selection.monitor, str(selection.classes.period)
    geography = store.get_geography(monitor, selection.geography)
    areas = store.get_areas(monitor, geography.id)
    first, second = (_get_status(result[period]) for result in results)
    both = (first.codes != UNCLASSED) & (second.codes != UNCLASSED)
    agreement = compute_agreement(first.codes, second.codes)
    comparable = _explain_incomparable(typologies)
    disagreement = None
    if not comparable:
        disagreement = compute_disagreement(
            *(
                _make_opinion(store, monitor, item, period, own)
                for item, own in zip(typologies, (first, second), strict=True)
            )
        )
    return AgreementView(
        geography=geography,
        typologies=typologies,
        period=period,
        cells=_fill_cells(areas, typologies, first.codes, second.codes),
        count=agreement.count,
        not_classed=_name(area for area, is_classed in zip(areas, both, strict=True) if not is_classed),
        measures=_measure(agreement, is_comparable=not comparable),
        limits=text("agreement.few" if agreement.count < STABLE_FROM else "agreement.many", count=str(agreement.count)),
        comparable=comparable,
        differences=_list_differences(store, monitor, areas, typologies, (first, second), disagreement),
        maps=_build_maps(store, selection, typologies, results),
    )


def _get_status(result: TypologyResult) -> ClassedIndex:
    assert result.status is not None  # every period of a series has its levels
    return result.status


def _make_opinion(store: Store, monitor: str, typology: Typology, period: str, classed: ClassedIndex) -> Opinion:
    scheme = get_levels(collect_typology_series(store, monitor, typology), period).scheme
    return Opinion(typology.indicator_ids, scheme.factors, classed)


def _explain_incomparable(typologies: tuple[Typology, Typology]) -> str:
    """Why the same position does not mean the same class; empty if it does."""
    first, second = typologies
    if first.status is None or second.status is None:
        return text("agreement.clusters")
    counts = [format_integer(len(item.status_names)) for item in typologies]
    return "" if counts[0] == counts[1] else text("agreement.unlike", first=counts[0], second=counts[1])


def _fill_cells(
    areas: tuple[Area, ...], typologies: tuple[Typology, Typology], first: Codes, second: Codes
) -> tuple[tuple[tuple[str, ...], ...], ...]:
    rows, columns = (range(len(item.status_names)) for item in typologies)
    return tuple(
        tuple(
            _name(areas[position] for position in np.flatnonzero((first == row) & (second == column)))
            for column in columns
        )
        for row in rows
    )


def _name(areas: Iterable[Area]) -> tuple[str, ...]:
    return tuple(area.label for area in sort_areas(areas))


def _measure(agreement: Agreement, *, is_comparable: bool) -> tuple[Measure, ...]:
    """The share of the same class and kappa presuppose that equal positions mean the same; the Rand index does not."""
    measures = []
    if is_comparable:
        words = {"same": format_integer(agreement.same), "count": format_integer(agreement.count)}
        share = f"{format_number(100 * agreement.same / agreement.count, 0)} %"
        measures.append(_describe("same", share, text("agreement.same_reading", **words)))
        measures.append(_describe("kappa", _write(agreement.kappa), _read("kappa", agreement.kappa)))
    measures.append(_describe("rand", _write(agreement.rand), _read("rand", agreement.rand)))
    return tuple(measures)


def _describe(key: str, value: str, sentence: str) -> Measure:
    return Measure(text(f"agreement.{key}"), value, text(f"agreement.{key}_scale"), sentence)


def _write(number: float) -> str:
    return text("agreement.undefined") if np.isnan(number) else format_number(number, 2)


def _read(key: str, number: float) -> str:
    return text("agreement.undefined_reading") if np.isnan(number) else text(f"agreement.{key}_reading")


def _list_differences(
    store: Store,
    monitor: str,
    areas: tuple[Area, ...],
    typologies: tuple[Typology, Typology],
    classed: tuple[ClassedIndex, ClassedIndex],
    found: Disagreement | None,
) -> tuple[Difference, ...]:
    if found is None:
        return ()
    told = {}
    for position in np.flatnonzero(found.is_different).tolist():
        names = [item.status_names[own.codes[position]] for item, own in zip(typologies, classed, strict=True)]
        told[areas[position]] = (*names, _give_reason(store, monitor, typologies, found, position))
    return tuple(Difference(area, *told[area]) for area in sort_areas(told))


def _give_reason(
    store: Store, monitor: str, typologies: tuple[Typology, Typology], found: Disagreement, position: int
) -> str:
    column = int(found.reasons[position])
    if column == CUTOFFS:
        return text("agreement.reason_cutoffs")
    indicator = found.indicators[column]
    title = store.get_indicator(monitor, indicator).short_title
    holders = [indicator in item.indicator_ids for item in typologies]
    if all(holders):
        key = "more" if found.differences[position, column] > 0 else "less"
    else:
        key = "first" if holders[0] else "second"
    reason = text(f"agreement.reason_{key}", indicator=title)
    return text("agreement.reason_joint", reason=reason) if found.is_joint[position] else reason


def _build_maps(
    store: Store, selection: Selection, typologies: tuple[Typology, Typology], results: tuple[Results, Results]
) -> tuple[ClassMap, ClassMap]:
    """Both maps with the same periods; Status alone, since that is what is compared."""
    positions = store.get_area_positions(selection.monitor, selection.geography, selection.areas)
    period = str(selection.classes.period)
    first, second = (
        build_class_map(
            store,
            selection.monitor,
            typology,
            {key: _keep_status(item) for key, item in own.items()},
            period,
            positions,
            settings=f"status-{other.id}",  # the other one decides which periods there are
        )
        for typology, other, own in zip(typologies, reversed(typologies), results, strict=True)
    )
    return first, second


def _keep_status(result: TypologyResult) -> TypologyResult:
    is_valued = _get_status(result).codes != UNCLASSED
    return replace(result, dynamic=None, groups=np.full(is_valued.shape, UNCLASSED, np.int8), is_valued=is_valued)
