"""What is not comparable, and for whom: a break of the Stadtwert alone leaves the Stadtteile as they are."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from sozialmonitor.charts.run_line import build_run_line
from sozialmonitor.domain.classification import Classification, Palette
from sozialmonitor.domain.indicator import Break, BreakScope, Indicator
from sozialmonitor.domain.selection import Selection
from sozialmonitor.store.store import Store
from sozialmonitor.views.comparison.map_pair import build_map_pair
from sozialmonitor.views.evidence import find_break
from sozialmonitor.views.export.notes import collect_notes
from sozialmonitor.views.overview.key_figures import describe_change
from sozialmonitor.views.profile.rows import build_trace
from sozialmonitor.views.series.index import build_index_view
from sozialmonitor.views.series.multiples import build_multiples_view
from sozialmonitor.views.series.view import REFERENCE_SLOT, build_series_view

CITY, LEVEL = "flensburg", "stadtteile"
OF_REFERENCE = ("arbeitslosenanteil", "kinder-in-bedarfsgemeinschaften", "sgb2-anteil")
"""Since 2021 people without a Stadtteil count in the Stadtwert; nothing has changed for the Stadtteile."""
OF_ALL = "wohngeld"
"""Since 2017 and 2020 other households are entitled."""

every_one = pytest.mark.parametrize("indicator", OF_REFERENCE)


def is_joined(segments: dict[str, int], start: str, end: str) -> bool:
    return segments[start] == segments[end]


def draw(store: Store, indicator: str, *areas: str) -> tuple[dict[str, dict[str, int]], list[str]]:
    """Segments by line and period, and the words at the breaks."""
    view = build_series_view(store, Selection(CITY, indicator, LEVEL, "2022", areas))
    rows = view.frame.to_dict("records")
    lines = {
        slot: {row["period"]: row["segment"] for row in rows if row["slot"] == slot} for slot in view.frame["slot"]
    }
    return lines, [item.label for item in view.breaks]


@every_one
def test_only_the_line_of_the_reference_is_cut(real_store: Store, indicator: str) -> None:
    lines, words = draw(real_store, indicator, "11")
    assert is_joined(lines["0"], "2020", "2021")
    assert not is_joined(lines[REFERENCE_SLOT], "2020", "2021")
    assert is_joined(lines[REFERENCE_SLOT], "2021", "2022")
    assert words == ["Bruch ab 2021 (nur Stadtwert)"]


def test_both_lines_are_cut_where_everything_is_counted_anew(real_store: Store) -> None:
    lines, words = draw(real_store, OF_ALL, "11")
    for slot in ("0", REFERENCE_SLOT):
        assert not is_joined(lines[slot], "2019", "2020")
        assert is_joined(lines[slot], "2020", "2021")
    assert words == ["Bruch ab 2017", "Bruch ab 2020"]


@every_one
def test_small_pictures_are_cut_alike(real_store: Store, indicator: str) -> None:
    view = build_multiples_view(real_store, Selection(CITY, indicator, LEVEL, "2022"))
    assert not any(end[0] == 2021 for panel in view.panels for end in (segment[0] for segment in panel.segments))
    assert 2021 in [segment[0][0] for segment in view.reference]


@every_one
def test_the_small_line_of_a_profile_goes_on(real_store: Store, indicator: str) -> None:
    found = real_store.get_observations(CITY, indicator, LEVEL)
    reference = real_store.get_reference_values(CITY, indicator, found.periods)
    trace = build_trace(real_store.get_indicator(CITY, indicator), found, 0, reference)
    then, now = (found.periods.index(period) for period in ("2020", "2021"))
    assert trace.segments[then] == trace.segments[now]
    assert trace.reference_segments[then] != trace.reference_segments[now]
    dashed, own = build_run_line(trace).split("<path")[1:3]
    assert (dashed.count("M"), own.count("M")) == (2, 1)


@every_one
def test_an_index_is_cut_for_the_whole_and_not_for_an_area(real_store: Store, indicator: str) -> None:
    for focus, is_cut in (((), True), (("11",), False)):
        index = build_index_view(real_store, Selection(CITY, indicator, LEVEL, "2022", focus, base="2020"))
        segments = dict(zip(index.series.frame["period"], index.series.frame["segment"], strict=True))
        assert is_joined(segments, "2020", "2021") is not is_cut
        assert [item.position for item in index.series.breaks] == ([2020.5] if is_cut else [])
        assert ("Bruch" in index.sentences[0]) is is_cut


@every_one
def test_change_is_compared_for_areas_and_not_for_the_whole(real_store: Store, indicator: str) -> None:
    found = real_store.get_indicator(CITY, indicator)
    assert find_break(found, ("2020", "2021", "2022")) is None
    assert "kein Vergleich" in describe_change(found, 2.0, 1.0, "2020", "2022")
    assert "kein Vergleich" not in describe_change(found, 2.0, 1.0, "2021", "2022")


@every_one
def test_maps_of_two_periods_are_concerned_only_around_the_reference(real_store: Store, indicator: str) -> None:
    for palette, is_told in ((Palette.SEQUENTIAL, False), (Palette.DIVERGING, True)):
        selection = Selection(
            CITY, indicator, LEVEL, "2022", classification=Classification(palette=palette), other_period="2019"
        )
        assert any("Bruch" in note for note in build_map_pair(real_store, selection).notes) is is_told


def test_files_say_whom_a_break_concerns(real_store: Store) -> None:
    catalogue = real_store.get_catalogue(CITY)
    notes = collect_notes(catalogue, list(catalogue.indicators.values()), [LEVEL], "x", "y")
    told = {label: note for label, note in notes if note.startswith("Bruch")}
    assert len([note for note in told.values() if "ab 2021 (nur Stadtwert)" in note]) == len(OF_REFERENCE)
    assert "nur" not in told[catalogue.indicators[OF_ALL].title]


@pytest.mark.parametrize(
    ("scope", "areas", "whole"),
    [(BreakScope.ALL, [0, 0, 1, 1], [0, 0, 1, 1]), (BreakScope.REFERENCE, [0, 0, 0, 0], [0, 0, 1, 1])],
)
def test_stretches_of_comparable_periods(
    real_store: Store, scope: BreakScope, areas: list[int], whole: list[int]
) -> None:
    mark = Break(period="2021", note="Neu.", affects=scope)
    indicator: Indicator = real_store.get_indicator(CITY, "einwohner").model_copy(update={"breaks": (mark,)})
    periods = ("2019", "2020", "2021", "2022")
    assert indicator.number_stretches(periods, with_reference=False) == areas
    assert indicator.number_stretches(periods, with_reference=True) == whole
    for stretches, with_reference in ((areas, False), (whole, True)):
        for start, end in combinations(range(4), 2):
            broken = indicator.list_breaks(periods[start], periods[end], with_reference=with_reference)
            assert bool(broken) is bool(np.diff(stretches)[start:end].any())
