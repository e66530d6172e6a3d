"""Every colour of the program. None of them praises or blames: no red, no green for better or worse."""

from __future__ import annotations

from collections.abc import Sequence

from sozialmonitor.domain.classification import Palette

TEXT = "#1c2733"
TEXT_SECONDARY = "#4a5866"
LINE = "#d5dbe1"
ACCENT = "#1f5f80"
BACKGROUND = "#ffffff"

SELECTED_AREAS = ("#1f5f80", "#a35d0b", "#5b7d2a", "#8a3f7a", "#3f4a9a", "#7a4b2b")
"""Lines and outlines of chosen areas, in the order they were chosen; the whole territory is TEXT, dashed."""

ZERO = "#fbfcfd"
SIGN = "#9aa5b1"
"""Hatching and dots on white: no value."""
NOT_VALUED = "#e6e9ec"
"""Areas with too few inhabitants to be classed."""

_SEQUENTIAL = ("#e8f1f5", "#bfd9e4", "#8abace", "#4c91b0", "#1f5f80")
DIVERGING = ("#8c5a1e", "#d9bd84", "#f3f3f1", "#8ccbc1", "#0b7468")


_GROUPS = (
    ("#d3ece9", "#ece7de", "#e6dcec"),
    ("#a3d3cd", "#d5c9b4", "#c9b3d6"),
    ("#5fafa6", "#b09c79", "#a281b8"),
    ("#2b7d75", "#7d6a48", "#704b8a"),
)
"""Typology: rows Status from least to most burden, columns Dynamik from falling to rising burden."""


def get_group_colours(rows: int, columns: int) -> tuple[str, ...]:
    """Colours of Status times Dynamik, row by row; darker = more burden, hue = Dynamik.

    Other numbers than four times three are interpolated; a single column takes the middle one.
    """
    return tuple(
        _blend(_stretch(row, rows, len(_GROUPS)), _stretch(column, columns, len(_GROUPS[0])))
        for row in range(rows)
        for column in range(columns)
    )


def get_sequential(count: int) -> tuple[str, ...]:
    """``count`` colours of one hue from light to dark, interpolated between the five of the design."""
    if count == 1:
        return (_SEQUENTIAL[2],)
    last = len(_SEQUENTIAL) - 1
    return tuple(_interpolate(index * last / (count - 1)) for index in range(count))


def get_class_colours(count: int, palette: Palette) -> tuple[str, ...]:
    """Colours of ``count`` classes; diverging ones only where all five classes around the reference exist."""
    return DIVERGING if palette is Palette.DIVERGING and count == len(DIVERGING) else get_sequential(count)


def _interpolate(position: float) -> str:
    return _mix(_SEQUENTIAL, position)


def _stretch(index: int, count: int, steps: int) -> float:
    """Where one of ``count`` equal steps lies on a scale of ``steps``; a single one in the middle."""
    return index * (steps - 1) / (count - 1) if count > 1 else (steps - 1) / 2


def _blend(row: float, column: float) -> str:
    return _mix([_mix(line, column) for line in _GROUPS], row)


def _mix(colours: Sequence[str], position: float) -> str:
    lower = min(int(position), len(colours) - 2)
    share = position - lower
    start, end = (_parse(colours[index]) for index in (lower, lower + 1))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(start, end, strict=True))


def _parse(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
