"""Nothing is said in English: no text, no name, no hint, on no page and in no opened widget."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.public_pages import PAGES
from tests.e2e.servers import run_dashboard
from tests.support.browser import open_context, visit, wait_ready

ENGLISH = frozenset((Path(__file__).parent / "english_words.txt").read_text(encoding="utf-8").split())
"""Words that the framework and the chart library could say and that no German text of ours needs."""

NAMES = re.compile(r"Data Package|Frictionless|Public Health England|Streamlit|Data licence|Creative Commons \S+")
"""English names of things."""

COLLECT = """
() => {
    const attributes = ["aria-label", "aria-description", "aria-roledescription", "aria-valuetext"];
    attributes.push("title", "placeholder", "alt");
    const found = [];
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
        const node = walker.currentNode;
        if (node.nodeType === Node.TEXT_NODE) {
            if (!node.parentElement.closest("script, style, noscript, code, [data-testid=stIconMaterial]"))
                found.push(node.data.trim());
        } else {
            for (const name of attributes) if (node.hasAttribute(name)) found.push(node.getAttribute(name).trim());
        }
    }
    return [document.title, ...found].filter(Boolean);
}
"""

WIDGETS = {
    "stSelectbox": "input",
    "stMultiSelect": "input",
    "stTextInput": "input",
    "stNumberInput": "input",
    "stPopover": "button",
    "stTooltipIcon": "button",
    "stExpander": "summary",
}
"""Each kind of widget, and what in it is clicked."""


def list_english(page: Page) -> list[str]:
    """What is said in English, in the page and in its frames."""
    said = {words for frame in page.frames for words in frame.evaluate(COLLECT)}
    return sorted(words for words in said if is_english(words))


def is_english(words: str) -> bool:
    """Whether one of the words is no German one."""
    return not ENGLISH.isdisjoint(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", NAMES.sub("", words).lower()))


def open_widgets(page: Page) -> Iterator[str]:
    """Open the first widget of each kind, one after the other; in lists also look for what does not exist."""
    for kind, part in WIDGETS.items():
        place = page.locator(f"[data-testid=stMain] [data-testid={kind}] {part}:visible").first
        if not place.count():
            continue
        place.hover()
        if kind != "stTooltipIcon":
            place.click()
        page.wait_for_timeout(300)
        yield kind
        if part == "input" and kind != "stNumberInput":
            place.fill("gibtesnicht")
            page.wait_for_timeout(300)
            yield f"{kind}, filled in"
            place.fill("")
        page.keyboard.press("Escape")
        page.mouse.move(0, 0)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_speaks_german(page: Page, address: str) -> None:
    visit(page, PAGES[address])
    if page.locator("iframe").count():
        page.frame_locator("iframe").first.locator(".sm-legend").wait_for()
    page.wait_for_timeout(500)
    assert list_english(page) == []
    for widget in open_widgets(page):
        assert list_english(page) == [], widget
    wait_ready(page)


def test_a_lost_connection_is_told_in_german(browser: Browser, releases: Path, tmp_path: Path) -> None:
    with run_dashboard(tmp_path, releases) as server, open_context(browser, server.url) as context:
        page = context.new_page()
        visit(page, PAGES["sources"])
        os.kill(server.pid, signal.SIGKILL)
        expect(page.get_by_text("Keine Verbindung").first).to_be_visible(timeout=90_000)
        page.wait_for_timeout(1_000)
        assert list_english(page) == []


def test_english_is_recognised() -> None:
    for words in ("No results", "Skip to main content", "Help for Rang", "X-axis for a linear scale", "slot: 0"):
        assert is_english(words), words
    for words in ("Keine Treffer", "höhere Werte", "Erst ein Download hält Ihren Stand fest.", "Data Package"):
        assert not is_english(words), words
