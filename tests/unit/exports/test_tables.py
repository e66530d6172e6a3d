"""CSV as a German spreadsheet opens it, and as a program reads it."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace

from sozialmonitor.calc.area_table import write_rows
from sozialmonitor.exports.tables import PROVENANCE, build_german_csv, build_machine_csv
from sozialmonitor.texts.german import text
from sozialmonitor.views.export.rows import COLUMNS
from sozialmonitor.views.export.view import Export

NUMBER = re.compile(r"-?\d+(,\d+)?")


def read_german(export: Export) -> dict[str, list[list[str]]]:
    """Every file of the archive as rows of texts."""
    with zipfile.ZipFile(io.BytesIO(build_german_csv(export))) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    for content in contents.values():
        assert content.startswith(b"\xef\xbb\xbf"), "without the mark Excel spoils umlauts"
        assert content.endswith(b"\r\n")
    return {
        name: list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
        for name, content in contents.items()
    }


def read_machine(export: Export) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(build_machine_csv(export).decode("utf-8"), newline="")))


def find(rows: list[dict[str, str]], *key: str) -> dict[str, str]:
    (row,) = [row for row in rows if (row["indicator"], row["code"], row["period"]) == key]
    return row


def test_the_archive_holds_what_must_stand_beside_the_values(export: Export) -> None:
    files = read_german(export)
    assert list(files) == ["musterstadt.csv", "definitionen.csv", "quellen.csv", "zeichen.csv"]
    labels = {row[0] for row in files["quellen.csv"]}
    assert {text(f"export.{key}") for key in ("source", "licence", "boundaries", "release", "method")} <= labels
    assert [export.release] in [row[1:] for row in files["quellen.csv"]]


def test_german_numbers_have_a_comma_and_all_their_decimals(export: Export) -> None:
    head, *rows = read_german(export)["musterstadt.csv"]
    assert head == [text(f"export.{column}") for column in COLUMNS]
    assert len(rows) == len(export.values)
    for cells in rows:
        row = dict(zip(COLUMNS, cells, strict=True))
        for name in ("value", "numerator", "denominator"):
            assert row[name] == "" or NUMBER.fullmatch(row[name]), row
        if row["value"]:
            assert len(row["value"].partition(",")[2]) == int(row["decimals"])


def test_negative_numbers_stay_numbers(export: Export) -> None:
    """They begin with a minus as a formula may, and were once disarmed together with the texts."""
    head, *rows = read_german(export)["musterstadt.csv"]
    german = [dict(zip(COLUMNS, cells, strict=True)) for cells in rows]
    assert head
    shrinking = find(german, "entwicklung", "013", "2021")
    assert (shrinking["value"], shrinking["numerator"]) == ("-4,2", "-75")
    shrinking = find(read_machine(export), "entwicklung", "013", "2021")
    assert (shrinking["value"], shrinking["numerator"]) == ("-4.2", "-75")


def test_a_sign_never_stands_beside_an_invented_number(export: Export) -> None:
    rows = read_machine(export)
    secret = find(rows, "arbeitslosenquotient", "023", "2020")
    assert (secret["value"], secret["numerator"], secret["sign"]) == ("", "", "•")
    assert secret["sign_meaning"] == text("status.suppressed")
    nothing = find(rows, "arbeitslosenquotient", "022", "2023")
    assert (nothing["value"], nothing["sign"]) == ("", "-")
    limited = find(rows, "arbeitslosenquotient", "013", "2023")
    assert (limited["value"], limited["sign"]) == ("4.6", "()")
    small = find(rows, "arbeitslosenquotient", "023", "2023")
    assert (small["value"], small["sign"]) == ("2.8", "°")
    assert {row["sign"] for row in rows if row["value"]} <= {"", "()", "°"}


def test_the_machine_table_says_by_itself_where_it_comes_from(export: Export) -> None:
    rows = read_machine(export)
    assert list(rows[0]) == [*COLUMNS, *PROVENANCE]
    for row in rows:
        sources = export.catalogue.get_sources(export.catalogue.indicators[row["indicator"]])
        assert row["source"] == " | ".join(source.citation for source in sources)
        assert row["licence"]
        assert row["release"] == export.release
        assert row["method"] == export.method
        assert bool(row["sign"]) == bool(row["sign_meaning"])


def test_codes_keep_their_zeros_and_names_their_umlauts(export: Export) -> None:
    assert find(read_machine(export), "einwohner", "022", "2018")["name"] == "Öderan"
    assert find(read_machine(export), "einwohner", "023", "2018")["name"] == "St. Ägidien (Siedlung)"
    assert "Öderan" in {row[4] for row in read_german(export)["musterstadt.csv"]}


def test_no_text_is_a_formula(hostile: Export) -> None:
    for row in read_machine(hostile):
        assert row["name"].startswith("'")
        assert row["title"].startswith("'")
        assert row["method"].startswith("'")
    files = read_german(hostile)
    assert all(row[1].startswith("'") and row[4].startswith("'") for row in files["musterstadt.csv"][1:])
    for name in ("definitionen.csv", "quellen.csv"):
        assert not [cell for row in files[name] for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_same_export_is_the_same_bytes(export: Export) -> None:
    assert build_german_csv(export) == build_german_csv(export)
    assert build_machine_csv(export) == build_machine_csv(export)


def test_no_separator_opens_a_formula(export: Export) -> None:
    """Whatever a spreadsheet takes for the end of a cell: what follows is no formula."""
    cell = "x;=1+1,=2+2\t=3+3\n=4+4"
    indicators = tuple(item.model_copy(update={"definition": cell, "title": cell}) for item in export.indicators)
    hostile = replace(export, values=export.values.assign(name=cell, title=cell), indicators=indicators, method=cell)
    with zipfile.ZipFile(io.BytesIO(build_german_csv(hostile))) as archive:
        files = [archive.read(name).decode("utf-8-sig") for name in archive.namelist()]
    files += [build_machine_csv(hostile).decode("utf-8"), write_rows([[cell, 1.0], ["=5+5", -1.0]]).decode("utf-8")]
    for content in files:
        assert "'=3+3" in content or "=" not in content
        for part in re.split(r"[;,\t\r\n]", content):
            assert not part.strip('" ').startswith(("=", "@"))
