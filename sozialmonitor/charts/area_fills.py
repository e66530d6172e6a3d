"""With which colour or pattern each area is filled; the same rules as on the large map."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sozialmonitor.calc.rounding import MISSING
from sozialmonitor.charts.colours import BACKGROUND, NOT_VALUED, ZERO, get_class_colours
from sozialmonitor.charts.svg_map import DOTS, HATCH
from sozialmonitor.domain.status import Status
from sozialmonitor.views.scale import Scale

_PATTERNS = {Status.SUPPRESSED: DOTS, Status.SMALL_AREA: NOT_VALUED}


def build_fills(scale: Scale, period: int, statuses: npt.NDArray[np.int8]) -> tuple[str, ...]:
    """One fill per area for a choropleth.

    Args:
        scale: classes of a rate. period: position of the period in the scale.
        statuses: ``Status`` of each area in that period, shape ``(areas,)``; whatever is not classed gets a
            pattern or the colour of areas that are not valued, never a class.
    """
    classes = scale.get_classes(period)
    colours = get_class_colours(len(classes.breaks) + 1, scale.palette)
    ranks = np.searchsorted(np.array(classes.breaks, dtype=np.int64), scale.display[period], side="right")
    is_zero = scale.is_zero[period] & classes.has_zero
    areas = zip(scale.display[period].tolist(), ranks.tolist(), statuses.tolist(), is_zero.tolist(), strict=True)
    fills = []
    for display, rank, code, zero in areas:
        status = Status(code)
        if display == MISSING or not status.is_classed:
            fills.append(_PATTERNS.get(status, HATCH))
        else:
            fills.append(ZERO if zero else colours[rank])
    return tuple(fills)


def build_plain_fills(count: int) -> tuple[str, ...]:
    """Areas without figures, for a map that only shows where something lies."""
    return (BACKGROUND,) * count
