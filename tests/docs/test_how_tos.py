"""Whoever follows a how-to word by word gets what it promises."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from sozialmonitor.build.command import main
from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.status import Status
from sozialmonitor.store.pointer import get_current_release
from sozialmonitor.store.store import Store
from tests.docs.blocks import apply_blocks, read_blocks


def build(folder: Path, capsys: pytest.CaptureFixture[str]) -> Store:
    """The public store of what lies in ``folder``."""
    releases = folder / "releases"
    options = ["--data", str(folder / "data"), "--geo", str(folder / "geo"), "--releases", str(releases)]
    code = main(["build", *options])
    assert code == 0, capsys.readouterr().err
    return Store(releases, get_current_release(releases), Audience.PUBLIC)


def test_a_city_is_built_from_the_blocks_alone(musterstadt: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = build(musterstadt, capsys)
    assert [monitor.id for monitor in store.get_monitors()] == ["musterstadt"]
    children = store.get_observations("musterstadt", "kinderanteil", "ortsteile")
    assert children.periods == ("2023", "2024")
    assert list(children.block.statuses[0]) == [Status.VALUE, Status.VALUE, Status.VALUE, Status.SUPPRESSED]
    assert children.block.statuses[1][3] == Status.SMALL_AREA


def test_a_secret_cell_leaves_the_town_without_a_value(musterstadt: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reference = build(musterstadt, capsys).get_reference("musterstadt", "kinderanteil")
    assert reference is not None
    assert np.isnan(reference.block.values[0, 0])
    everybody, children = 5095 + 8412 + 3011 + 241 + 9, 742 + 1644 + 552 + 21 + 2
    assert reference.block.values[1, 0] == pytest.approx(100 * children / everybody)


def test_indicators_are_added_to_mannheim(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("mannheim", "site"):
        shutil.copytree(root / "data" / name, tmp_path / "data" / name)
    shutil.copy(root / "data" / "licences.yaml", tmp_path / "data")
    shutil.copytree(root / "geo" / "mannheim", tmp_path / "geo" / "mannheim")
    apply_blocks(read_blocks(root / "docs" / "how-to-add-an-indicator.md"), tmp_path)
    store = build(tmp_path, capsys)

    women = store.get_observations("mannheim", "frauenanteil", "stadtteile")
    men = store.get_observations("mannheim", "maenneranteil", "stadtteile")
    np.testing.assert_allclose(women.block.values + men.block.values, 100)

    shelves = store.get_observations("mannheim", "buecherschraenke", "stadtteile")
    position = {area.code: index for index, area in enumerate(store.get_areas("mannheim", "stadtteile"))}
    statuses = {code: Status(shelves.block.statuses[0, position[code]]) for code in ("011", "031", "032", "033")}
    assert shelves.periods == ("2020",)
    assert statuses == {"011": Status.VALUE, "031": Status.UNKNOWN, "032": Status.VALUE, "033": Status.NO_DATA}
    assert shelves.block.values[0, position["032"]] == 0


OPEN_PAGE = """
from streamlit.testing.v1 import AppTest

app = AppTest.from_file("app.py", default_timeout=60).run()
assert not app.exception and not app.error, (app.exception, app.error)
app.switch_page("pages/public/areas.py").run()
assert not app.exception and not app.error, (app.exception, app.error)
shown = "".join(element.proto.body for element in app.main.get("html"))
assert "Gebiete: Musterstadt" in shown and "Nordvorstadt" in shown, shown
"""


@pytest.mark.slow
def test_a_page_is_added_to_the_program(
    root: Path, musterstadt: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(musterstadt, capsys)
    program = tmp_path / "program"
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("pages", "sozialmonitor", ".streamlit"):
        shutil.copytree(root / name, program / name, ignore=ignored)
    shutil.copy(root / "app.py", program)
    apply_blocks(read_blocks(root / "docs" / "how-to-add-a-page.md"), program)

    environment = {
        **os.environ,
        "PYTHONPATH": str(program),
        "SOZIALMONITOR_DATA": str(musterstadt / "data"),
        "SOZIALMONITOR_GEO": str(musterstadt / "geo"),
        "SOZIALMONITOR_RELEASES": str(musterstadt / "releases"),
    }
    done = subprocess.run(
        [sys.executable, "-c", OPEN_PAGE], cwd=program, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
