"""The map page as a visitor uses it: what is painted, what the table and the address say, a click on an area."""

from __future__ import annotations

import math
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from playwright.sync_api import Error, Frame, Locator, Page, Response, expect

from tests.support.browser import wait_ready

PATIENCE = 15_000
"""Milliseconds; two busy cores and several servers are no reason to fail."""

ZERO = "genau null"

_PAINTED = """
() => {
    const painted = window.sozialmonitor && window.sozialmonitor.painted;
    return painted && { ...painted, indicator: painted.key.split("/").pop() };
}
"""

_POINT_INSIDE = """
(code) => {
    // Clicking the middle of a box may hit a neighbour: the point of a grid that lies deepest inside the area.
    const path = document.querySelectorAll(".sm-area")[window.sozialmonitor.inspect(code).index];
    const box = path.getBoundingClientRect();
    const hits = (x, y) => document.elementFromPoint(x, y) === path;
    let best = null;
    for (let row = 1; row < 16; row++) {
        for (let column = 1; column < 16; column++) {
            const x = box.x + (box.width * column) / 16, y = box.y + (box.height * row) / 16;
            let depth = 0;
            const isInside = ([a, b]) => hits(x + a * depth, y + b * depth);
            while (depth < 30 && [[1, 0], [-1, 0], [0, 1], [0, -1]].every(isInside)) depth++;
            if (depth && (!best || depth > best.depth)) best = { x, y, depth };
        }
    }
    return best;
}
"""

_LEGEND = """
() => {
    const byte = (number) => Number(number).toString(16).padStart(2, "0");
    const hex = (css) => "#" + css.match(/\\d+/g).slice(0, 3).map(byte).join("");
    return [...document.querySelectorAll(".sm-legend li")].map((entry) => ({
        label: entry.querySelector(".sm-key-label").textContent,
        count: Number(entry.querySelector(".sm-count").textContent.replace(/[().]/g, "")),
        spoken: entry.querySelector(".sm-spoken").textContent,
        colour: hex(getComputedStyle(entry.querySelector(".sm-swatch")).backgroundColor),
        reason: entry.dataset.reason ?? null,
        isVisible: getComputedStyle(entry).visibility !== "hidden",
    }));
}
"""

_TABLE = """
(table) => [...table.tBodies[0].rows].map((row) => ({
    cells: [...row.cells].map((cell) => cell.textContent),
    mark: row.classList.contains("sm-marked") ? row.style.getPropertyValue("--mark") : null,
}))
"""


def arrive(page: Page, address: str) -> Response:
    """Open an address and wait for its heading; on a busy machine the app is idle for a moment before it starts."""
    answer = page.goto(address)
    assert answer
    expect(page.locator("h1")).to_be_visible(timeout=2 * PATIENCE)
    wait_ready(page)
    return answer


@dataclass(frozen=True)
class Key:
    """One line of the legend; ``reason`` is None for classes and the code of the status otherwise."""

    label: str
    count: int
    spoken: str
    colour: str
    reason: str | None
    is_visible: bool

    def holds(self, value: float) -> bool:
        """Whether a value belongs into this class, by what the label says and nothing else."""
        numbers = [
            float(item.replace(".", "").replace(",", ".")) for item in re.findall(r"−?\d[\d.]*(?:,\d+)?", self.label)
        ]
        if self.label == ZERO:
            return value == 0
        if self.label.startswith("über null"):
            return 0 < value < (numbers[0] if numbers else math.inf)
        if " bis unter " in self.label:
            return numbers[0] <= value < numbers[1]
        if self.label.startswith("unter "):
            return value < numbers[0]
        assert self.label.startswith("ab "), self.label
        return value >= numbers[0]


