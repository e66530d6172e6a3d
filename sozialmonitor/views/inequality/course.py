"""How the measures of inequality went over the periods."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sozialmonitor.calc.rounding import compute_display_integers
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.period import compute_positions
from sozialmonitor.texts.format import format_integer, format_number, format_period
from sozialmonitor.texts.german import text
from sozialmonitor.views.inequality.measures import Measures
from sozialmonitor.views.map_view import MapView
from sozialmonitor.views.series.view import COLUMNS, REFERENCE_SLOT, SeriesView, compute_segments

DECIMALS = 3


def format_measure(value: float) -> str:
    """A measure between 0 and 1, everywhere with the same number of decimals."""
    return format_number(value, DECIMALS)


def compute_stretches(
    periods: tuple[str, ...], measures: tuple[Measures | None, ...], indicator: Indicator
) -> list[int]:
    """Stretches of comparable periods: no gap, no break of the areas' values, and the same areas throughout."""
    segments = compute_segments(periods, np.array([item is not None for item in measures]))
    shift, shifted = 0, []
    for index, segment in enumerate(segments):
        earlier, later = measures[max(index - 1, 0)], measures[index]
        others = earlier and later and not np.array_equal(earlier.is_present, later.is_present)
        is_break = index and indicator.list_breaks(periods[index - 1], periods[index], with_reference=False)
        shift += bool(others or is_break)
        shifted.append(segment + shift)
    return shifted


def build_course(
    lines: dict[str, str], periods: tuple[str, ...], measures: tuple[Measures | None, ...], segments: list[int]
) -> SeriesView:
    """Lines as the chart of time series takes them; the group's share of everybody is the dashed one."""
    positions = compute_positions(periods)
    valued = [(index, item) for index, item in enumerate(measures) if item is not None]
    rows = [
        {
            "slot": REFERENCE_SLOT if attribute == "share" else str(order),
            "name": name,
            "period": format_period(periods[index]),
            "position": positions[index],
            "value": getattr(item, attribute),
            "segment": segments[index],
            "text": format_measure(getattr(item, attribute)),
        }
        for order, (name, attribute) in enumerate(lines.items())
        for index, item in valued
    ]
    table = {
        name: {format_period(periods[index]): format_measure(getattr(item, attribute)) for index, item in valued}
        for name, attribute in lines.items()
    }
    areas = {format_period(periods[index]): format_integer(item.is_present.sum()) for index, item in valued}
    return SeriesView(pd.DataFrame(rows, columns=COLUMNS), pd.DataFrame(table | {text("inequality.areas"): areas}))


def describe_course(measures: tuple[Measures | None, ...], segments: list[int], view: MapView) -> str:
    """From the first period that can be compared with the chosen one; the change is not tested, and that is said."""
    now = view.period
    first = segments.index(segments[now])
    if first == now:
        return text("inequality.no_change_known")
    earlier, later = measures[first], measures[now]
    assert earlier is not None  # both belong to one unbroken stretch
    assert later is not None
    before, after = compute_display_integers(np.array([earlier.segregation, later.segregation]), DECIMALS).tolist()
    key = "inequality.same" if before == after else "inequality.more" if after > before else "inequality.less"
    return text(
        key,
        first=format_period(view.observations.periods[first]),
        last=format_period(view.selection.period),
        before=format_measure(earlier.segregation),
        after=format_measure(later.segregation),
    )
