"""A published rate stands beside its counts: where all three are given, they agree."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sozialmonitor.build.outcomes import check_outcomes
from sozialmonitor.build.quotients import count_digits
from sozialmonitor.calc.observations import Block
from sozialmonitor.domain.indicator import Indicator, Unit
from sozialmonitor.domain.status import Status
from sozialmonitor.store.store import Store
from tests.support.bad_input import Case, check_case
from tests.support.town import NAME, Town

NAN = float("nan")


def find_wrong(store: Store, unit: Unit, value: float, numerator: float, denominator: float) -> list[str]:
    """What is told about one published value; the other area has two digits after the point."""
    catalogue = store.get_catalogue(NAME)
    published = catalogue.indicators["leistungen"]
    indicator = Indicator.model_validate({**published.model_dump(), "unit": unit})
    other = replace(catalogue, indicators={**catalogue.indicators, indicator.id: indicator})
    cells = [np.array([[one, two]]) for one, two in ((value, 7.25), (numerator, NAN), (denominator, NAN))]
    block = Block(*cells, np.full((1, 2), Status.VALUE, dtype=np.int8))
    return [item.finding for item in check_outcomes(indicator, other, "stadtbezirke", ("2023",), block, "place")]


@pytest.mark.parametrize(
    ("unit", "cell"),
    [
        (Unit.PERCENT, (7.25, 606, 8358)),
        (Unit.PERCENT, (7.31, 606, 8358)),  # corrected afterwards: 0.8 per cent of the rate
        (Unit.PERCENT, (0.0, 0, 8358)),
        (Unit.PERCENT, (7.25, 606, NAN)),
        (Unit.PERCENT, (7.25, NAN, 8358)),
        (Unit.PERCENT, (NAN, 606, 8358)),
        (Unit.PER_HUNDRED, (140.0, 14, 10)),
        (Unit.PER_THOUSAND, (72.5, 606, 8358)),
        (Unit.YEARS, (41.5, 415, 10)),
    ],
)
def test_what_follows_from_its_counts_passes(town_store: Store, unit: Unit, cell: tuple[float, float, float]) -> None:
    assert find_wrong(town_store, unit, *cell) == []


@pytest.mark.parametrize(
    ("unit", "cell", "quotient"),
    [
        (Unit.PERCENT, (60.0, 606, 8358), "7,251"),
        (Unit.PERCENT, (7.47, 606, 8358), "7,251"),  # 3 per cent too much: another age group
        (Unit.PERCENT, (7.31, 606_000, 8_358_000), "7,251"),  # far outside the limits of so many people
        (Unit.PER_HUNDRED, (0.07, 606, 8358), "7,251"),
        (Unit.PER_THOUSAND, (7.25, 606, 8358), "72,505"),
        (Unit.YEARS, (41.5, 4150, 10), "415"),
        (Unit.PER_THOUSAND, (7.25, 606, 0), "–"),
    ],
)
def test_what_does_not_follow_from_its_counts_is_told(
    town_store: Store, unit: Unit, cell: tuple[float, float, float], quotient: str
) -> None:
    (told,) = find_wrong(town_store, unit, *cell)
    assert told.startswith("Gebiet ›01‹ (stadtbezirke), Periode 2023: veröffentlicht ist ")
    assert told.endswith(f"ergibt sich {quotient}")


def test_a_contradiction_is_told_with_place_finding_and_remedy(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    def spoil(town: Town) -> None:
        numerator = "  numerator: leistungen-personen.persons\n"
        town.replace("indicators/leistungen.yaml", numerator, f"{numerator}  denominator: einwohner.population\n")
        town.replace("values/leistungen.csv", "stadtbezirke,02,2023,6.6", "stadtbezirke,02,2023,6.1")

    told = (
        f"data/{NAME}/indicators/leistungen.yaml",
        "Gebiet ›01‹ (stadtbezirke), Periode 2023: "
        "veröffentlicht ist 8,2, aus Zähler 606 und Nenner 8611 ergibt sich 7,038",
        "den Nenner in der Formel weglassen, wenn die Quelle auf eine andere Zahl bezieht, oder die Werte berichtigen",
    )
    check_case(town, Case("another base", spoil, (told,)), capsys)


@pytest.mark.parametrize(
    ("numbers", "digits"), [([7.0, NAN], 0), ([7.2, 6.0], 1), ([0.125, 99.5], 3), ([1 / 3], 6), ([], 0)]
)
def test_digits_are_read_off_the_numbers(numbers: list[float], digits: int) -> None:
    assert count_digits(np.array(numbers)) == digits
