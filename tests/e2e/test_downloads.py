"""Files as a visitor downloads them: by mouse, by keyboard, and with the figures of the release."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.selection import Selection
from sozialmonitor.exports.geo import build_geojson, build_geopackage
from sozialmonitor.exports.package import build_data_package
from sozialmonitor.exports.tables import build_german_csv, build_machine_csv
from sozialmonitor.exports.workbook import build_workbook
from sozialmonitor.store.pointer import get_current_release
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.views.export.view import Export, build_monitor_export, build_screen_export
from tests.support.browser import assert_clean, visit, wait_ready

ADDRESS = "/daten?monitor=mannheim&indikator=arbeitslosenquotient&ebene=stadtteile&periode=2015&gebiete=071"
SELECTION = Selection("mannheim", "arbeitslosenquotient", "stadtteile", "2015", ("071",))
NAME = "mannheim_arbeitslosenquotient_stadtteile"

TABLES: dict[str, Callable[[Export], bytes]] = {
    ".xlsx": build_workbook,
    "-csv.zip": build_german_csv,
    ".csv": build_machine_csv,
    "-datapackage.zip": build_data_package,
}


@pytest.fixture(scope="session")
def store(releases: Path) -> Store:
    return Store(releases, get_current_release(releases), Audience.PUBLIC)


@pytest.fixture(scope="session")
def expected(store: Store) -> dict[str, bytes]:
    """Every file of the page by its name, in the order of the buttons."""
    screen = build_screen_export(store, SELECTION, all_periods=True, only_selected=False)
    boundaries = store.load_boundaries(SELECTION.monitor, SELECTION.geography)
    files = {f"{NAME}{ending}": build(screen) for ending, build in TABLES.items()}
    files |= {
        f"{NAME}.geojson": build_geojson(screen, boundaries),
        f"{NAME}.gpkg": build_geopackage(screen, boundaries),
    }
    monitor = build_monitor_export(store, SELECTION.monitor)
    return files | {f"mannheim{ending}": build(monitor) for ending, build in TABLES.items()}


def open_page(page: Page, address: str) -> None:
    visit(page, address)
    page.get_by_test_id("stDownloadButton").last.wait_for()
    wait_ready(page)  # the buttons of a run that is not over yet may still be replaced


def download(page: Page, number: int, *, by_keyboard: bool = False) -> tuple[str, bytes]:
    """Name and content of the file behind a button."""
    button = page.get_by_test_id("stDownloadButton").nth(number).get_by_role("button")
    with page.expect_download() as waiting:
        if by_keyboard:
            button.focus()
            page.keyboard.press("Enter")
        else:
            button.click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


@pytest.mark.parametrize("style", ["", "&sprache=leicht"], ids=["ordinary", "easy"])
def test_every_file_is_that_of_the_release(page: Page, expected: dict[str, bytes], style: str) -> None:
    """Whoever reads Leichte Sprache downloads the same files: they are cited and compared."""
    open_page(page, ADDRESS + style)
    found = dict(download(page, number, by_keyboard=number % 2 == 1) for number in range(len(expected)))
    assert list(found) == list(expected)
    assert [name for name, content in found.items() if content != expected[name]] == []
    assert_clean(page)


def test_boxes_restrict_the_file(page: Page, store: Store) -> None:
    open_page(page, ADDRESS)
    for label in (text("data.all_periods", period="2015"), text("data.only_selected")):
        page.get_by_text(label, exact=True).click()
        wait_ready(page)
    chosen = build_screen_export(store, SELECTION, all_periods=False, only_selected=True)
    assert len(chosen.values) == 2
    assert download(page, 2) == (f"{NAME}_2015_auswahl.csv", build_machine_csv(chosen))


def test_the_link_leads_to_the_same_map(page: Page) -> None:
    open_page(page, ADDRESS)
    link = page.get_by_test_id("stCode").first.inner_text().replace("\n", "")
    assert link == page.url.replace("/daten", "/karte")
    for address in (link, f"{link}&embed=true"):
        visit(page, address)
        assert page.get_by_role("heading", level=1).inner_text() == "Arbeitslosenquotient"
    assert_clean(page)
