"""The profile of one area: newest values, sides, sentences, similar areas, missing values."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import numpy as np
import pytest

from sozialmonitor.calc.benchmark import Comparison
from sozialmonitor.calc.rounding import MISSING
from sozialmonitor.calc.trends import Trend
from sozialmonitor.domain.indicator import Direction
from sozialmonitor.domain.status import Status
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.views.evidence import build_evidence
from sozialmonitor.views.names import sort_areas
from sozialmonitor.views.profile.rows import ProfileRow, Side
from sozialmonitor.views.profile.sentences import build_lead, describe_item, describe_tests
from sozialmonitor.views.profile.similar import COUNT
from sozialmonitor.views.profile.view import ProfileView, build_profile_view
from sozialmonitor.views.reading import describe_trend
from sozialmonitor.views.selection import resolve_selection
from sozialmonitor.views.spread import build_newest, find_newest_period
from tests.support.town import NAME


def build(store: Store, **query: str) -> ProfileView:
    selection = resolve_selection(store, query).selection
    return build_profile_view(store, selection, build_newest(store, selection.monitor, selection.geography))


def town(store: Store, **query: str) -> ProfileView:
    return build(store, monitor=NAME, **query)


def find(view: ProfileView, indicator: str) -> ProfileRow:
    return next(row for row in view.rows if row.indicator.id == indicator)


@pytest.fixture(scope="module")
def row(town_store: Store) -> ProfileRow:
    """An ordinary value: 10.25 % where the city has 5.25 %."""
    return find(town(town_store, gebiete="012"), "arbeitslosenquotient")


def test_every_rate_of_the_level_has_its_row_and_no_count_has_one(real_store: Store) -> None:
    for monitor in real_store.get_monitors():
        view = build(real_store, monitor=monitor.id)
        level = view.geography.id
        wanted = {
            key
            for key, indicator in real_store.get_catalogue(monitor.id).indicators.items()
            if indicator.is_rate and level in real_store.get_levels(monitor.id, key)
        }
        assert {row.indicator.id for row in view.rows} == wanted
        assert [group.theme.id for group in view.groups] == [
            theme.id for theme in monitor.themes if any(row.indicator.theme == theme.id for row in view.rows)
        ]


def test_the_row_says_what_the_store_says(row: ProfileRow) -> None:
    assert row.period == "2023"
    assert (row.value, row.reference) == ("10,3\u00a0%", "5,3\u00a0%")
    assert row.spine is not None
    assert row.spine.value == -1.0  # the highest of a burden stands at the left end
    assert row.rank == 1


def test_one_area_is_tested_as_all_are(real_store: Store) -> None:
    """The profile tests a single column; the map's panel tests all of them."""
    view = build(real_store, monitor="flensburg", gebiete="08")
    for item in view.rows:
        whole = build_evidence(real_store, "flensburg", item.indicator.id, view.geography.id)
        period = real_store.get_observations("flensburg", item.indicator.id, view.geography.id).periods.index(
            item.period
        )
        assert item.comparison == whole.comparisons[period, view.position]
        assert item.trend == whole.trend.trends[view.position]


def test_without_a_choice_the_first_by_name_is_shown(town_store: Store) -> None:
    view = town(town_store)
    assert not view.is_chosen
    assert view.area == sort_areas(town_store.get_areas(NAME, "stadtteile"))[0]
    assert view.selection.areas == (view.area.code,)
    assert town(town_store, gebiete="012,021").area.code == "021"


def test_missing_values_have_reasons(town_store: Store) -> None:
    view = town(town_store, gebiete="013")
    item = find(view, "unter-18-anteil")
    assert item.status is Status.SUPPRESSED
    assert item.display == MISSING
    assert item.rank is None
    reasons = {missing.reason: missing.areas for missing in view.missing}
    assert any("Anteil unter 18 Jahren" in name for name in reasons[text("status.suppressed")])
    assert any("Arbeitslosenquotient" in name for name in reasons[text("status.limited_by_count")])


