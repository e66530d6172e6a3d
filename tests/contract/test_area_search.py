"""Every name of the real monitors is found as people type it."""

from __future__ import annotations

import csv
import unicodedata

import pytest

from sozialmonitor.views.names import build_label_keys, find_codes
from tests.support.sources import ROOT

ALL = 1000

QUERIES = {
    "Käfertal": ["Käfertal", "Käfertal-Mitte", "Käfertal-Süd"],
    "kaefertal": ["Käfertal", "Käfertal-Mitte", "Käfertal-Süd"],
    "Kafertal": ["Käfertal", "Käfertal-Mitte", "Käfertal-Süd"],
    "KÄFERTAL SÜD": ["Käfertal-Süd"],
    "Kaefertal sued": ["Käfertal-Süd"],
    "käfertalmitte": ["Käfertal-Mitte"],
    "Schönau Nord": ["Schönau-Nord"],
    "schoenau-sued": ["Schönau-Süd"],
    "Neckarstadt West": ["Neckarstadt-West"],
    "neckarstadt": ["Neckarstadt-Nordost", "Neckarstadt-Ost", "Neckarstadt-West"],
    "hochstätt": ["Hochstätt"],
    "Hochstaett": ["Hochstätt"],
    "Juergensby": ["Jürgensby"],
    "jurgensby": ["Jürgensby"],
    "Muerwik": ["Mürwik"],
    "westl. hoehe": [],
    "Westliche Hoehe": ["Westliche Höhe"],
    "friesischer  berg": ["Friesischer Berg"],
    "Suedstadt": ["Südstadt"],
    "St. Wendel": ["St. Wendel", "Landkreis St. Wendel"],
    "St Wendel": ["St. Wendel", "Landkreis St. Wendel"],
    "st.wendel": ["St. Wendel", "Landkreis St. Wendel"],
    "Sankt Wendel": ["St. Wendel", "Landkreis St. Wendel"],
    "Skt. Ingbert": ["St. Ingbert"],
    "sankt": ["St. Ingbert", "St. Wendel", "Landkreis St. Wendel"],
    "LK St. Wendel": ["Landkreis St. Wendel"],
    "Kreis Saarlouis": ["Landkreis Saarlouis"],
    "Saarpfalzkreis": ["Saarpfalz-Kreis"],
    "Sulzbach (Saar)": ["Sulzbach/Saar"],
    "sulzbach saar": ["Sulzbach/Saar"],
    "dillingen": ["Dillingen/Saar"],
    "Grossrosseln": ["Großrosseln"],
    "GROẞROSSELN": ["Großrosseln"],
    "Voelklingen": ["Völklingen"],
    "Volklingen": ["Völklingen"],
    "Puettlingen": ["Püttlingen"],
    "Ueberherrn": ["Überherrn"],
    "uberherrn": ["Überherrn"],
    "Beuren Hochwald": ["Beuren (Hochwald)"],
    "naurath": ["Naurath (Eifel)", "Naurath (Wald)"],
    "Naurath, Eifel": ["Naurath (Eifel)"],
    "Spiesen Elversberg": ["Spiesen-Elversberg"],
    "Kell am See": ["Kell am See"],
    "Hinzert–Pölert": ["Hinzert-Pölert"],
    "Saarbruecken": ["Saarbrücken", "Regionalverband Saarbrücken"],
    "aue": [],
    "---": [],
}


@pytest.fixture(scope="module")
def labels() -> dict[str, str]:
    """Every name of every monitor by itself, in alphabetical order."""
    names = set()
    for path in (ROOT / "data").glob("*/areas/*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            names |= {row["name"] for row in csv.DictReader(stream)}
    return {name: name for name in sorted(names)}


@pytest.mark.parametrize("typed", QUERIES)
def test_what_people_type_finds_the_area(typed: str, labels: dict[str, str]) -> None:
    assert find_codes(build_label_keys(labels), typed, ALL) == QUERIES[typed]


def test_half_a_word_is_found_even_if_it_is_an_abbreviation(labels: dict[str, str]) -> None:
    """Who types "st" may mean Stadt as well as Sankt; what begins with it comes first."""
    found = find_codes(build_label_keys(labels), "st", ALL)
    assert found[:3] == ["St. Ingbert", "St. Wendel", "Stadt Trier"]
    assert "Altstadt" in found


def test_every_name_finds_itself_however_it_is_encoded(labels: dict[str, str]) -> None:
    keys = build_label_keys(labels)
    for name in labels:
        for typed in (name, name.upper(), unicodedata.normalize("NFD", name), name.replace(" ", "\u00a0")):
            assert name in find_codes(keys, typed, ALL), typed
