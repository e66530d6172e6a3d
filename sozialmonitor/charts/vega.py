"""What all Altair charts share: how their rows travel, and our theme."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import pyarrow as pa

from sozialmonitor.charts.colours import BACKGROUND, LINE, TEXT_SECONDARY


def pack_data(frame: pd.DataFrame) -> pa.Table:
    """The rows of a chart without what pandas would add for itself; they travel with every change."""
    return pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata()


def build_specification(chart: Any) -> dict[str, Any]:
    """Vega-Lite specification of a chart in our theme, without its data: Streamlit brings them.

    A name of our own for the data would not be found.
    """
    spec: dict[str, Any] = _configure(chart).to_dict()
    return {key: value for key, value in spec.items() if key not in {"$schema", "data", "datasets"}}


def _configure(chart: Any) -> Any:
    """Our own theme: Streamlit's chart text is too pale for WCAG AA."""
    font = "Source Sans, Source Sans 3, sans-serif"
    return (
        chart.configure(
            background=BACKGROUND,
            font=font,
            aria=False,  # Vega speaks English, mark by mark; the chart has one German text and a table beside it
            locale=alt.Locale(number=alt.NumberLocale(decimal=",", thousands=".", grouping=[3], currency=["", " €"])),
        )
        .configure_axis(labelColor=TEXT_SECONDARY, domainColor=LINE, gridColor=LINE, tickColor=LINE, labelFontSize=12)
        .configure_view(stroke=None)
    )
