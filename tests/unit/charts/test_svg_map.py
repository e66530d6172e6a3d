"""Small maps: one path per area, patterns for what has no value, texts escaped, nothing executable."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from sozialmonitor.charts.area_fills import build_fills
from sozialmonitor.charts.colours import NOT_VALUED, TEXT, ZERO, get_sequential
from sozialmonitor.charts.svg_map import DOTS, GRID, HATCH, SvgPaths, build_svg_map, build_svg_paths
from sozialmonitor.domain.classification import Palette
from sozialmonitor.domain.status import Status
from sozialmonitor.views.scale import Classes, Scale

SVG = "{http://www.w3.org/2000/svg}"
SQUARE = np.array([[0, 50], [1, 50], [1, 51], [0, 51], [0, 50]], dtype=float)


@pytest.fixture
def paths() -> SvgPaths:
    """Two squares, side by side."""
    return build_svg_paths([[SQUARE], [SQUARE + np.array([1, 0])]])


def draw(paths: SvgPaths, *fills: str, title: str = "Titel", highlight: int | None = None) -> ET.Element:
    svg = build_svg_map(paths, fills, width=200, title=title, description="Worte", highlight=highlight)
    return ET.fromstring(svg)


def test_north_is_up_and_longitudes_are_stretched(paths: SvgPaths) -> None:
    """Two degrees of longitude at 50.5° north are 1.27 times as long as one of latitude."""
    assert paths.width == GRID
    assert paths.width / paths.height == pytest.approx(2 * np.cos(np.radians(50.5)), rel=0.01)
    assert paths.paths[0].startswith(f"M0,{paths.height - 1}l")
    assert paths.paths[1].startswith(f"M{GRID // 2},")


def test_points_that_fall_together_are_drawn_once() -> None:
    dense = np.concatenate([np.linspace(a, b, 2000) for a, b in pairwise(SQUARE)])
    (path,) = build_svg_paths([[dense]], grid=20).paths
    assert path.count("l") < 80


def test_an_islet_smaller_than_a_unit_is_left_out() -> None:
    assert build_svg_paths([[SQUARE], [SQUARE * 1e-5 + np.array([0.5, 50])]]).paths[1] == ""


def test_every_area_has_its_fill_and_title_and_description_are_inside(paths: SvgPaths) -> None:
    svg = draw(paths, "#123456", HATCH)
    fills = [path.get("fill", "") for path in svg.findall(f"{SVG}g/{SVG}path")]
    (pattern,) = svg.findall(f"{SVG}defs/{SVG}pattern")
    assert fills == ["#123456", f"url(#{pattern.get('id')})"]
    names = [svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")]
    assert [item.text for item in names if item is not None] == ["Titel", "Worte"]
    assert svg.get("aria-labelledby") == " ".join(item.get("id", "") for item in names if item is not None)
    assert svg.get("role") == "img"


def test_no_pattern_without_need_and_both_where_needed(paths: SvgPaths) -> None:
    assert draw(paths, "#fff", "#000").find(f"{SVG}defs") is None
    assert len(draw(paths, HATCH, DOTS).findall(f"{SVG}defs/{SVG}pattern")) == 2


def test_patterns_of_two_maps_do_not_share_an_id(paths: SvgPaths) -> None:
    ids = {
        draw(paths, HATCH, "#fff", title=title).find(f"{SVG}defs/{SVG}pattern").get("id")  # type: ignore[union-attr]
        for title in ("eine", "andere")
    }
    assert len(ids) == 2


def test_a_highlight_is_outlined_on_top(paths: SvgPaths) -> None:
    (outline,) = draw(paths, "#fff", "#fff", highlight=1).findall(f"{SVG}path")
    assert (outline.get("stroke"), outline.get("fill"), outline.get("d")) == (TEXT, "none", paths.paths[1])
    assert draw(paths, "#fff", "#fff").findall(f"{SVG}path") == []


def test_texts_cannot_break_out(paths: SvgPaths) -> None:
    evil = "<script>alert('x')</script>\"'&"
    svg = draw(paths, "#fff", "'/><script/>", title=evil)
    assert svg.find(f"{SVG}title").text == evil  # type: ignore[union-attr]
    assert svg.findall(f".//{SVG}script") == []


def test_a_fill_too_few_is_an_error(paths: SvgPaths) -> None:
    with pytest.raises(ValueError, match="zip"):
        draw(paths, "#fff")


def test_fills_follow_classes_and_statuses() -> None:
    display = np.array([[0, 49, 50, 99, 70, 70, np.iinfo(np.int64).min, 30]])
    statuses = np.array(
        [
            Status.NOTHING,
            Status.VALUE,
            Status.VALUE,
            Status.LIMITED,
            Status.SMALL_AREA,
            Status.VALUE,
            Status.SUPPRESSED,
            Status.UNKNOWN,
        ],
        dtype=np.int8,
    )
    classes = Classes((50, 80), ("a", "b", "c"), has_zero=True)
    scale = Scale(("2020",), display, display == 0, np.array([0]), (classes,), Palette.SEQUENTIAL)
    light, middle, dark = get_sequential(3)
    fills = build_fills(scale, 0, statuses)
    assert fills == (HATCH, light, middle, dark, NOT_VALUED, middle, DOTS, HATCH)
    zero = np.full(8, Status.VALUE, dtype=np.int8)
    single = replace(scale, classes=(Classes((), ("a",), has_zero=False),))
    tiny = replace(scale, is_zero=np.zeros_like(display, dtype=bool))
    assert build_fills(scale, 0, zero)[0] == ZERO
    assert build_fills(tiny, 0, zero)[0] == light, "printed as zero, but none"
    assert build_fills(single, 0, zero)[1] == get_sequential(1)[0]
