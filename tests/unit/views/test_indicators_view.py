"""The catalogue of indicators: everything is found, and nothing missing is left out."""

from __future__ import annotations

import pytest

from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.errors import UnknownKeyError
from sozialmonitor.domain.status import Status
from sozialmonitor.store.store import Store
from sozialmonitor.views.indicators_view import Filter, build_sheet, find_entries, fold, list_entries
from sozialmonitor.views.reading import describe_status
from tests.support.town import NAME, Town


def find(store: Store, monitor: str = NAME, **wanted: str) -> list[str]:
    return [entry.indicator.id for entry in find_entries(list_entries(store, monitor), Filter(**wanted))]


@pytest.mark.parametrize("words", ["Ausländer", "auslaender", "AUSLANDER", "  ausländerinnen  anteil "])
def test_umlauts_may_be_written_in_any_way(real_store: Store, words: str) -> None:
    assert "auslaenderanteil" in find(real_store, "mannheim", words=words)


def test_folding_keeps_different_words_apart() -> None:
    assert fold("Straße") == fold("STRASSE")
    assert fold("Müll") != fold("Mall")


def test_all_words_must_be_found_somewhere(town_store: Store) -> None:
    assert find(town_store, words="leere definition") == ["leerstand"]
    assert find(town_store, words="leere gibtesnicht") == []


def test_filters_narrow_the_list(town_store: Store) -> None:
    assert len(find(town_store)) == len(town_store.get_catalogue(NAME).indicators)
    work = set(find(town_store, theme="arbeit"))
    assert "arbeitslosenquotient" in work
    assert len(work) == 2
    assert "leerstand" in find(town_store, year="2021")
    assert "leerstand" not in find(town_store, year="2023")
    assert "arbeitslosenquotient" in find(town_store, source="musteratlas")
    assert "leerstand" not in find(town_store, source="musteratlas")
    assert "einwohner" in find(town_store, level="stadtbezirke")
    assert find(town_store, theme="arbeit", words="leere") == []


def test_what_the_audience_may_not_see_does_not_exist(published_town: Town, town_store: Store) -> None:
    assert "beratungsfaelle" in find(published_town.load_store(Audience.INTERNAL))
    assert find(town_store, words="vertraulich") == []
    with pytest.raises(UnknownKeyError) as hidden:
        build_sheet(town_store, NAME, "beratungsfaelle")
    with pytest.raises(UnknownKeyError) as unknown:
        build_sheet(town_store, NAME, "gibtesnicht")
    assert str(hidden.value).replace("beratungsfaelle", "gibtesnicht") == str(unknown.value)


def test_a_sheet_counts_every_gap_and_names_the_areas(town_store: Store) -> None:
    sheet = build_sheet(town_store, NAME, "arbeitslosenquotient")
    level = next(item for item in sheet.coverage if item.title == "Stadtteile")
    gaps = {(item.period, item.reason): item.areas for item in level.gaps}
    assert gaps["2023", describe_status(Status.NOTHING)] == ("Öderan",)
    for row in level.counts:
        assert sum(int(number) for number in row[1:]) == level.areas
        assert len(row) == len(level.signs) + 2
    assert (level.first, level.last) == (level.counts[0][0], level.counts[-1][0])


def test_every_sheet_of_every_monitor_adds_up(real_store: Store) -> None:
    for monitor in real_store.get_monitors():
        for entry in list_entries(real_store, monitor.id):
            sheet = build_sheet(real_store, monitor.id, entry.indicator.id)
            assert sheet.formula
            assert sheet.sources
            for level in sheet.coverage:
                listed = sum(len(gap.areas) for gap in level.gaps)
                plain = sum(int(row[1].replace(".", "")) for row in level.counts)
                assert listed + plain == level.areas * len(level.counts)
