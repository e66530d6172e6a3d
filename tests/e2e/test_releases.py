"""What a visitor meets when the data are not there, do not build, or have been tampered with."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.servers import run_dashboard
from tests.support.browser import assert_clean, open_context
from tests.support.town import Town, copy_town

PATIENCE = 60_000
BUILDING = "Der Datenbestand wird zum ersten Mal aufgebaut."
UNAVAILABLE = "Der Datenbestand ist zurzeit nicht verfügbar."


@contextmanager
def visit_dashboard(browser: Browser, folder: Path, town: Town) -> Iterator[Page]:
    """A first visitor of a dashboard over the town's own files."""
    settings = {"SOZIALMONITOR_DATA": str(town.data), "SOZIALMONITOR_GEO": str(town.geo)}
    with (
        run_dashboard(folder, town.releases, **settings) as server,
        open_context(browser, server.url) as context,
    ):
        yield context.new_page()


def assert_friendly(page: Page) -> None:
    """No page of the program's own errors."""
    text = page.locator("body").inner_text()
    assert not re.search(r"Traceback|Exception|Error:|File \"|StoreError|CatalogError", text), text
    assert page.locator("[data-testid=stException]").count() == 0
    assert_clean(page)


def test_a_missing_release_is_built_before_the_eyes(browser: Browser, town: Town, tmp_path: Path) -> None:
    town.releases.mkdir()
    with visit_dashboard(browser, tmp_path, town) as page:
        page.goto("/karte")
        expect(page.get_by_text(BUILDING)).to_be_visible(timeout=PATIENCE)
        expect(page.locator("h1")).to_have_text("Arbeitslosenquotient", timeout=PATIENCE)
        expect(page.frame_locator("iframe[title='Karte der Gebiete']").locator(".sm-area")).to_have_count(
            6, timeout=PATIENCE
        )
        assert (town.releases / "current.json").is_file()
        assert_friendly(page)
        page.reload()
        expect(page.locator("h1")).to_have_text("Arbeitslosenquotient", timeout=PATIENCE)
        assert page.get_by_text("Datenbestand").count() == 0, "the second visitor hears nothing of it"


def test_two_first_visitors_do_not_get_in_each_other_s_way(browser: Browser, town: Town, tmp_path: Path) -> None:
    with visit_dashboard(browser, tmp_path, town) as page:
        other = page.context.new_page()
        page.goto("/karte", wait_until="commit")
        other.goto("/karte", wait_until="commit")
        for tab in (page, other):
            expect(tab.locator("h1")).to_have_text("Arbeitslosenquotient", timeout=PATIENCE)
            assert_friendly(tab)


def test_a_broken_catalogue_is_explained_to_the_operator_alone(browser: Browser, town: Town, tmp_path: Path) -> None:
    town.replace("monitor.yaml", "default_indicator: arbeitslosenquotient", "default_indicator: gibt-es-nicht")
    town.append("values/arbeit.csv", "stadtteile,011,2024,viele,5.0\n")
    log = tmp_path / "server.log"
    with visit_dashboard(browser, tmp_path, town) as page:
        for _ in range(2):
            page.goto("/karte")
            expect(page.get_by_text("Der Datenbestand ist noch nicht verfügbar.")).to_be_visible(timeout=PATIENCE)
            assert_friendly(page)
            text = page.locator("body").inner_text()
            assert not [word for word in ("gibt-es-nicht", "monitor.yaml", "Abhilfe", str(tmp_path)) if word in text]
        assert log.read_text(encoding="utf-8").count("gibt-es-nicht") == 1, "the second visit has built nothing"


def spoil_values(folder: Path) -> None:
    path = folder / "musterstadt" / "values" / "stadtteile.parquet"
    path.write_bytes(path.read_bytes() + b"\0")


def spoil_catalogue(folder: Path) -> None:
    path = folder / "musterstadt" / "catalogue.json"
    path.write_text(path.read_text(encoding="utf-8").replace("Altstadt", "Neustadt"), encoding="utf-8")


def remove_geometry(folder: Path) -> None:
    next((folder / "geometry").glob("*.json")).unlink()


def spoil_manifest(folder: Path) -> None:
    (folder / "manifest.json").write_text("{", encoding="utf-8")


def remove_folder(folder: Path) -> None:
    shutil.rmtree(folder)


def spoil_pointer(folder: Path) -> None:
    (folder.parents[1] / "current.json").write_text('{"release": "../../etc"}', encoding="utf-8")


def change_format(folder: Path) -> None:
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8")) | {"format": 999}
    path.write_text(json.dumps(manifest), encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """The invented town with a sound release, to be copied and spoiled."""
    town = copy_town(tmp_path_factory.mktemp("sound"))
    assert town.run("build") == 0
    return town


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (spoil_values, "wurde verändert"),
        (spoil_catalogue, "wurde verändert"),
        (remove_geometry, "ist unvollständig"),
        (spoil_manifest, "wurde verändert"),
        (remove_folder, "ist unvollständig"),
        (spoil_pointer, "ist beschädigt"),
        (change_format, "hat ein anderes Format"),
    ],
    ids=lambda item: item.__name__ if callable(item) else "",
)
def test_a_manipulated_release_is_not_shown(
    browser: Browser, built: Town, tmp_path: Path, spoil: Callable[[Path], None], words: str
) -> None:
    releases = Path(shutil.copytree(built.releases, tmp_path / "releases"))
    release = json.loads((releases / "current.json").read_text(encoding="utf-8"))["release"]
    spoil(releases / release / "public")
    with visit_dashboard(browser, tmp_path, Town(built.data, built.geo, releases)) as page:
        answer = page.goto("/karte")
        assert answer
        assert answer.status == 200
        expect(page.get_by_text(UNAVAILABLE)).to_be_visible(timeout=PATIENCE)
        text = page.locator("body").inner_text()
        assert not [word for word in (words, "sozialmonitor build", str(tmp_path)) if word in text]
        assert page.locator("iframe").count() == 0
        assert_friendly(page)
        assert page.request.get("/healthz").status == 503
        log = (tmp_path / "server.log").read_text(encoding="utf-8")
        assert words in log
        assert "sozialmonitor build" in log  # what to do


def test_a_damaged_new_release_leaves_the_last_good_one_in_service(
    browser: Browser, built: Town, tmp_path: Path
) -> None:
    releases = Path(shutil.copytree(built.releases, tmp_path / "releases"))
    good = json.loads((releases / "current.json").read_text(encoding="utf-8"))["release"]
    damaged = "0123456789abcdef"
    with visit_dashboard(browser, tmp_path, Town(built.data, built.geo, releases)) as page:
        page.goto("/karte")
        expect(page.locator("h1")).to_have_text("Arbeitslosenquotient", timeout=PATIENCE)
        shutil.copytree(releases / good, releases / damaged)
        (releases / "current.json").write_text(json.dumps({"release": damaged}), encoding="utf-8")
        page.reload()
        expect(page.locator("h1")).to_have_text("Arbeitslosenquotient", timeout=PATIENCE)
        assert_friendly(page)
        answer = page.request.get("/healthz")
        assert (answer.status, answer.json()) == (200, {"status": "degraded", "release": good})
        assert f"Der Datenstand {damaged} wurde verändert" in (tmp_path / "server.log").read_text(encoding="utf-8")
