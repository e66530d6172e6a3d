"""The messages the handbook explains are those the program writes: every example is provoked here."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from sozialmonitor.build.command import main
from sozialmonitor.domain.classification import ClassMethod, Palette
from sozialmonitor.domain.selection import CompareMode, SeriesMode
from sozialmonitor.domain.typology import Typology
from sozialmonitor.ui.links import ADDRESSES

AREAS = "data/musterstadt/areas/ortsteile.csv"
VALUES = "data/musterstadt/values/einwohner.csv"
INDICATOR = "data/musterstadt/indicators/einwohner.yaml"
SHARE = "data/musterstadt/indicators/kinderanteil.yaml"
BOUNDARIES = "geo/musterstadt/ortsteile.geojson"

MISTAKES = [
    (VALUES, "ortsteile,01,2023,", "ortsteile,1,2023,"),
    (AREAS, "02,Neustadt", "02,GroÃŸ-Quellen"),
    (VALUES, "ortsteile,02,2023,8340,", 'ortsteile,02,2023,"8.340,0",'),
    (VALUES, "ortsteile,02,2023,8340,", "ortsteile,02,2023,8.340,"),
    (VALUES, "ortsteile,02,2023,8340,", "ortsteile,02,2023,8340000,"),
    (VALUES, "ortsteile,03,2023,2980,540", "ortsteile,03,2023,2980,"),
    (VALUES, "ortsteile,04,2023,", "ortsteile,04,23,"),
    (VALUES, ",", ";"),
    (VALUES, "ortsteile,01,2024,5095,742", "ortsteile,01,2024,742,5095"),
    (INDICATOR, "direction: neutral", "direction: neutral\ndirektion: neutral"),
    (INDICATOR, "numerator: einwohner.population", "numerator: einwoner.population"),
    (INDICATOR, "operator: count", "operator: anzahl"),
    (BOUNDARIES, '"ortsteil_nr": "04"', '"ortsteil_nr": "4"'),
]


@pytest.mark.parametrize(("path", "right", "wrong"), MISTAKES)
def test_the_handbook_quotes_the_real_message(
    root: Path, musterstadt: Path, capsys: pytest.CaptureFixture[str], path: str, right: str, wrong: str
) -> None:
    target = musterstadt / path
    text = target.read_text(encoding="utf-8")
    assert right in text
    target.write_text(text.replace(right, wrong), encoding="utf-8")

    code = main(["check", "--data", str(musterstadt / "data"), "--geo", str(musterstadt / "geo")])
    assert code == 1
    messages = re.findall(r"  Ort:.*\n  Befund:.*\n  Abhilfe:.*\n", capsys.readouterr().err)
    handbook = (root / "docs" / "handbuch" / "daten-pflegen.md").read_text(encoding="utf-8")
    missing = [message for message in messages if message not in handbook]
    assert messages
    assert not missing, "not in the handbook:\n" + "\n".join(missing)


def test_the_typology_of_the_handbook_can_be_built(root: Path, tmp_path: Path) -> None:
    """The example is one of Flensburg; it must be what the program reads, and its table must name every key."""
    handbook = (root / "docs" / "handbuch" / "typologie.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", handbook, re.DOTALL)
    for name in ("data", "geo"):
        shutil.copytree(
            root / name, tmp_path / name, ignore=shutil.ignore_patterns("releases", "mannheim", "gemeinden")
        )
    (tmp_path / "data" / "flensburg" / "typologies.yaml").write_text(example, encoding="utf-8")
    assert main(["check", "--data", str(tmp_path / "data"), "--geo", str(tmp_path / "geo")]) == 0
    told = {
        key for cell in re.findall(r"^\| (`.*?) \|", handbook, re.MULTILINE) for key in re.findall(r"`(\w+)`", cell)
    }
    assert set(Typology.model_fields) - {"id", "title", "description"} <= told


def test_the_handbook_quotes_no_other_message(root: Path) -> None:
    handbook = (root / "docs" / "handbuch" / "daten-pflegen.md").read_text(encoding="utf-8")
    places = re.findall(r"^  Ort: +([^,\n]+)", handbook, re.MULTILINE)
    # A share above its whole is mistaken in the values and found by the indicator.
    assert set(places) == {path for path, _, _ in MISTAKES} | {SHARE}


def test_every_address_and_every_value_in_it_is_explained(root: Path) -> None:
    page = (root / "docs/handbuch/links-und-druck.md").read_text(encoding="utf-8")
    quoted = {f"/{address}" for address in ADDRESSES.values()}
    quoted |= {item.value for kind in (ClassMethod, Palette, SeriesMode, CompareMode) for item in kind}
    assert {word for word in quoted if f"`{word}`" not in page} == set()
