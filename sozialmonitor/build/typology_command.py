"""``python -m sozialmonitor typology``: class the areas of any table, without a monitor."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from sozialmonitor.build.typology_settings import load_typology
from sozialmonitor.build.typology_table import load_area_table
from sozialmonitor.calc.area_table import (
    POPULATION_COLUMN,
    AreaTable,
    compute_area_table,
    list_result_rows,
    write_rows,
)
from sozialmonitor.calc.typology.checks import STABLE_FROM
from sozialmonitor.calc.typology.result import TypologyResult
from sozialmonitor.domain.errors import Defect, InputError
from sozialmonitor.domain.os_errors import describe_os_error
from sozialmonitor.domain.typology import Preset, Typology
from sozialmonitor.texts.format import format_integer


def add_typology_command(command: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    command.add_argument("--preset", metavar="VORLAGE", help=f"Vorlage: {', '.join(Preset)}")
    command.add_argument(
        "--settings",
        type=Path,
        metavar="DATEI",
        help="YAML-Datei mit einer Typologie; ergänzt oder ersetzt die Vorlage",
    )
    command.add_argument(
        "--input", type=Path, metavar="DATEI", help="CSV-Datei, eine Zeile je Gebiet: Kennung, ew, s1…, d1…"
    )
    command.add_argument("--output", type=Path, metavar="DATEI", help="CSV-Datei, die geschrieben wird")
    command.add_argument("--id", metavar="SPALTE", help="Spalte mit den Kennungen; sonst die erste")
    command.add_argument(
        "--population", metavar="SPALTE", default=POPULATION_COLUMN, help="Spalte mit der Einwohnerzahl; sonst ew"
    )
    command.add_argument(
        "--flagged", metavar="SPALTE", help="Spalte mit ja/nein oder 1/0: Gebiete mit ja werden nicht bewertet"
    )
    command.set_defaults(run=run_typology, complaint="Die Eingabe hat {}; nichts wurde geschrieben.")


def run_typology(options: argparse.Namespace) -> int:
    """Run the command; 0 = written, 2 = the call is wrong; raises InputError if the input has defects."""
    if mistake := _find_mistake(options):
        print(f"Fehler im Aufruf: {mistake}", file=sys.stderr)
        return 2
    typology, defects = load_typology(options.preset, options.settings)
    table, found = load_area_table(options.input, options.id, options.population, options.flagged)
    if typology is None or table is None:
        raise InputError([*defects, *found])
    result = _compute(typology, table, options.input.name)
    _write(options.output, write_rows(list_result_rows(typology, table, result)))
    _report(typology, table, result, options.output)
    return 0


def _find_mistake(options: argparse.Namespace) -> str | None:
    if options.preset is None and options.settings is None:
        return "--preset oder --settings angeben."
    if options.preset is not None and options.preset not in list(Preset):
        return f"die Vorlage ›{options.preset}‹ gibt es nicht; vorhanden sind: {', '.join(Preset)}."
    for name in ("input", "output"):
        if getattr(options, name) is None:
            return f"--{name} angeben."
    if os.path.realpath(options.input) == os.path.realpath(options.output):
        return "--output darf nicht die Eingabe sein."
    if not options.output.parent.is_dir():
        return f"den Ordner ›{options.output.parent}‹ gibt es nicht; anlegen oder --output berichtigen."
    return None


def _compute(typology: Typology, table: AreaTable, name: str) -> TypologyResult:
    if not table.status_columns and not typology.dynamic:
        finding = "Die Datei enthält nur Spalten für die Dynamik, die Typologie hat aber keine"
        raise InputError([Defect(name, finding, "Spalten s1, s2, … ergänzen oder eine andere Vorlage wählen")])
    try:
        return compute_area_table(typology, table)
    except InputError as error:
        raise InputError(
            [Defect(f"{name}, {item.place}", item.finding, item.remedy) for item in error.defects]
        ) from None


def _write(path: Path, content: bytes) -> None:
    """Write all or nothing: a temporary file beside the target takes its place when it is complete."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        finding = f"Die Datei lässt sich nicht schreiben ({describe_os_error(error)})"
        raise InputError([Defect(str(path), finding, "Ordner, Schreibrechte und freien Platz prüfen")]) from None


def _report(typology: Typology, table: AreaTable, result: TypologyResult, output: Path) -> None:
    valued = int(result.is_valued.sum())
    print(
        f"{typology.title}: {format_integer(valued)} von {format_integer(len(table.ids))} Gebieten bewertet → {output}"
    )
    if typology.note:
        print(f"Hinweis: {typology.note}")
    if table.dynamic_columns and not typology.dynamic:
        print("Hinweis: Die Spalten der Dynamik gehen nicht ein; die Typologie beschreibt nur einen Zeitpunkt.")
    if valued < STABLE_FROM:
        print(f"Hinweis: Mit weniger als {STABLE_FROM} Gebieten hängen die Klassen stark von einzelnen Gebieten ab.")
