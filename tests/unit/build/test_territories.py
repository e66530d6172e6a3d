"""What lies in the future is refused, and so are figures of areas that are no more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sozialmonitor.domain.period import Period, get_today
from tests.support.bad_input import Case, check_case
from tests.support.town import NAME, Town

STATUS = "      label: Zwei erfundene Stadtbezirke\n      valid_from: 2015-01-01\n"
PLACES = "values/kita.csv"


def test_a_month_that_has_not_ended_is_told(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    code = f"{get_today():%Y}-12"
    last = Period(code).last_day
    if last <= get_today():
        pytest.skip("on the last day of a year all of its months have ended")

    def spoil(town: Town) -> None:
        town.replace("tables.yaml", "reference: 03-01", "reference: end")
        rows = f"geography,area,period,places\nstadtbezirke,01,2020-01,3\nstadtbezirke,01,{code},4\n"
        (town.folder / PLACES).write_text(rows, encoding="utf-8")

    told = (
        f"data/{NAME}/{PLACES}, Zeile 3, Spalte period",
        f"Die Periode ›{code}‹ endet erst am {last}",
        "die Zeilen erst danach eintragen; ein Monitor zeigt keine Prognosen",
    )
    check_case(town, Case("a forecast", spoil, (told,)), capsys)


def test_a_territorial_status_of_the_future_is_told(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    tomorrow = get_today() + timedelta(days=1)
    told = (
        f"data/{NAME}/geographies.yaml, Zeile 21, Schlüssel geographies.1.territorial_status.valid_from",
        f"Der Gebietsstand gilt erst ab {tomorrow}",
        "den Tag berichtigen; ein Monitor zeigt Gebiete, die es schon gibt",
    )

    def spoil(town: Town) -> None:
        town.replace("geographies.yaml", STATUS, STATUS.replace("2015-01-01", str(tomorrow)))

    check_case(town, Case("a coming reform", spoil, (told,)), capsys)


@pytest.mark.parametrize(("valid_to", "is_told"), [("2022-12-31", True), ("2023-01-01", False), ("2023-12-31", False)])
def test_figures_of_areas_that_are_no_more_are_told(
    town: Town, valid_to: str, is_told: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    told = tuple(
        (
            f"data/{NAME}/values/{file}.csv, Zeile {line}, Spalte period",
            "Die Periode ›2023‹ beginnt, nachdem der Gebietsstand von ›stadtbezirke‹ endet (2022-12-31)",
            "in geographies.yaml valid_to berichtigen oder für die neuen Gebiete eine eigene Gliederung anlegen",
        )
        for file, line in (("kita", 4), ("leistungen", 5), ("leistungen-personen", 2))
    )

    def spoil(town: Town) -> None:
        town.replace("geographies.yaml", STATUS, f"{STATUS}      valid_to: {valid_to}\n")

    if is_told:
        check_case(town, Case("an old status", spoil, told), capsys)
    else:
        spoil(town)
        assert town.run("check") == 0
