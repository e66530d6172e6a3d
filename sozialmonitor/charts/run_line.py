"""The run of one series the height of a line of text, as an SVG string."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from sozialmonitor.charts.colours import ACCENT, TEXT_SECONDARY
from sozialmonitor.views.profile.rows import Trace

_MARGIN = 4.0


def build_run_line(trace: Trace, *, width: int = 96, height: int = 24) -> str:
    """Draw the line of an area, dashed beside it the whole territory; the newest value is a dot.

    The scale is the series' own and does not begin at zero: the form is shown, the numbers stand beside it.
    A value between two gaps is a small dot. ``Trace.label`` is the text alternative.
    """
    head = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}' width='{width}' height='{height}'>"
    known = [item for item in (*trace.values, *trace.reference) if not math.isnan(item)]
    if not known:
        return f"{head}</svg>"
    x = _make_scale(trace.positions, _MARGIN, width - _MARGIN)
    y = _make_scale(known, height - _MARGIN, _MARGIN)
    places = [(x(position), y(value)) for position, value in zip(trace.positions, trace.values, strict=True)]
    totals = [(x(position), y(value)) for position, value in zip(trace.positions, trace.reference, strict=True)]
    dashed = _draw_line(totals, trace.reference_segments, f"stroke='{TEXT_SECONDARY}' stroke-dasharray='3 2'")
    own = _draw_line(places, trace.segments, f"stroke='{ACCENT}' stroke-width='1.8'")
    return f"{head}{dashed}{own}{_draw_dots(places, trace.segments)}</svg>"


def _make_scale(values: Sequence[float], start: float, end: float) -> Callable[[float], float]:
    """Linear from the lowest to the highest value; in the middle if all are equal; NaN stays NaN."""
    lowest, highest = min(values), max(values)
    if highest == lowest:
        return lambda value: (start + end) / 2 + 0 * value
    return lambda value: start + (value - lowest) / (highest - lowest) * (end - start)


def _draw_line(points: Sequence[tuple[float, float]], segments: Sequence[int], style: str) -> str:
    path = ""
    previous: int | None = None
    for (x, y), segment in zip(points, segments, strict=True):
        if math.isnan(y):
            previous = None
            continue
        path += f"{'L' if segment == previous else 'M'}{x:.1f},{y:.1f}"
        previous = segment
    return f"<path d='{path}' fill='none' {style}/>" if path else ""


def _draw_dots(points: Sequence[tuple[float, float]], segments: Sequence[int]) -> str:
    """The newest value, and values that stand alone and would make no line."""
    valued = [index for index, (_, y) in enumerate(points) if not math.isnan(y)]
    stretches = [segments[index] for index in valued]
    alone = [index for index in valued[:-1] if stretches.count(segments[index]) == 1]
    small = "".join(_dot(points[index], 1.4) for index in alone)
    return small + (_dot(points[valued[-1]], 2.8) if valued else "")


def _dot(point: tuple[float, float], radius: float) -> str:
    return f"<circle cx='{point[0]:.1f}' cy='{point[1]:.1f}' r='{radius}' fill='{ACCENT}'/>"
