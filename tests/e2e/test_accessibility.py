"""What a rule engine cannot judge alone, by hand: names, headings, tables, text alternatives, language, contrast."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Frame, Page

from tests.e2e.map_page import MapPage, arrive
from tests.e2e.public_pages import PAGES
from tests.support.browser import assert_clean

NAMED = {"button", "link", "combobox", "textbox", "searchbox", "checkbox", "radio", "slider", "switch", "tab", "option"}
NAMED |= {"img", "image", "graphics-document", "Iframe", "dialog", "listbox", "spinbutton", "DisclosureTriangle"}

_HEADINGS = """
() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
    .filter((head) => head.checkVisibility({ visibilityProperty: true }))
    .map((head) => [Number(head.tagName[1]), head.textContent.trim()])
"""

_TABLES = """
() => [...document.querySelectorAll("[data-testid=stMain] table")].map((table) => ({
    caption: table.caption ? table.caption.textContent.trim() : "",
    start: table.textContent.trim().slice(0, 40),
    unscoped: [...table.querySelectorAll("th")].filter((cell) => !cell.scope).length,
    heads: table.querySelectorAll("thead th").length,
    rowHeads: [...table.tBodies[0].rows].filter((row) => !row.querySelector("th")).length,
}))
"""

_CONTRAST = """
() => {
    const parse = (css) => {
        const numbers = css.match(/[\\d.]+/g).map(Number);
        return numbers.length < 4 ? [...numbers, 1] : numbers;
    };
    const over = ([r, g, b, a], below) => [r, g, b].map((n, i) => n * a + below[i] * (1 - a)).concat(1);
    const light = ([r, g, b]) => {
        const part = (n) => ((n /= 255) <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4);
        return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
    };
    const background = (element) => {
        const layers = [];
        for (let node = element; node; node = node.parentElement) {
            const style = getComputedStyle(node);
            if (style.backgroundImage !== "none") return null;
            const colour = parse(style.backgroundColor);
            if (colour[3]) layers.push(colour);
            if (colour[3] === 1) break;
        }
        return layers.reduceRight((below, colour) => over(colour, below), [255, 255, 255, 1]);
    };
    const found = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let checked = 0;
    while (walker.nextNode()) {
        const text = walker.currentNode.data.trim();
        const element = walker.currentNode.parentElement;
        if (!text || ["SCRIPT", "STYLE", "NOSCRIPT", "TITLE", "OPTION"].includes(element.tagName)) continue;
        if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
        if (element.closest("[disabled], svg")) continue;
        if (element.closest("label")?.querySelector(":disabled")) continue; // what cannot be used is exempt
        const box = element.getBoundingClientRect();
        if (box.width < 2 || box.height < 2) continue;
        const below = background(element);
        if (!below) continue;
        const style = getComputedStyle(element);
        let opacity = 1;
        for (let node = element; node; node = node.parentElement) opacity *= Number(getComputedStyle(node).opacity);
        const [r, g, b, a] = parse(style.color);
        const [one, other] = [light(over([r, g, b, a * opacity], below)), light(below)].sort((x, y) => y - x);
        const ratio = (one + 0.05) / (other + 0.05);
        const size = parseFloat(style.fontSize);
        const isIcon = element.dataset.testid === "stIconMaterial";
        const isLarge = isIcon || size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
        checked++;
        const colours = `${style.color}, opacity ${opacity.toFixed(1)}, on ${below.slice(0, 3).map(Math.round)}`;
        if (ratio < (isLarge ? 3 : 4.5)) found.add(`${ratio.toFixed(2)} ${text.slice(0, 40)} (${colours})`);
    }
    return { checked, found: [...found].slice(0, 6) };
}
"""


def read_names(page: Page, frame: Frame | None = None) -> list[tuple[str, str]]:
    """Role and name of everything a screen reader meets."""
    session = page.context.new_cdp_session(page)
    options: dict[str, Any] = {}
    if frame is not None:
        tree = session.send("Page.getFrameTree")["frameTree"]
        (options["frameId"],) = [child["frame"]["id"] for child in tree.get("childFrames", [])]
    nodes = session.send("Accessibility.getFullAXTree", options)["nodes"]
    return [
        (node["role"]["value"], node.get("name", {}).get("value", "").strip())
        for node in nodes
        if not node.get("ignored") and "role" in node
    ]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_read_without_seeing_it(page: Page, name: str) -> None:
    arrive(page, PAGES[name])
    page.wait_for_timeout(500)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    defects = [f"heading: {item}" for item in find_heading_defects(page.evaluate(_HEADINGS))]
    for table in page.evaluate(_TABLES):
        if not table["caption"]:
            defects.append(f"table without caption: {table['start']}")
        if table["unscoped"] or table["rowHeads"] or not table["heads"]:
            defects.append(f"table without heads: {table}")
    names = read_names(page)
    assert sum(role in NAMED for role, _ in names) > 5
    defects += [f"{role} without a name" for role, named in names if role in NAMED and not named]
    defects += [f"image without alternative: {item}" for item in page.locator("img:not([alt])").all_inner_texts()]
    defects += [
        f"frame without a title: {item}"
        for item in page.locator("iframe").evaluate_all("(all) => all.map((one) => one.title)")
        if not item or "streamlit" in item.lower()
    ]
    for document in page.frames:
        contrast = document.evaluate(_CONTRAST)
        assert contrast["checked"] > 5
        defects += [f"contrast {item}" for item in contrast["found"]]
    assert not defects, "\n".join(defects)
    assert page.get_attribute("html", "lang") == "de"
    assert page.title() not in {"", "Streamlit"}
    assert_clean(page)


def find_heading_defects(heads: list[tuple[int, str]]) -> list[str]:
    """One h1, first of all; no level left out on the way down; none empty."""
    levels = [level for level, _ in heads]
    found = [] if levels.count(1) == 1 else [f"{levels.count(1)} times h1"]
    if levels[:1] != [1]:
        found.append("the first one is no h1")
    for (before, _), (level, words) in pairwise(heads):
        if level > before + 1:
            found.append(f"h{level} after h{before}: {words}")
    return found + [f"empty h{level}" for level, words in heads if not words]


def test_the_map_can_be_read_without_seeing_it(page: Page) -> None:
    opened = MapPage.open(page, monitor="flensburg", indikator="arbeitslosenanteil", periode="2022", gebiete="03")
    opened.frame.wait_for_function("document.querySelector('.sm-area').getAttribute('aria-label').includes('%')")
    names = read_names(page, opened.frame)
    assert [named for role, named in names if role in NAMED and not named] == []
    buttons = [named for role, named in names if role in {"button", "ToggleButton"}]
    assert len([named for named in buttons if "Stadtwert 5,9 %" in named]) == 13
    assert {"Vergrößern", "Verkleinern", "Ganze Karte zeigen", "Vorheriger Zeitraum"} <= set(buttons)
    assert ("slider", "Zeitraum") in names
    assert any(role == "region" and named == "Legende" for role, named in names)
    assert opened.frame.evaluate("document.documentElement.lang") == "de"
    spoken = [key.spoken for key in opened.read_legend()]
    assert all(item.endswith(("Gebiet", "Gebiete")) for item in spoken)


def test_the_chart_has_a_text_and_a_table_beside_it(page: Page) -> None:
    opened = MapPage.open(page, monitor="flensburg", indikator="arbeitslosenanteil", periode="2022", gebiete="03")
    opened.read_line_colours()
    chart = page.locator("[data-testid=stVegaLiteChart]")
    label = chart.get_attribute("aria-label")
    assert label
    assert "Zeitreihe" in label
    order = page.evaluate(
        """() => {
            const chart = document.querySelector("[data-testid=stVegaLiteChart]");
            const isTable = (one) => one.textContent.includes("Zeitreihe als Tabelle");
            const table = [...document.querySelectorAll("summary")].find(isTable);
            return Boolean(chart.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING);
        }"""
    )
    assert order, "the table follows the chart"
    region = page.get_by_role("region", name="Alle Gebiete als Tabelle")
    assert region.get_attribute("tabindex") == "0", "a box that scrolls is reached by keyboard"
    caption = region.locator("caption").inner_text()
    assert caption == "Anteil der Arbeitslosen an den 18- bis unter 65-Jährigen, 2022"
