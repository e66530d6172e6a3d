"""The page „Typologie“: every area in its class, what it is made of, and what is withheld with its reason."""

from __future__ import annotations

import functools
import re
from itertools import chain

import numpy as np
import pytest

from sozialmonitor.calc.typology.classes import UNCLASSED
from sozialmonitor.calc.typology.periods import compare_periods
from sozialmonitor.calc.typology.series import compute_period, list_typology_periods
from sozialmonitor.domain.typology import Typology
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import build_sort_key
from sozialmonitor.texts.german import text
from sozialmonitor.views.selection import resolve_selection
from sozialmonitor.views.typology.absence import explain_no_class, explain_no_comparison, explain_no_dynamic
from sozialmonitor.views.typology.areas import build_area_rows, build_matrix
from sozialmonitor.views.typology.history import build_transitions
from sozialmonitor.views.typology.method import describe_method
from sozialmonitor.views.typology.profile import build_profile_class, find_profile_typology
from sozialmonitor.views.typology.selection import fill_choice, leave_open, resolve_class_selection
from sozialmonitor.views.typology.series import collect_typology_series
from sozialmonitor.views.typology.view import TypologyView
from sozialmonitor.views.typology.words import find_words
from tests.support.town import NAME
from tests.support.typologies import TOWN_TYPOLOGY, build_view

REAL = [
    ("flensburg", "status-dynamik"),
    ("flensburg", "rangbaender"),
    ("flensburg", "abstand-zum-stadtwert"),
    ("flensburg", "aehnliche-stadtteile"),
    ("mannheim", "arbeitslosigkeit"),
    ("mannheim", "abstand-zum-stadtwert"),
    ("gemeinden", "grundsicherung"),
    ("gemeinden", "rangbaender"),
    ("gemeinden", "aehnliche-gemeinden"),
]

every_typology = pytest.mark.parametrize(("monitor", "typology"), REAL)


def read_number(written: str) -> float:
    return float(written.split("\N{NO-BREAK SPACE}")[0].replace("\N{MINUS SIGN}", "-").replace(",", "."))


def list_names(view: TypologyView) -> list[str]:
    return [*chain.from_iterable(chain.from_iterable(view.matrix.cells)), *view.matrix.not_valued]


def test_all_typologies_that_ship_are_tested(real_store: Store) -> None:
    found = [
        (item.id, key) for item in real_store.get_monitors() for key in real_store.get_catalogue(item.id).typologies
    ]
    assert sorted(found) == sorted(REAL)


@every_typology
def test_every_area_stands_in_exactly_one_cell_and_in_one_row(real_store: Store, monitor: str, typology: str) -> None:
    for period in build_view(real_store, monitor=monitor, typologie=typology).classes.periods:
        view = build_view(real_store, monitor=monitor, typologie=typology, stand=period)
        names = sorted(area.name for area in real_store.get_areas(monitor, view.geography.id))
        assert sorted(list_names(view)) == names
        assert sorted(row.name for row in view.rows) == names
        for group in (*chain.from_iterable(view.matrix.cells), view.matrix.not_valued, [row.name for row in view.rows]):
            assert list(group) == sorted(group, key=build_sort_key), "German order, nothing ranked"


