"""The real server and a real browser. Everything in this folder is marked ``e2e``.

One server per process: with ``-n 2`` each worker has its own, and no test may depend on another's visitor.
"""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.support.browser import launch, open_context
from tests.support.server import ROOT, Server, build_releases, run_streamlit

FAILURES = ROOT / "build" / "e2e"

expect.set_options(timeout=15_000)  # two cores, several browsers


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark by place, so that no test can be forgotten."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built releases: those of SOZIALMONITOR_RELEASES, or freshly built ones."""
    chosen = os.environ.get("SOZIALMONITOR_RELEASES")
    return Path(chosen).resolve() if chosen else build_releases(tmp_path_factory.mktemp("releases"))


@pytest.fixture(scope="session")
def app_script() -> Path:
    """The script the server runs."""
    return ROOT / "app.py"


@pytest.fixture(scope="session")
def server(releases: Path, app_script: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard as it is operated. A traceback in its log fails the run."""
    log = tmp_path_factory.mktemp("server") / "server.log"
    with run_streamlit(app_script, log=log, environment={"SOZIALMONITOR_RELEASES": str(releases)}) as running:
        yield running
    if "Traceback (most recent call last)" in running.read_log():
        pytest.fail(f"the server's log holds a traceback:\n{running.read_log()}", pytrace=False)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a process."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """A new visitor for each test."""
    with open_context(browser, server.url) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty tab; addresses are relative to the server. ``assert_clean(page)`` asks what went wrong so far."""
    return context.new_page()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep a picture of a failed test's page, and show the end of the server's log."""
    report = yield
    fixtures = getattr(item, "funcargs", {})
    if report.when == "call" and report.failed and isinstance(fixtures.get("page"), Page):
        picture = FAILURES / f"{re.sub(r'[^A-Za-z0-9_]+', '-', item.name)[:100]}.png"
        picture.parent.mkdir(parents=True, exist_ok=True)
        fixtures["page"].screenshot(path=picture)
        report.sections.append(("picture", str(picture)))
        report.sections.append(("server log", fixtures["server"].read_log(lines=60)))
    return report
