"""The command line: what it prints, and what it leaves alone."""

from __future__ import annotations

import shutil
from collections import Counter

import pytest

from sozialmonitor.build.command import main
from sozialmonitor.domain.errors import Defect
from sozialmonitor.store.pointer import get_current_release
from tests.support.slow import SlowMonitor
from tests.support.town import NAME, Town, hash_files

MISSING_ROW = (
    f"  Hinweis: data/{NAME}/values/anzeigen.csv: eine Zeile fehlt in der sonst vollständigen "
    "Tabelle (stadtteile/023/2023-Q1)"
)


def test_check_writes_nothing(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    before = hash_files(town.data.parent)
    assert town.run("check") == 0
    assert hash_files(town.data.parent) == before
    assert capsys.readouterr().out.splitlines() == [
        "Lese die Kataloge",
        "Prüfe und rechne: Musterstadt (15 Indikatoren)",
        MISSING_ROW,
        "Keine Mängel gefunden.",
    ]


def test_check_finds_what_build_finds(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    town.replace("values/kita.csv", "stadtbezirke,01,2020,310", "stadtbezirke,01,2020,viele")
    told = []
    for command in ("check", "build"):
        assert town.run(command) == 1
        told.append(capsys.readouterr().err)
    assert told[0] == told[1]
    assert "›viele‹ ist keine Zahl" in told[0]
    assert not town.releases.exists()


def test_one_monitor_can_be_checked_alone(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(town.folder, town.data / "zweitstadt")
    assert main(["check", NAME, *town.options]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Lese den Katalog",
        "Prüfe und rechne: Musterstadt (15 Indikatoren)",
        MISSING_ROW,
        "Keine Mängel gefunden.",
    ]
    assert main(["check", "zweitstadt", *town.options]) == 1
    assert "Die id ›musterstadt‹ weicht vom Ordner ›zweitstadt‹ ab" in capsys.readouterr().err


def test_what_the_operating_system_refuses_is_told(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    town.releases.write_text("a file where a folder belongs", encoding="utf-8")
    assert town.run("build") == 1
    assert capsys.readouterr().err.startswith("Fehler: ")


def test_status_tells_what_each_audience_sees(published_town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert published_town.run("status") == 0
    cells = Counter(indicator for indicator, *_ in SlowMonitor(published_town.folder).compute())
    public = cells.total() - cells["kita-plaetze"] - cells["beratungsfaelle"] - cells["beratungsquote"]
    assert capsys.readouterr().out.splitlines() == [
        f"Veröffentlicht ist der Datenstand {get_current_release(published_town.releases)}",
        "  Zielgruppe public:",
        f"    Musterstadt: 12 Indikatoren, {public} Werte, neueste Periode 2023",
        "  Zielgruppe committee:",
        f"    Musterstadt: 13 Indikatoren, {public + cells['kita-plaetze']} Werte, neueste Periode 2023",
        "  Zielgruppe internal:",
        f"    Musterstadt: 15 Indikatoren, {cells.total()} Werte, neueste Periode 2023",
    ]


def test_status_without_a_release_says_so(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    assert town.run("status") == 1
    assert capsys.readouterr().err == (
        f"Fehler: In {town.releases} ist noch nichts veröffentlicht. "
        "Mit ›python -m sozialmonitor build‹ neu veröffentlichen.\n"
    )


def test_a_monitor_nobody_outside_may_see_is_not_published(town: Town) -> None:
    """The public release of an internal monitor would be empty, so it must not exist."""
    for path in (town.folder / "indicators").glob("*.yaml"):
        content = path.read_text(encoding="utf-8")
        kept = "".join(line for line in content.splitlines(keepends=True) if not line.startswith("audience:"))
        path.write_text(f"{kept}audience: committee\n", encoding="utf-8")
    assert town.run("build") == 0
    assert not list((town.releases / get_current_release(town.releases) / "public").glob("*/catalogue.json"))


def test_a_folder_that_does_not_exist_is_told_once(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    licences = town.data / "licences.yaml"
    for folder, finding in ((town.data / "nix", "Den Ordner gibt es nicht"), (licences, "Das ist kein Ordner")):
        assert main(["check", "--data", str(folder)]) == 1
        told = Defect(str(folder), finding, "mit --data den Ordner mit dem Katalog angeben")
        listed = f"\n  Ort:    {told.place}\n  Befund: {told.finding}\n  Abhilfe: {told.remedy}\n"
        assert capsys.readouterr().err == f"Der Datenbestand hat einen Mangel; nichts wurde geändert.\n{listed}"
