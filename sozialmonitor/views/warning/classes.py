"""Second rule of the early warning: areas that are likely to have fallen into a class with more burden.

Only chance in the counts of the newest period is drawn; the earlier class is taken as it was computed then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from sozialmonitor.calc.early_warning import compute_expected_errors, compute_fall_probabilities, find_likely_falls
from sozialmonitor.calc.typology.classes import Codes
from sozialmonitor.calc.typology.result import TypologyResult
from sozialmonitor.calc.typology.scheme import Flags
from sozialmonitor.calc.typology.series import TypologySeries, find_breaks, get_counts
from sozialmonitor.calc.typology.uncertainty import ClassUncertainty
from sozialmonitor.domain.geography import Area
from sozialmonitor.domain.selection import TypologyChoice
from sozialmonitor.domain.typology import Typology
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import NO_BREAK_SPACE, format_integer, format_number, format_period
from sozialmonitor.texts.german import text
from sozialmonitor.views.names import sort_areas
from sozialmonitor.views.reading import describe_expectation
from sozialmonitor.views.typology.selection import fill_choice
from sozialmonitor.views.typology.series import collect_typology_series

_ALMOST = 0.995
"""From here on a probability would be printed as 100 %."""


@dataclass(frozen=True)
class ClassHint:
    """An area that has probably fallen, and its two classes with the probability, in a sentence."""

    area: Area
    sentence: str


@dataclass(frozen=True)
class ClassRule:
    """The rule applied to a typology.

    Attributes:
        reason: why it cannot be applied, and what would be needed; empty if it can.
        typology: None where the level has none. period, earlier: codes of what is compared; empty if unknown.
        hints: by name. areas: how many could be judged. expected: how many of the hints chance alone explains, written.
        fixed: short titles of indicators without counts, which are not drawn.
        not_judged: names of areas without a class in one of the periods.
    """

    reason: str
    typology: Typology | None = None
    period: str = ""
    earlier: str = ""
    hints: tuple[ClassHint, ...] = ()
    areas: int = 0
    expected: str = ""
    fixed: tuple[str, ...] = ()
    not_judged: tuple[str, ...] = ()


def build_class_rule(
    store: Store,
    monitor: str,
    typology: Typology,
    results: Mapping[str, TypologyResult],
    get_uncertainty: Callable[[str], ClassUncertainty | None],
) -> ClassRule:
    """Apply the rule.

    Args:
        results: classes by period, ascending. get_uncertainty: probabilities of the classes at a period, or None.
    """
    series = collect_typology_series(store, monitor, typology)
    choice = fill_choice(series, TypologyChoice(typology.id))
    period, earlier = str(choice.period), choice.earlier
    rule = ClassRule("", typology, period, earlier or "")
    if typology.status is None:
        return replace(rule, reason=text("warning.no_classes"))
    if earlier is None:
        return replace(rule, reason=text("warning.no_earlier", period=format_period(period)))
    if broken := find_breaks(series, earlier, period):
        titles = ", ".join(item.short_title for item in broken)
        words = {"earlier": format_period(earlier), "period": format_period(period), "indicators": titles}
        return replace(rule, reason=text("warning.class_break", **words))
    uncertainty = get_uncertainty(period)
    if uncertainty is None:
        return replace(rule, reason=text("warning.no_counts", period=format_period(period)))
    return _judge(store, monitor, series, rule, results, uncertainty)


def _judge(
    store: Store,
    monitor: str,
    series: TypologySeries,
    rule: ClassRule,
    results: Mapping[str, TypologyResult],
    uncertainty: ClassUncertainty,
) -> ClassRule:
    areas = store.get_areas(monitor, series.typology.geography or "")
    before, now = (_get_codes(results[period]) for period in (rule.earlier, rule.period))
    fallen = compute_fall_probabilities(uncertainty.probabilities, before)
    is_judged = ~np.isnan(fallen)
    found = find_likely_falls(fallen)
    names = series.typology.status_names
    sentences = {
        areas[position]: text(
            "warning.fall",
            earlier=format_period(rule.earlier),
            was=names[before[position]],
            period=format_period(rule.period),
            now=names[now[position]],
            chance=_write_chance(fallen[position]),
        )
        for position in found
    }
    unjudged = sort_areas(area for area, judged in zip(areas, is_judged, strict=True) if not judged)
    return replace(
        rule,
        hints=tuple(ClassHint(area, sentences[area]) for area in sort_areas(sentences)),
        areas=int(is_judged.sum()),
        expected=describe_expectation(compute_expected_errors(fallen[found])),
        fixed=_list_fixed(series, rule.period, is_judged),
        not_judged=tuple(area.label for area in unjudged),
    )


def _get_codes(result: TypologyResult) -> Codes:
    assert result.status is not None  # every period of a series has its levels
    return result.status.codes


def _write_chance(chance: float) -> str:
    return text("warning.almost_sure") if chance >= _ALMOST else f"{format_number(100 * chance, 0)}{NO_BREAK_SPACE}%"


def _list_fixed(series: TypologySeries, period: str, is_judged: Flags) -> tuple[str, ...]:
    """Indicators that are not drawn, and in how many of the judged areas if not in all."""
    is_fixed = np.isnan(get_counts(series, period).cases[is_judged])
    fixed = []
    for item, count in zip(series.indicators, is_fixed.sum(axis=0).tolist(), strict=True):
        title = item.indicator.short_title
        if count == len(is_fixed):
            fixed.append(title)
        elif count:
            words = {"count": format_integer(count), "total": format_integer(len(is_fixed))}
            fixed.append(text("warning.partly", indicator=title, **words))
    return tuple(fixed)
