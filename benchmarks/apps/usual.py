"""The usual way: a new folium map with a Choropleth in every rerun, handed to st_folium.

Everything is in its favour that can be: figures and boundaries are read once and kept, values are looked up and not
computed, there are no tooltips and no tiles. Leaflet comes from the same server instead of a CDN; scripts that folium
would load besides (jQuery, Bootstrap, d3 for the colour bar) are left out.
"""

import json
import os
from pathlib import Path
from typing import Any

import folium
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

folium.Map.default_js = [("leaflet", "../../app/static/leaflet.js")]
folium.Map.default_css = [("leaflet_css", "../../app/static/leaflet.css")]

FOLDER = Path(os.environ["BENCHMARK_USUAL"]) / st.query_params["areas"]


@st.cache_resource
def load(folder: Path) -> tuple[Any, Any, Any]:
    """Boundaries, values by indicator and period, bounds."""
    boundaries = json.loads((folder / "boundaries.geojson").read_text(encoding="utf-8"))
    values = pd.read_parquet(folder / "values.parquet")
    return (
        boundaries,
        dict(list(values.groupby(["indicator", "period"]))),
        json.loads((folder / "bounds.json").read_text()),
    )


boundaries, values, bounds = load(FOLDER)
indicators = list(dict.fromkeys(indicator for indicator, _ in values))
periods = list(dict.fromkeys(period for _, period in values))
indicator = st.selectbox("Indikator", indicators)
period = st.selectbox("Jahr", periods, index=len(periods) - 1)

chart = folium.Map(tiles=None)
chart.fit_bounds(bounds)
choropleth = folium.Choropleth(
    geo_data=boundaries,
    data=values[indicator, period],
    columns=["code", "value"],
    key_on="feature.properties.code",
    fill_color="Blues",
    bins=5,
).add_to(chart)
for name in [name for name in choropleth._children if name.startswith("color_map")]:
    del choropleth._children[name]
st_folium(chart, width=820, height=600)
