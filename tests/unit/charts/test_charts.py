"""Colours, the map's frame and the constant specification of the time series."""

from __future__ import annotations

import base64
import json
import re

import folium
import pytest

from sozialmonitor.charts import colours
from sozialmonitor.charts.colours import DIVERGING, SELECTED_AREAS, TEXT, TEXT_SECONDARY, get_sequential
from sozialmonitor.charts.folium_map import SVG_UP_TO, Message, build_map, build_message
from sozialmonitor.charts.time_series import build_time_series
from sozialmonitor.views.series.view import COLUMNS


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (item / 12.92 if item <= 0.04045 else ((item + 0.055) / 1.055) ** 2.4 for item in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted([luminance(first), luminance(second)], reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("count", range(1, 8))
def test_sequential_colours_get_darker(count: int) -> None:
    found = get_sequential(count)
    assert len(set(found)) == count
    assert all(re.fullmatch(r"#[0-9a-f]{6}", item) for item in found)
    assert [luminance(item) for item in found] == sorted((luminance(item) for item in found), reverse=True)


def test_diverging_colours_are_lightest_in_the_middle() -> None:
    shades = [luminance(item) for item in DIVERGING]
    assert shades[0] < shades[1] < shades[2] > shades[3] > shades[4]


def test_text_and_lines_can_be_read_on_white() -> None:
    assert contrast(TEXT, "#ffffff") >= 7
    assert contrast(TEXT_SECONDARY, "#ffffff") >= 4.5
    for colour in SELECTED_AREAS:
        assert contrast(colour, "#ffffff") >= 3
    assert len(set(SELECTED_AREAS)) == len(SELECTED_AREAS)


def test_no_colour_stands_for_danger() -> None:
    """No pure red and no traffic-light green anywhere."""
    for name in dir(colours):
        value = getattr(colours, name)
        for colour in value if isinstance(value, tuple) else [value]:
            if isinstance(colour, str) and re.fullmatch(r"#[0-9a-f]{6}", colour):
                red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
                assert not (red > 180 and green < 80 and blue < 80), f"{name}: {colour}"
                assert not (green > 150 and red < 80 and blue < 80), f"{name}: {colour}"


def build(areas: int, attribution: str = "© Amt") -> folium.Map:
    return build_map(
        bounds=[[50.0, 9.0], [50.02, 9.03]],
        geometry={"coarse": "a.json", "fine": "b.json"},
        areas=areas,
        attribution=attribution,
        script="../assets/abc/map.js",
        style="../assets/abc/map.css",
    )


def render(areas: int, attribution: str = "© Amt") -> str:
    html: str = build(areas, attribution).get_root().render()
    return re.sub(r"[0-9a-f]{32}", "ID", html)


def read_config(html: str) -> dict[str, object]:
    found = re.search(r"decodeJson\('([A-Za-z0-9+/=]+)'\)", html)
    assert found is not None
    config: dict[str, object] = json.loads(base64.b64decode(found[1]))
    return config


def test_the_frame_loads_nothing_from_others() -> None:
    """Folium's own list of scripts and styles points to content networks; streamlit-folium reads these two."""
    folium_map = build(6)
    assert [address for _, address in folium_map.default_js] == ["../assets/abc/map.js"]
    assert [address for _, address in folium_map.default_css] == ["../assets/abc/map.css"]
    assert not re.search(r"https?://(?!www\.w3\.org)", render(6))


def test_the_frame_is_the_same_for_every_value() -> None:
    assert render(6) == render(6)


@pytest.mark.parametrize(("areas", "renderer"), [(SVG_UP_TO, "svg"), (SVG_UP_TO + 1, "canvas")])
def test_many_areas_are_drawn_on_a_canvas(areas: int, renderer: str) -> None:
    assert read_config(render(areas))["renderer"] == renderer


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "{{7*7}}", "'); alert(1); ('"])
def test_the_configuration_is_inert_in_its_script(text: str) -> None:
    html = render(6, attribution=text)
    assert text not in html
    assert read_config(html)["attribution"] == text


def test_a_message_is_inert_in_its_script() -> None:
    script = Message("eyJ9", "AAAA")._template.module.script(Message("eyJ9", "AAAA"), {})
    assert "sozialmonitor.receive('eyJ9', 'AAAA');" in script
    assert build_message("a", "b")


def test_the_specification_is_constant_and_uses_the_columns_there_are() -> None:
    spec = build_time_series(190)
    assert spec is build_time_series(190), "built once: validating takes longer than all the rest"
    fields = set(re.findall(r'"field": "(\w+)"', json.dumps(spec)))
    assert fields <= set(COLUMNS)
    assert "data" not in spec
    assert "https://" not in json.dumps(spec)
    assert spec["config"]["locale"]["number"]["decimal"] == ","
