"""A damaged, missing or foreign release is an error of one family, with what to do about it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.errors import StoreError
from sozialmonitor.store.release import get_current_release, has_release
from sozialmonitor.store.store import Store
from tests.support.town import Town

AGAIN = "Mit ›python -m sozialmonitor build‹ neu veröffentlichen."


@pytest.fixture
def copy(published_town: Town, tmp_path: Path) -> Town:
    """The published town, to be damaged."""
    shutil.copytree(published_town.releases, tmp_path / "releases")
    return Town(published_town.data, published_town.geo, tmp_path / "releases")


def folder_of(town: Town) -> Path:
    return town.releases / get_current_release(town.releases) / "public"


def test_the_intact_copy_loads(copy: Town) -> None:
    assert copy.load_store().release_id == get_current_release(copy.releases)


@pytest.mark.parametrize(
    "pattern",
    ["*/catalogue.json", "*/values/stadtteile.parquet", "*/areas/stadt.parquet", "geometry/*.json", "geometry/*.br"],
)
def test_a_manipulated_file_is_noticed(copy: Town, pattern: str) -> None:
    path = next(folder_of(copy).glob(pattern))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    release = get_current_release(copy.releases)
    with pytest.raises(StoreError, match=re.escape(f"Der Datenstand {release} wurde verändert: {path}. {AGAIN}")):
        copy.load_store()


def test_a_missing_file_is_noticed(copy: Town) -> None:
    path = next(folder_of(copy).glob("*/values/stadt.parquet"))
    path.unlink()
    with pytest.raises(StoreError, match=re.escape(f"ist unvollständig: {path} fehlt. {AGAIN}")):
        copy.load_store()


@pytest.mark.parametrize("content", ["", "[]", "{}", "null", '{"format": 1}', '{"format": 1, "files": 5}', "\ufeff{"])
def test_a_damaged_manifest_is_noticed(copy: Town, content: str) -> None:
    (folder_of(copy) / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match="wurde verändert"):
        copy.load_store()


def test_a_missing_folder_is_noticed(copy: Town) -> None:
    shutil.rmtree(folder_of(copy))
    with pytest.raises(StoreError, match=r"ist unvollständig: .*manifest\.json fehlt"):
        copy.load_store()


def test_a_release_of_another_format_is_noticed(copy: Town) -> None:
    path = folder_of(copy) / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"format": 99}), encoding="utf-8")
    with pytest.raises(StoreError, match="hat ein anderes Format als dieses Programm"):
        copy.load_store()


def test_nothing_published_is_an_error(tmp_path: Path) -> None:
    assert not has_release(tmp_path)
    with pytest.raises(StoreError, match=re.escape(f"In {tmp_path} ist noch nichts veröffentlicht. {AGAIN}")):
        get_current_release(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "{}",
        '"x"',
        "5",
        '{"release": 5}',
        '{"release": "../../etc"}',
        '{"release": "0123456789ABCDEF"}',
        "\0",
    ],
)
def test_a_damaged_pointer_is_an_error_and_leads_nowhere_else(tmp_path: Path, content: str) -> None:
    (tmp_path / "current.json").write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match=re.escape(f"Der Zeiger {tmp_path / 'current.json'} ist beschädigt. {AGAIN}")):
        get_current_release(tmp_path)


def test_a_pointer_to_nothing_is_an_error(copy: Town) -> None:
    (copy.releases / "current.json").write_text('{"release": "0123456789abcdef"}', encoding="utf-8")
    with pytest.raises(StoreError, match="Der Datenstand 0123456789abcdef ist unvollständig"):
        copy.load_store()


def test_an_audience_without_any_monitor_is_an_error(town: Town) -> None:
    for path in (town.folder / "indicators").glob("*.yaml"):
        kept = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("audience:")]
        path.write_text("\n".join([*kept, "audience: internal", ""]), encoding="utf-8")
    assert town.run("build") == 0
    with pytest.raises(StoreError, match="enthält für die Zielgruppe public keinen Monitor"):
        town.load_store()
    assert len(town.load_store(Audience.INTERNAL).get_monitors()) == 1


def test_a_store_stays_what_it_was_when_another_release_is_published(town: Town) -> None:
    """Sessions that are open keep reading the release they started with."""
    assert town.run("build") == 0
    old = town.load_store()
    town.replace("values/kita.csv", "stadtbezirke,01,2020,310", "stadtbezirke,01,2020,311")
    assert town.run("build") == 0
    assert town.load_store(Audience.INTERNAL).release_id != old.release_id
    assert Store(town.releases, old.release_id, Audience.PUBLIC).release_id == old.release_id
