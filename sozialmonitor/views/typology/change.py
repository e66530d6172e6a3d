"""Why the index of Status of one area changed between two periods: four parts, and a sentence made by rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from sozialmonitor.calc.rounding import compute_display_integers, split_display_integer
from sozialmonitor.calc.typology.change import IndexChange, Part
from sozialmonitor.calc.typology.result import TypologyResult
from sozialmonitor.calc.typology.series import TypologySeries
from sozialmonitor.domain.geography import Area
from sozialmonitor.texts.format import format_display_integer, format_period, format_signed_integer
from sozialmonitor.texts.german import text
from sozialmonitor.views.typology.absence import explain_no_comparison
from sozialmonitor.views.typology.areas import name_status
from sozialmonitor.views.typology.words import DECIMALS, Words

Compare = Callable[[str, str], IndexChange]
"""Takes the change between two comparable periods apart, for all areas."""


@dataclass(frozen=True)
class ChangePart:
    """One part of a change.

    Attributes:
        value: with its sign. share: of the largest part or of the change, −1 to 1; what a bar shows.
    """

    part: Part
    label: str
    value: str
    share: float


@dataclass(frozen=True)
class ClassChange:
    """The change of an index, or the reason why it is not taken apart.

    Attributes:
        is_kept: whether the class of Status is the same at both periods. start, end: the periods in words.
        before, after, total: the index and its difference, as they are printed.
        parts: what is printed of them adds up to what is printed of the difference.
    """

    sentences: tuple[str, ...] = ()
    is_kept: bool = False
    start: str = ""
    end: str = ""
    before: str = ""
    after: str = ""
    total: str = ""
    parts: tuple[ChangePart, ...] = ()
    reason: str | None = None


def build_class_change(
    words: Words,
    series: TypologySeries,
    results: Mapping[str, TypologyResult],
    compare: Compare,
    start: str | None,
    end: str,
    area: Area,
    position: int,
) -> ClassChange:
    """Take the change of one area apart.

    Args:
        compare: asked only where the periods are comparable. position: of the area in its geography.
    """
    reason = explain_no_comparison(series, start, end)
    if reason is not None or start is None:
        return ClassChange(reason=reason)
    change = compare(start, end)
    before, after = (compute_display_integers(item[position], DECIMALS) for item in (change.before, change.after))
    span = {"start": format_period(start), "end": format_period(end)}
    if np.isnan(change.parts[position]).any():
        return ClassChange(reason=text("typology.change_not_valued", area=area.label, **span))
    total = int(after - before)
    parts = split_display_integer(change.parts[position], total, DECIMALS)
    classes = [name_status(words.typology, results[period].status, position) for period in (start, end)]
    return ClassChange(
        sentences=(
            _describe_classes(area.label, classes[0], classes[1], span),
            _describe_total(int(before), int(after), span),
            *describe_parts(words, [int(part) for part in parts]),
        ),
        is_kept=classes[0] == classes[1],
        **span,
        before=format_display_integer(int(before), DECIMALS),
        after=format_display_integer(int(after), DECIMALS),
        total=format_signed_integer(total, DECIMALS),
        parts=_build_parts(words, [int(part) for part in parts], total),
    )


def _build_parts(words: Words, parts: list[int], total: int) -> tuple[ChangePart, ...]:
    largest = max(1, abs(total), *(abs(part) for part in parts))
    labels = {
        Part.OWN_VALUES: text("typology.part_own_values"),
        Part.CITY: text(f"typology.part_city_{words.typology.standardisation}", **words.values),
        Part.INDICATORS: text("typology.part_indicators"),
        Part.BOUNDARIES: text("typology.part_boundaries"),
    }
    return tuple(
        ChangePart(part, labels[part], format_signed_integer(parts[part], DECIMALS), parts[part] / largest)
        for part in Part
    )


def _describe_classes(area: str, before: str, after: str, span: dict[str, str]) -> str:
    if before == after:
        return text("typology.class_kept", area=area, status=after, **span)
    return text("typology.class_changed", area=area, before=before, after=after, **span)


def _describe_total(before: int, after: int, span: dict[str, str]) -> str:
    side = "same" if before == after else "rose" if after > before else "fell"
    numbers = {"before": format_display_integer(before, DECIMALS), "after": format_display_integer(after, DECIMALS)}
    return text(f"typology.index_{side}", **numbers, **span)


def describe_parts(words: Words, parts: list[int]) -> tuple[str, ...]:
    """What the change is due to, by rules.

    Args:
        parts: display integers in the order of ``Part``. A part that is printed as 0 had no effect.
    """
    own, city = parts[Part.OWN_VALUES], parts[Part.CITY]
    sentences = [text(f"typology.due_{_find_drivers(own, city)}", **words.values)]
    if own < 0 < own + city:
        sentences.append(text("typology.fell_behind"))
    for part, key in ((Part.INDICATORS, "typology.due_indicators"), (Part.BOUNDARIES, "typology.due_boundaries")):
        if parts[part]:
            sentences.append(text(key, value=format_signed_integer(parts[part], DECIMALS)))
    return tuple(sentences)


def _find_drivers(own: int, city: int) -> str:
    """Which of the two moves the index, and which way."""
    if not (own or city):
        return "nothing"
    if not (own and city):
        return "own_alone" if own else "city_alone"
    if (own > 0) == (city > 0):
        return "both_up" if own > 0 else "both_down"
    if own + city == 0:
        return "balanced_up" if own > 0 else "balanced_down"
    if abs(own) > abs(city):
        return "own_up" if own > 0 else "own_down"
    return "city_up" if city > 0 else "city_down"
