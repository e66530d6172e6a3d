"""A series as a picture the size of a stamp: an SVG string without any text in it."""

from __future__ import annotations

from collections.abc import Sequence

from sozialmonitor.charts.colours import ACCENT, LINE, SELECTED_AREAS, TEXT_SECONDARY
from sozialmonitor.views.series.multiples import Panel, Segment

WIDTH, HEIGHT = 170, 56
_MARGIN = 4


def build_sparkline(panel: Panel, reference: Sequence[Segment], years: tuple[float, float]) -> str:
    """Draw one panel: its own line in full, the whole territory thin and dashed, both in the same axis.

    The ground line lies at zero where there are values on both sides of it.

    Args:
        panel: area with its span of values. reference: line of the whole territory; may be empty.
        years: positions at the left and the right edge.
    """
    colour = ACCENT if panel.order is None else SELECTED_AREAS[panel.order]
    width = 1.8 if panel.order is None else 3
    drawn = [_draw(segment, years, panel.span, TEXT_SECONDARY, 1.2, "3 2") for segment in reference]
    drawn += [_draw(segment, years, panel.span, colour, width, "") for segment in panel.segments]
    low, high = panel.span
    base = HEIGHT - _scale(0.0, panel.span, HEIGHT) if low < 0 <= high else HEIGHT - _MARGIN / 2
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}' width='{WIDTH}' height='{HEIGHT}'>"
        f"<path d='M0,{base:g}H{WIDTH}' stroke='{LINE}'/>{''.join(drawn)}</svg>"
    )


def _draw(
    segment: Segment, years: tuple[float, float], span: tuple[float, float], colour: str, width: float, dash: str
) -> str:
    points = [(_scale(x, years, WIDTH), HEIGHT - _scale(y, span, HEIGHT)) for x, y in segment]
    if len(points) == 1:
        x, y = points[0]
        return f"<circle cx='{x:.1f}' cy='{y:.1f}' r='{width + 0.6:g}' fill='{colour}'/>"
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashes = f" stroke-dasharray='{dash}'" if dash else ""
    return f"<polyline points='{path}' fill='none' stroke='{colour}' stroke-width='{width:g}'{dashes}/>"


def _scale(value: float, span: tuple[float, float], length: int) -> float:
    low, high = span
    share = (value - low) / (high - low) if high > low else 0.5
    return _MARGIN + share * (length - 2 * _MARGIN)
