"""Two typologies side by side: their choice, their table, and which areas differ because of what."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.calc.typology.series import compute_period
from sozialmonitor.domain.selection import Selection, TypologyChoice, format_query
from sozialmonitor.domain.typology import Typology, TypologyIndicator
from sozialmonitor.store.store import Store
from sozialmonitor.views.agreement.selection import (
    find_pair,
    list_partners,
    list_shared_periods,
    resolve_pair_selection,
)
from sozialmonitor.views.agreement.view import AgreementView, build_agreement_view
from sozialmonitor.views.typology.series import collect_typology_series
from tests.support.town import NAME
from tests.unit.views.test_selection import JUNK, PARAMETERS, selections


def compare(store: Store, selection: Selection, pair: tuple[Typology, Typology]) -> AgreementView:
    shared = list_shared_periods(store, selection.monitor, *pair)
    first, second = (
        {period: compute_period(collect_typology_series(store, selection.monitor, item), period) for period in shared}
        for item in pair
    )
    return build_agreement_view(store, selection, pair, (first, second))


def look_at(store: Store, **query: str) -> AgreementView:
    selection = resolve_pair_selection(store, query).selection
    pair = find_pair(store.get_catalogue(selection.monitor), selection)
    assert pair is not None
    return compare(store, selection, pair)


@pytest.fixture(scope="module")
def flensburg(real_store: Store) -> AgreementView:
    return look_at(real_store, monitor="flensburg")


@pytest.fixture(params=["town_store", "real_store"], scope="module")
def store(request: pytest.FixtureRequest) -> Store:
    return request.getfixturevalue(request.param)


@given(data=st.data())
def test_every_choice_leads_to_a_pair_at_a_shared_period(store: Store, data: st.DataObject) -> None:
    wished = data.draw(selections(store))
    query = format_query(wished)
    if data.draw(st.booleans()):
        query[data.draw(st.sampled_from(PARAMETERS))] = data.draw(st.sampled_from(JUNK))
    selection = resolve_pair_selection(store, query).selection
    pair = find_pair(store.get_catalogue(selection.monitor), selection)
    assert pair is not None
    first, second = pair
    assert (selection.classes.typology, selection.classes.other) == (first.id, second.id)
    assert first.id != second.id
    assert first.geography == second.geography == selection.geography
    assert selection.classes.period in list_shared_periods(store, selection.monitor, first, second)
    assert resolve_pair_selection(store, format_query(selection)).selection == selection


def test_a_period_only_one_has_is_replaced_and_that_is_said(town_store: Store) -> None:
    resolved = resolve_pair_selection(town_store, {"monitor": NAME, "typologie": "wachstum", "stand": "2021"})
    assert resolved.selection.classes == TypologyChoice("wachstum", "2023", "2021", "arbeit")
    assert resolved.notes == ("Für 2021 gibt es keine Werte. Gezeigt wird 2023, der nächstgelegene Zeitpunkt.",)


def test_without_a_partner_there_is_no_pair(real_store: Store) -> None:
    catalogue = real_store.get_catalogue("mannheim")
    (first, *_) = catalogue.typologies.values()
    alone = replace(catalogue, typologies={first.id: first})
    selection = resolve_pair_selection(real_store, {"monitor": "mannheim"}).selection
    assert list_partners(alone, first) == ()
    assert find_pair(alone, selection) is None
    assert find_pair(replace(catalogue, typologies={}), selection) is None


def test_every_area_stands_in_exactly_one_cell(flensburg: AgreementView) -> None:
    names = [name for row in flensburg.cells for cell in row for name in cell]
    assert len(names) == len(set(names)) == flensburg.count == 13
    assert flensburg.not_classed == ()
    first, second = flensburg.maps
    for row, cells in enumerate(flensburg.cells):
        for column, cell in enumerate(cells):
            both = (first.codes[first.active] == row) & (second.codes[second.active] == column)
            assert len(cell) == both.sum()


def test_the_table_tells_who_differs(flensburg: AgreementView) -> None:
    rows, columns = (item.status_names for item in flensburg.typologies)
    expected = {
        name: (rows[row], columns[column])
        for row, cells in enumerate(flensburg.cells)
        for column, cell in enumerate(cells)
        for name in cell
        if row != column
    }
    assert {item.area.name: (item.first, item.second) for item in flensburg.differences} == expected
    assert [item.area.name for item in flensburg.differences] == sorted(expected)
    same = Counter(row == column for row in range(4) for column in range(4) for _ in flensburg.cells[row][column])[True]
    assert flensburg.measures[0].sentence.endswith(f"{same} von 13 Gebieten.")


def test_few_areas_are_called_few(flensburg: AgreementView, real_store: Store) -> None:
    assert flensburg.limits.startswith("Mit 13 Gebieten sind die Maße wenig belastbar.")
    many = look_at(real_store, monitor="gemeinden")
    assert many.limits.startswith("Die Maße beruhen auf 140 Gebieten.")
    assert len(many.not_classed) == 17


def test_groups_are_compared_by_the_rand_index_alone(real_store: Store) -> None:
    view = look_at(real_store, monitor="flensburg", typologie2="aehnliche-stadtteile")
    assert [item.name for item in view.measures] == ["Angepasster Rand-Index"]
    assert view.comparable.startswith("Gruppen ähnlicher Gebiete (Cluster) haben keine feste Reihenfolge.")
    assert view.differences == ()


def test_unlike_numbers_of_classes_are_not_matched(town_store: Store) -> None:
    view = look_at(town_store, monitor=NAME)
    assert view.comparable.startswith("Die Typologien haben 4 und 3 Klassen.")
    assert (len(view.cells), len(view.cells[0])) == (4, 3)
    assert len(view.not_classed) == 1, "too small for the first; where there is nothing, the second counts zero"


def make_department(typology: Typology, name: str, *indicators: str) -> Typology:
    chosen = tuple(TypologyIndicator(indicator=item) for item in indicators)
    return typology.model_copy(update={"id": name, "title": name.title(), "indicators": chosen})


def test_two_departments_merge_their_typologies(real_store: Store) -> None:
    """Work office and youth office had one indicator each; the merged typology has both."""
    base = real_store.get_catalogue("flensburg").typologies["status-dynamik"]
    work = make_department(base, "arbeit", "arbeitslosenanteil")
    youth = make_department(base, "jugend", "kinder-in-bedarfsgemeinschaften")
    merged = make_department(base, "gemeinsam", "arbeitslosenanteil", "kinder-in-bedarfsgemeinschaften")
    selection = resolve_pair_selection(real_store, {"monitor": "flensburg", "stand": "2022"}).selection
    for department, own, foreign in (
        (work, "Arbeitslosenanteil", "Kinder"),
        (youth, "Kinder", "Arbeitslosenanteil"),
    ):
        view = compare(real_store, selection, (merged, department))
        assert view.comparable == ""
        for item in view.differences:
            assert item.reason.startswith((own, foreign, "andere Klassengrenzen"))
            assert ("nur in der ersten" in item.reason) == item.reason.startswith(foreign)
    pair = compare(real_store, selection, (work, youth))
    assert pair.differences, "otherwise nothing was tested"
    assert all("nur in der" in item.reason or item.reason == "andere Klassengrenzen" for item in pair.differences)


def test_both_maps_have_the_same_periods_and_show_status(flensburg: AgreementView, real_store: Store) -> None:
    first, second = flensburg.maps
    assert first.periods == second.periods
    assert not any(first.has_dynamic)
    assert first.key != second.key
    other = look_at(real_store, monitor="flensburg", typologie2="abstand-zum-stadtwert")
    assert other.maps[0].key != first.key, "the same typology with other periods is another content"
    assert np.array_equal(other.maps[0].codes[-1], first.codes[-1])


def test_reasons_name_the_side_that_weighs_more(flensburg: AgreementView, real_store: Store) -> None:
    reasons = {item.area.name: item.reason for item in flensburg.differences}
    assert reasons["Südstadt"].startswith("Arbeitslosenanteil (belastet in der zweiten stärker)")
    turned = look_at(real_store, monitor="flensburg", typologie="rangbaender", typologie2="status-dynamik")
    swapped = {"ersten": "zweiten", "zweiten": "ersten"}
    mirrored = {name: re.sub("ersten|zweiten", lambda found: swapped[found[0]], told) for name, told in reasons.items()}
    assert {item.area.name: item.reason for item in turned.differences} == mirrored
