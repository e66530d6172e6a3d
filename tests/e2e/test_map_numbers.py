"""The map's scripts alone, in a real browser: numbers to the last digit, circles below zero, counts with decimals.

No server: the scripts are loaded into an empty page and fed with messages as Python writes them.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from sozialmonitor.calc.observations import Block
from sozialmonitor.calc.rounding import MISSING, compute_display_integers
from sozialmonitor.charts.map_message import encode_message
from sozialmonitor.charts.map_picture import build_value_picture
from sozialmonitor.domain.classification import Classification
from sozialmonitor.domain.indicator import Unit
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.status import Status
from sozialmonitor.store.observations import Observations
from sozialmonitor.store.store import Store
from sozialmonitor.texts.format import format_display_integer, format_unit
from sozialmonitor.texts.german import texts_of
from sozialmonitor.views.map_view import MapView, build_map_view
from sozialmonitor.views.scale import build_scale
from tests.support.server import ROOT
from tests.support.town import NAME

SCRIPTS = ("format", "protocol", "patterns", "model", "symbols", "wording", "legend")
LARGEST_RADIUS = 26
_READ = """
([header, numbers, texts, period]) => {
    const sm = window.sozialmonitor;
    const model = new sm.Model();
    model.apply(sm.protocol.decode(header, numbers));
    const wording = new sm.Wording(new sm.Texts(texts), model);
    const frame = document.createElement("div");
    document.body.replaceChildren(frame);
    const legend = new sm.Legend(frame, new sm.Texts(texts), model);
    legend.build(period);
    legend.update(period);
    const areas = Array.from({ length: model.header.areaCount }, (_, index) => {
        const reading = model.read(index, period);
        return {
            value: wording.valueOrReason(reading),
            fraction: wording.fraction(reading),
            comparison: wording.comparison(reading),
            spoken: wording.spoken("A", reading, false),
            category: model.nameCategory(reading.category),
        };
    });
    return {
        areas,
        circles: model.header.symbol === "circle" ? sm.symbols.computeCircles(model, period) : [],
        legend: frame.innerText.replace(/\\s+/g, " "),
        nested: [...frame.querySelectorAll(".sm-nested")].map((svg) => ({
            label: svg.getAttribute("aria-label"),
            negative: svg.querySelectorAll("circle.sm-negative").length,
            circles: svg.querySelectorAll("circle").length,
        })),
    };
}
"""


@pytest.fixture(scope="module")
def scripts(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    for name in SCRIPTS:
        page.add_script_tag(path=ROOT / f"sozialmonitor/ui/assets/map/{name}.js")
    yield page
    page.close()


def build(store: Store, indicator: str, period: str, monitor: str = NAME, level: str = "stadtteile") -> MapView:
    selection = Selection(monitor, indicator, level, period)
    return build_map_view(store, selection, build_scale(store, monitor, indicator, level, Classification()))


def with_counts(view: MapView, values: list[float]) -> MapView:
    """The first areas of a count with other values; the others have none."""
    cells = np.full((1, len(view.areas)), np.nan)
    cells[0, : len(values)] = values
    statuses = np.where(np.isnan(cells), Status.NO_DATA, Status.VALUE).astype(np.int8)
    block = Block(cells, cells, np.full(cells.shape, np.nan), statuses)
    scale = replace(
        view.scale,
        periods=("2023",),
        display=compute_display_integers(cells, view.indicator.decimals),
        reference=np.array([MISSING]),
    )
    reference = np.array([np.nan])
    return replace(view, observations=Observations(("2023",), block), scale=scale, reference=reference, period=0)


def read(page: Page, view: MapView) -> dict[str, Any]:
    """What the scripts make of a view: words of each area, circles, legend."""
    found: dict[str, Any] = page.evaluate(
        _READ, [*encode_message(build_value_picture(view), 1), texts_of("map"), view.period]
    )
    return found


def test_numbers_are_written_as_in_python(scripts: Page) -> None:
    """Every digit up to 2^53, in both signs and with any decimals."""
    source = random.Random(20)
    edges = [0, 1, 9, 10, 999, 1000, 2**31 - 1, 2**31, 2**31 + 1, 10**10 + 1, 2**50 + 1, 2**53 - 1, 2**53]
    sizes = [*edges, *(source.randrange(2 ** source.randrange(1, 54)) for _ in range(400))]
    cases = [(sign * size, decimals) for size in sizes for sign in (1, -1) for decimals in range(7)]
    shown = scripts.evaluate(
        "(cases) => cases.map(([n, d]) => window.sozialmonitor.format.formatDisplayInteger(n, d))", cases
    )
    assert shown == [format_display_integer(*case) for case in cases]


@pytest.mark.parametrize("largest", [2**31 - 1, 2**31, 3_000_000_000, 10**10 + 7, 2**53 - 1])
def test_large_counts_arrive_to_the_last_digit(scripts: Page, town_store: Store, largest: int) -> None:
    view = with_counts(build(town_store, "umzugssaldo", "2023"), [largest, -largest, 1, -1])
    areas = read(scripts, view)["areas"]
    expected = [format_display_integer(number, 0) for number in (largest, -largest, 1, -1)]
    assert [area["value"] for area in areas[:4]] == [
        f"{number} {format_unit(Unit.PERSONS, number)}" for number in expected
    ]
    assert areas[4]["value"].startswith("keine Angabe in der Quelle"), "a gap stays one"


@pytest.mark.parametrize(
    "values",
    [[-642.0, -3.0, -100.0], [500.0, -20.0, 0.0], [-500.0, 20.0], [7.0, 3.0], [1.0, -(2.0**40)]],
    ids=["all below zero", "both", "more below", "all above", "large"],
)
def test_circles_follow_the_largest_size(scripts: Page, town_store: Store, values: list[float]) -> None:
    found = read(scripts, with_counts(build(town_store, "umzugssaldo", "2023"), values))
    largest = max(map(abs, values))
    circles = {circle["index"]: circle for circle in found["circles"]}
    assert set(circles) == {index for index, value in enumerate(values) if value}
    for index, circle in circles.items():
        wanted = max(1.5, LARGEST_RADIUS * (abs(values[index]) / largest) ** 0.5)
        assert circle["radius"] == pytest.approx(wanted)
        assert circle["isNegative"] == (values[index] < 0)
    signs = {value > 0 for value in values if value}
    assert len(found["nested"]) == len(signs), "one set of circles for each sign there is"
    for key in found["nested"]:
        is_negative = key["label"].startswith("−")
        assert key["negative"] == (key["circles"] if is_negative else 0)
    assert ("unter null" in found["legend"]) is (min(values) < 0)


def test_a_density_names_its_base_with_decimals(scripts: Page, town_store: Store) -> None:
    areas = read(scripts, build(town_store, "dichte", "2023"))["areas"]
    assert areas[0]["fraction"] == "Einwohnerinnen und Einwohner: 4.201 auf 2,49 Quadratkilometer"
    share = read(scripts, build(town_store, "unter-18-anteil", "2023"))["areas"]
    assert share[0]["fraction"] == "Kinder und Jugendliche: 640 von 4.201 (Einwohnerinnen und Einwohner)"


def test_one_percentage_point_is_one(scripts: Page, town_store: Store) -> None:
    view = build(town_store, "unter-18-anteil", "2021")
    display, reference = view.scale.display.copy(), view.scale.reference.copy()
    display[view.period, :4], reference[view.period] = [11, 9, 12, 10], 10
    whole = view.indicator.model_copy(update={"decimals": 0})
    changed = replace(view, indicator=whole, scale=replace(view.scale, display=display, reference=reference))
    told = [area["comparison"] for area in read(scripts, changed)["areas"][:3]]
    assert told == ["1 Prozentpunkt darüber", "1 Prozentpunkt darunter", "2 Prozentpunkte darüber"]


def test_less_than_half_is_no_zero(scripts: Page, town_store: Store) -> None:
    """3 of 8,000: neither in the class of zeros nor written as one."""
    view = build(town_store, "leerstand", "2021")
    top, bottom = np.array([[3.0, 0.0, 80.0, 4.0, 400.0, 3.0]]), np.full((1, 6), 8000.0)
    statuses = np.array([[Status.LESS_THAN_HALF, Status.VALUE, Status.VALUE, Status.LIMITED, Status.VALUE, 0]], np.int8)
    statuses[0, 5] = Status.SMALL_AREA
    values = 100 * top / bottom
    scale = replace(view.scale, display=compute_display_integers(values, 1), is_zero=values == 0)
    scale = replace(scale, classes=(replace(scale.classes[0], has_zero=True),))
    changed = replace(view, observations=Observations(("2021",), Block(values, top, bottom, statuses)), scale=scale)
    areas = read(scripts, changed)["areas"]
    assert [area["value"] for area in areas] == ["0", "0,0 %", "1,0 %", "0,1 %", "5,0 %", "0"]
    assert areas[0]["category"] == 0
    assert areas[1]["category"] == "zero"
    assert areas[0]["fraction"] == "Leere Wohnungen: 3 von 8.000 (Wohnungen)"
    assert "weniger als die Hälfte" in areas[0]["spoken"]
    assert "weniger als die Hälfte" in areas[5]["spoken"]
    assert "wenige Menschen" in areas[5]["spoken"]


def test_every_indicator_of_the_town_is_read(scripts: Page, town_store: Store) -> None:
    read_values = 0
    for key in town_store.get_catalogue(NAME).indicators:
        for level in town_store.get_levels(NAME, key):
            period = town_store.get_observations(NAME, key, level).periods[-1]
            found = read(scripts, build(town_store, key, period, level=level))
            assert "NaN" not in json.dumps(found)
            read_values += len(found["areas"])
    assert read_values > 50
