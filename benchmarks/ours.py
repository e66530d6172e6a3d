"""The dashboard itself: its addresses and the parts of its map page that are operated here, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import FrameLocator, Locator, Page

from benchmarks.subject import Subject
from benchmarks.synthetic import Plan, list_indicators

SCRIPT = Path(__file__).parents[1] / "app.py"
FRAME = "iframe[src*='streamlit_folium.st_folium']"


def get_ours(plan: Plan, environment: Mapping[str, str]) -> Subject:
    """The map page with one synthetic monitor; the selectbox of indicators is changed."""
    options = tuple(list_indicators(plan).values())
    return Subject("ours", SCRIPT, f"/karte?monitor={plan.monitor}", "Indikator", options, environment)


def find_frame(page: Page) -> FrameLocator:
    """The component's frame with the map."""
    return page.frame_locator(FRAME)


def find_slider(page: Page) -> Locator:
    """The period slider inside the map."""
    return find_frame(page).locator("input[type=range]")
