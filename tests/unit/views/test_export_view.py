"""What goes into a file: everything that is published, rounded as it is shown, and nothing else."""

from __future__ import annotations

import re

import numpy as np
import pytest

from sozialmonitor import __version__
from sozialmonitor.calc.rounding import MISSING, compute_display_integers
from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.classification import Classification
from sozialmonitor.domain.errors import UnknownKeyError
from sozialmonitor.domain.geography import UNASSIGNED
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.status import Status
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.views.export.rows import COLUMNS
from sozialmonitor.views.export.view import (
    Export,
    build_monitor_export,
    build_screen_export,
    name_screen_export,
)
from sozialmonitor.views.map_view import build_map_view
from sozialmonitor.views.scale import build_scale
from tests.support.town import NAME, Town


def build(store: Store, indicator: str, period: str, *areas: str, every: bool = False, only: bool = False) -> Export:
    selection = Selection(NAME, indicator, "stadtteile", period, areas)
    return build_screen_export(store, selection, all_periods=every, only_selected=only)


def test_every_published_cell_is_there_once(town_store: Store) -> None:
    export = build_monitor_export(town_store, NAME)
    assert list(export.values.columns) == list(COLUMNS)
    assert not export.values.duplicated(["indicator", "geography", "code", "period"]).any()
    count = 0
    for indicator in export.indicators:
        for level in town_store.get_levels(NAME, indicator.id):
            observations = town_store.get_observations(NAME, indicator.id, level)
            rows = export.values[(export.values["indicator"] == indicator.id) & (export.values["geography"] == level)]
            rows = rows[rows["code"] != UNASSIGNED]
            found = compute_display_integers(rows["value"].to_numpy(), indicator.decimals)
            expected = compute_display_integers(observations.block.values, indicator.decimals).ravel()
            np.testing.assert_array_equal(found, expected)
            signs = [Status(int(code)).sign for code in observations.block.statuses.ravel()]
            assert rows["sign"].tolist() == signs
            count += int((expected != MISSING).sum())
    assert count > 80


def test_the_screen_gives_areas_city_and_remainder(town_store: Store) -> None:
    values = build(town_store, "unter-18-anteil", "2021").values
    assert values["code"].tolist() == ["011", "012", "013", "021", "022", "023", UNASSIGNED, "09999000"]
    assert set(values["period"]) == {"2021"}
    rest = values[values["code"] == UNASSIGNED].iloc[0]
    assert rest["numerator"] == 2
    assert np.isnan(rest["value"]), "no rate of those who belong to no area"
    assert rest["sign"] == Status.BLOCKED.sign


def test_a_remainder_is_never_a_rest_of_secrets(town_store: Store) -> None:
    """2023 one cell is secret; city minus the others would give it away."""
    assert UNASSIGNED not in set(build(town_store, "unter-18-anteil", "2023").values["code"])


def test_only_the_chosen_areas_and_the_city(town_store: Store) -> None:
    values = build(town_store, "unter-18-anteil", "2021", "022", "011", only=True).values
    assert values["code"].tolist() == ["011", "022", "09999000"]


def test_without_a_choice_all_areas_are_meant(town_store: Store) -> None:
    export = build(town_store, "unter-18-anteil", "2021", only=True)
    assert len(export.values) == 8
    assert not export.name.endswith("auswahl")


def test_all_periods_of_the_city_are_there(real_store: Store) -> None:
    """2006 the city's value is published, but none of a Stadtteil."""
    selection = Selection("mannheim", "arbeitslosenquotient", "stadtteile", "2015")
    export = build_screen_export(real_store, selection, all_periods=True, only_selected=False)
    for values in (export.values, build_monitor_export(real_store, "mannheim").values):
        city = values[(values["geography"] == "stadt") & (values["indicator"] == "arbeitslosenquotient")]
        assert city["period"].tolist() == ["2006", "2012", "2015"]


def test_names_of_files(town_store: Store) -> None:
    selection = Selection(NAME, "anzeigen", "stadtteile", "2023-Q1", ("011",))
    assert name_screen_export(selection, all_periods=True, only_selected=False) == f"{NAME}_anzeigen_stadtteile"
    assert (
        name_screen_export(selection, all_periods=False, only_selected=True)
        == f"{NAME}_anzeigen_stadtteile_2023-q1_auswahl"
    )
    for all_periods in (True, False):
        for only_selected in (True, False):
            name = name_screen_export(selection, all_periods=all_periods, only_selected=only_selected)
            assert re.fullmatch(r"[a-z0-9_-]+", name)
            export = build_screen_export(town_store, selection, all_periods=all_periods, only_selected=only_selected)
            assert export.name == name


@pytest.mark.parametrize("monitor", ["mannheim", "flensburg", "gemeinden"])
def test_notes_name_everything_needed_to_cite(real_store: Store, monitor: str) -> None:
    export = build_monitor_export(real_store, monitor)
    notes = list(export.notes)
    catalogue = export.catalogue
    for indicator in export.indicators:
        for source in catalogue.get_sources(indicator):
            place = notes.index((text("export.source"), source.citation))
            label, licence = notes[place + 1]
            assert label == text("export.licence")
            assert licence.startswith(catalogue.licences[source.licence].title)
        for broken in indicator.breaks:
            assert [note for label, note in notes if label == indicator.title and broken.note in note]
    for geography in catalogue.geographies.values():
        citation = catalogue.sources[geography.boundaries.source].citation
        (place, *_) = [
            index
            for index, (label, note) in enumerate(notes)
            if label == text("export.boundaries") and note.startswith(citation)
        ]
        assert notes[place + 1][0] == text("export.licence")
    assert (text("export.release"), real_store.release_id) in notes
    assert (text("export.method"), text("export.version", version=__version__)) in notes


def test_schematic_boundaries_are_called_that(real_store: Store) -> None:
    for monitor, is_schematic in (("mannheim", True), ("gemeinden", False)):
        notes = build_monitor_export(real_store, monitor).notes
        lines = [note for label, note in notes if label == text("export.boundaries")]
        assert any(text("note.schematic_short") in line for line in lines) == is_schematic


def test_nothing_leaves_that_the_audience_may_not_see(published_town: Town) -> None:
    """The store is cut; an export has nothing else to draw from."""
    public, internal = (published_town.load_store(audience) for audience in (Audience.PUBLIC, Audience.INTERNAL))
    assert "beratungsfaelle" in set(build_monitor_export(internal, NAME).values["indicator"])
    export = build_monitor_export(public, NAME)
    assert "beratungsfaelle" not in set(export.values["indicator"])
    assert not [note for _, note in export.notes if "allakten" in note]
    with pytest.raises(UnknownKeyError):
        build_screen_export(
            public,
            Selection(NAME, "beratungsfaelle", "stadtteile", "2023"),
            all_periods=True,
            only_selected=False,
        )


def test_the_remainder_of_a_balance_may_be_below_zero(town_store: Store) -> None:
    """Without it the areas would not add up to the whole; it is told as the balance it is."""
    selection = Selection(NAME, "umzugssaldo", "stadtteile", "2021")
    values = build_screen_export(town_store, selection, all_periods=False, only_selected=False).values
    counts = values.set_index("code")["numerator"]
    assert counts["UNASSIGNED"] == 34
    assert counts.drop("09999000").sum() == counts["09999000"] == 0
    scale = build_scale(town_store, NAME, "umzugssaldo", "stadtteile", Classification())
    view = build_map_view(town_store, selection, scale)
    assert "Keinem Gebiet zuzuordnen, aber im Gesamtwert enthalten (Saldo der Umzüge): 34." in view.notes