class MapPage:
    """The page ``/karte`` in one tab."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @classmethod
    def open(cls, page: Page, **query: str) -> MapPage:
        """Visit the address and wait until the map is painted."""
        arrive(page, f"/karte?{urlencode(query)}" if query else "/karte")
        opened = cls(page)
        opened.wait_painted()
        return opened

    @property
    def frame(self) -> Frame:
        """The map's own document."""
        element = self.page.wait_for_selector("iframe[title='Karte der Gebiete']", timeout=PATIENCE)
        frame = element.content_frame() if element else None
        if frame is None:
            raise LookupError("the map's frame is just being replaced")
        return frame

    @property
    def svg(self) -> Locator:
        """The drawing with its areas."""
        return self.page.frame_locator("iframe[title='Karte der Gebiete']").locator("svg.sm-areas")

    @property
    def query(self) -> dict[str, str]:
        """What the address says."""
        return dict(parse_qsl(urlsplit(self.page.url).query))

    def wait_painted(self, **wanted: str) -> dict[str, Any]:
        """Wait for a picture, if wished of a certain ``period`` or ``indicator``; tells seq, key and period.

        Another level is another map with a frame of its own; waiting goes on in the new one.
        """
        deadline = time.monotonic() + PATIENCE / 1000
        while True:
            with suppress(Error, LookupError):
                painted: dict[str, Any] | None = self.frame.evaluate(_PAINTED)
                if painted and all(painted[key] == value for key, value in wanted.items()):
                    return painted
            assert time.monotonic() < deadline, f"not painted: {wanted}"
            self.page.wait_for_timeout(50)

    def wait_query(self, key: str, value: str | None) -> None:
        """Wait until the address says it, and the page has come to rest."""
        self.page.wait_for_function(
            "([key, value]) => new URLSearchParams(location.search).get(key) === value",
            arg=[key, value],
            timeout=PATIENCE,
        )
        wait_ready(self.page)

    def inspect(self, code: str) -> dict[str, Any]:
        """What is painted and spoken for an area."""
        found: dict[str, Any] | None = self.frame.evaluate("(code) => window.sozialmonitor.inspect(code)", code)
        assert found is not None, f"no area {code} on the map"
        return found

    def area(self, code: str) -> Locator:
        """The shape of an area."""
        return self.svg.locator(".sm-area").nth(self.inspect(code)["index"])

    def find_point(self, code: str) -> tuple[float, float]:
        """A point of the tab that lies well inside an area."""
        self.page.locator("iframe[title='Karte der Gebiete']").scroll_into_view_if_needed()
        point = self.frame.evaluate(_POINT_INSIDE, code)
        assert point, f"area {code} cannot be hit"
        box = self.page.locator("iframe[title='Karte der Gebiete']").bounding_box()
        assert box
        return box["x"] + point["x"], box["y"] + point["y"]

    def click(self, code: str) -> None:
        """Click on an area."""
        self.page.mouse.click(*self.find_point(code))

    def read_legend(self) -> list[Key]:
        """Every line of the legend."""
        return [
            Key(item["label"], item["count"], item["spoken"], item["colour"], item["reason"], item["isVisible"])
            for item in self.frame.evaluate(_LEGEND)
        ]

    def read_classes(self) -> list[Key]:
        """The classes alone."""
        return [key for key in self.read_legend() if key.reason is None]

    def read_table(self) -> dict[str, list[str]]:
        """Cells behind the name of each area."""
        return {row["cells"][0]: row["cells"][1:] for row in self._read_rows()}

    def read_marks(self) -> dict[str, str]:
        """Marked rows of the table with their colour."""
        return {row["cells"][0]: row["mark"] for row in self._read_rows() if row["mark"]}

    def _read_rows(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.page.locator(".sm-scroll table").evaluate(_TABLE)
        return rows

    @property
    def heading(self) -> str:
        """The page's title."""
        return self.page.locator("h1").inner_text()

    @property
    def focus_name(self) -> Locator:
        """Name of the area in focus."""
        return self.page.locator(".sm-area").first

    @property
    def focus_value(self) -> Locator:
        """Its figure."""
        return self.page.locator(".sm-figure").first

    def read_notes(self) -> str:
        """Everything the page says about parts of the address it had to replace."""
        return "\n".join(self.page.locator("[data-testid=stAlert]").all_inner_texts())

    def read_line_colours(self) -> set[str]:
        """Colours of the lines in the chart."""
        lines = self.page.locator("[data-testid=stVegaLiteChart] svg .mark-line path")
        lines.first.wait_for(state="attached", timeout=PATIENCE)
        return set(lines.evaluate_all("(paths) => paths.map((path) => path.getAttribute('stroke'))"))

    def choose(self, label: str, option: str) -> None:
        """Choose from one of the lists above the map."""
        self.page.get_by_role("combobox", name=label, exact=True).click()
        self.page.get_by_role("option", name=option, exact=True).click()
