"""Time series: lines break where something is missing, and the table says the same as the lines."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.domain.period import Period
from sozialmonitor.domain.selection import Selection
from sozialmonitor.store.store import Store
from sozialmonitor.views.series.view import COLUMNS, REFERENCE_SLOT, build_series_view, compute_segments
from tests.support.town import NAME

years = st.lists(st.integers(1990, 2030), min_size=1, max_size=12, unique=True).map(
    lambda items: tuple(str(item) for item in sorted(items))
)


@given(years, st.data())
def test_a_segment_is_an_unbroken_stretch(periods: tuple[str, ...], data: st.DataObject) -> None:
    has_value = np.array(data.draw(st.lists(st.booleans(), min_size=len(periods), max_size=len(periods))))
    segments = compute_segments(periods, has_value)
    distances = [int(later) - int(earlier) for earlier, later in pairwise(periods)]
    assert segments[0] == 0
    for index, distance in enumerate(distances):
        step = segments[index + 1] - segments[index]
        assert step in (0, 1)
        both = bool(has_value[index] and has_value[index + 1])
        if not both:
            assert step == 1, "no line leads into a gap or out of it"
        elif step == 0:
            assert distance <= max(distances, key=lambda item: (distances.count(item), item)), "nor over a long time"


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        (("2011", "2017", "2018", "2019"), [0, 1, 1, 1]),
        (("2015", "2016", "2017"), [0, 0, 0]),
        (("2009", "2013", "2017", "2021", "2023"), [0, 0, 0, 0, 0]),
        (("2022-Q4", "2023-Q1", "2023-Q2", "2024-Q2"), [0, 0, 0, 1]),
        (("2020",), [0]),
    ],
)
def test_an_unusually_long_time_breaks_a_line(periods: tuple[str, ...], expected: list[int]) -> None:
    """Flensburg publishes 2011 and then 2017 to 2022: nothing is known of the years between."""
    assert compute_segments(periods, np.ones(len(periods), dtype=bool)) == expected


def test_lines_and_table_say_the_same(town_store: Store) -> None:
    view = build_series_view(town_store, Selection(NAME, "arbeitslosenquotient", "stadtteile", "2023", ("013", "022")))
    frame = view.frame
    assert list(frame.columns) == COLUMNS
    assert frame["slot"].unique().tolist() == ["0", "1", REFERENCE_SLOT]
    for row in frame.itertuples():
        assert view.table.loc[row.period, row.name] == row.text
    assert view.table.loc["2023", "Öderan"] == "-", "a gap is a sign in the table and no point in the chart"
    assert view.table.loc["2023", "Hafen"] == "(4,6\u00a0%)"
    assert not frame["value"].isna().any()


def test_every_value_of_a_line_is_there_once(real_store: Store) -> None:
    selection = Selection("flensburg", "sgb2-anteil", "stadtteile", "2022", ("01", "13"))
    view = build_series_view(real_store, selection)
    for slot, code in enumerate(selection.areas):
        found = real_store.get_observations("flensburg", "sgb2-anteil", "stadtteile")
        values = found.block.values[:, real_store.get_area_position("flensburg", "stadtteile", code)]
        own = view.frame[view.frame["slot"] == str(slot)]
        assert own["value"].tolist() == values[~np.isnan(values)].tolist()
        assert own["position"].is_monotonic_increasing


def test_the_total_of_a_count_stands_alone(town_store: Store) -> None:
    """Beside single areas it would press all of them onto the zero line."""
    alone = build_series_view(town_store, Selection(NAME, "einwohner", "stadtteile", "2021"))
    assert alone.frame["slot"].unique().tolist() == [REFERENCE_SLOT]
    beside = build_series_view(town_store, Selection(NAME, "einwohner", "stadtteile", "2021", ("011",)))
    assert beside.frame["slot"].unique().tolist() == ["0"]


def test_periods_of_the_table_ascend(town_store: Store) -> None:
    table = build_series_view(town_store, Selection(NAME, "unter-18-anteil", "stadtteile", "2021", ("011",))).table
    assert table.index.tolist() == sorted(table.index, key=Period)


def test_no_line_without_reference_and_areas(real_store: Store) -> None:
    view = build_series_view(real_store, Selection("gemeinden", "kinderarmut", "gemeinden", "2022"))
    assert view.frame.empty
    assert list(view.frame.columns) == COLUMNS
