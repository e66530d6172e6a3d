"""Two periods of one typology side by side: why the index of an area changed in between."""

from __future__ import annotations

from sozialmonitor.calc.typology.change import Edition, IndexChange, State, compute_index_change, fill_editions
from sozialmonitor.calc.typology.series import TypologySeries, find_large_areas, get_levels


def compare_periods(series: TypologySeries, start: str, end: str) -> IndexChange:
    """Take the change of the index of Status apart, for all areas of the geography in their order.

    Within one release indicators and boundaries are the same in all periods, so their parts are 0. The periods must
    be comparable (``find_breaks``): otherwise a change of definition would count as a change of own values.

    Raises:
        InputError: a period that has no index. UnknownKeyError: a period without values.
    """
    editions = {State(0, 0, 0): _make_edition(series, start), State(1, 1, 1): _make_edition(series, end)}
    filled = fill_editions(editions, same_indicators=True, same_boundaries=True)
    return compute_index_change(filled, [(code, code) for code in editions[State(0, 0, 0)].codes])


def _make_edition(series: TypologySeries, period: str) -> Edition:
    levels = get_levels(series, period)
    codes = tuple(str(area) for area in range(len(levels.values)))
    return Edition(codes, levels.values, levels.scheme, find_large_areas(series, period))
