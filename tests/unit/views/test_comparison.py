"""The page of comparisons: table, points, and pairs of maps."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sozialmonitor.calc.benchmark import Comparison
from sozialmonitor.calc.correlation import Correlation
from sozialmonitor.charts.scatter import build_scatter
from sozialmonitor.domain.classification import Classification
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.status import Status
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.views.comparison.map_pair import build_map_pair
from sozialmonitor.views.comparison.scatter import NOT_VALUED_SLOT, build_scatter_view, describe_correlation, find_other
from sozialmonitor.views.comparison.view import ComparisonView, Row, build_comparison_view
from sozialmonitor.views.evidence import build_evidence
from tests.support.town import NAME

SPACE = "\u00a0"
PAIR = Selection(NAME, "arbeitslosenquotient", "stadtteile", "2023", ("012", "021"))


def compare(store: Store, selection: Selection) -> ComparisonView:
    return build_comparison_view(
        store, selection, lambda key: build_evidence(store, selection.monitor, key, selection.geography)
    )


def find_row(view: ComparisonView, indicator: str) -> Row:
    return next(row for _, rows in view.themes for row in rows if row.indicator.id == indicator)


def test_the_table_says_what_the_store_holds(town_store: Store) -> None:
    view = compare(town_store, PAIR)
    row = find_row(view, "arbeitslosenquotient")
    assert view.names == ("Bahnhof-Nord", "Gartenstadt")
    assert [cell.value for cell in row.cells] == [f"10,3{SPACE}%", f"2,9{SPACE}%"]
    assert (row.period, row.reference) == ("2023", f"5,3{SPACE}%")
    assert [cell.comparison for cell in row.cells] == [Comparison.ABOVE, Comparison.BELOW]
    assert row.pair is Comparison.ABOVE
    assert row.difference == "7,4 Prozentpunkte"
    for cell in row.cells:
        assert cell.bar is not None
        assert 0 == cell.bar.start < cell.bar.end <= 1
        assert cell.bar.limits is not None
        assert cell.bar.limits[0] < cell.bar.end < cell.bar.limits[1] <= 1


def test_counts_have_a_total_and_no_test_but_units(town_store: Store) -> None:
    """Nobody is compared with the total; it is what the overview prints too."""
    row = find_row(compare(town_store, PAIR), "einwohner")
    total = town_store.get_reference_values(NAME, "einwohner", [row.period])[0]
    assert row.reference == f"insgesamt {total:,.0f}{SPACE}Personen".replace(",", ".")
    assert [cell.comparison for cell in row.cells] == [None, None]
    assert row.pair is Comparison.UNKNOWN
    assert row.difference == f"1.066{SPACE}Personen"


def test_a_gap_has_its_sign_and_an_older_common_period_is_taken(town_store: Store) -> None:
    """Öderan has nothing in 2023: both areas are shown in 2020, where both have a value."""
    row = find_row(compare(town_store, replace(PAIR, areas=("012", "022"))), "arbeitslosenquotient")
    assert row.period == "2020"
    assert all(cell.bar for cell in row.cells)
    # St. Ägidien is secret in 2020 and Öderan has nothing in 2023: no period has both, the newest is shown.
    row = find_row(compare(town_store, replace(PAIR, areas=("022", "023"))), "arbeitslosenquotient")
    assert row.period == "2023"
    assert row.cells[0].value == "-"
    assert row.cells[0].bar is None
    assert row.cells[0].comparison is None
    assert (row.pair, row.difference) == (None, "")


def test_a_wished_period_holds_where_all_areas_have_it(town_store: Store) -> None:
    view = compare(town_store, replace(PAIR, other_period="2020"))
    assert find_row(view, "arbeitslosenquotient").period == "2020"
    assert find_row(view, "einwohner").period == "2020"
    assert find_row(view, "anzeigen").period != "2020"


def test_areas_that_are_not_valued_are_not_tested(town_store: Store) -> None:
    row = find_row(compare(town_store, replace(PAIR, areas=("012", "023"))), "arbeitslosenquotient")
    assert row.period == "2023"
    assert row.cells[1].comparison is Comparison.UNKNOWN
    assert row.pair is Comparison.UNKNOWN


def test_three_areas_have_no_pair(town_store: Store) -> None:
    view = compare(town_store, replace(PAIR, areas=("011", "012", "021")))
    assert {(row.pair, row.difference) for _, rows in view.themes for row in rows} == {(None, "")}
    assert len(view.sentences) == 3


def test_sentences_count_what_the_table_shows(real_store: Store) -> None:
    view = compare(real_store, Selection("flensburg", "arbeitslosenanteil", "stadtteile", "2022", ("10", "11")))
    rows = [row for _, rows in view.themes for row in rows]
    secured = (Comparison.ABOVE, Comparison.BELOW)
    for order, name in enumerate(view.names):
        results = [row.cells[order].comparison for row in rows]
        count = sum(item in secured for item in results)
        tested = count + results.count(Comparison.NOT_DISTINGUISHABLE)
        assert view.sentences[order] == text(
            "compare.sentence", name=name, count=str(count), tested=str(tested), reference="Stadtwert"
        )
    pairs = [row.pair for row in rows]
    count = sum(item in secured for item in pairs)
    tested = count + pairs.count(Comparison.NOT_DISTINGUISHABLE)
    assert view.sentences[-1] == text("compare.sentence_pair", count=str(count), tested=str(tested))


def test_indicators_of_other_levels_are_named(town_store: Store) -> None:
    view = compare(town_store, PAIR)
    assert town_store.get_indicator(NAME, "leistungen").title in view.left_out
    assert "leistungen" not in {item.id for item in view.indicators}


def test_points_are_areas_with_both_values(town_store: Store) -> None:
    selection = replace(PAIR, others=("unter-18-anteil",), areas=("012", "022"))
    assert find_other(town_store, selection) == "unter-18-anteil"
    view = build_scatter_view(town_store, selection, "unter-18-anteil")
    assert view.frame["name"].tolist() == ["Altstadt", "Bahnhof-Nord", "Gartenstadt", "St. Ägidien (Siedlung)"]
    assert view.frame.set_index("name")["slot"].to_dict()["Bahnhof-Nord"] == "0"
    assert view.frame.set_index("name")["slot"].to_dict()["St. Ägidien (Siedlung)"] == NOT_VALUED_SLOT
    assert (view.missing, view.not_valued, view.correlation.count) == (2, 1, 3)
    assert {row[0]: row[1:] for row in view.table}["Öderan"][0] == "-"
    assert view.x.reference == pytest.approx(5.25)


def test_the_other_indicator_has_a_default_and_its_own_period(town_store: Store) -> None:
    selection = replace(PAIR, indicator="einwohner", period="2018", others=("leistungen",))
    assert find_other(town_store, selection) not in {None, "leistungen", "einwohner"}, "no values at this level"
    view = build_scatter_view(town_store, selection, "arbeitslosenquotient")
    assert (view.x.period, view.y.period) == ("2018", "2020")
    title = view.y.indicator.short_title
    assert view.notes == (text("compare.other_period", indicator=title, wished="2018", shown="2020"),)
    assert view.x.reference is None, "the total of a count lies far outside"


def test_reference_values_are_crosses(town_store: Store) -> None:
    view = build_scatter_view(town_store, replace(PAIR, period="2020"), "unter-18-anteil")
    both = build_scatter(view, 400, "Stadtwert")
    values = [layer["data"]["values"][0]["value"] for layer in both["layer"] if "data" in layer]
    assert values == [view.x.reference, view.y.reference]
    one = build_scatter(replace(view, x=replace(view.x, reference=None)), 400, "Stadtwert")
    assert len(one["layer"]) == len(both["layer"]) - 1


@pytest.mark.parametrize(
    ("spearman", "key"),
    [
        (0.29, "compare.unrelated"),
        (-0.29, "compare.unrelated"),
        (0.3, "compare.together_some"),
        (0.6, "compare.together_clear"),
        (-0.3, "compare.inverse_some"),
        (-0.6, "compare.inverse_clear"),
    ],
)
def test_strength_and_direction_in_words(spearman: float, key: str) -> None:
    sentences = describe_correlation(Correlation(0.5, spearman, 38), "A", "B")
    assert sentences[0] == text(key, first="A", second="B")
    assert sentences[-1] == text("compare.no_cause")
    assert not any(item == text("compare.few", count="38") for item in sentences)
    assert "38 Gebiete" in sentences[1]


def test_few_areas_and_no_correlation_are_said() -> None:
    assert text("compare.few", count="13") in describe_correlation(Correlation(0.5, 0.5, 13), "A", "B")
    nothing = describe_correlation(Correlation(np.nan, np.nan, 2), "A", "B")
    assert nothing == (text("compare.no_correlation", count="2"),)


def test_two_maps_of_one_indicator_show_two_periods(real_store: Store) -> None:
    selection = Selection("flensburg", "arbeitslosenanteil", "stadtteile", "2022")
    pair = build_map_pair(real_store, selection)
    assert pair.left == selection
    assert (pair.right.indicator, pair.right.period) == ("arbeitslosenanteil", "2017"), "the earliest other one"
    assert pair.notes == (text("compare.same_classes"),)
    wished = build_map_pair(real_store, replace(selection, other_period="2019"))
    assert wished.right.period == "2019"
    same = build_map_pair(real_store, replace(selection, other_period="2022"))
    assert same.notes == (text("compare.same_maps"),)
    counts = build_map_pair(real_store, replace(selection, indicator="einwohner"))
    assert counts.notes == (text("compare.same_circles"),)
    own = build_map_pair(real_store, replace(selection, classification=Classification(all_periods=False)))
    assert own.notes == (text("compare.own_classes"),)


def test_two_maps_of_two_indicators_show_the_same_period_if_they_can(real_store: Store) -> None:
    selection = Selection("flensburg", "arbeitslosenanteil", "stadtteile", "2017", others=("sgb2-anteil", "wohngeld"))
    pair = build_map_pair(real_store, selection)
    assert (pair.right.indicator, pair.right.period) == ("sgb2-anteil", "2018")
    title = real_store.get_indicator("flensburg", "sgb2-anteil").short_title
    replaced = text("compare.other_period", indicator=title, wished="2017", shown="2018")
    assert pair.notes == (replaced, text("compare.different_scales"))
    assert build_map_pair(real_store, replace(selection, period="2022")).right.period == "2022"


def test_an_indicator_of_another_level_gives_way(town_store: Store) -> None:
    pair = build_map_pair(town_store, replace(PAIR, others=("leistungen",)))
    assert pair.right.indicator == "arbeitslosenquotient"
    title = town_store.get_indicator(NAME, "leistungen").short_title
    assert pair.notes[0] == text("lines.not_here", indicator=title)


def test_a_whole_without_a_value_says_why(real_store: Store, town_store: Store) -> None:
    """A sum with a secret in it is secret; what is neither published nor computable has no sign of a source."""
    view = compare(town_store, PAIR)
    row = find_row(view, "wanderungssaldo")
    reference = town_store.get_reference(NAME, "wanderungssaldo")
    assert row.period == "2023"
    assert reference is not None
    position = reference.get_position("2023")
    assert position is not None
    assert row.reference == Status(reference.block.statuses[position, 0]).sign == "•"
    assert Status.SUPPRESSED in view.statuses
    selection = Selection("flensburg", "raeumungsklagen", "stadtteile", "2022", areas=("01", "02"))
    assert find_row(compare(real_store, selection), "raeumungsklagen").reference == text("compare.no_reference")
