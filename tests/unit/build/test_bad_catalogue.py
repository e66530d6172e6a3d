"""Every defect of a catalogue: its exact place, finding and remedy, told once; the rest is still checked."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.cases.catalogue import CATALOGUE_CASES
from tests.support.bad_input import Case, check_case, format_report, write
from tests.support.town import NAME, Town


def test_several_defects_of_the_catalogue_are_told_in_one_run(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    spoilt = [
        "an unknown series in a formula",
        "an unknown source",
        "broken YAML",
        "an unknown licence",
        "an unknown parent of a geography",
    ]
    cases = [case for case in CATALOGUE_CASES if case.name in spoilt]
    for case in cases:
        case.spoil(town)
    assert town.run("check") == 1
    assert capsys.readouterr().err == format_report([defect for case in cases for defect in case.defects])


def test_a_sign_of_control_inside_a_broken_umlaut_is_told_as_the_umlaut(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    town.replace("indicators/leerstand.yaml", "short_title: Leere Wohnungen\n", "short_title: Gro\u00c3\u009f\n")
    assert town.run("check") == 1
    assert "Umlaute sind falsch gespeichert: ›GroÃ[U+009F]‹ sollte ›Groß‹ heißen" in capsys.readouterr().err


def spoil_indicator(town: Town, unit: str) -> None:
    """A unit that does not fit, beside references that lead nowhere."""
    file = "indicators/leerstand.yaml"
    town.replace(file, "unit: percent", f"unit: {unit}")
    town.replace(file, "theme: bevoelkerung", "theme: bevolkerung")
    town.replace(file, "wohnungen.vacant", "wohnungen.vacan")


@pytest.mark.parametrize("unit", ["persons", "prozent"])
def test_references_are_followed_beside_other_defects_of_an_indicator(
    town: Town, unit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil_indicator(town, unit)
    assert town.run("check") == 1
    told = capsys.readouterr().err
    findings = ["Das Thema ›bevolkerung‹ gibt es nicht", f"›{unit}‹", "Die Reihe ›vacan‹ gibt es in der Tabelle"]
    assert "hat 3 Mängel" in told
    assert [told.index(finding) for finding in findings] == sorted(told.index(finding) for finding in findings)


@pytest.mark.parametrize(
    ("path", "changes", "findings"),
    [
        (
            "typologies.yaml",
            {
                "preset: berlin_mss\n    geography: stadtteile\n    indicators:\n      - indicator: beratungsquote\n": (
                    "preset: berlin_ms\n    geography: stadtteil\n    indicators:\n      - indicator: beratungsquot\n"
                )
            },
            ["›berlin_ms‹ ist hier", "Die Gliederung ›stadtteil‹", "Den Indikator ›beratungsquot‹"],
        ),
        (
            "monitor.yaml",
            {
                "title: Musterstadt": "titel: Musterstadt",
                "default_indicator: arbeitslosenquotient": "default_indicator: arbeit",
                "territory: stadt\n": "territory: staedte\n",
                "population: einwohner.population": "population: einwohner.people",
            },
            [
                "Die Angabe ›title‹ fehlt",
                "Der Schlüssel ›titel‹ ist unbekannt",
                "Die Gliederung ›staedte‹",
                "Den Indikator ›arbeit‹",
                "Die Reihe ›people‹",
            ],
        ),
        (
            "tables.yaml",
            {"source: fallakten": "source: fallakte\n    laenge: 3"},
            ["Die Quelle ›fallakte‹", "Der Schlüssel ›laenge‹ ist unbekannt"],
        ),
        (
            "sources.yaml",
            {"licence: nur-intern": "licence: geheim\n    farbe: blau"},
            ["Die Lizenz ›geheim‹", "Der Schlüssel ›farbe‹ ist unbekannt"],
        ),
    ],
)
def test_references_are_followed_beside_other_defects(
    town: Town, path: str, changes: dict[str, str], findings: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for old, new in changes.items():
        town.replace(path, old, new)
    assert town.run("check") == 1
    told = capsys.readouterr().err
    assert f"hat {len(findings)} Mängel" in told
    assert [told.index(finding) for finding in findings] == sorted(told.index(finding) for finding in findings)


@pytest.mark.parametrize(
    ("file", "wrong"),
    [
        ("indicators/arbeitslosenquotient.yaml", "indicators/arbeitslosenquotient.yml"),
        ("indicators/arbeitslosenquotient.yaml", "indicators/arbeitslosenquotient.YAML"),
        ("geographies.yaml", "geographies.yml"),
        ("typologies.yaml", "Typologies.yaml"),
        ("tables.yaml", "tables.YML"),
        ("monitor.yaml", "monitor.yml"),
        ("areas/stadtteile.csv", "areas/Stadtteile.csv"),
        ("values/einwohner.csv", "values/Einwohner.CSV"),
    ],
)
def test_a_file_with_a_wrongly_spelt_name_is_told_once(
    town: Town, file: str, wrong: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (town.folder / file).rename(town.folder / wrong)
    told = (
        f"data/{NAME}/{wrong}",
        "Diese Datei wird von niemandem gelesen",
        f"in ›{file.rpartition('/')[2]}‹ umbenennen",
    )
    check_case(town, Case("a wrong name", lambda _: None, (told,)), capsys)


def test_a_folder_with_a_wrongly_spelt_name_is_told_by_its_files(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    (town.folder / "areas").rename(town.folder / "Areas")
    assert town.run("check") == 1
    told = capsys.readouterr().err
    assert "Die Datei fehlt" not in told
    assert "in ›areas/stadtteile.csv‹ umbenennen" in told


@pytest.mark.parametrize(
    ("file", "remedy"),
    [
        ("values/einwohner - Kopie.csv", "gehört nicht hierher: löschen oder an einem anderen Ort aufbewahren"),
        ("indicators/leerstand.xlsx", "gehört nicht hierher: löschen oder an einem anderen Ort aufbewahren"),
        ("indicators/leerstand.yml", "gehört nicht hierher: löschen oder an einem anderen Ort aufbewahren"),
        ("values/zensus.csv", "in tables.yaml oder geographies.yaml nennen oder entfernen"),
    ],
)
def test_no_name_is_proposed_that_exists_or_is_of_another_kind(
    town: Town, file: str, remedy: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = (f"data/{NAME}/{file}", "Diese Datei wird von niemandem gelesen", remedy)
    check_case(town, Case("a stray", write(file, "x"), (told,)), capsys)


def drop_zeros(path: str) -> Callable[[Town], None]:
    """A list of areas as a spreadsheet saves it."""

    def spoil(town: Town) -> None:
        file = town.folder / path
        file.write_text(re.sub("(?m)^0", "", file.read_text(encoding="utf-8")), encoding="utf-8")

    return spoil


def test_zeros_that_a_list_of_parents_lacks_are_told_once(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    town.replace("areas/stadt.csv", "09999000", "9999000")
    told = [
        (
            f"data/{NAME}/areas/stadtbezirke.csv",
            "Gebiet ›1‹ gehört zu ›09999000‹, das es in ›stadt‹ nicht gibt; weitere Gebiete ebenso: 1",
            "in areas/stadt.csv steht ›9999000‹; dort die führenden Nullen ergänzen, die Spalte als Text speichern",
        ),
        (
            f"data/{NAME}/areas/stadtteile.csv",
            "Gebiet ›011‹ gehört zu ›01‹, das es in ›stadtbezirke‹ nicht gibt; weitere Gebiete ebenso: 5",
            "in areas/stadtbezirke.csv steht ›1‹; dort die führenden Nullen ergänzen, die Spalte als Text speichern",
        ),
    ]
    check_case(town, Case("no zeros", drop_zeros("areas/stadtbezirke.csv"), tuple(told)), capsys)


def test_zeros_that_a_list_of_areas_lacks_are_told_once_for_each_file(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    drop_zeros("areas/stadtteile.csv")(town)
    assert town.run("check") == 1
    told = capsys.readouterr().err
    remedy = "steht ›11‹; dort die führenden Nullen ergänzen, die Spalte als Text speichern"
    assert "hat 8 Mängel" in told, "seven tables and the boundaries"
    assert told.count(f"in areas/stadtteile.csv {remedy}") == 7
    assert told.count(f"in der Liste in areas/ {remedy}") == 1
    assert "Der Gebietscode ›011‹ ist in ›stadtteile‹ unbekannt; weitere Zeilen ebenso: 23" in told
