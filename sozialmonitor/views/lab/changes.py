"""Which areas another typology puts into another class: named by where they come from and go to, never ranked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sozialmonitor.calc.typology.classes import UNCLASSED, Codes
from sozialmonitor.calc.typology.result import TypologyResult
from sozialmonitor.domain.typology import Typology
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.views.names import order_names
from sozialmonitor.views.typology.class_map import pick_codes


@dataclass(frozen=True)
class Transition:
    """Areas that go from one class to another; names in their order, positions as in the store."""

    before: str
    after: str
    names: tuple[str, ...]
    positions: tuple[int, ...]


@dataclass(frozen=True)
class ClassChanges:
    """Areas with another class than in the declared typology.

    Attributes:
        transitions: from least to most burden, by the class before, then by the class after; "not valued" last.
        valued: areas that have a class before or after. status_only: whether Dynamik is left out of the comparison,
            since one of the two typologies has none in this period.
        is_comparable: whether the classes are the same ones; other numbers of clusters are not.
    """

    transitions: tuple[Transition, ...]
    valued: int
    status_only: bool
    is_comparable: bool

    @property
    def count(self) -> int:
        """Number of areas with another class."""
        return sum(len(item.positions) for item in self.transitions)


def find_class_changes(
    store: Store, monitor: str, declared: Typology, before: TypologyResult, after: TypologyResult, clusters: int | None
) -> ClassChanges:
    """Compare two results of the same areas and period.

    Args:
        before: of the declared typology. after: as it was set. clusters: number of clusters that was set.
    """
    names = tuple(area.label for area in store.get_areas(monitor, declared.geography or ""))
    if clusters != declared.clusters:
        return ClassChanges((), len(names), status_only=False, is_comparable=False)
    status_only = (before.dynamic is None) != (after.dynamic is None)
    old, new = (_pick_status(item) if status_only else pick_codes(item) for item in (before, after))
    has_dynamic = before.dynamic is not None and not status_only
    labels = list_class_labels(declared, has_dynamic=has_dynamic)
    groups: dict[tuple[int, int], list[int]] = {}
    for area in order_names(names):
        if old[area] != new[area]:
            groups.setdefault((int(old[area]), int(new[area])), []).append(area)
    transitions = tuple(
        Transition(labels[pair[0]], labels[pair[1]], tuple(names[area] for area in areas), tuple(areas))
        for pair, areas in sorted(groups.items(), key=lambda item: [_rank(code) for code in item[0]])
    )
    valued = int(np.count_nonzero((old != UNCLASSED) | (new != UNCLASSED)))
    return ClassChanges(transitions, valued, status_only, is_comparable=True)


def list_class_labels(typology: Typology, *, has_dynamic: bool) -> list[str]:
    """Names of the classes by code, "not valued" last, where ``UNCLASSED`` finds it."""
    statuses = typology.status_names
    if has_dynamic and typology.dynamic is not None:
        labels = [
            text("typology.group_label", status=status, dynamic=dynamic)
            for status in statuses
            for dynamic in typology.dynamic.names
        ]
    else:
        labels = [text("typology.status_label", status=name) if typology.status else name for name in statuses]
    return [*labels, text("typology.not_valued")]


def _pick_status(result: TypologyResult) -> Codes:
    return result.status.codes if result.status is not None else np.full(result.is_valued.shape, UNCLASSED, np.int8)


def _rank(code: int) -> int:
    """Classes in their order, "not valued" behind all of them."""
    return np.iinfo(np.int8).max if code == UNCLASSED else code
