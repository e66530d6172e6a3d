"""Numbers that only an error explains are refused where they stand; true exceptions are confirmed."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.support.bad_input import Case, append, check_case, replace
from tests.support.town import NAME, Town

POPULATION = "values/einwohner.csv"
PLACE = f"data/{NAME}/{POPULATION}, Zeile"


def change_cells(path: str, change: Callable[[list[str]], list[str]]) -> Callable[[Town], None]:
    """Change every row of a value file; ``change`` gets and returns its cells."""

    def spoil(town: Town) -> None:
        head, *rows = (town.folder / path).read_text(encoding="utf-8").splitlines()
        changed = [",".join(change(row.split(","))) for row in rows]
        (town.folder / path).write_text("\n".join([head, *changed, ""]), encoding="utf-8")

    return spoil


def multiply(factor: float, period: str = "") -> Callable[[list[str]], list[str]]:
    """The fourth cell times a factor, in all periods or in one."""

    def change(cells: list[str]) -> list[str]:
        fits = cells[3].isdigit() and period in {"", cells[2]}
        return [*cells[:3], f"{int(cells[3]) * factor:.0f}", *cells[4:]] if fits else cells

    return change


@pytest.mark.parametrize("factor", [1e9, 1e6])
def test_a_column_times_a_million_is_told_even_if_all_periods_are_wrong(
    town: Town, factor: float, capsys: pytest.CaptureFixture[str]
) -> None:
    change_cells(POPULATION, multiply(factor))(town)
    assert town.run("check") == 1
    told = capsys.readouterr().err
    assert "ist größer als 100000000, der größte plausible Wert der Reihe" in told
    assert "›at_most‹ angeben" in told


@pytest.mark.parametrize("factor", [1000, 1 / 1000])
def test_one_period_a_thousandfold_is_told(town: Town, factor: float, capsys: pytest.CaptureFixture[str]) -> None:
    change_cells(POPULATION, multiply(factor, "2021"))(town)
    assert town.run("check") == 1
    told = capsys.readouterr().err
    assert re.search(rf"{PLACE} \d+, Spalte population\n", told)
    assert ("-Fache dessen, was für Gebiet" if factor > 1 else ". Teil dessen, was für Gebiet") in told
    assert re.search(r"confirmed: \[stadtteile/0\d\d/2021\]", told)


EXCEPTION = ("stadtteile,023,2021,310,41", "stadtteile,023,2021,400000,41")


def test_a_jump_is_told_with_place_finding_and_remedy(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    jump = (
        f"{PLACE} 21, Spalte population",
        "›400000‹ ist das 1600-Fache dessen, was für Gebiet ›023‹ sonst steht (250)",
        "berichtigen; stimmt der Wert, in tables.yaml bei der Reihe angeben: confirmed: [stadtteile/023/2021]",
    )
    check_case(town, Case("a jump", replace(POPULATION, *EXCEPTION), (jump,)), capsys)


def test_an_area_with_one_value_is_measured_against_the_others(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """Flats are known for one year only."""
    jump = (
        f"data/{NAME}/values/wohnungen.csv, Zeile 2, Spalte flats",
        "›1700000‹ ist das 1000-Fache des größten Werts der anderen Gebiete (1700)",
        "berichtigen; stimmt der Wert, in tables.yaml bei der Reihe angeben: confirmed: [stadtteile/011/2021]",
    )
    spoil = replace("values/wohnungen.csv", "stadtteile,011,2021,2100,", "stadtteile,011,2021,1700000,")
    check_case(town, Case("an outlier", spoil, (jump,)), capsys)


def test_a_true_exception_is_confirmed(town: Town) -> None:
    town.replace(POPULATION, *EXCEPTION)
    confirm(town, "stadtteile/023/2021")
    assert town.run("check") == 0


def test_a_confirmation_of_nothing_is_told(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    told = (
        f"data/{NAME}/{POPULATION}, Spalte population",
        "Bestätigt ist ›stadtteile/023/2022‹, und diese Zeile gibt es nicht",
        "unter confirmed in tables.yaml berichtigen oder löschen; die Form ist Gliederung/Gebiet/Periode",
    )
    check_case(town, Case("a typing mistake", lambda town: confirm(town, "stadtteile/023/2022"), (told,)), capsys)


def confirm(town: Town, key: str) -> None:
    """Declare a value of the population to be true."""
    title = "        title: Einwohnerinnen und Einwohner\n"
    town.replace("tables.yaml", title, f"{title}        confirmed: [{key}]\n")


@pytest.mark.parametrize("total", [12_600, 13_165, 13_800])
def test_a_total_may_differ_a_little_from_its_areas(town: Town, total: int) -> None:
    """13.140 people in Stadtteile and 25 in none of them."""
    town.append(POPULATION, f"stadt,09999000,2018,{total},2226\n")
    assert town.run("check") == 0


@pytest.mark.parametrize("total", [12_400, 13_900, 131_650])
def test_a_total_far_from_its_areas_is_told(town: Town, total: int, capsys: pytest.CaptureFixture[str]) -> None:
    town.append(POPULATION, "stadtbezirke,01,2018,8300,1320\nstadtbezirke,02,2018,4840,903\n")
    told = (
        f"{PLACE} 32, Spalte population",
        f"Veröffentlicht ist ›{total}‹, die Gebiete von ›stadtbezirke‹ ergeben zusammen 13165",
        "Werte berichtigen oder in tables.yaml ›complete: false‹ angeben, wenn die Gebiete nicht alles umfassen",
    )
    spoil = append(POPULATION, f"stadt,09999000,2018,{total},2226\n")
    check_case(town, Case("a total", spoil, (told,)), capsys)


def test_a_gap_among_the_areas_leaves_the_total_alone(town: Town) -> None:
    town.replace(POPULATION, "stadtteile,022,2018,1000,150", "stadtteile,022,2018,1000,•")
    town.append(POPULATION, "stadt,09999000,2018,13165,9000\n")
    assert town.run("check") == 0


def test_small_counts_may_jump(town: Town) -> None:
    """One family can become a shelter."""
    town.replace("values/beratung.csv", "stadtteile,023,2020,•", "stadtteile,023,2020,499")
    town.replace("values/beratung.csv", "stadtteile,023,2021,4", "stadtteile,023,2021,1")
    assert town.run("check") == 0


def test_a_jump_is_told_beside_cells_and_rows_that_are_wrong(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """Everything wrong in a file is told at once; what is wrong counts as missing."""

    def spoil(town: Town) -> None:
        town.replace(POPULATION, *EXCEPTION)
        town.replace(POPULATION, "stadtteile,022,2018,1000,150", "stadtteile,022,2018,-4,150")
        town.append(POPULATION, "stadtteile,999,2018,1000000000,1\n")
        confirm(town, "stadtteile/999/2018")

    negative = (
        f"{PLACE} 6, Spalte population",
        "›-4‹ ist negativ",
        "berichtigen; sind Werte unter null möglich, in tables.yaml bei der Reihe ›signed: true‹ angeben",
    )
    jump = (
        f"{PLACE} 21, Spalte population",
        "›400000‹ ist das 1600-Fache dessen, was für Gebiet ›023‹ sonst steht (250)",
        "berichtigen; stimmt der Wert, in tables.yaml bei der Reihe angeben: confirmed: [stadtteile/023/2021]",
    )
    unknown = (
        f"{PLACE} 30, Spalte area",
        "Der Gebietscode ›999‹ ist in ›stadtteile‹ unbekannt",
        "Code berichtigen oder das Gebiet in areas/stadtteile.csv ergänzen",
    )
    large = (
        f"{PLACE} 30, Spalte population",
        "›1000000000‹ ist größer als 100000000, der größte plausible Wert der Reihe",
        "berichtigen; sind solche Werte möglich, in tables.yaml bei der Reihe ›at_most‹ angeben",
    )
    check_case(town, Case("all at once", spoil, (negative, jump, unknown, large)), capsys)
