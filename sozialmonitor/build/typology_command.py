"""``python -m sozialmonitor typology``: class the areas of any table, without a monitor."""

from __future__ import annotations

import argparse
import csv
import io
import math
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from sozialmonitor.build.typology_settings import load_typology
from sozialmonitor.build.typology_table import AreaTable, load_area_table
from sozialmonitor.calc.rounding import Floats
from sozialmonitor.calc.typology import ClassedIndex, Columns, TypologyResult, compute_typology
from sozialmonitor.calc.typology_checks import STABLE_FROM
from sozialmonitor.calc.typology_classes import UNCLASSED
from sozialmonitor.calc.typology_scheme import make_scheme
from sozialmonitor.domain.errors import Defect, InputError
from sozialmonitor.domain.typology import Preset, Typology, TypologyIndicator
from sozialmonitor.domain.typology_presets import NOT_VALUED
from sozialmonitor.texts.format import format_integer

_Cell = str | float


def add_typology_command(command: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    command.add_argument("--preset", help=f"Vorlage: {', '.join(Preset)}")
    command.add_argument(
        "--settings", type=Path, help="YAML-Datei mit einer Typologie; ergänzt oder ersetzt die Vorlage"
    )
    command.add_argument("--input", type=Path, help="CSV-Datei, eine Zeile je Gebiet: Kennung, ew, s1…, d1…")
    command.add_argument("--output", type=Path, help="CSV-Datei, die geschrieben wird")
    command.add_argument("--id", help="Spalte mit den Kennungen; sonst die erste")
    command.add_argument("--population", default="ew", help="Spalte mit der Einwohnerzahl; sonst ew")
    command.set_defaults(run=run_typology, complaint="Die Eingabe hat {}; nichts wurde geschrieben.")


def run_typology(options: argparse.Namespace) -> int:
    """Run the command; 0 = written, 2 = the call is wrong; raises InputError if the input has defects."""
    if mistake := _find_mistake(options):
        print(f"Fehler im Aufruf: {mistake}", file=sys.stderr)
        return 2
    typology, defects = load_typology(options.preset, options.settings)
    table, found = load_area_table(options.input, options.id, options.population)
    if typology is None or table is None:
        raise InputError([*defects, *found])
    result = _compute(typology, table, options.input.name)
    _write(options.output, list(_list_rows(typology, table, result)))
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
    if options.input.resolve() == options.output.resolve():
        return "--output darf nicht die Eingabe sein."
    if not options.output.parent.is_dir():
        return f"den Ordner ›{options.output.parent}‹ gibt es nicht; anlegen oder --output berichtigen."
    return None


def _compute(typology: Typology, table: AreaTable, name: str) -> TypologyResult:
    status = _make_columns(typology, table.status_columns, table.status)
    dynamic = _make_columns(typology, table.dynamic_columns, table.dynamic) if typology.dynamic else None
    if status is None and dynamic is None:
        finding = "Die Datei enthält nur Spalten für die Dynamik, die Typologie hat aber keine"
        raise InputError([Defect(name, finding, "Spalten s1, s2, … ergänzen oder eine andere Vorlage wählen")])
    try:
        return compute_typology(typology, status, dynamic, table.population)
    except InputError as error:
        raise InputError(
            [Defect(f"{name}, {item.place}", item.finding, item.remedy) for item in error.defects]
        ) from None


def _make_columns(typology: Typology, names: Sequence[str], values: Floats) -> Columns | None:
    """What is not declared goes in as a burden of weight 1; a change d1 goes in as its level s1, unless declared."""
    declared = [
        typology.get_indicator(name)
        or _without_city_value(typology.get_indicator(f"s{name[1:]}"))
        or TypologyIndicator(indicator=name)
        for name in names
    ]
    return Columns(values, make_scheme(typology, declared, names)) if names else None


def _without_city_value(indicator: TypologyIndicator | None) -> TypologyIndicator | None:
    """The city's level says nothing about the city's change."""
    return indicator and indicator.model_copy(update={"city_value": None})


def _list_rows(typology: Typology, table: AreaTable, result: TypologyResult) -> Iterator[list[_Cell]]:
    dynamic_names = typology.dynamic.names if typology.dynamic else ()
    has_dynamic = result.dynamic is not None
    yield [
        "id",
        *(["name"] if table.area_names else []),
        "ew",
        *(f"z_{name}" for name in table.status_columns),
        *(f"z_{name}" for name in table.dynamic_columns if has_dynamic),
        *(f"{part}{what}" for part in ("status", "dynamik") for what in ("summe", "index", "_klasse")),
        *("gruppe", "grenzfall", "bewertet"),
    ]
    for row, code in enumerate(table.ids):
        group = result.groups[row]
        yield [
            code,
            *([table.area_names[row]] if table.area_names else []),
            float(table.population[row]),
            *_list_scores(result.status, row),
            *_list_scores(result.dynamic, row),
            *_list_index(result.status, row, typology.status_names),
            *_list_index(result.dynamic, row, dynamic_names),
            (typology.groups[group] if group != UNCLASSED else NOT_VALUED) if result.status and has_dynamic else "",
            _describe_borderline(result, row) if result.is_valued[row] else "",
            "ja" if result.is_valued[row] else "nein",
        ]


def _list_scores(classed: ClassedIndex | None, row: int) -> list[_Cell]:
    return classed.index.scores[row].tolist() if classed else []


def _list_index(classed: ClassedIndex | None, row: int, names: Sequence[str]) -> list[_Cell]:
    if classed is None:
        return ["", "", ""]
    code = classed.codes[row]
    name = names[code] if code != UNCLASSED else NOT_VALUED
    return [float(classed.index.sums[row]), float(classed.index.values[row]), name]


def _describe_borderline(result: TypologyResult, row: int) -> str:
    """In which index the area is close to another class: ``nein``, ``Status``, ``Dynamik`` or both."""
    parts = (("Status", result.status), ("Dynamik", result.dynamic))
    return " und ".join(name for name, item in parts if item and item.is_borderline[row]) or "nein"


def _write(path: Path, rows: Sequence[Sequence[_Cell]]) -> None:
    """Write all or nothing: a temporary file beside the target takes its place when it is complete."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows([[_format(cell) for cell in row] for row in rows])
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(stream.getvalue().encode("utf-8"))
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        finding = f"Die Datei lässt sich nicht schreiben ({error.strerror})"
        raise InputError([Defect(str(path), finding, "Ordner, Schreibrechte und freien Platz prüfen")]) from None


def _format(cell: _Cell) -> str:
    """Numbers with every digit they have, so that reading them gives the same number; a gap is empty."""
    if isinstance(cell, str):
        return cell
    if math.isnan(cell):
        return ""
    return str(int(cell)) if cell == int(cell) and abs(cell) < 1e15 else repr(cell)


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
