"""The command line: what it prints, and what it leaves alone."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

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


@pytest.mark.parametrize(("file", "what"), [("/data/a\x1b", "›/data/a[U+001B]‹"), (None, "eine Datei")])
def test_a_refusal_of_the_system_is_told_in_german(
    town: Town, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, file: str | None, what: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EACCES, "Permission denied", file)

    monkeypatch.setattr("sozialmonitor.build.command.load_catalogues", refuse)
    assert town.run("check") == 1
    assert capsys.readouterr().err == f"Fehler: Auf {what} lässt sich nicht zugreifen: die Rechte reichen nicht.\n"


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


def hide(folder: Path) -> None:
    """Make every indicator of a monitor one for committees."""
    for path in (folder / "indicators").glob("*.yaml"):
        content = path.read_text(encoding="utf-8")
        kept = "".join(line for line in content.splitlines(keepends=True) if not line.startswith("audience:"))
        path.write_text(f"{kept}audience: committee\n", encoding="utf-8")


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_release_without_anything_for_the_public_is_refused(
    town: Town, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every page would say that there is nothing to show."""
    hide(town.folder)
    assert town.run(command) == 1
    assert capsys.readouterr().err.splitlines()[2:] == [
        "  Ort:    data/musterstadt/indicators/",
        "  Befund: Kein Indikator ist für die Öffentlichkeit bestimmt; alle Seiten wären leer",
        "  Abhilfe: bei mindestens einem Indikator ›audience: public‹ angeben oder die Angabe ›audience‹ weglassen",
    ]
    assert not town.releases.exists() or not (town.releases / "current.json").exists()


def test_a_monitor_nobody_outside_may_see_is_not_published(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """Beside another one it is no defect, but it is said; its part of the public release must not exist."""
    other = town.data / "zweitstadt"
    shutil.copytree(town.folder, other)
    shutil.copytree(town.geo / NAME, town.geo / "zweitstadt")
    for path in other.glob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace(NAME, "zweitstadt"), encoding="utf-8")
    hide(other)
    assert town.run("build") == 0
    assert capsys.readouterr().out.count("  Hinweis: Kein Indikator dieses Monitors ist für die Öffentlichkeit") == 1
    public = town.releases / get_current_release(town.releases) / "public"
    assert [path.parent.name for path in public.glob("*/catalogue.json")] == [NAME]
    assert main(["check", "zweitstadt", *town.options]) == 0, "alone it says nothing about the release"


def test_a_trial_is_not_published_for_everybody(
    town: Town, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Releases follow ``--data``; which boundaries are used is said."""
    for name in ("DATA", "RELEASES"):
        monkeypatch.delenv(f"SOZIALMONITOR_{name}", raising=False)
    monkeypatch.setenv("SOZIALMONITOR_GEO", str(town.geo))
    assert main(["build", "--data", str(town.data)]) == 0
    told = capsys.readouterr().out.splitlines()
    release = get_current_release(town.data / "releases")
    assert told[1] == f"Grenzen aus dem Ordner {town.geo}; einen anderen nennt --geo"
    assert told[-1] == f"Veröffentlicht: Datenstand {release} in {town.data / 'releases'}"
    assert main(["status", "--data", str(town.data)]) == 0
    assert release in capsys.readouterr().out
    monkeypatch.setenv("SOZIALMONITOR_RELEASES", str(town.releases))
    assert main(["status", "--data", str(town.data)]) == 1, "a folder of releases that is set counts for all commands"


@pytest.mark.parametrize("call", [["--help"], ["status"]])
def test_a_terminal_without_umlauts_gets_a_question_mark(root: Path, call: list[str], town: Town) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sozialmonitor", *call],
        cwd=root,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "SOZIALMONITOR_RELEASES": str(town.releases)},
        capture_output=True,
        encoding="ascii",
        check=False,
    )
    assert "?" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_does_not_exist_is_told_once(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    licences = town.data / "licences.yaml"
    for folder, finding in ((town.data / "nix", "Den Ordner gibt es nicht"), (licences, "Das ist kein Ordner")):
        assert main(["check", "--data", str(folder)]) == 1
        told = Defect(str(folder), finding, "mit --data den Ordner mit dem Katalog angeben")
        listed = f"\n  Ort:    {told.place}\n  Befund: {told.finding}\n  Abhilfe: {told.remedy}\n"
        assert capsys.readouterr().err == f"Der Datenbestand hat einen Mangel; nichts wurde geändert.\n{listed}"
