"""The empty app and the usual way."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd

from benchmarks.subject import Subject
from benchmarks.synthetic import Plan, invent_values, list_indicators

APPS = Path(__file__).parent / "apps"
LEAFLET = Path(__file__).parents[1] / "sozialmonitor" / "ui" / "assets" / "vendor"

AS_SHIPPED = {
    "STREAMLIT_SERVER_ENABLE_WEBSOCKET_COMPRESSION": "false",
    "STREAMLIT_GLOBAL_MIN_CACHED_MESSAGE_SIZE": "10000",
}
"""Streamlit's defaults where our configuration differs: who builds the usual way has not tuned them."""


def get_empty() -> Subject:
    """The floor."""
    options = tuple(f"Synthetischer Anteil {number:02}" for number in range(1, 5))
    return Subject("empty", APPS / "empty.py", "/", "Indikator", options)


def get_usual(name: str, plan: Plan, script: Path, environment: Mapping[str, str]) -> Subject:
    """The usual way at one size."""
    return Subject(
        name, script, f"/?areas={plan.areas}", "Indikator", tuple(list_indicators(plan).values()), environment
    )


def prepare_usual(folder: Path, boundaries: gpd.GeoDataFrame, plans: list[Plan]) -> tuple[Path, Mapping[str, str]]:
    """Put the script, Leaflet and the same figures and boundaries into a folder; returns script and environment."""
    (folder / "static").mkdir(parents=True, exist_ok=True)
    script = Path(shutil.copy(APPS / "usual.py", folder))
    for name in ("leaflet.js", "leaflet.css"):
        shutil.copy(LEAFLET / name, folder / "static")
    for plan in plans:
        _write_figures(folder / str(plan.areas), boundaries, plan)
    return script, {"BENCHMARK_USUAL": str(folder), **AS_SHIPPED, "STREAMLIT_SERVER_ENABLE_STATIC_SERVING": "true"}


def _write_figures(folder: Path, boundaries: gpd.GeoDataFrame, plan: Plan) -> None:
    folder.mkdir(exist_ok=True)
    frame = boundaries.head(plan.areas).sort_values("code").reset_index(drop=True)
    frame.to_file(folder / "boundaries.geojson", driver="GeoJSON", COORDINATE_PRECISION=6)
    west, south, east, north = (float(edge) for edge in frame.total_bounds)
    (folder / "bounds.json").write_text(json.dumps([[south, west], [north, east]]))
    counts = invent_values(plan, frame["code"])
    titles = {key.replace("-", "_"): title for key, title in list_indicators(plan).items()}
    values = counts.melt(["area", "period", "population"], list(titles), "indicator", "count")
    values["value"] = (100 * values["count"] / values["population"]).round(1)
    values["indicator"] = values["indicator"].map(titles)
    values = values.rename(columns={"area": "code"})
    values[["indicator", "period", "code", "value"]].to_parquet(folder / "values.parquet", index=False)