def test_areas_that_are_not_valued_take_no_side_and_no_rank(town_store: Store) -> None:
    view = town(town_store, gebiete="023")
    assert {row.status for row in view.rows} & {Status.SMALL_AREA}
    for item in view.rows:
        if item.status is Status.SMALL_AREA:
            assert item.comparison is Comparison.UNKNOWN
            assert item.rank is None
            lead = town(town_store, gebiete="023", indikator=item.indicator.id).lead
            assert text("profile.small_area") in lead.sentences, "no word of too few periods"
    assert view.strengths == view.burdens == ()


@pytest.mark.parametrize(
    ("direction", "comparison", "side"),
    [
        (Direction.HIGHER_IS_BETTER, Comparison.ABOVE, Side.FAVOURABLE),
        (Direction.HIGHER_IS_BETTER, Comparison.BELOW, Side.UNFAVOURABLE),
        (Direction.LOWER_IS_BETTER, Comparison.ABOVE, Side.UNFAVOURABLE),
        (Direction.LOWER_IS_BETTER, Comparison.BELOW, Side.FAVOURABLE),
        (Direction.NEUTRAL, Comparison.ABOVE, Side.NONE),
        (Direction.LOWER_IS_BETTER, Comparison.NOT_DISTINGUISHABLE, Side.NONE),
        (Direction.LOWER_IS_BETTER, Comparison.UNKNOWN, Side.NONE),
    ],
)
def test_sides(row: ProfileRow, direction: Direction, comparison: Comparison, side: Side) -> None:
    indicator = row.indicator.model_copy(update={"direction": direction})
    assert replace(row, indicator=indicator, comparison=comparison).side is side


def test_strengths_and_burdens_are_exactly_the_secured_rows(real_store: Store) -> None:
    found = 0
    for area in real_store.get_areas("flensburg", "stadtteile"):
        view = build(real_store, monitor="flensburg", gebiete=area.code)
        assert view.strengths == tuple(describe_item(row) for row in view.rows if row.side is Side.FAVOURABLE)
        assert view.burdens == tuple(describe_item(row) for row in view.rows if row.side is Side.UNFAVOURABLE)
        assert len(view.strengths) + len(view.burdens) <= view.tested
        found += len(view.strengths) + len(view.burdens)
    assert found > 10


def test_what_has_no_interval_is_not_short_of_periods(town_store: Store) -> None:
    for indicator in ("dichte", "wanderungssaldo"):
        lead = town(town_store, gebiete="011", indikator=indicator).lead
        assert text("lines.no_test") in lead.sentences
        assert text("trend.not_determinable") not in lead.sentences


def test_the_lead_is_a_sentence_with_test_and_trend(real_store: Store) -> None:
    lead = build(real_store, monitor="mannheim", indikator="arbeitslosenquotient", gebiete="011").lead
    assert lead.title == "Arbeitslosenquotient, 2015"
    assert lead.value.endswith("%")
    assert lead.sentences[0].startswith("Stadtwert: ")
    assert re.search(r"liegt .* Prozentpunkte (über|unter) dem Stadtwert\.", lead.sentences[1])
    assert lead.sentences[2] == text("trend.not_determinable")


def test_an_equal_value_does_not_lie(town_store: Store, row: ProfileRow) -> None:
    selection = town(town_store, gebiete="012").selection
    equal = replace(row, reference_display=row.display)
    assert not any("liegt gleich" in item for item in build_lead(town_store, selection, 1, [equal]).sentences)
    lonely = replace(row, reference_display=MISSING)
    sentences = build_lead(town_store, selection, 1, [lonely]).sentences
    assert sentences[0] == text("profile.no_comparison")


def test_a_break_is_given_as_the_reason_for_no_trend(town_store: Store, row: ProfileRow) -> None:
    selection = town(town_store, gebiete="012").selection
    broken = replace(row, trend=Trend.NOT_DETERMINABLE, break_period="2021")
    said = build_lead(town_store, selection, 1, [broken]).sentences
    assert text("profile.over_break", period="2021") in said
    assert describe_trend(Trend.NOT_DETERMINABLE) not in said
    assert text("profile.over_break", period="2021") not in build_lead(town_store, selection, 1, [row]).sentences


