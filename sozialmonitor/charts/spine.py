"""Where an area lies among all areas, as one line of a spine chart: an SVG string."""

from __future__ import annotations

import math

from sozialmonitor.charts.colours import ACCENT, BACKGROUND, LINE, NOT_VALUED, TEXT, TEXT_SECONDARY, get_sequential
from sozialmonitor.views.profile.spine import Spine

WIDTH, HEIGHT = 240, 22
_MARGIN = 7
_RANGE, _BOX = get_sequential(5)[:2]


def build_spine_line(spine: Spine, *, is_secured: bool) -> str:
    """Draw one indicator.

    Pale: all areas; darker: the middle half of them; vertical line: the whole territory; dot: the area with
    its 95 % interval, filled if the difference is secured. Grey where no side is the better one.
    """
    range_colour, box_colour = (NOT_VALUED, LINE) if spine.is_neutral else (_RANGE, _BOX)
    parts = [
        _bar(spine.low, spine.high, 10, range_colour),
        _bar(spine.box_low, spine.box_high, 14, box_colour),
        _centre() if spine.has_benchmark else "",
        _error(spine),
    ]
    if not math.isnan(spine.value):
        colour = TEXT_SECONDARY if spine.is_neutral else ACCENT
        parts.append(_dot(_x(spine.value), colour, is_filled=is_secured))
    return _frame(WIDTH, "".join(parts))


def build_key_icon(name: str) -> str:
    """One mark of the chart for its key: all, middle, reference, secured or unsecured."""
    marks = {
        "all": _draw_bar(1, 26, 10, _RANGE),
        "middle": _draw_bar(1, 26, 14, _BOX),
        "reference": f"<path d='M14,0V{HEIGHT}' stroke='{TEXT}' stroke-width='1.4'/>",
        "secured": _dot(14, ACCENT, is_filled=True),
        "unsecured": _dot(14, ACCENT, is_filled=False),
    }
    return _frame(28, marks[name])


def _frame(width: int, content: str) -> str:
    size = f"viewBox='0 0 {width} {HEIGHT}' width='{width}' height='{HEIGHT}'"
    return f"<svg xmlns='http://www.w3.org/2000/svg' {size}>{content}</svg>"


def _dot(x: float, colour: str, *, is_filled: bool) -> str:
    return (
        f"<circle cx='{x:.1f}' cy='{HEIGHT / 2:g}' r='4.6' fill='{colour if is_filled else BACKGROUND}' "
        f"stroke='{colour}' stroke-width='1.8'/>"
    )


def _x(position: float) -> float:
    return WIDTH / 2 + position * (WIDTH / 2 - _MARGIN)


def _bar(start: float, end: float, height: int, colour: str) -> str:
    if math.isnan(start) or math.isnan(end):
        return ""
    return _draw_bar(_x(start), max(_x(end) - _x(start), 1.0), height, colour)


def _draw_bar(left: float, width: float, height: int, colour: str) -> str:
    return (
        f"<rect x='{left:.1f}' y='{(HEIGHT - height) / 2:g}' width='{width:.1f}' height='{height}' fill='{colour}' "
        f"stroke='{TEXT_SECONDARY}' stroke-width='0.5'/>"
    )


def _centre() -> str:
    return f"<path d='M{WIDTH / 2:g},0V{HEIGHT}' stroke='{TEXT}' stroke-width='1.4'/>"


def _error(spine: Spine) -> str:
    if math.isnan(spine.error_low) or math.isnan(spine.error_high):
        return ""
    ends = f"M{_x(spine.error_low):.1f},{HEIGHT / 2:g}H{_x(spine.error_high):.1f}"
    return f"<path d='{ends}' stroke='{TEXT}' stroke-width='1.4'/>"
