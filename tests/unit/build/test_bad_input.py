"""Every defect a statistics office can deliver: its exact place, finding and remedy, and nothing published."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sozialmonitor.catalog.loader import load_catalogues
from sozialmonitor.domain.audience import Audience
from sozialmonitor.store.store import Store
from tests.cases.boundaries import BOUNDARY_CASES, declare_wrong_crs, use_shapefile
from tests.cases.catalogue import CATALOGUE_CASES
from tests.cases.values import VALUE_CASES
from tests.support.bad_input import Case, check_case, format_report, replace
from tests.support.town import NAME, Town, hash_files

POPULATION = "values/einwohner.csv"
VALUES = f"data/{NAME}/{POPULATION}"
UNKNOWN_AREA = (
    f"{VALUES}, Zeile 30, Spalte area",
    "Der Gebietscode ›nirgends‹ ist in ›stadtteile‹ unbekannt",
    "Code berichtigen oder das Gebiet in areas/stadtteile.csv ergänzen",
)
CASES = [*CATALOGUE_CASES, *VALUE_CASES, *BOUNDARY_CASES]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_defect_is_told_with_place_finding_and_remedy(
    town: Town, case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    check_case(town, case, capsys)


def test_every_case_has_its_own_name() -> None:
    assert len({case.name for case in CASES}) == len(CASES)


def test_a_wrong_coordinate_system_is_noticed(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    declare_wrong_crs(town)
    assert town.run("build") == 1
    finding = "Die Koordinaten passen nicht zum angegebenen Koordinatenbezugssystem EPSG:31469"
    remedy = "das richtige angeben; vermutlich EPSG:25832"
    assert capsys.readouterr().err == format_report([(f"geo/{NAME}/stadtteile.gpkg", finding, remedy)])


def test_the_same_polygons_as_shapefile_build(town: Town) -> None:
    """The counterpart of the cases above: with .prj, in metres, everything is fine."""
    use_shapefile(town, projection=True)
    assert town.run("build") == 0


def test_another_column_may_hold_the_code(town: Town) -> None:
    """Even where the file has a column named ``code`` that means something else."""
    town.replace(
        "geographies.yaml",
        "file: musterstadt/stadtteile.geojson",
        "file: musterstadt/stadtteile.geojson\n      code_column: ags",
    )
    town.change_boundaries(
        lambda content: (
            [item["properties"].update(ags=item["properties"]["code"], code=0) for item in content["features"]] and None
        )
    )
    assert town.run("build") == 0


def test_polygons_that_overlap_by_a_hair_build(town: Town) -> None:
    """Official files do (Berlin LOR, Köln); their union must not fail over it."""
    town.change_boundaries(
        lambda content: content["features"][0]["geometry"]["coordinates"][0].__setitem__(1, [9.010005, 50.011])
    )
    assert town.run("build") == 0


def test_several_defects_are_told_in_one_run(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    (polygons,) = (case for case in CASES if case.name == "two polygons of one code")
    polygons.spoil(town)
    town.append(POPULATION, "stadtteile,nirgends,2018,1,1\n")
    assert town.run("build") == 1
    assert capsys.readouterr().err == format_report([*polygons.defects, UNKNOWN_AREA])


def test_a_folder_without_monitor_is_a_defect(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    (town.folder / "monitor.yaml").unlink()
    assert town.run("build") == 1
    told = capsys.readouterr().err
    assert "hat einen Mangel" in told
    assert f"Ort:    data/{NAME}/\n  Befund: In diesem Ordner liegen Dateien eines Katalogs, aber keine monitor" in told
    shutil.rmtree(town.folder)
    assert town.run("build") == 1
    assert "Ort:    data/\n  Befund: Hier liegt kein Monitor\n" in capsys.readouterr().err


def test_the_data_folder_may_be_called_otherwise(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """Places name the folder that was given, whatever it is called."""
    replace("values/wohnungen.csv", "stadtteile,012,2021,1300,13", "stadtteile,012,2021,1300,1313")(town)
    renamed = Town(town.data.rename(town.data.with_name("zahlen")), town.geo, town.releases)
    assert renamed.run("build") == 1
    assert f"Ort:    zahlen/{NAME}/indicators/leerstand.yaml\n" in capsys.readouterr().err


def test_an_old_release_stays_published_and_readable(town: Town) -> None:
    assert town.run("build") == 0
    before, published = hash_files(town.releases), town.load_store()
    town.append(POPULATION, "stadtteile,nirgends,2018,1,1\n")
    assert town.run("build") == 1
    assert hash_files(town.releases) == before
    assert town.load_store().release_id == published.release_id


def test_the_command_line_fails_as_a_process(town: Town, root: Path) -> None:
    """What a script or a timer sees: code 1, the defects on standard error, nothing written."""
    town.append(POPULATION, "stadtteile,nirgends,2018,1,1\n")
    command = [sys.executable, "-m", "sozialmonitor", "build", *town.options]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert done.stderr == format_report([UNKNOWN_AREA])
    assert not town.releases.exists()


def test_a_wrong_call_is_no_defect(capsys: pytest.CaptureFixture[str], town: Town) -> None:
    with pytest.raises(SystemExit) as stop:
        town.run("veröffentliche")
    assert stop.value.code == 2
    assert "gibt es nicht; vorhanden sind" in capsys.readouterr().err


def test_the_unspoilt_town_has_no_defect(town: Town) -> None:
    """Otherwise the cases above would prove nothing."""
    catalogues, defects = load_catalogues(town.data)
    assert (len(catalogues), defects) == (1, [])
    assert town.run("build") == 0
    assert Store(town.releases, json.loads((town.releases / "current.json").read_text())["release"], Audience.PUBLIC)
