"""The chosen area in the laboratory: its classes, how close they are to others, and how likely."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sozialmonitor.calc.typology.classes import UNCLASSED
from sozialmonitor.calc.typology.result import ClassedIndex, TypologyResult
from sozialmonitor.domain.typology import Typology
from sozialmonitor.texts.format import format_integer, format_number
from sozialmonitor.texts.german import text
from sozialmonitor.views.lab.stability import LabStability

_DECIMALS = 2


@dataclass(frozen=True)
class AreaClass:
    """One area.

    Attributes:
        lines: its class in each index, in sentences. is_borderline: close to another class, or none is likely.
        probabilities: class of Status and its probability in per cent; empty where nothing was drawn.
        remarks: what was found when stability was checked.
    """

    name: str
    lines: tuple[str, ...]
    is_borderline: bool
    probabilities: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]


def describe_area(
    name: str, area: int, typology: Typology, result: TypologyResult, stability: LabStability | None
) -> AreaClass:
    """Put together what is known about one area.

    Args:
        area: its position. stability: None before it was asked for.
    """
    lines = [
        _describe_index(item, area, names, key)
        for item, names, key in (
            (result.status, typology.status_names, "lab.area_status"),
            (result.dynamic, typology.dynamic.names if typology.dynamic else (), "lab.area_dynamic"),
        )
        if item is not None
    ]
    is_close = any(item is not None and bool(item.is_borderline[area]) for item in (result.status, result.dynamic))
    probabilities, is_unsure, remarks = _describe_stability(area, typology, stability)
    return AreaClass(name, tuple(lines), is_close or is_unsure, probabilities, remarks)


def _describe_index(classed: ClassedIndex, area: int, names: tuple[str, ...], key: str) -> str:
    code = int(classed.codes[area])
    if code == UNCLASSED:
        return text(key, name=text("typology.not_valued"))
    if not classed.thresholds.size:  # clusters
        return text("lab.area_cluster", name=names[code])
    value = float(classed.index.values[area])
    nearest = float(classed.thresholds[np.argmin(np.abs(classed.thresholds - value))])
    numbers = {"value": format_number(value, _DECIMALS), "cutoff": format_number(nearest, _DECIMALS)}
    return f"{text(key, name=names[code])} {text('lab.area_index', **numbers)}"


def _describe_stability(
    area: int, typology: Typology, stability: LabStability | None
) -> tuple[tuple[tuple[str, str], ...], bool, tuple[str, ...]]:
    if stability is None:
        return (), False, ()
    moves = stability.status.moves[area] if stability.status is not None else np.nan
    remarks = () if np.isnan(moves) else (_describe_moves(int(moves), stability.valued),)
    drawn = stability.uncertainty
    if drawn is None or np.isnan(drawn.probabilities[area]).any():
        return (), False, remarks
    shown = tuple(
        (name, format_probability(share))
        for name, share in zip(typology.status_names, drawn.probabilities[area].tolist(), strict=True)
    )
    return shown, bool(drawn.is_borderline[area]), remarks


def _describe_moves(moves: int, valued: int) -> str:
    if moves == 0:
        return text("lab.area_steady")
    return text("lab.area_moves", count=format_integer(moves), total=format_integer(valued - 1))


def format_probability(share: float) -> str:
    """In whole per cent; what is neither impossible nor certain is not rounded to be so."""
    if 0 < share < 0.01:
        return text("lab.below_one")
    if 0.99 < share < 1:
        return text("lab.almost_sure")
    return text("lab.percent", percent=format_integer(100 * share))
