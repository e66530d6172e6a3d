"""Areas in the plane of two indicators, as an Altair chart."""

from __future__ import annotations

import functools
from typing import Any

import altair as alt

from sozialmonitor.charts.colours import ACCENT, BACKGROUND, SELECTED_AREAS, SIGN, TEXT, TEXT_SECONDARY
from sozialmonitor.charts.time_series import get_shape
from sozialmonitor.charts.vega import build_specification
from sozialmonitor.texts.german import text
from sozialmonitor.views.comparison.scatter import NOT_VALUED_SLOT, OTHER_SLOT, ScatterView

_SELECTED = [str(index) for index in range(len(SELECTED_AREAS))]
_SLOTS = [*_SELECTED, OTHER_SLOT, NOT_VALUED_SLOT]
_COLOURS = [*SELECTED_AREAS, ACCENT, SIGN]
_SHAPES = [*(get_shape(slot) for slot in _SELECTED), "circle", "circle"]
_DATA = "areas"


def build_scatter(view: ScatterView, height: int, label: str) -> dict[str, Any]:
    """Vega-Lite specification of the points in ``ScatterView.frame``.

    Args:
        view: axes and their reference values. height: pixels.
        label: how the whole territory is called; its values are dashed lines across.
    """
    middle = float(view.frame["x"].min() + view.frame["x"].max()) / 2
    # Texts are looked up outside of the cache: they depend on the visitor.
    axes = (view.x.title, view.x.reference), (view.y.title, view.y.reference)
    return _build(*axes, middle, height, (label, text("series.area")))


@functools.lru_cache(maxsize=128)
def _build(
    x_axis: tuple[str, float | None],
    y_axis: tuple[str, float | None],
    middle: float,
    height: int,
    labels: tuple[str, str],
) -> dict[str, Any]:
    (x_title, x_reference), (y_title, y_reference), (label, area) = x_axis, y_axis, labels
    axis = alt.Axis(format=",~f", tickCount=6, titleColor=TEXT, titleFontSize=13, titleFontWeight="normal")
    scale = alt.Scale(zero=False, nice=False, padding=16)
    base = alt.Chart(alt.NamedData(_DATA)).encode(
        x=alt.X("x:Q", title=x_title, axis=axis, scale=scale),
        y=alt.Y("y:Q", title=y_title, axis=axis, scale=scale),
    )
    colour = alt.Color("slot:N", legend=None, scale=alt.Scale(domain=_SLOTS, range=_COLOURS))
    tooltip = [
        alt.Tooltip("name:N", title=area),
        alt.Tooltip("x_text:N", title=x_title),
        alt.Tooltip("y_text:N", title=y_title),
    ]
    is_selected = f"indexof({_SELECTED}, datum.slot) >= 0"
    points = base.mark_point(filled=True, stroke=BACKGROUND, strokeWidth=0.8).encode(
        color=colour,
        shape=alt.Shape("slot:N", legend=None, scale=alt.Scale(domain=_SLOTS, range=_SHAPES)),
        size=alt.condition(is_selected, alt.value(150), alt.value(70)),
        opacity=alt.condition(is_selected, alt.value(1), alt.value(0.7)),
        tooltip=tooltip,
    )
    # A white edge keeps a name legible over points and lines.
    # Names stand towards the middle of the chart, where there is room.
    place: dict[str, Any] = {
        "align": alt.expr(f"datum.x > {middle!r} ? 'right' : 'left'"),
        "dx": alt.expr(f"datum.x > {middle!r} ? -10 : 10"),
        "fontSize": 13,
        "fontWeight": 600,
    }
    selected = base.transform_filter(is_selected)
    halo = selected.mark_text(**place, color=BACKGROUND, stroke=BACKGROUND, strokeWidth=4)
    names = selected.mark_text(**place)
    layers = [
        points,
        halo.encode(text="name:N"),
        names.encode(text="name:N", color=colour),
    ]
    chart = alt.layer(*layers).properties(height=height, width="container")
    spec = build_specification(chart)
    crosses = [_build_cross("x", x_reference, label), _build_cross("y", y_reference, label)]
    spec["layer"] = [*(cross for cross in crosses if cross), *spec["layer"]]
    return spec


def _build_cross(channel: str, reference: float | None, label: str) -> dict[str, Any] | None:
    """A dashed line across at the value of the whole territory, with its name at the end."""
    if reference is None:
        return None
    position = {channel: {"field": "value", "type": "quantitative"}}
    rule = {"type": "rule", "color": TEXT, "strokeDash": [5, 4]}
    across = {"y": {"value": 2}} if channel == "x" else {"x": {"value": 2}}
    place = {"align": "left", "dx": 4, "baseline": "top" if channel == "x" else "bottom"}
    word = {"type": "text", "color": TEXT_SECONDARY, "fontSize": 12, "dy": 0 if channel == "x" else -3, **place}
    return {
        "data": {"values": [{"value": reference, "label": label}]},
        "layer": [
            {"mark": rule, "encoding": position},
            {"mark": word, "encoding": {**position, **across, "text": {"field": "label"}}},
        ],
    }
