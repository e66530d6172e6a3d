"""Labels of areas in the order of a German dictionary."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping

from sozialmonitor.domain.geography import Area
from sozialmonitor.texts.format import build_sort_key
from sozialmonitor.texts.search import build_search_key, build_wanted, is_beginning, is_found


def sort_areas(areas: Iterable[Area]) -> list[Area]:
    """Areas by what they are called; namesakes stand side by side."""
    return sorted(areas, key=lambda area: (build_sort_key(area.label), area.code))


@functools.lru_cache(maxsize=32)
def order_names(names: tuple[str, ...]) -> tuple[int, ...]:
    """Positions of names in their order, equal ones as they come; the same for every map of a geography."""
    return tuple(sorted(range(len(names)), key=lambda position: build_sort_key(names[position])))


def list_labels(areas: Iterable[Area]) -> dict[str, str]:
    """By code what each area is called, in the order of names."""
    return {area.code: area.label for area in sort_areas(areas)}


def build_label_keys(labels: Mapping[str, str]) -> dict[str, str]:
    """By code each label as it is compared with what somebody typed, in the same order."""
    return {code: build_search_key(label) for code, label in labels.items()}


def find_codes(keys: Mapping[str, str], typed: str, most: int) -> list[str]:
    """Areas whose label fits what somebody typed: first those that begin with it, then those that contain it.

    Args:
        keys: from ``build_label_keys``. typed: compared as ``texts.search`` says; nothing typed finds nothing.
        most: no more than that.
    """
    wanted = build_wanted(typed)
    fitting = [code for code, key in keys.items() if is_found(key, wanted)]
    fitting.sort(key=lambda code: not is_beginning(keys[code], wanted))  # stable: the order of names stays
    return fitting[:most]
