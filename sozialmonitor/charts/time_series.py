"""Time series as an Altair chart whose specification is constant: per change only data travels."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

import altair as alt

from sozialmonitor.charts.colours import SELECTED_AREAS, TEXT, TEXT_SECONDARY
from sozialmonitor.charts.vega import build_specification
from sozialmonitor.texts.german import text
from sozialmonitor.views.series.view import REFERENCE_SLOT, SeriesBreak

_SLOTS = [*(str(index) for index in range(len(SELECTED_AREAS))), REFERENCE_SLOT]
_SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "circle"]
_MARKS = ["●", "■", "▲", "◆", "✚", "▼", "╌●╌"]
_DATA = "series"


@dataclass(frozen=True)
class SeriesStyle:
    """How lines are drawn.

    Attributes:
        has_zero: whether the axis begins at zero. has_band: the frame has ``lower`` and ``upper``.
        level: a value that gets a thin line of its own, such as the 100 of an index, or zero between both signs.
        breaks: where a series is not comparable with what came before.
    """

    has_zero: bool = True
    has_band: bool = False
    level: float | None = None
    breaks: tuple[SeriesBreak, ...] = ()


_PLAIN = SeriesStyle()


def get_key(slot: str) -> tuple[str, str]:
    """Mark and colour of a line, as they are drawn."""
    index = _SLOTS.index(slot)
    return _MARKS[index], [*SELECTED_AREAS, TEXT][index]


def get_shape(slot: str) -> str:
    """The same mark by its name in Vega."""
    return _SHAPES[_SLOTS.index(slot)]


def build_time_series(height: int, label: str = "series.area", style: SeriesStyle = _PLAIN) -> dict[str, Any]:
    """Vega-Lite specification of the lines in ``SeriesView.frame``.

    Areas differ by colour and mark, the whole territory is dashed. The names stand above the chart
    (``get_key``): at the end of the lines they collided. Built once per style: validating a chart takes
    Altair longer than all the rest.

    Args:
        height: pixels. label: key of a text: what a line stands for. style: how the lines are drawn.
    """
    # Texts are looked up outside of the cache: they depend on the visitor.
    return _build(height, (text(label), text("series.period"), text("series.value")), style)


@functools.lru_cache(maxsize=128)
def _build(height: int, labels: tuple[str, str, str], style: SeriesStyle) -> dict[str, Any]:
    marks = [_build_level(style.level)] if style.level is not None else []
    marks += [_build_break(item) for item in style.breaks]
    chart = alt.layer(*_build_lines(labels, style)).properties(height=height, width="container")
    spec = _share_encodings(build_specification(chart))
    if marks:
        own = {key: spec.pop(key) for key in ("layer", "encoding")}
        spec["layer"] = [*marks, own]
    return spec


def _build_lines(labels: tuple[str, str, str], style: SeriesStyle) -> list[Any]:
    base = alt.Chart(alt.NamedData(_DATA)).encode(
        x=alt.X(
            "position:Q",
            title=None,
            axis=alt.Axis(format="d", tickMinStep=1, grid=False),
            scale=alt.Scale(zero=False, nice=False, padding=12),
        ),
        color=alt.Color("slot:N", legend=None, scale=alt.Scale(domain=_SLOTS, range=[*SELECTED_AREAS, TEXT])),
    )
    scale = alt.Scale(zero=style.has_zero, nice=True)
    y = alt.Y("value:Q", title=None, axis=alt.Axis(format=",~f", tickCount=5), scale=scale)
    lines = base.mark_line(strokeWidth=2).encode(
        y=y,
        detail="segment:N",
        strokeDash=alt.StrokeDash(
            "slot:N", legend=None, scale=alt.Scale(domain=_SLOTS, range=[[1, 0]] * len(SELECTED_AREAS) + [[5, 4]])
        ),
    )
    points = base.mark_point(filled=True, size=46, opacity=1).encode(
        y=y,
        shape=alt.Shape("slot:N", legend=None, scale=alt.Scale(domain=_SLOTS, range=_SHAPES)),
        tooltip=[
            alt.Tooltip(f"{field}:N", title=title)
            for field, title in zip(("name", "period", "text"), labels, strict=True)
        ],
    )
    return [*_build_band(base, scale), lines, points] if style.has_band else [lines, points]


def _build_band(base: Any, scale: alt.Scale) -> list[Any]:
    """Intervals: a pale band along unbroken stretches, and a thin line at every point."""
    limits = {"y": alt.Y("lower:Q", title=None, axis=alt.Axis(format=",~f", tickCount=5), scale=scale), "y2": "upper:Q"}
    has_limits = "isValid(datum.lower)"
    band = base.mark_area(opacity=0.14, line=False).encode(detail="segment:N", **limits)
    whiskers = base.mark_rule(opacity=0.55, strokeWidth=1).encode(**limits)
    return [band.transform_filter(has_limits), whiskers.transform_filter(has_limits)]


def _build_level(level: float) -> dict[str, Any]:
    rule = {"type": "rule", "color": TEXT_SECONDARY, "strokeWidth": 1}
    encoding = {"y": {"field": "level", "type": "quantitative"}}
    return {"data": {"values": [{"level": level}]}, "mark": rule, "encoding": encoding}


def _build_break(item: SeriesBreak) -> dict[str, Any]:
    """A dashed vertical with a word at its top."""
    x = {"field": "position", "type": "quantitative"}
    rule = {"type": "rule", "color": TEXT_SECONDARY, "strokeDash": [3, 3]}
    side = {"align": "left", "dx": 4} if item.is_early else {"align": "right", "dx": -4}
    word = {"type": "text", "baseline": "top", **side, "color": TEXT_SECONDARY, "fontSize": 12}
    label = {"text": {"field": "label"}, "x": x, "y": {"value": 2}}
    return {
        "data": {"values": [{"position": item.position, "label": item.label}]},
        "layer": [{"mark": rule, "encoding": {"x": x}}, {"mark": word, "encoding": label}],
    }


def _share_encodings(spec: dict[str, Any]) -> dict[str, Any]:
    """State once for all layers what Altair repeats in each: the specification travels with every change."""
    first, *others = (layer["encoding"] for layer in spec["layer"])
    shared = {key: value for key, value in first.items() if all(other.get(key) == value for other in others)}
    layers = [
        {**layer, "encoding": {key: value for key, value in layer["encoding"].items() if key not in shared}}
        for layer in spec["layer"]
    ]
    return {**spec, "layer": layers, "encoding": shared}
