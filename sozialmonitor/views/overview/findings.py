"""Results of tests in words, for any question: sentence, names of the areas, and how many false alarms chance brings.

Nothing is ranked: indicators stand in the order they are given, areas in the order of names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sozialmonitor.domain.geography import Area, Geography
from sozialmonitor.domain.indicator import Direction, Indicator
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_dative_plural, format_integer
from sozialmonitor.texts.german import text
from sozialmonitor.views.names import sort_areas
from sozialmonitor.views.reading import describe_expectation


@dataclass(frozen=True)
class Question:
    """What is asked of all indicators, and the words of its answers.

    Attributes:
        unknown, lower, upper: codes of the results; whatever else there is means "nothing secured".
        words: texts for lower and upper. first: text of a sentence's first part. other: of its second part.
        false_alarms: share of tests that seem secured although there is nothing, one minus the test's level.
    """

    unknown: int
    lower: int
    upper: int
    words: tuple[str, str]
    first: str
    other: str
    false_alarms: float


@dataclass(frozen=True)
class Tested:
    """Results for the areas of an indicator.

    Attributes:
        results: codes of the question, shape ``(areas,)``. period: the newest one tested.
        when: how the time is written ("2016–2020"). reference: value of the whole territory, with unit.
        notes: what the reader must know beside the result.
    """

    results: npt.NDArray[np.int8]
    period: str
    when: str
    reference: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """Areas with the same secured result, by name.

    Attributes:
        words: which result. judgement: " (günstiger)" or " (ungünstiger)"; empty for neutral indicators.
    """

    words: str
    judgement: str
    areas: tuple[Area, ...]

    @property
    def phrase(self) -> str:
        """Result and judgement, inside a sentence."""
        return f"{self.words}{self.judgement}"

    @property
    def label(self) -> str:
        """The same at the beginning of a line."""
        return f"{self.phrase[:1].upper()}{self.phrase[1:]}"


@dataclass(frozen=True)
class Finding:
    """One indicator with secured results.

    Attributes:
        period: newest period tested. when: how the time is written.
        groups: lower and upper areas; where the direction tells, the favourable ones come first.
        counts: areas that are lower, without a secured result, and upper.
        notes: breaks of the series within the time tested.
    """

    indicator: Indicator
    geography: Geography
    period: str
    when: str
    sentence: str
    groups: tuple[Group, ...]
    counts: tuple[int, int, int]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """All answers to a question.

    Attributes:
        without: short titles of indicators tested without any secured result. untested: of those that could
            not be tested. tests: how many areas were tested, over all indicators.
        expected: how many false alarms chance alone would bring, written.
    """

    findings: tuple[Finding, ...]
    without: tuple[str, ...]
    untested: tuple[str, ...]
    tests: int
    expected: str


def build_section(
    store: Store, monitor: str, levels: Mapping[str, str], tested: Mapping[str, Tested], question: Question
) -> Section:
    """Answer a question for all indicators.

    Args:
        store: what the audience may see. monitor: its id.
        levels: by indicator the geography looked at, in the order of the answer.
        tested: results of those that could be tested. question: what was asked.
    """
    indicators = {key: store.get_indicator(monitor, key) for key in levels}
    found = [key for key, item in tested.items() if np.isin(item.results, (question.lower, question.upper)).any()]
    tests = sum(int((item.results != question.unknown).sum()) for item in tested.values())
    return Section(
        findings=tuple(
            _build_finding(store, monitor, indicators[key], levels[key], tested[key], question) for key in found
        ),
        without=tuple(indicators[key].short_title for key in tested if key not in found),
        untested=tuple(item.short_title for key, item in indicators.items() if key not in tested),
        tests=tests,
        expected=describe_expectation(tests * question.false_alarms),
    )


def _build_finding(
    store: Store, monitor: str, indicator: Indicator, level: str, tested: Tested, question: Question
) -> Finding:
    geography, areas = store.get_geography(monitor, level), store.get_areas(monitor, level)
    groups = []
    for code, words in zip((question.lower, question.upper), question.words, strict=True):
        members = sort_areas(areas[index] for index in np.flatnonzero(tested.results == code))
        groups.append(Group(text(words), _judge(indicator.direction, code == question.upper), tuple(members)))
    lower, upper = (len(group.areas) for group in groups)
    count = int((tested.results != question.unknown).sum())
    if indicator.direction is Direction.HIGHER_IS_BETTER:
        groups.reverse()
    label = store.get_catalogue(monitor).monitor.reference_label
    head = {
        "areas": _name_areas(geography, count, len(areas)),
        "reference": text("overview.reference", label=label, value=tested.reference),
    }
    return Finding(
        indicator=indicator,
        geography=geography,
        period=tested.period,
        when=tested.when,
        notes=tested.notes,
        sentence=_write_sentence(groups, head, question),
        groups=tuple(group for group in groups if group.areas),
        counts=(lower, count - lower - upper, upper),
    )


def _write_sentence(groups: list[Group], head: Mapping[str, str], question: Question) -> str:
    """Both results, or the one there is and a word on the other."""
    first, second = sorted(groups, key=lambda group: not group.areas)  # stable: the order stays if both exist
    start = text(question.first, count=format_integer(len(first.areas)), words=first.phrase, **head)
    if not second.areas:
        return text("overview.one_sided", start=start, words=second.words)
    rest = text(question.other, count=format_integer(len(second.areas)), words=second.phrase)
    return text("overview.two_sided", start=start, rest=rest)


def _judge(direction: Direction, is_upper: bool) -> str:
    """Favourable or not, in brackets, as the catalogue says; neutral indicators are not judged."""
    if direction is Direction.NEUTRAL:
        return ""
    is_better = is_upper == (direction is Direction.HIGHER_IS_BETTER)
    return f" ({text('overview.better' if is_better else 'overview.worse')})"


def _name_areas(geography: Geography, tested: int, total: int) -> str:
    areas = geography.singular if tested == 1 else format_dative_plural(geography.title)
    key = "overview.of_all" if tested == total else "overview.of_tested"
    return text(key, count=format_integer(tested), areas=areas)