@every_typology
def test_matrix_rows_and_map_say_the_same(real_store: Store, monitor: str, typology: str) -> None:
    view = build_view(real_store, monitor=monitor, typologie=typology)
    codes = view.classes.codes[view.classes.active]
    width = len(view.matrix.columns) or 1
    where = {
        name: row * width + column
        for row, cells in enumerate(view.matrix.cells)
        for column, cell in enumerate(cells)
        for name in cell
    }
    for row in view.rows:
        assert where.get(row.name, UNCLASSED) == codes[row.position]
        if codes[row.position] == UNCLASSED:
            assert row.remark.startswith(("weniger als", "Angabe fehlt", "Die Zahl"))
        elif view.matrix.columns:
            assert row.status == view.matrix.rows[codes[row.position] // width]
            assert row.dynamic == view.matrix.columns[codes[row.position] % width]
        else:
            assert row.status == view.matrix.rows[codes[row.position]]
    close = {view.rows[order].position for order in range(len(view.rows)) if view.rows[order].remark == "Grenzfall"}
    assert close == set(np.flatnonzero(view.classes.is_borderline[view.classes.active]).tolist())


@every_typology
def test_what_is_printed_of_an_area_adds_up(real_store: Store, monitor: str, typology: str) -> None:
    first = build_view(real_store, monitor=monitor, typologie=typology)
    for area in real_store.get_areas(monitor, first.geography.id)[:20]:
        view = build_view(real_store, monitor=monitor, typologie=typology, gebiete=area.code)
        assert view.focus is not None
        assert view.focus.name == area.name
        for found in (view.focus.levels, view.focus.changes):
            if found is not None:
                parts = [round(100 * read_number(row[4])) for row in found.rows]
                assert sum(parts) == round(100 * read_number(found.total))
        change = view.change
        assert change is not None
        if change.reason is None:
            before, after, total = (
                round(100 * read_number(item)) for item in (change.before, change.after, change.total)
            )
            assert after - before == total == sum(round(100 * read_number(part.value)) for part in change.parts)
            assert all(-1 <= part.share <= 1 for part in change.parts)
            assert [part.value for part in change.parts[2:]] == ["0,00", "0,00"]


def test_a_known_area(real_store: Store) -> None:
    """Nordstadt, Flensburg: own values improved, and yet it fell behind."""
    view = build_view(real_store, monitor="flensburg", gebiete="03")
    focus, change = view.focus, view.change
    assert focus is not None
    assert change is not None
    assert (focus.status, focus.dynamic, focus.is_close) == ("sehr niedrig", "stabil", False)
    assert focus.lines[0] == "Status: 1,61 Standardabweichungen über dem Mittel der Stadtteile"
    assert (change.start, change.end, change.is_kept) == ("2020", "2022", False)
    assert change.sentences[0] == "Nordstadt: Der Status war 2020 niedrig und ist 2022 sehr niedrig."
    assert text("typology.fell_behind") in change.sentences


def test_the_window_decides_what_is_compared_by_default(real_store: Store) -> None:
    query = {"monitor": "flensburg", "typologie": "status-dynamik"}
    for period, earlier in (("2022", "2020"), ("2021", "2019"), ("2019", "2018"), ("2018", None)):
        assert build_view(real_store, **query, stand=period).selection.classes.earlier == earlier


def test_an_earlier_period_that_nobody_chose_stays_open(real_store: Store) -> None:
    """Otherwise it would stay in the address when the slider moves on."""
    typology = real_store.get_typology("flensburg", "status-dynamik")
    series = collect_typology_series(real_store, "flensburg", typology)
    selection = resolve_class_selection(real_store, {"monitor": "flensburg"}).selection
    assert leave_open(series, selection).classes.earlier is None
    chosen = resolve_class_selection(real_store, {"monitor": "flensburg", "stand": "2022", "vorher": "2019"}).selection
    assert leave_open(series, chosen).classes.earlier == "2019"
    assert fill_choice(series, leave_open(series, selection).classes) == selection.classes


def test_what_clusters_do_not_say_is_withheld(real_store: Store) -> None:
    view = build_view(real_store, monitor="flensburg", typologie="aehnliche-stadtteile", gebiete="03")
    assert view.history.reason == text("typology.no_history_clusters")
    assert view.transitions.reason == text("typology.no_comparison_clusters")
    assert view.change is not None
    assert view.change.reason == text("typology.no_comparison_clusters")
    assert view.no_dynamic == text("typology.no_dynamic_clusters")
    assert not view.history.rows
    assert not view.transitions.counts


def test_over_a_break_nothing_is_compared(real_store: Store) -> None:
    query = {"monitor": "flensburg", "typologie": "abstand-zum-stadtwert", "gebiete": "03"}
    view = build_view(real_store, **query, stand="2022", vorher="2020")
    assert view.transitions.reason is not None
    assert "Bruch" in view.transitions.reason
    assert "Arbeitslosenanteil" in view.transitions.reason
    assert view.change is not None
    assert view.change.reason == view.transitions.reason
    assert not view.change.parts
    assert [head for head in view.history.periods if "Bruch" in head] == ["2021 (Bruch davor)"]
    assert len(view.history.notes) == 1, "the same remark of two indicators is said once"
    assert build_view(real_store, **query, stand="2022", vorher="2021").transitions.reason is None


def test_before_the_first_period_there_is_nothing(real_store: Store) -> None:
    view = build_view(real_store, monitor="mannheim", stand="2012", gebiete="031")
    assert view.transitions.reason == text("typology.no_comparison_first", period="2012")
    assert view.no_dynamic == text("typology.no_dynamic_start", period="2012", start="2009")
    assert "nur einen Status" in (build_view(real_store, monitor="gemeinden").no_dynamic or "")


@every_typology
def test_transitions_are_counted_again_from_the_rows(real_store: Store, monitor: str, typology: str) -> None:
    view = build_view(real_store, monitor=monitor, typologie=typology)
    found, choice = view.transitions, view.selection.classes
    if found.reason is not None:
        return
    before = build_view(real_store, monitor=monitor, typologie=typology, stand=choice.earlier or "")
    pairs = {row.name: (old.status, row.status) for old, row in zip(before.rows, view.rows, strict=True)}
    for i, first in enumerate(found.names):
        for j, second in enumerate(found.names):
            names = [name for name, pair in pairs.items() if pair == (first, second)]
            assert found.counts[i][j] == len(names)
            assert list(found.moved[i][j]) == ([] if i == j else names)


def test_history_shows_what_each_period_shows(real_store: Store) -> None:
    view = build_view(real_store, monitor="flensburg", gebiete="03,09")
    assert [name for name, _ in view.history.rows] == ["Nordstadt", "Jürgensby"]
    for order, period in enumerate(view.classes.periods):
        single = build_view(real_store, monitor="flensburg", stand=period)
        rows = {row.name: row for row in single.rows}
        for name, items in view.history.rows:
            assert items[order].status == rows[name].status
            assert items[order].dynamic == ("" if rows[name].dynamic == "–" else rows[name].dynamic)


def test_warnings_and_limits_stand_with_the_result(real_store: Store) -> None:
    assert "bewerteten Gebiete: 13." in build_view(real_store, monitor="flensburg").warnings[0]
    assert not build_view(real_store, monitor="gemeinden").warnings, "140 areas are enough"
    assert not build_view(real_store, monitor="flensburg", typologie="rangbaender").warnings


@every_typology
def test_the_method_names_everything_that_was_declared(real_store: Store, monitor: str, typology: str) -> None:
    catalogue = real_store.get_catalogue(monitor)
    declared = catalogue.typologies[typology]
    written = " ".join(body for _, body in describe_method(catalogue, declared, "abc123"))
    for item in declared.indicators:
        assert catalogue.indicators[item.indicator].title in written
    assert declared.limits in written
    assert "abc123" in written
    assert f"ab {declared.minimum_population} " in written
    for bands in (declared.status, declared.dynamic):
        assert bands is None or all(name in written for name in bands.names)
    assert not re.search(r"\{|None", written)


def test_the_town_has_reasons_for_every_gap(town_store: Store) -> None:
    series = collect_typology_series(town_store, NAME, TOWN_TYPOLOGY)
    areas = town_store.get_areas(NAME, "stadtteile")
    assert list_typology_periods(series) == ("2018", "2020", "2021", "2023")
    assert explain_no_dynamic(series, "2021") == text("typology.no_dynamic_start", period="2021", start="2019")
    for period in list_typology_periods(series):
        result = compute_period(series, period)
        matrix = build_matrix(TOWN_TYPOLOGY, result, areas)
        rows = build_area_rows(series, result, period, areas)
        assert {row.name for row in rows if row.remark not in ("", "Grenzfall")} == set(matrix.not_valued)


def test_small_areas_are_not_valued_and_said_so(town_store: Store) -> None:
    typology = TOWN_TYPOLOGY.model_copy(update={"minimum_population": 300})
    series = collect_typology_series(town_store, NAME, typology)
    result = compute_period(series, "2018")
    reasons = [explain_no_class(series, result, "2018", position) for position in range(6)]
    assert reasons == [None] * 5 + [text("typology.reason_small", minimum="300")]


def test_who_is_not_valued_is_not_counted_as_moved(town_store: Store) -> None:
    typology: Typology = TOWN_TYPOLOGY.model_copy(update={"minimum_population": 300})
    series = collect_typology_series(town_store, NAME, typology)
    results = {period: compute_period(series, period) for period in ("2018", "2020")}
    areas = town_store.get_areas(NAME, "stadtteile")
    assert explain_no_comparison(series, "2018", "2020") is None
    found = build_transitions(find_words(town_store, NAME, typology), series, results, areas, "2018", "2020")
    assert sum(map(sum, found.counts)) == 5
    assert found.sentences[1] == text("typology.transitions_left_out", count="1")


def test_the_profile_takes_a_typology_of_its_level_with_cut_offs(real_store: Store) -> None:
    def find(**query: str) -> str | None:
        selection = resolve_class_selection(real_store, query).selection
        found = find_profile_typology(real_store.get_catalogue(selection.monitor), selection)
        return found.id if found else None

    assert find(monitor="flensburg") == "status-dynamik"
    assert find(monitor="flensburg", typologie="rangbaender") == "rangbaender"
    assert find(monitor="flensburg", typologie="aehnliche-stadtteile") == "status-dynamik"


def test_the_profile_has_no_class_at_another_level(real_store: Store) -> None:
    selection = resolve_selection(
        real_store, {"monitor": "mannheim", "ebene": "stadtbezirke", "indikator": "einwohner"}
    )
    assert selection.selection.geography == "stadtbezirke"
    assert find_profile_typology(real_store.get_catalogue("mannheim"), selection.selection) is None


def test_the_profile_shows_the_newest_class(real_store: Store) -> None:
    shown = build_view(real_store, monitor="flensburg", gebiete="03", stand="2020")
    typology = real_store.get_typology("flensburg", "status-dynamik")
    series = collect_typology_series(real_store, "flensburg", typology)
    results = {period: compute_period(series, period) for period in list_typology_periods(series)}
    compare = functools.partial(compare_periods, series)
    found = build_profile_class(real_store, shown.selection, typology, results, compare)
    assert found.period == "2022"
    assert found.change == build_view(real_store, monitor="flensburg", gebiete="03").change
    assert found.selection.classes.period is None, "the link leads to the newest period as well"
