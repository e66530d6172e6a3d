"""A value that leaves its neighbours and comes back is told; growth, seasons and small counts are not."""

from __future__ import annotations

import numpy as np
import pytest

from sozialmonitor.build.spikes import find_neighbours, find_spikes
from tests.support.bad_input import Case, check_case
from tests.support.town import NAME, Town

NAN = float("nan")
YEARS = [str(year) for year in range(2000, 2024)]


@pytest.mark.parametrize(
    ("values", "spikes"),
    [
        ([1000, 5000, 1000], [1]),
        ([1000, 4999, 1000], []),
        ([5000, 1000, 5000], [1]),
        ([5000, 1001, 5000], []),
        ([100, 599, 100], []),
        ([100, 600, 100], [1]),
        ([620, 121, 620], []),
        ([0, 500, 0], [1]),
        ([5000, 0, 5000], [1]),
        ([0, 499, 0], []),
        ([100, 600, 3000, 18000], []),
        ([1000, 5000, 4000, 1000], []),
        ([1000, NAN, 8000, NAN, 1000], [2]),
        ([8000, 1000], []),
        ([NAN, 8000, NAN], []),
        ([1000, 8000, 1000, 8000, 1000], [1, 2, 3]),
    ],
)
def test_a_spike_is_far_from_both_neighbours(values: list[float], spikes: list[int]) -> None:
    found = find_spikes(np.array(values)[:, None], YEARS[: len(values)])
    assert np.flatnonzero(found[:, 0]).tolist() == spikes


def test_areas_have_nothing_to_do_with_each_other() -> None:
    values = np.array([[1000.0, 7.0, NAN], [9000.0, 8.0, 4.0], [1000.0, 9.0, 3000.0]])
    assert find_spikes(values, YEARS[:3]).tolist() == [[False] * 3, [True, False, False], [False] * 3]
    before, after = find_neighbours(values)
    np.testing.assert_array_equal(before, [[NAN] * 3, [1000, 7, NAN], [9000, 8, 4]])
    np.testing.assert_array_equal(after, [[9000, 8, 4], [1000, 9, 3000], [NAN] * 3])


@pytest.mark.parametrize(("second_august", "is_told"), [(2500, False), (30, True)])
def test_what_comes_again_every_august_is_a_season(second_august: int, is_told: bool) -> None:
    months = [f"{year}-{month:02d}" for year in (2022, 2023) for month in range(1, 13)]
    values = np.full((24, 1), 20.0)
    values[7], values[19] = 3000, second_august
    assert bool(find_spikes(values, months)[7, 0]) is is_told


POPULATION = "values/einwohner.csv"
TOO_MANY = ("stadtteile,022,2020,1010,149", "stadtteile,022,2020,10100,149")


def test_a_spike_is_told_with_place_finding_and_remedy(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    told = (
        f"data/{NAME}/{POPULATION}, Zeile 13, Spalte population",
        "›10100‹ ist mindestens das Fünffache der Werte davor und danach (1000 und 1020)",
        "berichtigen; stimmt der Wert, in tables.yaml bei der Reihe angeben: confirmed: [stadtteile/022/2020]",
    )
    check_case(town, Case("a digit too many", lambda town: town.replace(POPULATION, *TOO_MANY), (told,)), capsys)


def test_a_digit_too_few_is_told(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    told = (
        f"data/{NAME}/{POPULATION}, Zeile 9, Spalte population",
        "›410‹ ist höchstens ein Fünftel der Werte davor und danach (4000 und 4150)",
        "berichtigen; stimmt der Wert, in tables.yaml bei der Reihe angeben: confirmed: [stadtteile/011/2020]",
    )

    def spoil(town: Town) -> None:
        town.replace(POPULATION, "stadtteile,011,2020,4100,620", "stadtteile,011,2020,410,300")

    check_case(town, Case("a digit too few", spoil, (told,)), capsys)


def test_a_true_spike_is_confirmed(town: Town) -> None:
    town.replace(POPULATION, *TOO_MANY)
    title = "        title: Einwohnerinnen und Einwohner\n"
    town.replace("tables.yaml", title, f"{title}        confirmed: [stadtteile/022/2020]\n")
    assert town.run("check") == 0


@pytest.mark.parametrize(
    ("cases", "is_told"),
    [
        ([2, 90, 900, 1200, 1500], False),  # an epidemic: 2 is the 450th part of what comes later
        ([1, 5, 300, 499, 450], False),
        ([2, 900, 900, 1200, 1500], True),
        ([1500, 1200, 900, 900, 2], True),
    ],
)
def test_a_count_that_grows_step_by_step_is_no_error(town: Town, cases: list[int], is_told: bool) -> None:
    rows = [f"stadtbezirke,01,2020-{month:02d},{count}\n" for month, count in enumerate(cases, 1)]
    town.replace("tables.yaml", "reference: 03-01", "reference: end")
    (town.folder / "values/kita.csv").write_text("".join(["geography,area,period,places\n", *rows]), encoding="utf-8")
    file = "indicators/kita-plaetze.yaml"
    town.replace(file, "  denominator: einwohner.population\n", "")
    town.replace(file, "denominator_label: Einwohnerinnen und Einwohner\n", "")
    town.replace(file, "operator: per_thousand", "operator: count")
    town.replace(file, "unit: per_thousand\ndecimals: 1", "unit: cases\ndecimals: 0")
    assert town.run("check") == int(is_told)