def test_a_break_within_the_tested_years_is_found(real_store: Store) -> None:
    breaks = {
        build_row.break_period
        for area in real_store.get_areas("flensburg", "stadtteile")
        for build_row in build(real_store, monitor="flensburg", gebiete=area.code).rows
        if build_row.indicator.id == "wohngeld"
    }
    assert breaks <= {None, "2020"}
    assert "2020" in breaks


def test_a_missing_value_leads_with_its_reason(town_store: Store) -> None:
    lead = town(town_store, indikator="unter-18-anteil", gebiete="013").lead
    assert lead.value == text("panel.no_value")
    assert text("status.suppressed") in lead.sentences[0]


def test_a_count_is_not_compared(town_store: Store) -> None:
    lead = town(town_store, indikator="einwohner", gebiete="012").lead
    assert lead.value.startswith("2.711")
    assert lead.sentences == (text("profile.count"),)


def test_the_summary_counts_what_was_tested(row: ProfileRow) -> None:
    rows = [
        replace(row, comparison=Comparison.ABOVE, trend=Trend.RISING),
        replace(row, comparison=Comparison.ABOVE, trend=Trend.NO_SECURED_CHANGE),
        replace(row, comparison=Comparison.BELOW, trend=Trend.FALLING),
        replace(row, comparison=Comparison.NOT_DISTINGUISHABLE, trend=Trend.NOT_DETERMINABLE),
        replace(row, comparison=Comparison.UNKNOWN, trend=Trend.NOT_DETERMINABLE),
    ]
    differences, changes = describe_tests(rows, "Stadtwert")
    assert re.findall(r"\d+", differences) == ["2", "1", "4"]
    assert re.findall(r"\d+", changes) == ["1", "1", "3"]
    assert describe_tests(rows[-1:], "Stadtwert") == ()


def test_the_population(town_store: Store) -> None:
    population = town(town_store, gebiete="012").population
    assert population is not None
    assert population.value.startswith("2.711")
    assert population.details[0] == "31.12.2023"
    assert population.details[2] == "+8,4\u00a0% von 2018 bis 2023"
    assert [period for period, _ in population.table] == ["2018", "2020", "2021", "2023"]
    assert {item.indicator.unit for item in population.structure} == {"percent"}


def test_similar_areas_never_name_the_area_itself(real_store: Store) -> None:
    view = build(real_store, monitor="flensburg", gebiete="08")
    assert len(view.similar.areas) == COUNT
    assert "08" not in {item.area.code for item in view.similar.areas}
    assert all(item.differences for item in view.similar.areas)
    assert len(view.similar.indicators) == len(view.rows)


def test_too_little_for_a_comparison_is_an_empty_list(town_store: Store) -> None:
    assert town(town_store, gebiete="023").similar.areas == ()


def test_the_newest_period_is_one_with_values() -> None:
    gap, value = Status.NO_DATA, Status.VALUE
    assert find_newest_period(np.array([[value, gap], [gap, value], [gap, gap]], dtype=np.int8)) == 1
    assert find_newest_period(np.array([[gap], [gap]], dtype=np.int8)) == 1


def test_equal_printed_values_share_a_rank(real_store: Store) -> None:
    newest = build_newest(real_store, "flensburg", "stadtteile")
    for column in range(len(newest.indicators)):
        printed = newest.display[:, column]
        for position, own in enumerate(printed):
            wanted = None if own == MISSING else 1 + sum(other > own for other in printed if other != MISSING)
            assert newest.compute_rank(column, position) == wanted


def test_small_areas_do_not_stretch_the_spread(town_store: Store) -> None:
    newest = build_newest(town_store, NAME, "stadtteile")
    codes = [area.code for area in town_store.get_areas(NAME, "stadtteile")]
    assert np.isnan(newest.values[codes.index("023")]).any()
    assert not math.isnan(newest.spread.maximum[0])


def test_the_run_is_broken_where_the_series_is(town_store: Store) -> None:
    trace = find(town(town_store, gebiete="012"), "unter-18-anteil").trace
    periods = town_store.get_observations(NAME, "unter-18-anteil", "stadtteile").periods
    assert trace.segments[periods.index("2020")] != trace.segments[periods.index("2021")]
    assert "2023" in trace.label
