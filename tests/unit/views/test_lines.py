"""The page of time series: sentences, intervals, breaks, indices and small pictures."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from sozialmonitor.calc.trends import Trend
from sozialmonitor.charts.sparkline import HEIGHT, WIDTH, build_sparkline
from sozialmonitor.charts.time_series import SeriesStyle, build_time_series
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.status import Status
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_period, format_value
from sozialmonitor.texts.german import text
from sozialmonitor.views.evidence import build_evidence
from sozialmonitor.views.series import multiples as multiples_view
from sozialmonitor.views.series.index import build_index_view
from sozialmonitor.views.series.multiples import build_multiples_view
from sozialmonitor.views.series.reading import describe_change, describe_lines, describe_signs
from sozialmonitor.views.series.view import REFERENCE_SLOT, build_series_view, list_breaks
from tests.support.town import NAME

SPACE = "\u00a0"


def describe(store: Store, selection: Selection) -> tuple[str, ...]:
    evidence = build_evidence(store, selection.monitor, selection.indicator, selection.geography)
    return describe_lines(store, selection, evidence)


def test_each_area_and_the_whole_have_a_sentence(town_store: Store) -> None:
    first, gone, whole = describe(
        town_store, Selection(NAME, "arbeitslosenquotient", "stadtteile", "2023", ("011", "022"))
    )
    trend = text("trend.not_determinable")
    assert first == f"Altstadt: 5,4{SPACE}% (2023), zum Vergleich 5,1{SPACE}% (2020). {trend}"
    assert gone.startswith(f"Öderan: 1,9{SPACE}% (2020).")
    assert whole == f"Stadtwert: 5,3{SPACE}% (2023), zum Vergleich 5,3{SPACE}% (2020)."


def test_what_is_counted_completely_has_no_tested_trend(town_store: Store) -> None:
    sentence = describe(town_store, Selection(NAME, "einwohner", "stadtteile", "2023", ("011",)))[0]
    assert sentence.endswith(text("lines.no_test"))


def test_no_value_at_all(town_store: Store) -> None:
    indicator = town_store.get_indicator(NAME, "arbeitslosenquotient")
    said = describe_change("Hafen", ("2020", "2023"), np.array([np.nan, np.nan]), indicator)
    assert said == text("lines.no_value", name="Hafen")


def test_no_trend_is_claimed_over_a_break(real_store: Store) -> None:
    selection = Selection("flensburg", "wohngeld", "stadtteile", "2022", ("10",))
    said = describe(real_store, selection)[0]
    assert said.endswith(text("lines.break_in_trend"))
    assert "Dazwischen liegt ein Bruch in der Reihe." in said


def test_a_break_of_the_reference_alone_leaves_the_areas_their_trend(real_store: Store) -> None:
    selection = Selection("flensburg", "arbeitslosenanteil", "stadtteile", "2022", ("10",))
    area, whole = describe(real_store, selection)
    assert text("lines.break_in_trend") not in area
    assert "Bruch" not in area
    assert whole.endswith("Dazwischen liegt ein Bruch in der Reihe.")


def test_a_tested_trend_is_told(real_store: Store) -> None:
    selection = Selection("mannheim", "auslaenderanteil", "stadtteile", "2020")
    evidence = build_evidence(real_store, "mannheim", "auslaenderanteil", "stadtteile")
    rising = int(np.flatnonzero(evidence.trend.trends == Trend.RISING)[0])
    code = real_store.get_areas("mannheim", "stadtteile")[rising].code
    assert describe_lines(real_store, replace(selection, areas=(code,)), evidence)[0].endswith(text("trend.rising"))


def test_signs_are_explained_once() -> None:
    statuses = np.array([Status.VALUE, Status.SUPPRESSED, Status.SUPPRESSED, Status.LIMITED], dtype=np.int8)
    assert describe_signs(statuses) == (f"() {text('status.limited')}", f"• {text('status.suppressed')}")
    assert describe_signs(np.array([Status.VALUE], dtype=np.int8)) == ()


def test_intervals_belong_to_their_points(real_store: Store) -> None:
    selection = Selection("flensburg", "arbeitslosenanteil", "stadtteile", "2022", ("11", "10"))
    evidence = build_evidence(real_store, "flensburg", "arbeitslosenanteil", "stadtteile")
    frame = build_series_view(real_store, selection, evidence.interval).frame
    areas = frame[frame["slot"] != REFERENCE_SLOT]
    assert (areas["lower"] < areas["value"]).all()
    assert (areas["upper"] > areas["value"]).all()
    assert frame[frame["slot"] == REFERENCE_SLOT][["lower", "upper"]].isna().all(axis=None)
    periods = real_store.get_observations("flensburg", "arbeitslosenanteil", "stadtteile").periods
    for slot, code in (("0", "11"), ("1", "10")):
        column = real_store.get_area_position("flensburg", "stadtteile", code)
        for row in areas[areas["slot"] == slot].itertuples():
            assert row.lower == evidence.interval.lower[periods.index(row.period), column]


def test_a_break_lies_before_its_period_and_inside_the_series(real_store: Store) -> None:
    indicator = real_store.get_indicator("flensburg", "wohngeld")
    periods = real_store.get_observations("flensburg", "wohngeld", "stadtteile").periods
    found = list_breaks([indicator, indicator], periods, "Stadtwert")
    assert [(item.position, item.label) for item in found] == [(2016.5, "Bruch ab 2017"), (2019.5, "Bruch ab 2020")]
    assert list_breaks([indicator], ("2020", "2021"), None) == (), "the first period has nothing before it"
    assert list_breaks([indicator], (), None) == ()


def test_breaks_bands_and_levels_are_layers_of_the_chart(real_store: Store) -> None:
    indicator = real_store.get_indicator("flensburg", "wohngeld")
    periods = real_store.get_observations("flensburg", "wohngeld", "stadtteile").periods
    breaks = list_breaks([indicator], periods, None)
    plain = build_time_series(400)
    full = build_time_series(400, style=SeriesStyle(has_zero=False, has_band=True, level=100.0, breaks=breaks))
    assert len(plain["layer"]) == 2
    *marks, lines = full["layer"]
    assert len(marks) == 1 + len(breaks)
    assert [mark["data"]["values"][0].get("label") for mark in marks] == [None, "Bruch ab 2017", "Bruch ab 2020"]
    assert [layer["mark"]["type"] for layer in lines["layer"]] == ["area", "rule", "line", "point"]
    assert "encoding" not in full, "what belongs to the lines must not colour the marks of breaks"


def index(store: Store, *others: str, indicator: str = "einwohner", **changes: object) -> tuple[Selection, object]:
    selection = Selection(NAME, indicator, "stadtteile", "2023", ("011",), others=others)
    selection = replace(selection, **changes)
    return selection, build_index_view(store, selection)


def test_what_may_be_negative_has_no_index(town_store: Store) -> None:
    """A line that starts at 100 and ends at −50 says nothing."""
    _, view = index(town_store, "wanderungssaldo", "umzugssaldo")
    assert [item.id for item in view.indicators] == ["einwohner"]
    assert view.notes == tuple(
        text("lines.no_index_signed", indicator=name) for name in ("Wanderungssaldo", "Umzugssaldo")
    )


def test_every_line_is_100_in_the_base(town_store: Store) -> None:
    _, view = index(town_store, "unter-18-anteil", base="2020")
    frame = view.series.frame
    assert frame[frame["period"] == "2020"]["value"].tolist() == [100.0, 100.0]
    last = frame[(frame["slot"] == "0") & (frame["period"] == "2023")].iloc[0]
    assert last["value"] == pytest.approx(100 * 4201 / 4100)
    assert view.series.table.loc["2023", last["name"]] == f"102,5 (4.201{SPACE}Personen)"
    assert view.notes == ()
    assert view.sentences[0] == f"{last['name']}: 2023 bei 102,5 (4.201{SPACE}Personen)."


def test_the_first_common_period_is_the_base_unless_another_is_wished(town_store: Store) -> None:
    assert index(town_store, "unter-18-anteil")[1].base == "2018"
    assert index(town_store, "arbeitslosenquotient")[1].base == "2020"
    assert index(town_store, "arbeitslosenquotient", base="2023")[1].base == "2023"


def test_a_base_that_is_missing_gives_way_to_the_nearest_and_says_so(town_store: Store) -> None:
    _, view = index(town_store, "arbeitslosenquotient", base="2018")
    assert view.base == "2020"
    assert view.notes == (text("lines.other_base", wished="2018", shown="2020"),)


def test_what_cannot_be_indexed_is_left_out_and_named(town_store: Store) -> None:
    _, view = index(town_store, "entwicklung", "leistungen", "anzeigen")
    assert [item.id for item in view.indicators] == ["einwohner"]
    titles = [town_store.get_indicator(NAME, key).short_title for key in ("entwicklung", "leistungen", "anzeigen")]
    keys = ("lines.no_index", "lines.not_here", "lines.no_common")
    assert view.notes == tuple(text(key, indicator=title) for key, title in zip(keys, titles, strict=True))


def test_without_any_base_there_is_nothing_to_draw(town_store: Store) -> None:
    _, view = index(town_store, indicator="entwicklung")
    assert view.base is None
    assert view.series.frame.empty
    assert view.sentences == ()


def test_without_an_area_the_whole_is_indexed(town_store: Store) -> None:
    _, view = index(town_store, areas=())
    assert view.name == town_store.get_catalogue(NAME).monitor.title
    assert not view.series.frame.empty


def test_nothing_after_the_base_is_said(town_store: Store) -> None:
    _, view = index(town_store, base="2023")
    assert view.sentences == (
        text("lines.index_base", indicator=view.indicators[0].short_title, base=format_period("2023")),
    )


def test_all_areas_are_small_pictures_in_the_order_of_names(town_store: Store) -> None:
    selection = Selection(NAME, "arbeitslosenquotient", "stadtteile", "2023", ("022", "011"))
    view = build_multiples_view(town_store, selection)
    assert [panel.name for panel in view.panels][:2] == ["Altstadt", "Bahnhof-Nord"]
    assert {panel.code: panel.order for panel in view.panels if panel.order is not None} == {"022": 0, "011": 1}
    assert {panel.span for panel in view.panels} == {(0.0, 10.25)}
    assert view.note == ""
    assert "10,3" in view.axis
    oederan = next(row for row in view.rows if row[0] == "Öderan")
    assert oederan == ("Öderan", f"(1,9{SPACE}%)", "-"), "limited in 2020, nothing in 2023"
    assert next(panel for panel in view.panels if panel.name == "Öderan").last == f"(1,9{SPACE}%) (2020)"


def test_own_axes_are_stated(town_store: Store) -> None:
    selection = Selection(NAME, "arbeitslosenquotient", "stadtteile", "2023", has_free_axis=True)
    view = build_multiples_view(town_store, selection)
    assert view.axis == text("lines.free_axis")
    assert len({panel.span for panel in view.panels}) > 1


def test_the_total_of_a_count_is_not_drawn_behind_areas(town_store: Store) -> None:
    view = build_multiples_view(town_store, Selection(NAME, "einwohner", "stadtteile", "2023"))
    assert view.reference == ()
    assert view.panels[0].span == (0.0, 4201.0)


def test_of_many_areas_the_chosen_and_the_first_are_shown(real_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiples_view, "ALL_UP_TO", 20)
    monkeypatch.setattr(multiples_view, "SHOWN_BEYOND", 5)
    everything = real_store.get_areas("gemeinden", "gemeinden")
    last = max(everything, key=lambda area: area.name).code
    selection = Selection("gemeinden", "kinderarmut", "gemeinden", "2022", (last,))
    view = build_multiples_view(real_store, selection)
    assert len(view.panels) == len(view.rows) == 6
    assert view.panels[-1].code == last
    assert view.note == text("lines.not_all", shown="6", total="157")


def test_a_gap_is_a_gap_in_the_small_picture_too(real_store: Store) -> None:
    view = build_multiples_view(real_store, Selection("flensburg", "wohngeld", "stadtteile", "2022"))
    panel = view.panels[0]
    assert len(panel.segments) > 1
    drawing = build_sparkline(panel, view.reference, view.years)
    assert drawing.count("<polyline") + drawing.count("<circle") == len(panel.segments) + len(view.reference)
    assert f"viewBox='0 0 {WIDTH} {HEIGHT}'" in drawing


def test_descriptions_carry_the_printed_numbers(town_store: Store) -> None:
    view = build_multiples_view(town_store, Selection(NAME, "arbeitslosenquotient", "stadtteile", "2023"))
    indicator = town_store.get_indicator(NAME, "arbeitslosenquotient")
    assert format_value(10.25, Status.VALUE, indicator) in view.panels[1].description


def test_the_ground_line_of_a_small_picture_is_zero_where_values_lie_on_both_sides(town_store: Store) -> None:
    selection = Selection(NAME, "wanderungssaldo", "stadtteile", "2023")
    view = build_multiples_view(town_store, selection)
    low, high = view.panels[0].span
    assert low < 0 < high
    drawing = build_sparkline(view.panels[0], view.reference, view.years)
    (ground,) = re.findall(r"<path d='M0,([\d.]+)H", drawing)
    assert float(ground) == pytest.approx(HEIGHT - 4 - (0 - low) / (high - low) * (HEIGHT - 8), abs=0.01)
