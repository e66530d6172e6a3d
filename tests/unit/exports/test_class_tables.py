"""Classes as files: the same as on the page, with everything needed to cite them."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace

import pytest

from sozialmonitor.calc.typology.series import compute_period, list_typology_periods
from sozialmonitor.domain.typology import Typology
from sozialmonitor.exports.class_tables import CLASS_PROVENANCE, build_german_class_csv, build_machine_class_csv
from sozialmonitor.store.store import Store
from sozialmonitor.texts.german import text
from sozialmonitor.views.typology.export import CLASS_COLUMNS, ClassExport, build_class_export
from sozialmonitor.views.typology.series import collect_typology_series
from tests.support.town import NAME
from tests.support.typologies import TOWN_TYPOLOGY, build_view


def build(store: Store, monitor: str, typology: Typology) -> ClassExport:
    series = collect_typology_series(store, monitor, typology)
    results = {period: compute_period(series, period) for period in list_typology_periods(series)}
    return build_class_export(store, monitor, typology, results)


def read_machine(export: ClassExport) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(build_machine_class_csv(export).decode("utf-8"), newline="")))


def read_german(export: ClassExport) -> dict[str, list[list[str]]]:
    with zipfile.ZipFile(io.BytesIO(build_german_class_csv(export))) as archive:
        return {
            name: list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline=""), delimiter=";"))
            for name in archive.namelist()
        }


@pytest.mark.parametrize(
    ("monitor", "typology"),
    [
        ("flensburg", "status-dynamik"),
        ("flensburg", "aehnliche-stadtteile"),
        ("mannheim", "arbeitslosigkeit"),
        ("gemeinden", "grundsicherung"),
    ],
)
def test_the_file_says_what_the_page_says(real_store: Store, monitor: str, typology: str) -> None:
    export = build(real_store, monitor, real_store.get_typology(monitor, typology))
    rows = {(row["period"], row["code"]): row for row in read_machine(export)}
    view = build_view(real_store, monitor=monitor, typologie=typology)
    areas = real_store.get_areas(monitor, view.geography.id)
    assert len(rows) == len(areas) * len(view.classes.periods)
    for shown in view.rows:
        row = rows[view.selection.classes.period or "", areas[shown.position].code]
        assert row["name"] == shown.name
        is_valued = shown.status != "nicht bewertet"
        assert row["status"] == (shown.status if is_valued else "")
        assert row["dynamic"] == (shown.dynamic if shown.dynamic != "–" else "")
        written = shown.status_index.replace("\N{MINUS SIGN}", "-").replace(",", ".")
        assert row["status_index"] == (written if is_valued else "")
        assert bool(row["sign"]) == bool(row["reason"]) == (not is_valued)
        assert (row["borderline"] == "ja") == (shown.remark == "Grenzfall")


def test_nothing_is_missing_to_cite_it_or_to_compute_it_again(real_store: Store) -> None:
    declared = real_store.get_typology("flensburg", "status-dynamik")
    export = build(real_store, "flensburg", declared)
    rows = read_machine(export)
    assert tuple(rows[0]) == (*CLASS_COLUMNS, *CLASS_PROVENANCE)
    for row in rows:
        assert row["release"] == real_store.release_id
        assert "Sozialatlas" in row["source"]
        assert row["licence"]
        assert Typology.model_validate(json.loads(row["settings"])) == declared
    files = read_german(export)
    assert list(files) == [
        "flensburg_typologie_status-dynamik.csv",
        "definitionen.csv",
        "quellen.csv",
        "zeichen.csv",
    ]
    labels = {row[0] for row in files["quellen.csv"]}
    wanted = {text(f"typology.{key}") for key in ("method_source", "method_status", "limits", "settings")}
    assert wanted | {text("export.source"), text("export.licence"), text("export.release")} <= labels


def test_german_numbers_have_a_comma_and_stay_numbers(real_store: Store) -> None:
    export = build(real_store, "flensburg", real_store.get_typology("flensburg", "status-dynamik"))
    head, *rows = read_german(export)["flensburg_typologie_status-dynamik.csv"]
    assert head == [text(f"typology.file_{column}") for column in CLASS_COLUMNS]
    column = head.index("Index Status")
    numbers = [float(row[column].replace(",", ".")) for row in rows]
    assert min(numbers) < 0 < max(numbers)
    assert not any("." in row[column] for row in rows)


def test_a_text_that_a_spreadsheet_would_execute_is_disarmed(town_store: Store) -> None:
    typology = TOWN_TYPOLOGY.model_copy(update={"title": "=1+1", "limits": "@SUMME(A1)"})
    notes = read_german(build(town_store, NAME, typology))["quellen.csv"]
    cells = {cell for row in notes for cell in row}
    assert {"'=1+1", "'@SUMME(A1)"} <= cells
    assert not {"=1+1", "@SUMME(A1)"} & cells


def test_small_areas_carry_their_sign(town_store: Store) -> None:
    typology = TOWN_TYPOLOGY.model_copy(update={"minimum_population": 300})
    results = {"2018": compute_period(collect_typology_series(town_store, NAME, typology), "2018")}
    rows = read_machine(build_class_export(town_store, NAME, typology, results))
    assert {row["code"]: row["sign"] for row in rows if row["sign"]} == {"023": "°"}


def test_the_same_state_gives_the_same_bytes(real_store: Store) -> None:
    typology = real_store.get_typology("mannheim", "arbeitslosigkeit")
    first, second = (build(real_store, "mannheim", typology) for _ in range(2))
    assert build_german_class_csv(first) == build_german_class_csv(second)
    assert build_machine_class_csv(first) == build_machine_class_csv(second)


def test_no_separator_opens_a_formula(town_store: Store) -> None:
    export = build(town_store, NAME, TOWN_TYPOLOGY)
    hostile = replace(export, rows=tuple(replace(row, name="x;=1+1,=2+2") for row in export.rows), method="x;=3+3")
    with zipfile.ZipFile(io.BytesIO(build_german_class_csv(hostile))) as archive:
        files = [archive.read(name).decode("utf-8-sig") for name in archive.namelist()]
    for content in (*files, build_machine_class_csv(hostile).decode("utf-8")):
        for part in re.split(r"[;,\r\n]", content):
            assert not part.strip('" ').startswith("=")
