"""Time series as an Altair chart whose specification is constant: per change only data travels."""

from __future__ import annotations

import functools
from typing import Any

import altair as alt

from sozialmonitor.charts.colours import BACKGROUND, LINE, SELECTED_AREAS, TEXT, TEXT_SECONDARY
from sozialmonitor.texts.german import text
from sozialmonitor.views.series_view import REFERENCE_SLOT

_SLOTS = [*(str(index) for index in range(len(SELECTED_AREAS))), REFERENCE_SLOT]
_SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "circle"]
_MARKS = ["●", "■", "▲", "◆", "✚", "▼", "╌●╌"]
_DATA = "series"


def get_key(slot: str) -> tuple[str, str]:
    """Mark and colour of a line, as they are drawn."""
    index = _SLOTS.index(slot)
    return _MARKS[index], [*SELECTED_AREAS, TEXT][index]


@functools.cache
def build_time_series(height: int) -> dict[str, Any]:
    """Vega-Lite specification of the lines in ``SeriesView.frame``.

    Areas differ by colour and mark, the whole territory is dashed. The names stand above the chart
    (``get_key``): at the end of the lines they collided. Built once: validating a chart takes Altair
    longer than all the rest.
    """
    base = alt.Chart(alt.NamedData(_DATA)).encode(
        x=alt.X(
            "position:Q",
            title=None,
            axis=alt.Axis(format="d", tickMinStep=1, grid=False),
            scale=alt.Scale(zero=False, nice=False, padding=12),
        ),
        color=alt.Color("slot:N", legend=None, scale=alt.Scale(domain=_SLOTS, range=[*SELECTED_AREAS, TEXT])),
    )
    y = alt.Y("value:Q", title=None, axis=alt.Axis(format=",~f", tickCount=5), scale=alt.Scale(zero=True, nice=True))
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
            alt.Tooltip("name:N", title=text("series.area")),
            alt.Tooltip("period:N", title=text("series.period")),
            alt.Tooltip("text:N", title=text("series.value")),
        ],
    )
    chart = alt.layer(lines, points).properties(
        height=height, width="container", description=text("series.description")
    )
    spec: dict[str, Any] = _share_encodings(_configure(chart).to_dict())
    # Streamlit brings the data; a name of our own would not be found.
    return {key: value for key, value in spec.items() if key not in {"$schema", "data", "datasets"}}


def _share_encodings(spec: dict[str, Any]) -> dict[str, Any]:
    """State once for all layers what Altair repeats in each: the specification travels with every change."""
    first, *others = (layer["encoding"] for layer in spec["layer"])
    shared = {key: value for key, value in first.items() if all(other.get(key) == value for other in others)}
    layers = [
        {**layer, "encoding": {key: value for key, value in layer["encoding"].items() if key not in shared}}
        for layer in spec["layer"]
    ]
    return {**spec, "layer": layers, "encoding": shared}


def _configure(chart: Any) -> Any:
    """Our own theme: Streamlit's chart text is too pale for WCAG AA."""
    font = "Source Sans, Source Sans 3, sans-serif"
    return (
        chart.configure(
            background=BACKGROUND,
            font=font,
            locale=alt.Locale(number=alt.NumberLocale(decimal=",", thousands=".", grouping=[3], currency=["", " €"])),
        )
        .configure_axis(labelColor=TEXT_SECONDARY, domainColor=LINE, gridColor=LINE, tickColor=LINE, labelFontSize=12)
        .configure_view(stroke=None)
    )
