"""Published figures, cell by cell, as the program prints them. Each names the page or table it was read from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.status import Status
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_value
from sozialmonitor.views.map_view import build_map_view
from sozialmonitor.views.scale import build_scale
from tests.support.town import read_csv

CELLS = [
    # Stadt Mannheim, Statistikatlas: report_Stadtteile_i43_2015.html
    ("mannheim", "arbeitslosenquotient", "stadtteile", "071", "2015", "8,4 %", 544, None),
    ("mannheim", "arbeitslosenquotient", "stadt", "08222000", "2015", "4,1 %", 8858, None),
    # report_Stadtteile_i44_2012.html
    ("mannheim", "arbeitslosenquotient", "stadtteile", "071", "2012", "9,4 %", 610, None),
    ("mannheim", "arbeitslosenquotient", "stadt", "08222000", "2012", "4,3 %", 9046, None),
    # report_Stadtbezirke_i44_2006.html, report_Stadtbezirke_i46_2007.html
    ("mannheim", "arbeitslosenquotient", "stadt", "08222000", "2006", "6,9 %", 13931, None),
    ("mannheim", "arbeitslosenquotient-auslaender", "stadt", "08222000", "2007", "7,3 %", 3700, None),
    # Stadt Mannheim, Kommunale Statistikstelle: Bevölkerungsbestand in Mannheim 2009–2020
    ("mannheim", "einwohner", "stadt", "08222000", "2019", "321.261 Personen", 321261, None),
    ("mannheim", "einwohner", "stadtteile", "012", "2020", "6.411 Personen", 6411, None),
    ("mannheim", "auslaenderanteil", "stadtteile", "012", "2020", "51,7 %", 3313, 6411),
    # Stadt Flensburg, Sozialatlas 2022: age groups of all residents 2021, 14,947 of 97,882
    ("flensburg", "kinder-jugendliche-anteil", "stadt", "01001000", "2021", "15,3 %", 14947, 97882),
    # the same for the Altstadt: 360 of 360 + 3,093 + 413
    ("flensburg", "kinder-jugendliche-anteil", "stadtteile", "01", "2021", "9,3 %", 360, 3866),
    # beneficiaries in the Altstadt: 475 of 360 + 3,093 below 65
    ("flensburg", "sgb2-anteil", "stadtteile", "01", "2021", "13,8 %", 475, 3453),
    # Destatis, GV-ISys: Trittenheim 2023, 1,084 inhabitants on 10.09 km²
    ("gemeinden", "einwohner", "gemeinden", "07235207", "2023", "1.084 Personen", 1084, None),
    ("gemeinden", "bevoelkerungsdichte", "gemeinden", "07235207", "2023", "107 je km²", 1084, 10.09),
    # BBSR, INKAR: Trier 2021, Einpersonen-Bedarfsgemeinschaften 58.14
    ("gemeinden", "einpersonen-bedarfsgemeinschaften", "gemeinden", "07211000", "2021", "58,1 %", None, None),
]


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: "/".join(cell[:5]))
def test_a_published_figure_is_printed_as_published(real_store: Store, cell: tuple[str, ...]) -> None:
    monitor, indicator, geography, area, period, printed, numerator, denominator = cell
    found = real_store.get_observations(monitor, indicator, geography)
    at = (found.periods.index(period), real_store.get_area_position(monitor, geography, area))
    shown = format_value(found.block.values[at], Status.VALUE, real_store.get_indicator(monitor, indicator))
    assert shown.replace("\u00a0", " ") == printed
    for count, expected in ((found.block.numerators[at], numerator), (found.block.denominators[at], denominator)):
        assert np.isnan(count) if expected is None else count == pytest.approx(expected)


def test_a_value_the_city_made_unrecognisable_stays_so(real_store: Store) -> None:
    """Sozialatlas 2022: evictions in the Altstadt 2021 are below 4 and not printed."""
    found = real_store.get_observations("flensburg", "raeumungsklagen", "stadtteile")
    at = (found.periods.index("2021"), real_store.get_area_position("flensburg", "stadtteile", "01"))
    assert Status(found.block.statuses[at]) is Status.SUPPRESSED
    assert np.isnan(found.block.values[at])
    assert np.isnan(found.block.numerators[at])


def test_a_gemeinde_from_elsewhere_has_no_value_for_2009(real_store: Store) -> None:
    """Trittenheim belongs to the Landkreis only since after 2009; its row of 2009 is missing in GV-ISys."""
    found = real_store.get_observations("gemeinden", "einwohner", "gemeinden")
    at = (found.periods.index("2009"), real_store.get_area_position("gemeinden", "gemeinden", "07235207"))
    assert not Status(found.block.statuses[at]).has_value


def test_the_remainder_of_2015_is_kept_and_shown(real_store: Store) -> None:
    """8,858 unemployed in the city, 8,822 in its Stadtteile: 36 belong to none of them."""
    found = real_store.get_observations("mannheim", "arbeitslosenquotient", "stadtteile")
    assert found.block.numerators[found.periods.index("2015")].sum() == 8822
    selection = Selection("mannheim", "arbeitslosenquotient", "stadtteile", "2015")
    scale = build_scale(real_store, "mannheim", "arbeitslosenquotient", "stadtteile", selection.classification)
    notes = build_map_view(real_store, selection, scale).notes
    assert "Keinem Gebiet zuzuordnen, aber im Gesamtwert enthalten (Arbeitslose): 36." in notes


def test_every_unemployment_figure_is_the_one_of_the_atlas(real_store: Store, shared: Path) -> None:
    """The whole table: 38 Stadtteile twice, 17 Stadtbezirke twice, and the city."""
    compared = 0
    for row in read_csv(shared / "facts" / "mannheim" / "unemployment_quotient.csv"):
        if row["level"] == "Vergleich" and row["name"] != "Mannheim":
            continue
        foreigners = row["indicator"].endswith("Ausländer")
        indicator = "arbeitslosenquotient-auslaender" if foreigners else "arbeitslosenquotient"
        geography = {"Vergleich": "stadt"}.get(row["level"], row["level"].lower())
        found = real_store.get_observations("mannheim", indicator, geography)
        code = row["code"] or "08222000"
        at = (found.periods.index(row["year"]), real_store.get_area_position("mannheim", geography, code))
        assert found.block.values[at] == float(row["unemployment_quotient_percent"])
        assert found.block.numerators[at] == float(row["unemployed"])
        compared += 1
    assert compared == 2 * 39 + 2 * 18


def test_every_population_figure_is_the_one_of_the_city(real_store: Store, shared: Path) -> None:
    found = real_store.get_observations("mannheim", "einwohner", "stadtteile")
    rows = read_csv(shared / "facts" / "mannheim" / "population.csv")
    assert len(rows) == 38 * 12
    for row in rows:
        at = (found.periods.index(row["year"]), real_store.get_area_position("mannheim", "stadtteile", row["code"]))
        assert found.block.values[at] == float(row["population"])
