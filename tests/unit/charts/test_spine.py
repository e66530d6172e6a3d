"""The drawings of a profile: well-formed, complete, and silent about what is not there."""

from __future__ import annotations

import math
from xml.etree import ElementTree

import pytest

from sozialmonitor.charts.run_line import build_run_line
from sozialmonitor.charts.spine import WIDTH, build_key_icon, build_spine_line
from sozialmonitor.views.profile.rows import Trace
from sozialmonitor.views.profile.spine import Spine

NAN = math.nan
SPINE = Spine(True, False, -1.0, -0.5, 0.5, 1.0, 0.25, 0.1, 0.4)
SVG = "{http://www.w3.org/2000/svg}"


def parse(svg: str) -> ElementTree.Element:
    assert "nan" not in svg
    return ElementTree.fromstring(svg)


def test_range_box_centre_interval_and_dot() -> None:
    tree = parse(build_spine_line(SPINE, is_secured=True))
    assert len(tree.findall(f"{SVG}rect")) == 2
    assert len(tree.findall(f"{SVG}path")) == 2
    dot = tree.find(f"{SVG}circle")
    assert dot is not None
    assert WIDTH / 2 < float(dot.get("cx", "")) < WIDTH


def test_only_secured_differences_are_filled() -> None:
    fills = [
        parse(build_spine_line(SPINE, is_secured=is_secured)).find(f"{SVG}circle").get("fill")  # type: ignore[union-attr]
        for is_secured in (True, False)
    ]
    assert fills[0] != fills[1] == "#ffffff"


def test_what_is_missing_is_not_drawn() -> None:
    bare = Spine(False, True, -1.0, NAN, NAN, 1.0, NAN, NAN, NAN)
    tree = parse(build_spine_line(bare, is_secured=False))
    assert [item.tag for item in tree] == [f"{SVG}rect"]


@pytest.mark.parametrize("name", ["all", "middle", "reference", "secured", "unsecured"])
def test_the_key_has_an_icon_for_every_mark(name: str) -> None:
    assert len(parse(build_key_icon(name))) == 1


def make_trace(values: tuple[float, ...], segments: tuple[int, ...]) -> Trace:
    years = tuple(2000.0 + index for index in range(len(values)))
    return Trace(years, values, segments, (NAN,) * len(values), segments, "")


def test_a_gap_interrupts_the_line() -> None:
    tree = parse(build_run_line(make_trace((1.0, 2.0, NAN, 3.0, 4.0), (0, 0, 1, 2, 2))))
    line = tree.find(f"{SVG}path")
    assert line is not None
    assert line.get("d", "").count("M") == 2
    assert len(tree.findall(f"{SVG}circle")) == 1


def test_a_value_alone_is_a_dot() -> None:
    tree = parse(build_run_line(make_trace((1.0, NAN, 3.0, 4.0), (0, 1, 2, 2))))
    assert len(tree.findall(f"{SVG}circle")) == 2


def test_nothing_known_is_an_empty_picture() -> None:
    assert len(parse(build_run_line(make_trace((NAN, NAN), (0, 1))))) == 0
