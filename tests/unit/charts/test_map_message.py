"""What travels to the browser, decoded again and compared with what was to be shown."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialmonitor.calc.observations import Block
from sozialmonitor.calc.rounding import MISSING, Integers, compute_display_integers, find_less_than_half
from sozialmonitor.charts.colours import DIVERGING, SELECTED_AREAS
from sozialmonitor.charts.map_message import ALL_AT_ONCE, encode_message
from sozialmonitor.charts.map_picture import build_value_picture
from sozialmonitor.domain.classification import Classification, Palette
from sozialmonitor.domain.geography import Area
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.status import Status
from sozialmonitor.store.observations import Observations
from sozialmonitor.store.store import Store
from sozialmonitor.views.map_view import MapView, build_map_view
from sozialmonitor.views.scale import Classes, build_scale
from tests.support.messages import decode
from tests.support.town import NAME

HOSTILE = [
    "</script><script>alert(1)</script>",
    "{{7*7}}{% raw %}",
    "'); alert(1); ('",
    "`${alert(1)}`",
    "\u2028\u2029",
    "\\u0027",
]


def build(store: Store, monitor: str, indicator: str, level: str, period: str, **rest: Any) -> MapView:
    selection = Selection(monitor, indicator, level, period, **rest)
    return build_map_view(store, selection, build_scale(store, monitor, indicator, level, selection.classification))


def to_list(integers: Integers) -> list[int | None]:
    return [None if number == MISSING else int(number) for number in integers]


def enlarge(view: MapView, areas: int, periods: int, highest: float = 100.0) -> MapView:
    """The same view with other numbers: many areas, many periods, a few gaps."""
    random = np.random.default_rng(7)
    denominators = random.integers(300, 30_000, (periods, areas)).astype(float)
    values = random.uniform(0, highest, (periods, areas))
    statuses = np.where(random.random((periods, areas)) < 0.03, Status.SUPPRESSED, Status.VALUE).astype(np.int8)
    values = np.where(statuses == Status.VALUE, values, np.nan)
    numerators = np.where(statuses == Status.VALUE, np.rint(denominators * values / 100), np.nan)
    values = 100 * numerators / denominators  # so that the rate follows from the counts
    statuses[find_less_than_half(values, view.indicator.decimals)] = Status.LESS_THAN_HALF
    codes = tuple(str(2000 + period) for period in range(periods))
    return replace(
        view,
        areas=tuple(Area(f"{number:04d}", f"Gebiet {number}", None) for number in range(areas)),
        observations=Observations(codes, Block(values, numerators, denominators, statuses)),
        scale=replace(
            view.scale,
            periods=codes,
            display=compute_display_integers(values, view.indicator.decimals),
            reference=compute_display_integers(values[:, 0], view.indicator.decimals),
        ),
        period=periods - 1,
        positions=(1, 0),
    )


@pytest.fixture
def share(town_store: Store) -> MapView:
    return build(town_store, NAME, "unter-18-anteil", "stadtteile", "2023", areas=("023", "012"))


def test_every_number_of_every_map_arrives(town_store: Store, real_store: Store) -> None:
    compared = 0
    for store in (town_store, real_store):
        for monitor in store.get_monitors():
            for indicator in store.get_catalogue(monitor.id).indicators:
                for level in store.get_levels(monitor.id, indicator):
                    period = store.get_observations(monitor.id, indicator, level).periods[0]
                    compared += assert_arrives(build(store, monitor.id, indicator, level, period))
    assert compared > 10_000


def assert_arrives(view: MapView) -> int:
    """All numbers of a view, in as many messages as it takes; returns how many."""
    header, blocks = decode(encode_message(build_value_picture(view), 1))
    statuses = list(header["status"])
    if header["part"] != "all":
        rest, more = decode(encode_message(build_value_picture(view), 2, rest=True))
        assert not set(blocks) & set(more), "nothing travels twice"
        assert rest["key"] == header["key"]
        blocks |= more
        statuses += rest["status"]
    block = view.observations.block
    for period in range(len(view.scale.periods)):
        assert blocks["value", period] == to_list(view.scale.display[period])
        for kind, counts in (("numerator", block.numerators), ("denominator", view.bases.keep_agreeing(block))):
            expected = to_list(compute_display_integers(counts[period], header.get(f"{kind}Decimals", 0)))
            if view.indicator.is_rate and any(item is not None for item in expected):
                assert blocks[kind, period] == expected
            else:
                assert (kind, period) not in blocks
    told = {(item["period"], area): item["code"] for item in statuses for area in item["areas"]}
    assert told == {
        (period, area): Status(code).name.lower()
        for (period, area), code in np.ndenumerate(block.statuses)
        if code != Status.VALUE
    }
    assert set(told.values()) <= set(header["statuses"])
    return block.values.size


def test_the_header_says_what_is_shown(share: MapView) -> None:
    header, _ = decode(encode_message(build_value_picture(share), 7))
    assert header["seq"] == 7
    assert header["part"] == "all"
    assert header["key"] == share.key
    assert header["periods"] == ["2018", "2020", "2021", "2023"]
    assert header["active"] == 3
    assert header["decimals"] == 1
    assert header["unit"] == "%"
    assert header["symbol"] == "choropleth"
    assert header["selected"] == [5, 1]
    assert header["focus"] == 1
    assert header["selectedColours"] == list(SELECTED_AREAS[:2])
    assert header["reference"]["values"] == to_list(share.scale.reference)
    assert header["reference"]["values"][3] is None, "one count is secret, so the total is"


def test_statuses_say_how_they_are_drawn(share: MapView) -> None:
    header, _ = decode(encode_message(build_value_picture(share), 1))
    for name, told in header["statuses"].items():
        status = Status[name.upper()]
        assert told["hasValue"] == status.has_value
        assert told["classed"] == status.is_classed
        assert told["sign"] == status.sign
        assert (told["pattern"] in {"none", "plain"}) == status.has_value, "a gap is hatched or dotted"


def test_classes_and_colours_go_together(real_store: Store) -> None:
    for palette in Palette:
        for count in range(2, 8):
            chosen = Classification(count=count, palette=palette)
            view = build(real_store, "mannheim", "auslaenderanteil", "stadtteile", "2020", classification=chosen)
            header, _ = decode(encode_message(build_value_picture(view), 1))
            for told, classes in zip(header["classes"], view.scale.classes, strict=True):
                assert told["breaks"] == list(classes.breaks)
                assert len(told["colours"]) == len(told["labels"]) == len(classes.breaks) + 1
                assert len(set(told["colours"])) == len(told["colours"])
                if palette is Palette.DIVERGING:
                    assert told["colours"] == list(DIVERGING)


def test_no_name_of_an_area_travels(real_store: Store, town_store: Store) -> None:
    """Names stand in the geometry, which is public and cached; in a message they would be a way in."""
    for store in (real_store, town_store):
        for monitor in store.get_monitors():
            catalogue = store.get_catalogue(monitor.id)
            for indicator in catalogue.indicators:
                for level in store.get_levels(monitor.id, indicator):
                    period = store.get_observations(monitor.id, indicator, level).periods[-1]
                    areas = store.get_areas(monitor.id, level)
                    view = build(store, monitor.id, indicator, level, period, areas=(areas[0].code,))
                    header = base64.b64decode(encode_message(build_value_picture(view), 1)[0]).decode()
                    words = set(re.findall(r'"([^"]*)"', header))
                    assert not words & {area.name for area in areas}
                    assert not words & {area.code for area in areas}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_inside_base64(share: MapView, text: str) -> None:
    """The catalogue refuses such texts; the message does not rely on it."""
    indicator = share.indicator.model_copy(update={"title": text, "numerator_label": text, "denominator_label": text})
    classes = tuple(Classes(item.breaks, (text,) * len(item.labels), item.has_zero) for item in share.scale.classes)
    hostile = replace(share, indicator=indicator, direction=text, scale=replace(share.scale, classes=classes))
    message = encode_message(build_value_picture(hostile), 1)
    for part in message:
        assert re.fullmatch(r"[A-Za-z0-9+/]*={0,2}", part)
    header, _ = decode(message)
    assert header["title"] == header["numeratorLabel"] == header["directionText"] == text
    assert header["classes"][0]["labels"][0] == text


@given(
    highest=st.sampled_from([3000.0, 3276.6, 3276.7, 5000.0, 1e6, 2.0**31 - 1, 2.0**31, 2.0**40, 2.0**53 / 16]),
    decimals=st.integers(0, 1),
)
def test_numbers_take_two_bytes_or_four_or_eight(town_store: Store, highest: float, decimals: int) -> None:
    view = build(town_store, NAME, "unter-18-anteil", "stadtteile", "2023")
    view = replace(view, indicator=view.indicator.model_copy(update={"decimals": decimals}))
    values = np.array([[0.0, highest, -highest, np.nan, 1.0, 2.0]])
    statuses = np.where(np.isnan(values), Status.UNKNOWN, Status.VALUE).astype(np.int8)
    nothing = np.full(values.shape, np.nan)
    display = compute_display_integers(values, decimals)
    view = replace(
        view,
        observations=Observations(("2023",), Block(values, nothing, nothing, statuses)),
        scale=replace(view.scale, periods=("2023",), display=display, reference=np.array([MISSING])),
        period=0,
    )
    header, blocks = decode(encode_message(build_value_picture(view), 1))
    assert blocks["value", 0] == to_list(display[0])
    largest = int(np.abs(display[display != MISSING]).max())
    assert header["blocks"][0]["type"] == ("i2" if largest < 2**15 - 1 else "i4" if largest < 2**31 else "f8")
    assert header["circleMax"] == largest
    assert header["circleRange"] == [-largest, largest]


def test_the_first_message_for_many_areas_is_small(share: MapView) -> None:
    """400 areas over 18 years: what is needed to draw comes first and fits into a few packets."""
    view = enlarge(share, 400, 18)
    first, rest = encode_message(build_value_picture(view), 1), encode_message(build_value_picture(view), 2, rest=True)
    assert sum(map(len, first)) < 10_000
    header, blocks = decode(first)
    assert header["part"] == "first"
    assert set(blocks) == {("value", 17)}
    header, blocks = decode(rest)
    assert header["part"] == "rest"
    assert {period for kind, period in blocks if kind == "value"} == set(range(17))
    assert {period for kind, period in blocks if kind == "numerator"} == set(range(18))
    assert_arrives(view)


def test_few_numbers_travel_at_once(share: MapView) -> None:
    at_once = enlarge(share, ALL_AT_ONCE // 18, 18)
    assert decode(encode_message(build_value_picture(at_once), 1))[0]["part"] == "all"
    assert_arrives(at_once)


def test_ten_thousand_areas_arrive_without_counts(share: MapView) -> None:
    view = enlarge(share, 10_997, 2)
    _, blocks = decode(encode_message(build_value_picture(view), 1))
    assert set(blocks) == {("value", 1)}
    assert blocks["value", 1] == to_list(view.scale.display[1])


def test_the_same_view_gives_the_same_message(share: MapView) -> None:
    """The frame compares messages to know whether anything has changed."""
    assert encode_message(build_value_picture(share), 3) == encode_message(build_value_picture(share), 3)
    assert encode_message(build_value_picture(share), 3)[1] == encode_message(build_value_picture(share), 4)[1]
