"""An area with a hostile name: refused at the build, and harmless where somebody has forced it into a release."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Page, expect

from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.errors import StoreError
from sozialmonitor.store.pointer import get_current_release
from sozialmonitor.store.store import Store
from tests.e2e.map_page import MapPage
from tests.e2e.servers import run_dashboard
from tests.support.browser import assert_clean
from tests.support.forgery import put_hashes_right, put_name_right
from tests.support.server import ROOT, Server, build_releases
from tests.support.town import NAME, TOWN, Town

HOSTILE = "<img src=x onerror=alert(1)>{{7*7}}${7*7}"
CODE, ORIGINAL = "011", "Altstadt"
QUERY = {"monitor": NAME, "indikator": "arbeitslosenquotient", "ebene": "stadtteile", "periode": "2023"}


def test_the_build_refuses_it(town: Town) -> None:
    town.replace("areas/stadtteile.csv", f"{CODE},{ORIGINAL},", f"{CODE},{HOSTILE},")
    command = [sys.executable, "-m", "sozialmonitor", "build", *town.options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert "areas/stadtteile.csv, Zeile 2" in said
    assert "enthält ein unerlaubtes Zeichen" in said
    assert "Traceback" not in said
    assert not (town.releases / "current.json").exists(), "nothing is published"


@pytest.fixture(scope="module")
def forced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the invented town with the name written into every file, and all hashes put right."""
    releases = build_releases(tmp_path_factory.mktemp("forced"), data=TOWN / "data", geo=TOWN / "geo")
    release = releases / json.loads((releases / "current.json").read_text(encoding="utf-8"))["release"]
    written = json.dumps(HOSTILE)
    for folder in (path for path in release.iterdir() if path.is_dir()):
        changed = 0
        for path in folder.rglob("*.json"):
            content = path.read_text(encoding="utf-8")
            if path.name not in ("manifest.json", "audiences.json") and f'"{ORIGINAL}"' in content:
                path.write_text(content.replace(f'"{ORIGINAL}"', written), encoding="utf-8")
                changed += 1
                for suffix, pack in ((".gz", gzip.compress), (".br", brotli.compress)):
                    packed = path.with_name(path.name + suffix)
                    if packed.exists():
                        packed.write_bytes(pack(path.read_bytes()))
        assert changed >= 2, "catalogue and boundaries"
    put_hashes_right(releases)
    put_name_right(releases)
    return releases


def test_the_store_refuses_it_though_all_hashes_fit(forced: Path) -> None:
    with pytest.raises(StoreError, match="ein Gebiet ist falsch bezeichnet"):
        Store(forced, get_current_release(forced), Audience.PUBLIC)


@pytest.fixture(scope="module")
def server(forced: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard over the forced release, with the border of the store left open: what lies behind it must hold."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "sitecustomize.py").write_text(
        "import sozialmonitor.domain.text as text\ntext.is_name = lambda _: True\n"
    )
    with run_dashboard(folder, forced, PYTHONPATH=f"{folder}:{ROOT}") as running:
        yield running


@pytest.fixture
def dialogs(page: Page) -> list[str]:
    """Every ``alert`` that opens."""
    opened: list[str] = []
    page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    return opened


def assert_harmless(opened: MapPage, dialogs: list[str]) -> None:
    """Nothing ran, nothing was filled in, nothing was asked for."""
    opened.page.wait_for_timeout(300)
    assert dialogs == []
    for document in (opened.page, opened.frame):
        assert document.locator("img[src=x], [onerror]").count() == 0
        text = document.locator("body").inner_text()
        assert not re.search(r"onerror=alert\(1\)>\s*\$?49", text)
        assert "49$" not in text
    assert_clean(opened.page)


def test_map_table_and_panel_show_it_as_text(page: Page, dialogs: list[str]) -> None:
    opened = MapPage.open(page, **QUERY, gebiete=CODE)
    assert HOSTILE in opened.read_table()
    assert list(opened.read_marks()) == [HOSTILE]
    expect(opened.focus_name).to_have_text(HOSTILE)
    expect(opened.area(CODE)).to_have_attribute("aria-label", re.compile(re.escape(HOSTILE)))
    expect(page.locator("ul.sm-key li").first).to_contain_text(HOSTILE)
    assert_harmless(opened, dialogs)


def test_the_tooltip_shows_it_as_text(page: Page, dialogs: list[str]) -> None:
    opened = MapPage.open(page, **QUERY)
    page.mouse.move(*opened.find_point(CODE))
    name = page.frame_locator("iframe[title='Karte der Gebiete']").locator(".sm-tooltip-name")
    expect(name).to_have_text(HOSTILE)
    assert_harmless(opened, dialogs)
    opened.click(CODE)
    opened.wait_query("gebiete", CODE)
    assert_harmless(opened, dialogs)


def test_the_search_shows_it_as_text(page: Page, dialogs: list[str]) -> None:
    opened = MapPage.open(page, **QUERY)
    search = page.get_by_role("combobox", name="Gebiete suchen und wählen")
    search.fill("onerror")
    expect(page.get_by_role("option")).to_have_text(HOSTILE)
    page.get_by_role("option").click()
    opened.wait_query("gebiete", CODE)
    expect(page.locator("[data-tag]").first).to_have_text(HOSTILE)
    assert_harmless(opened, dialogs)


def test_chart_and_its_table_show_it_as_text(page: Page, dialogs: list[str]) -> None:
    opened = MapPage.open(page, **QUERY, gebiete=CODE)
    opened.read_line_colours()
    points = page.locator("[data-testid=stVegaLiteChart] svg .mark-symbol path")
    for number in range(points.count()):
        points.nth(number).hover(force=True)
        page.wait_for_timeout(150)
        tooltip = page.locator("#vg-tooltip-element")
        if tooltip.count() and HOSTILE[:8] in tooltip.inner_text():
            break
    else:
        raise AssertionError("the chart's own tooltip never named the area")
    assert HOSTILE in page.locator("#vg-tooltip-element").inner_text()
    page.locator("summary", has_text="Zeitreihe als Tabelle").click()
    expect(page.locator("details.sm-more th", has_text=HOSTILE)).to_be_visible()
    assert_harmless(opened, dialogs)


def test_the_list_of_gaps_shows_it_as_text(page: Page, dialogs: list[str]) -> None:
    """An indicator for which the area has no plain value."""
    opened = MapPage.open(page, **(QUERY | {"indikator": "anzeigen"}))
    expander = page.get_by_text("Ohne Wert oder mit Einschränkung:")
    if expander.count():
        expander.click()
    assert_harmless(opened, dialogs)
    opened.frame.wait_for_function("document.querySelector('.sm-area').getAttribute('aria-label').includes(':')")
    assert_harmless(opened, dialogs)
