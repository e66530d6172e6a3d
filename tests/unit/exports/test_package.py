"""The Data Package describes the table it carries, and archives know no clock."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from typing import Any

import pytest

from sozialmonitor.domain.selection import Selection
from sozialmonitor.exports.archive import build_archive
from sozialmonitor.exports.package import build_data_package
from sozialmonitor.store.store import Store
from sozialmonitor.views.export.view import Export, build_screen_export
from tests.support.town import NAME


def read(export: Export) -> tuple[dict[str, Any], list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(build_data_package(export))) as archive:
        description = json.loads(archive.read("datapackage.json"))
        table = archive.read(description["resources"][0]["path"]).decode("utf-8")
    return description, list(csv.DictReader(io.StringIO(table, newline="")))


def test_the_schema_fits_the_table(export: Export) -> None:
    description, rows = read(export)
    schema = description["resources"][0]["schema"]
    assert [item["name"] for item in schema["fields"]] == list(rows[0])
    for item in schema["fields"]:
        for row in rows:
            if item["type"] == "number" and row[item["name"]]:
                float(row[item["name"]])
            if item["type"] == "integer":
                int(row[item["name"]])


def test_the_key_is_complete_and_unique(export: Export) -> None:
    description, rows = read(export)
    keys = [tuple(row[name] for name in description["resources"][0]["schema"]["primaryKey"]) for row in rows]
    assert len(set(keys)) == len(keys)
    assert all(all(key) for key in keys), "a key may not be missing"


def test_sources_and_licences_are_those_of_the_figures(town_store: Store) -> None:
    selection = Selection(NAME, "arbeitslosenquotient", "stadtteile", "2023")
    description, _ = read(build_screen_export(town_store, selection, all_periods=False, only_selected=False))
    assert [item["title"] for item in description["sources"]] == ["Musterstadt: erfundener Arbeitsatlas"]
    assert len(description["licenses"]) == 1
    assert re.fullmatch(r"[a-z0-9._/-]+", description["name"])
    assert description["version"] == town_store.release_id


@pytest.mark.parametrize("period", ["2022-Q4", "2023-Q1"])
def test_names_of_quarters_are_allowed(town_store: Store, period: str) -> None:
    selection = Selection(NAME, "anzeigen", "stadtteile", period)
    description, _ = read(build_screen_export(town_store, selection, all_periods=False, only_selected=False))
    assert re.fullmatch(r"[a-z0-9._/-]+", description["name"])


def test_nothing_internal_is_named(export: Export) -> None:
    assert "audience" not in json.dumps(read(export)[0])
    assert "beratung" not in json.dumps(read(export)).lower()


def test_the_same_export_is_the_same_bytes(export: Export) -> None:
    assert build_data_package(export) == build_data_package(export)


def test_archives_keep_order_and_know_no_clock() -> None:
    archive = zipfile.ZipFile(io.BytesIO(build_archive({"b": b"2", "a": "ä".encode()})))
    assert archive.namelist() == ["b", "a"]
    assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert archive.read("a").decode() == "ä"
    assert archive.testzip() is None
