"""Whatever a calculation refuses, the build refuses: with the cell and a remedy, and before anything is published."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.build.outcomes import MOST_PER_RULE, check_outcomes
from sozialmonitor.calc.observations import Block
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.status import Status
from sozialmonitor.store.store import Store
from sozialmonitor.views.evidence import compute_interval
from tests.support.town import NAME, Town, copy_town

PLACE = "unter-18-anteil.yaml"
NAN = float("nan")


def make_block(value: float, numerator: float, denominator: float, areas: int = 6) -> Block:
    """The same cell for the first area alone; the others have nothing."""
    arrays = [np.full((1, areas), NAN) for _ in range(3)]
    for array, cell in zip(arrays, (value, numerator, denominator), strict=True):
        array[0, 0] = cell
    statuses = np.full((1, areas), Status.NO_DATA, dtype=np.int8)
    statuses[0, 0] = Status.BLOCKED if np.isnan(value) else Status.VALUE
    return Block(*arrays, statuses)


def check(store: Store, indicator: str, block: Block) -> list[Defect]:
    catalogue = store.get_catalogue(NAME)
    return check_outcomes(catalogue.indicators[indicator], catalogue, "stadtteile", ("2023",), block, PLACE)


@pytest.mark.parametrize(
    ("indicator", "cell", "finding", "remedy"),
    [
        ("unter-18-anteil", (-5.0, -5, 100), "der Zähler -5 ist negativ; ein Teil", "ein Saldo braucht die Rechenart"),
        ("unter-18-anteil", (110.0, 110, 100), "der Zähler 110 ist größer als der Nenner 100", "berichtigen"),
        ("unter-18-anteil", (NAN, 3, 0), "der Zähler 3 ist größer als der Nenner 0", "berichtigen"),
        ("unter-18-anteil", (-5.0, 5, -100), "der Nenner -100 ist negativ", "Glieder des Nenners"),
        ("arbeitslosenquotient", (-1.5, NAN, NAN), "der Wert -1,5 (Zähler –) ist negativ", "signed: true"),
        ("arbeitslosenquotient", (5.0, -3, NAN), "der Zähler -3 ist negativ", "Glieder mit Minus"),
        ("arbeitslosenquotient", (100.5, NAN, NAN), "der Anteil ist 100,5 % und damit größer", "at_most: 110"),
        ("jugendquotient", (-5.0, -5, 100), "der Wert -5 (Zähler -5) ist negativ", "signed: true"),
        ("einwohner", (-999.0, -999, NAN), "der Wert -999 (Zähler -999) ist negativ", "signed: true"),
        ("entwicklung", (200.0, -10, -5), "der frühere Wert -5 ist negativ", "count"),
        ("einwohner", (2.0**53 + 2, 2.0**53 + 2, NAN), "ist zu groß, um genau gezeigt zu werden", "Werte der Reihen"),
        ("jugendquotient", (float("inf"), 5, 1e-320), "ist zu groß, um genau gezeigt zu werden", "Werte der Reihen"),
        ("unter-18-anteil", (10.0, 1e15, 1e16), "ist zu groß, um genau gezeigt zu werden", "Werte der Reihen"),
    ],
)  # fmt: skip
def test_an_impossible_cell_is_refused_once(
    town_store: Store, indicator: str, cell: tuple[float, float, float], finding: str, remedy: str
) -> None:
    (defect,) = check(town_store, indicator, make_block(*cell))
    assert defect.place == PLACE
    assert defect.finding.startswith("Gebiet ›011‹ (stadtteile), Periode 2023: ")
    assert finding.replace("-", "−") in defect.finding
    assert remedy in defect.remedy


@pytest.mark.parametrize(
    ("indicator", "cell"),
    [
        ("unter-18-anteil", (0.0, 0, 100)),
        ("unter-18-anteil", (100.0, 7, 7)),
        ("jugendquotient", (140.0, 140, 100)),
        ("wanderungssaldo", (-130.0, -530, 4201)),
        ("umzugssaldo", (-999.0, -999, NAN)),
        ("entwicklung", (-3.0, -3, 100)),
        ("entwicklung", (NAN, 3, 0)),
        ("einwohner", (2.0**53, 2.0**53, NAN)),
    ],
)
def test_what_is_possible_passes(town_store: Store, indicator: str, cell: tuple[float, float, float]) -> None:
    assert check(town_store, indicator, make_block(*cell)) == []


NUMBERS = st.integers(-5, 5) | st.sampled_from([NAN, -1e300, 1e300, float("inf"), 0.5, -0.5])


@given(
    st.sampled_from(["unter-18-anteil", "arbeitslosenquotient", "jugendquotient", "wanderungssaldo"]), NUMBERS, NUMBERS
)
def test_what_passes_has_an_interval_or_none_and_never_fails(
    town_store: Store, indicator: str, top: float, bottom: float
) -> None:
    """The other way round: no cell that passes may take down a page that computes all of them."""
    catalogue = town_store.get_catalogue(NAME)
    with np.errstate(all="ignore"):
        value = NAN if bottom == 0 else float(np.float64(100) * top / bottom)
    block = make_block(value, top, bottom)
    if check(town_store, indicator, block):
        return
    interval = compute_interval(catalogue, catalogue.indicators[indicator], block)
    if catalogue.may_be_negative(catalogue.indicators[indicator]):
        assert np.isnan(interval.lower).all()


def test_a_hundred_bad_cells_of_one_kind_are_told_in_part(town_store: Store) -> None:
    block = make_block(-1.0, -1, NAN)
    many = Block(
        *(np.repeat(part[:, :1], 6, axis=1) for part in (block.values, block.numerators, block.denominators)),
        np.repeat(block.statuses[:, :1], 6, axis=1),
    )
    tall = Block(
        *(np.repeat(part, 10, axis=0) for part in (many.values, many.numerators, many.denominators)),
        np.repeat(many.statuses, 10, axis=0),
    )
    catalogue = town_store.get_catalogue(NAME)
    periods = tuple(str(2000 + year) for year in range(10))
    found = check_outcomes(catalogue.indicators["einwohner"], catalogue, "stadtteile", periods, tall, PLACE)
    assert len(found) == MOST_PER_RULE


def test_a_share_of_a_difference_below_zero_is_refused_with_its_place(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    """The whole way, from the files: a balance is no share."""
    town.replace("indicators/wanderungssaldo.yaml", "operator: per_thousand", "operator: share")
    town.replace("indicators/wanderungssaldo.yaml", "unit: per_thousand", "unit: percent")
    assert town.run("build") == 1
    told = capsys.readouterr().err
    assert "indicators/wanderungssaldo.yaml" in told
    assert "Gebiet ›012‹ (stadtteile), Periode 2021: der Zähler −50 ist negativ" in told
    assert not town.releases.exists()


def test_less_than_half_is_told_apart_from_zero(tmp_path_factory: pytest.TempPathFactory) -> None:
    """3 of 8,000 flats are 0.04 %: printed as the sign 0, kept as a number; none of 480 is a zero."""
    town = copy_town(tmp_path_factory.mktemp("tiny"))
    town.replace("values/wohnungen.csv", "stadtteile,011,2021,2100,40", "stadtteile,011,2021,8000,3")
    town.replace("values/arbeit.csv", "stadtteile,011,2023,140,5.35", "stadtteile,011,2023,140,0.0")
    assert town.run("build") == 0
    store = town.load_store()
    block = store.get_observations(NAME, "leerstand", "stadtteile").block
    assert Status(block.statuses[0, 0]) is Status.LESS_THAN_HALF
    assert block.values[0, 0] == pytest.approx(0.0375)
    assert Status(block.statuses[0, 4]) is Status.VALUE
    assert block.values[0, 4] == 0
    published = store.get_observations(NAME, "arbeitslosenquotient", "stadtteile").block
    assert Status(published.statuses[-1, 0]) is Status.LESS_THAN_HALF, "the source rounded 140 people away"


@pytest.mark.parametrize(
    ("value", "at_most", "told"),
    [
        ("101.3", "", "der Anteil ist 101,3 % und damit größer als 100 %"),
        ("101.3", "at_most: 100", "›101.3‹ ist größer als 100"),
        ("101.3", "at_most: 110", None),
        ("110.5", "at_most: 110", "›110.5‹ ist größer als 110"),
    ],
)
def test_a_quota_above_the_whole_is_allowed_where_it_is_declared(
    town: Town, value: str, at_most: str, told: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    """Children in care who live elsewhere; there is no interval of a part of a whole then."""
    town.replace("values/arbeit.csv", "stadtteile,011,2023,140,5.35", f"stadtteile,011,2023,140,{value}")
    if at_most:
        title = "        title: Arbeitslosenquotient\n"
        town.replace("tables.yaml", title, f"{title}        {at_most}\n")
    assert town.run("build") == int(told is not None)
    if told is not None:
        assert told in capsys.readouterr().err
        return
    store = town.load_store()
    catalogue, block = (
        store.get_catalogue(NAME),
        store.get_observations(NAME, "arbeitslosenquotient", "stadtteile").block,
    )
    assert block.values[-1, 0] == 101.3
    assert np.isnan(compute_interval(catalogue, catalogue.indicators["arbeitslosenquotient"], block).lower).all()
