"""The browser's notes are what "no error, nothing from third parties" rests on: each kind must be caught."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.map_page import arrive
from tests.support.browser import assert_clean, open_context
from tests.support.server import Server


@pytest.mark.parametrize(
    ("script", "note"),
    [
        ("console.error('written')", "console: written"),
        ("setTimeout(() => { throw new Error('thrown') })", "thrown"),
        ("fetch('http://127.0.0.1:1/x').catch(() => 0)", "request to another host: http://127.0.0.1:1/x"),
        ("new WebSocket('ws://127.0.0.1:1/x')", "request to another host: ws://127.0.0.1:1/x"),
    ],
)
def test_a_problem_is_noted(browser: Browser, server: Server, script: str, note: str) -> None:
    with open_context(browser, server.url, bypass_csp=True) as context:
        page = context.new_page()
        arrive(page, "/impressum")
        page.evaluate(f"() => {{ {script} }}")
        page.wait_for_timeout(300)
        with pytest.raises(AssertionError, match=note):
            assert_clean(page)


@pytest.mark.parametrize(
    "script", ["fetch('http://127.0.0.1:1/x').catch(() => 0)", "new WebSocket('ws://127.0.0.1:1/x')"]
)
def test_the_page_may_not_even_ask(page: Page, script: str) -> None:
    arrive(page, "/impressum")
    page.evaluate(f"() => {{ try {{ {script} }} catch {{}} }}")
    page.wait_for_timeout(300)
    with pytest.raises(AssertionError, match="Content Security Policy"):
        assert_clean(page)
