"""Names of areas in the order of a German dictionary."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from sozialmonitor.domain.geography import Area
from sozialmonitor.texts.format import build_sort_key


def sort_areas(areas: Iterable[Area]) -> list[Area]:
    """Areas by name, those of the same name by code."""
    return sorted(areas, key=lambda area: (build_sort_key(area.name), area.code))


def list_labels(areas: Iterable[Area]) -> dict[str, str]:
    """By code the name of each area in the order of names; where two share a name, the code stands behind it."""
    ordered = sort_areas(areas)
    names = [area.name for area in ordered]
    doubled = {name for name, following in pairwise(names) if name == following}
    return {area.code: f"{area.name} ({area.code})" if area.name in doubled else area.name for area in ordered}
