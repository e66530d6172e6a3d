"""The area in focus: its value, what is counted behind it, and how it lies to the whole territory."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sozialmonitor.domain.status import Status
from sozialmonitor.texts.format import format_value
from sozialmonitor.texts.german import text
from sozialmonitor.views.map_view import MapView
from sozialmonitor.views.reading import describe_comparison, describe_status


@dataclass(frozen=True)
class Focus:
    """One area in words.

    Attributes:
        value: the number with its unit, or the reason why there is none. details: further lines.
    """

    name: str
    value: str
    details: tuple[str, ...]


def build_focus(view: MapView, position: int) -> Focus:
    """Describe one area of a map."""
    block, period, indicator = view.observations.block, view.period, view.indicator
    status = Status(block.statuses[period, position])
    name = view.areas[position].label
    if not status.has_value:
        return Focus(name, text("panel.no_value"), (describe_status(status, indicator),))
    details = []
    if indicator.is_rate:
        display = int(view.scale.display[period, position])
        reference = int(view.scale.reference[period])
        details.append(describe_comparison(display, reference, _name_reference(view), indicator))
        details.append(view.bases.describe(block, period, position))
    if status is not Status.VALUE:
        details.append(describe_status(status, indicator))
    value = format_value(block.values[period, position], status, indicator)
    return Focus(name, value, tuple(item for item in details if item))


def build_reference_focus(view: MapView) -> Focus | None:
    """Describe the whole territory; None where its value is neither published nor computable."""
    value = _format_reference(view)
    return Focus(view.monitor.reference_label, value, ()) if value else None


def _name_reference(view: MapView) -> str:
    return f"{view.monitor.reference_label} ({_format_reference(view)})"


def _format_reference(view: MapView) -> str | None:
    reference = float(view.reference[view.period])
    return None if math.isnan(reference) else format_value(reference, Status.VALUE, view.indicator)
