"""The browser's notes are what "no error, nothing from third parties" rests on: each kind must be caught."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.support.browser import assert_clean, visit


@pytest.mark.parametrize(
    ("script", "note"),
    [
        ("console.error('written')", "console: written"),
        ("setTimeout(() => { throw new Error('thrown') })", "thrown"),
        ("fetch('http://127.0.0.1:1/x').catch(() => 0)", "request to another host: http://127.0.0.1:1/x"),
        ("new WebSocket('ws://127.0.0.1:1/x')", "request to another host: ws://127.0.0.1:1/x"),
    ],
)
def test_a_problem_is_noted(page: Page, script: str, note: str) -> None:
    visit(page, "/")
    page.evaluate(f"() => {{ {script} }}")
    page.wait_for_timeout(300)
    with pytest.raises(AssertionError, match=note):
        assert_clean(page)
