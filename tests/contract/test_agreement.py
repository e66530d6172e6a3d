"""One figure, one number: map, HTML table and every file say the same about every cell of every monitor."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace

import openpyxl
import pytest

from sozialmonitor.charts.map_message import encode_message
from sozialmonitor.charts.map_picture import build_value_picture
from sozialmonitor.domain.classification import Classification
from sozialmonitor.domain.geography import UNASSIGNED
from sozialmonitor.domain.selection import Selection
from sozialmonitor.domain.status import Status
from sozialmonitor.exports.geo import build_geojson
from sozialmonitor.exports.package import build_data_package
from sozialmonitor.exports.tables import build_german_csv, build_machine_csv
from sozialmonitor.exports.workbook import build_workbook
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.ui.panel import _build_row
from sozialmonitor.views.export.rows import COLUMNS
from sozialmonitor.views.export.view import Export, build_monitor_export, build_screen_export
from sozialmonitor.views.map_view import MapView, build_area_table, build_map_view
from sozialmonitor.views.scale import build_scale
from tests.support.messages import decode

MONITORS = {"mannheim": 3_700, "flensburg": 1_300, "gemeinden": 6_500}
"""Monitors with the number of cells of their areas that must at least be compared."""

Key = tuple[str, str, str, str]
"""Indicator, level, code of the area, period."""


@dataclass(frozen=True)
class Cell:
    """What is said about one cell.

    Attributes:
        value: without its decimal point, so 8.4 is 84; None where a sign stands for it.
        numerator, denominator: with all their decimals.
    """

    value: int | None
    sign: str
    numerator: float | None
    denominator: float | None


@pytest.fixture(scope="module", params=MONITORS)
def monitor(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def export(real_store: Store, monitor: str) -> Export:
    return build_monitor_export(real_store, monitor)


@pytest.fixture(scope="module")
def cells(real_store: Store, monitor: str) -> dict[Key, Cell]:
    """Every cell as the map of its indicator and level gets it; the measure for everything else."""
    found: dict[Key, Cell] = {}
    for view in list_views(real_store, monitor):
        found |= read_messages(view)
    assert len(found) >= MONITORS[monitor]
    return found


def list_views(store: Store, monitor: str) -> Iterator[MapView]:
    for indicator in store.get_catalogue(monitor).indicators:
        for level in store.get_levels(monitor, indicator):
            period = store.get_observations(monitor, indicator, level).periods[-1]
            scale = build_scale(store, monitor, indicator, level, Classification())
            yield build_map_view(store, Selection(monitor, indicator, level, period), scale)


def read_messages(view: MapView) -> dict[Key, Cell]:
    header, blocks = decode(encode_message(build_value_picture(view), 1))
    statuses = header["status"]
    if header["part"] != "all":
        rest, more = decode(encode_message(build_value_picture(view), 2, rest=True))
        blocks, statuses = blocks | more, statuses + rest["status"]
    signs = {
        (item["period"], area): header["statuses"][item["code"]]["sign"] for item in statuses for area in item["areas"]
    }

    def get_count(kind: str, row: int, column: int) -> float | None:
        integer = blocks.get((kind, row), [None] * len(view.areas))[column]
        return None if integer is None else integer / 10 ** header.get(f"{kind}Decimals", 0)

    return {
        (view.indicator.id, view.geography.id, area.code, period): Cell(
            blocks["value", row][column],
            signs.get((row, column), ""),
            get_count("numerator", row, column),
            get_count("denominator", row, column),
        )
        for row, period in enumerate(header["periods"])
        for column, area in enumerate(view.areas)
    }


def compare(found: dict[Key, Cell], expected: dict[Key, Cell]) -> None:
    assert set(found) == set(expected)
    for key, cell in expected.items():
        if cell.numerator is None:  # the map gets no counts beside a count
            cell = replace(found[key], value=cell.value, sign=cell.sign)
        assert found[key] == cell, key


def read_rows(export: Export, rows: list[dict[str, str]], point: str) -> dict[Key, Cell]:
    """Cells of areas from a table of texts; a value must be written with exactly its decimals."""
    found = {}
    for row in rows:
        if row["geography"] == export.catalogue.monitor.territory or row["code"] == UNASSIGNED:
            continue
        value, decimals = row["value"], int(row["decimals"])
        if value:
            assert len(value.partition(point)[2]) == decimals, row
        counts = [float(row[name].replace(point, ".")) if row[name] else None for name in COLUMNS[-3:-1]]
        key = (row["indicator"], row["geography"], row["code"], row["period"])
        assert key not in found, "a cell stands once in a file"
        found[key] = Cell(int(value.replace(point, "")) if value else None, row["sign"], *counts)
    return found


def test_the_html_table(real_store: Store, monitor: str, cells: dict[Key, Cell]) -> None:
    seen = 0
    for newest in list_views(real_store, monitor):
        for period in newest.observations.periods:
            view = build_map_view(real_store, replace(newest.selection, period=period), newest.scale)
            table = build_area_table(view)
            for position, code, status in zip(table["position"], table["code"], table["status"], strict=True):
                cell = cells[view.indicator.id, view.geography.id, code, period]
                shown = _build_row(view, position, "", float("nan"), has_counts=False)[1]
                if cell.value is None:
                    assert shown == cell.sign
                    assert shown
                else:
                    plain = shown.strip("()").replace(".", "").replace("−", "-")
                    if cell.sign == Status.LESS_THAN_HALF.sign:
                        assert (plain, cell.value) == (cell.sign, 0)
                        seen += 1
                        continue
                    assert len(plain.partition(",")[2]) == view.indicator.decimals
                    assert int(plain.replace(",", "")) == cell.value
                    assert shown.startswith("(") == (status == Status.LIMITED)
                seen += 1
    assert seen == len(cells)


def test_the_german_csv(export: Export, cells: dict[Key, Cell]) -> None:
    with zipfile.ZipFile(io.BytesIO(build_german_csv(export))) as archive:
        content = archive.read(f"{export.name}.csv").decode("utf-8-sig")
    titles = {text(f"export.{name}"): name for name in COLUMNS}
    rows = [
        {titles[title]: cell for title, cell in row.items()}
        for row in csv.DictReader(io.StringIO(content, newline=""), delimiter=";")
    ]
    compare(read_rows(export, rows, ","), cells)


def test_the_machine_csv(export: Export, cells: dict[Key, Cell]) -> None:
    content = build_machine_csv(export).decode("utf-8")
    compare(read_rows(export, list(csv.DictReader(io.StringIO(content, newline=""))), "."), cells)


def test_the_data_package(export: Export, cells: dict[Key, Cell]) -> None:
    with zipfile.ZipFile(io.BytesIO(build_data_package(export))) as archive:
        description = json.loads(archive.read("datapackage.json"))
        (resource,) = description["resources"]
        content = archive.read(resource["path"]).decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    assert list(rows[0]) == [item["name"] for item in resource["schema"]["fields"]]
    compare(read_rows(export, rows, "."), cells)


def test_the_workbook(export: Export, cells: dict[Key, Cell]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(build_workbook(export)), read_only=True)
    found = {}
    for values in book[text("export.sheet_values")].iter_rows(min_row=2, values_only=True):
        row = dict(zip(COLUMNS, values, strict=True))
        if row["geography"] == export.catalogue.monitor.territory or row["code"] == UNASSIGNED:
            continue
        scaled = None if row["value"] is None else row["value"] * 10 ** row["decimals"]
        if scaled is not None:
            assert abs(scaled - round(scaled)) < 1e-6, "what the sheet holds is what it shows"
        counts = [row[name] for name in ("numerator", "denominator")]
        key = (row["indicator"], row["geography"], row["code"], row["period"])
        found[key] = Cell(None if scaled is None else round(scaled), row["sign"] or "", *counts)
    compare(found, cells)


def test_geojson(real_store: Store, monitor: str, cells: dict[Key, Cell]) -> None:
    found: dict[Key, Cell] = {}
    for view in list_views(real_store, monitor):
        export = build_screen_export(real_store, view.selection, all_periods=True, only_selected=False)
        boundaries = real_store.load_boundaries(monitor, view.geography.id)
        boundaries = boundaries.set_geometry(boundaries.geometry.representative_point())  # only figures matter here
        for feature in json.loads(build_geojson(export, boundaries))["features"]:
            row = feature["properties"]
            value = None if row["value"] is None else round(row["value"] * 10 ** row["decimals"])
            counts = [row[name] for name in ("numerator", "denominator")]
            key = (row["indicator"], row["geography"], row["code"], row["period"])
            assert key not in found
            found[key] = Cell(value, row["sign"], *counts)
    compare(found, cells)


def test_the_whole_territory(real_store: Store, monitor: str, export: Export) -> None:
    """The reference value of every map stands in the files, also where the areas have none."""
    territory = export.values[export.values["geography"] == export.catalogue.monitor.territory]
    values = territory.set_index(["indicator", "period"])["value"]
    seen = set()
    for view in list_views(real_store, monitor):
        header, _ = decode(encode_message(build_value_picture(view), 1))
        for period, value in zip(header["periods"], header["reference"]["values"], strict=True):
            if value is not None:
                assert round(values[view.indicator.id, period] * 10**view.indicator.decimals) == value
                seen.add((view.indicator.id, period))
    assert len(seen) > 15
    for indicator in export.indicators:
        reference = real_store.get_reference(monitor, indicator.id)
        periods = set() if reference is None else set(reference.periods)
        assert {period for key, period in values.index if key == indicator.id} == periods
