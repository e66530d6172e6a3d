"""The counts behind a rate: whatever is printed beside a rate, the rate follows from it."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.calc.observations import Block
from sozialmonitor.domain.formula import Operator
from sozialmonitor.domain.indicator import Unit
from sozialmonitor.domain.status import Status
from sozialmonitor.store.store import Store
from sozialmonitor.views.bases import Bases, build_bases
from tests.support.town import NAME

FACTORS = {Unit.PERCENT: 100, Unit.PER_HUNDRED: 100, Unit.PER_THOUSAND: 1000}


def get_bases(store: Store, monitor: str, indicator_id: str, level: str) -> tuple[Bases, Block]:
    block = store.get_observations(monitor, indicator_id, level).block
    return build_bases(store.get_catalogue(monitor), store.get_indicator(monitor, indicator_id), block), block


def make_block(numerator: float, denominator: float, value: float) -> Block:
    one = [np.array([[item]], dtype=float) for item in (value, numerator, denominator)]
    return Block(*one, np.array([[Status.VALUE]], dtype=np.int8))


def read_number(written: str) -> Decimal:
    """The number at the beginning, as a reader types it into a calculator."""
    match = re.match(r"−?[\d.]+(,\d+)?", written)
    assert match, written
    return Decimal(match[0].replace(".", "").replace(",", ".").replace("−", "-"))


@pytest.mark.parametrize("monitor", ["mannheim", "flensburg", "gemeinden", NAME])
def test_every_printed_rate_follows_from_the_printed_counts(real_store: Store, town_store: Store, monitor: str) -> None:
    """A second way: the sentences themselves, divided in decimal numbers."""
    store = town_store if monitor == NAME else real_store
    compared = 0
    catalogue = store.get_catalogue(monitor)
    for key, indicator in catalogue.indicators.items():
        for level in (*store.get_levels(monitor, key), catalogue.monitor.territory):
            if level == catalogue.monitor.territory and store.get_reference(monitor, key) is None:
                continue
            bases, block = get_bases(store, monitor, key, level)
            for period, position in np.argwhere(~np.isnan(block.values)).tolist():
                sentence = bases.describe(block, period, position)
                if sentence is None:
                    continue
                counted = sentence.partition(f"{indicator.numerator_label}"[1:] + ": ")[2]
                numerator, _, base = counted.partition(" von " if bases.is_part else " auf ")
                if not base:
                    continue
                written = f" ({indicator.denominator_label})" if bases.is_part else f" {indicator.denominator_label}"
                assert base.endswith(written), sentence
                quotient = FACTORS.get(indicator.unit, 1) * read_number(numerator) / read_number(base)
                unit = Decimal(1).scaleb(-indicator.decimals)
                printed = Decimal(repr(float(block.values[period, position]))).quantize(unit, ROUND_HALF_UP)
                assert abs(quotient - printed) <= unit / 2, (key, level, sentence, printed)
                compared += 1
    assert compared > 20


def test_a_density_is_set_against_square_kilometres_with_their_decimals(real_store: Store) -> None:
    """216 people on 2.49 km² are 87 on each; on "2" they would be 108."""
    bases, block = get_bases(real_store, "gemeinden", "bevoelkerungsdichte", "gemeinden")
    areas = [area.name for area in real_store.get_areas("gemeinden", "gemeinden")]
    periods = real_store.get_observations("gemeinden", "bevoelkerungsdichte", "gemeinden").periods
    sentences = {bases.describe(block, row, areas.index("Thörnich")) for row in range(len(periods))}
    assert "Einwohnerinnen und Einwohner: 216 auf 2,49 Quadratkilometer" in sentences
    town, numbers = get_bases(real_store, "gemeinden", "frauenanteil", "gemeinden")
    assert " von " in str(town.describe(numbers, 0, 0))


@pytest.mark.parametrize(
    ("indicator", "is_part"),
    [
        ("unter-18-anteil", True),
        ("arbeitslosenquotient", True),
        ("jugendquotient", False),
        ("entwicklung", False),
        ("wanderungssaldo", False),
        ("dichte", False),
    ],
)
def test_only_a_part_is_part_of_its_base(town_store: Store, indicator: str, is_part: bool) -> None:
    catalogue = town_store.get_catalogue(NAME)
    assert catalogue.is_part_of_whole(catalogue.indicators[indicator]) is is_part


def test_a_published_balance_in_per_cent_is_no_part(town_store: Store) -> None:
    catalogue = town_store.get_catalogue(NAME)
    quotient = catalogue.indicators["arbeitslosenquotient"]
    assert quotient.formula.operator is Operator.PUBLISHED
    table = catalogue.tables["arbeit"]
    signed = table.series["quotient"].model_copy(update={"signed": True})
    changed = table.model_copy(update={"series": {**table.series, "quotient": signed}})
    other = type(catalogue)(**{**vars(catalogue), "tables": {**catalogue.tables, "arbeit": changed}})
    assert other.may_be_negative(quotient)
    assert not other.is_part_of_whole(quotient)


def test_what_does_not_follow_is_not_printed(town_store: Store) -> None:
    """A source may divide by something else than it prints: then only what is counted is told."""
    bases, _ = get_bases(town_store, NAME, "unter-18-anteil", "stadtteile")
    told = "Kinder und Jugendliche: 1.544"
    whole = bases.describe(make_block(1544, 6476, 100 * 1544 / 6476), 0, 0)
    assert whole == f"{told} von 6.476 (Einwohnerinnen und Einwohner)"
    assert bases.describe(make_block(1544, 6476, 25.0), 0, 0) == told
    assert bases.describe(make_block(1544, np.nan, 25.0), 0, 0) == told
    assert bases.describe(make_block(1544, 0, 25.0), 0, 0) == told
    assert bases.describe(make_block(np.nan, 6476, 25.0), 0, 0) is None, "a denominator alone says nothing"


@pytest.mark.parametrize("monitor", ["mannheim", "flensburg", "gemeinden", NAME])
def test_the_numerator_of_a_change_is_called_one(real_store: Store, town_store: Store, monitor: str) -> None:
    """It is a difference, and may be below zero: "−1 Einwohnerinnen und Einwohner" would be wrong twice."""
    indicators = (town_store if monitor == NAME else real_store).get_catalogue(monitor).indicators.values()
    labels = {str(item.numerator_label) for item in indicators if item.formula.operator is Operator.CHANGE}
    assert labels == {"Veränderung der Zahl der Einwohnerinnen und Einwohner"}


def test_a_sentence_fits_whatever_its_number_is(town_store: Store) -> None:
    change, _ = get_bases(town_store, NAME, "entwicklung", "stadtteile")
    people = "Einwohnerinnen und Einwohner"
    written = f"Veränderung der Zahl der {people}: −1 auf 200 {people} drei Jahre zuvor"
    assert change.describe(make_block(-1, 200, -0.5), 0, 0) == written
    vacant, _ = get_bases(town_store, NAME, "leerstand", "stadtteile")
    assert vacant.describe(make_block(1, 50, 2.0), 0, 0) == "Leere Wohnungen: 1 von 50 (Wohnungen)"


def test_a_count_has_nothing_behind_it(town_store: Store) -> None:
    bases, block = get_bases(town_store, NAME, "einwohner", "stadtteile")
    assert bases.describe(block, 0, 0) is None


@given(st.integers(0, 2**53 - 1), st.integers(1, 2**53 - 1))
def test_counts_are_printed_to_the_last_digit(town_store: Store, top: int, bottom: int) -> None:
    bases, _ = get_bases(town_store, NAME, "jugendquotient", "stadtteile")
    assert bases.format_numerator(float(top)) == f"{top:,}".replace(",", ".")
    assert bases.format_denominator(float(bottom)) == f"{bottom:,}".replace(",", ".")


def test_a_series_without_declared_decimals_shows_those_it_has(town_store: Store) -> None:
    catalogue = town_store.get_catalogue(NAME)
    table = catalogue.tables["flaechen"]
    free = table.series["area_km2"].model_copy(update={"additive": False, "decimals": None})
    changed = table.model_copy(update={"series": {"area_km2": free}})
    other = type(catalogue)(**{**vars(catalogue), "tables": {**catalogue.tables, "flaechen": changed}})
    block = town_store.get_observations(NAME, "dichte", "stadtteile").block
    assert build_bases(other, catalogue.indicators["dichte"], block).denominator_decimals == 2
