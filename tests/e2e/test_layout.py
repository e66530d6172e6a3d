"""Nothing runs out of the page: on a desk, on a tablet and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.map_page import MapPage, arrive
from tests.e2e.public_pages import PAGES
from tests.support.browser import assert_clean, open_context
from tests.support.server import Server

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

_OVERFLOW = """
() => {
    const main = document.querySelector("[data-testid=stMain]");
    const found = [];
    for (const box of [document.documentElement, document.body, main]) {
        const [content, room] = [box.scrollWidth, box.clientWidth];
        if (content > room + 1) found.push(`${box.tagName} scrolls: ${content} > ${room}`);
    }
    const isBox = (node) => ["auto", "scroll", "hidden"].includes(getComputedStyle(node).overflowX);
    const scrolls = (node) => node && node !== main && (isBox(node) || scrolls(node.parentElement));
    for (const element of main.querySelectorAll("*")) {
        const box = element.getBoundingClientRect();
        if (!box.width || !element.checkVisibility({ visibilityProperty: true })) continue;
        if (box.right > innerWidth + 1 && !scrolls(element.parentElement)) {
            found.push(`${element.tagName} to ${Math.round(box.right)}: ${element.textContent.slice(0, 40)}`);
        }
    }
    return found.slice(0, 5);
}
"""

_COVERED = """
() => {
    const title = document.querySelector("h1");
    const range = document.createRange();
    range.selectNodeContents(title);
    const covered = [];
    for (const box of range.getClientRects()) {
        for (const x of [box.left + 2, (box.left + box.right) / 2, box.right - 2]) {
            const top = document.elementFromPoint(x, (box.top + box.bottom) / 2);
            if (!top || !title.contains(top)) covered.push(top ? top.outerHTML.slice(0, 80) : "outside");
        }
    }
    return covered;
}
"""


_BROKEN = """
() => {
    const broken = [];
    for (const title of document.querySelectorAll(".sm-tile h3")) {
        const walker = document.createTreeWalker(title, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            for (const word of walker.currentNode.data.matchAll(/[^\\s-]+/g)) {
                const range = document.createRange();
                range.setStart(walker.currentNode, word.index);
                range.setEnd(walker.currentNode, word.index + word[0].length);
                if (range.getClientRects().length > 1) broken.push(`${word[0]} in ${title.clientWidth}`);
            }
        }
    }
    return broken;
}
"""


@pytest.mark.parametrize("monitor", ["mannheim", "flensburg", "gemeinden"])
def test_no_word_is_broken_in_a_title_of_the_overview(page: Page, monitor: str) -> None:
    arrive(page, f"/ueberblick?monitor={monitor}")
    for width in (1440, 1280, 1024):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(400)
        assert page.locator(".sm-tile h3").count() > 0
        assert page.evaluate(_BROKEN) == [], width


@pytest.mark.parametrize("name", PAGES)
def test_nothing_overflows_on_a_desk_and_a_tablet(page: Page, name: str) -> None:
    arrive(page, PAGES[name])
    for width in (1440, 1024):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(400)
        assert page.evaluate(_OVERFLOW) == [], width
        assert page.evaluate(_COVERED) == [], width


@pytest.mark.parametrize("name", PAGES)
def test_nothing_overflows_on_a_phone(browser: Browser, server: Server, name: str) -> None:
    with open_context(browser, server.url, **PHONE) as context:
        page = context.new_page()
        arrive(page, PAGES[name])
        page.wait_for_timeout(400)
        assert page.evaluate("innerWidth") == 390
        assert page.evaluate(_OVERFLOW) == []
        assert page.evaluate(_COVERED) == [], "the heading is seen"
        assert_clean(page)


def test_on_a_phone_the_order_is_choices_map_figure(browser: Browser, server: Server) -> None:
    """One below the other, all as wide as the screen; fingers meet buttons of 24 px and more."""
    with open_context(browser, server.url, **PHONE) as context:
        page = context.new_page()
        opened = MapPage.open(page, monitor="flensburg", indikator="arbeitslosenanteil", periode="2022", gebiete="03")
        tops = [
            page.locator(selector).first.bounding_box()
            for selector in ("h1", "[data-testid=stSelectbox]", "iframe", ".sm-figure", ".sm-scroll")
        ]
        assert all(tops)
        heights = [box["y"] for box in tops if box]
        assert heights == sorted(heights)
        frame = page.locator("iframe").bounding_box()
        assert frame
        assert frame["width"] > 330
        sizes = opened.frame.evaluate(
            """() => [...document.querySelectorAll("button")].map((one) => one.getBoundingClientRect())
                .filter((box) => box.width).map((box) => Math.min(box.width, box.height))"""
        )
        assert min(sizes) >= 24
        page.locator("iframe").scroll_into_view_if_needed()
        page.touchscreen.tap(*opened.find_point("09"))
        opened.wait_query("gebiete", "03,09")
        assert_clean(page)
