"""Within a geography no two areas are called alike, and most are called as the office writes them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.domain.area_label import fold_name, qualify_areas
from sozialmonitor.domain.geography import Area, Geography
from sozialmonitor.store.store import Store
from tests.support.town import NAME

PARENTS = [Area("01", "Nord", None), Area("02", "Süd", None)]


def list_labels(store: Store, areas: list[Area]) -> list[str]:
    geographies = {item: store.get_geography(NAME, item) for item in ("stadtteile", "stadtbezirke", "stadt")}
    found = qualify_areas({"stadtteile": areas, "stadtbezirke": PARENTS}, geographies)
    return [area.label for area in found["stadtteile"]]


@pytest.mark.parametrize(
    ("areas", "expected"),
    [
        ([("011", "Altstadt", "01"), ("021", "Hafen", "02")], ["Altstadt", "Hafen"]),
        ([("011", "Neustadt", "01"), ("021", "Neustadt", "02")], ["Neustadt (Nord)", "Neustadt (Süd)"]),
        ([("011", "Neustadt", "01"), ("012", "Neustadt", "01")], ["Neustadt (011)", "Neustadt (012)"]),
        ([("011", "Neustadt", None), ("021", "Neustadt", "02")], ["Neustadt (011)", "Neustadt (Süd)"]),
        (
            [("011", "Neustadt", "01"), ("012", "Neustadt", "01"), ("021", "Neustadt", "02")],
            ["Neustadt (011)", "Neustadt (012)", "Neustadt (Süd)"],
        ),
        (
            [("011", "Brück", "01"), ("012", "Bruck", "01"), ("021", "Bru\u0308ck", "02"), ("022", "Brunn", "02")],
            ["Brück (011)", "Bruck (012)", "Bru\u0308ck (Süd)", "Brunn"],
        ),
        ([("011", "Neu-Stadt", "01"), ("021", "NEUSTADT", "02")], ["Neu-Stadt (Nord)", "NEUSTADT (Süd)"]),
        # An area may be called what another one becomes.
        (
            [("1", "A", "01"), ("2", "A", "02"), ("3", "A (Nord)", "02"), ("4", "A (1)", "02")],
            ["A (1)", "A (Süd)", "A (Nord) (Süd)", "A (1) (Süd)"],
        ),
    ],
)
def test_namesakes(town_store: Store, areas: list[tuple[str, str, str | None]], expected: list[str]) -> None:
    assert list_labels(town_store, [Area(*item) for item in areas]) == expected


def test_a_geography_without_parents_falls_back_to_codes(town_store: Store) -> None:
    geographies: dict[str, Geography] = {}
    found = qualify_areas({"x": [Area("1", "A", "9"), Area("2", "A", "9")]}, geographies)
    assert [area.label for area in found["x"]] == ["A (1)", "A (2)"]


def test_the_embedded_monitors_hold_no_namesakes(real_store: Store) -> None:
    for monitor in real_store.get_monitors():
        for areas in real_store.get_catalogue(monitor.id).areas.values():
            assert [area.label for area in areas] == [area.name for area in areas]


NAMES = st.one_of(
    st.sampled_from(["Brück", "Bruck", "BRÜCK", "Bru\u0308ck", "A", "A (1)", "A (Nord)", "A (2)", "Straße", "Strasse"]),
    st.text(min_size=1, max_size=6),
)


@given(st.lists(st.tuples(NAMES, st.sampled_from(["01", "02", None])), max_size=12))
def test_no_two_labels_look_alike(town_store: Store, drawn: list[tuple[str, str | None]]) -> None:
    areas = [Area(str(number), name, parent) for number, (name, parent) in enumerate(drawn)]
    labels = list_labels(town_store, areas)
    assert len(set(labels)) == len(labels)
    folded = [fold_name(label) for label in labels]
    alike = [label for label, key in zip(labels, folded, strict=True) if folded.count(key) > 1]
    assert all(label.endswith(")") and label[-2].isdigit() for label in alike), "at the worst codes tell them apart"
    assert all(label.startswith(area.name) for label, area in zip(labels, areas, strict=True))


@given(st.text(min_size=1))
def test_a_name_is_remembered_whatever_its_marks(name: str) -> None:
    assert fold_name(unicodedata.normalize("NFD", name)) == fold_name(unicodedata.normalize("NFC", name))
    assert fold_name(name)
