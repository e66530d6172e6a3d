"""``python -m sozialmonitor``: build, check, status, typology."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from sozialmonitor.build.call import GermanParser
from sozialmonitor.build.monitor import BuiltMonitor, build_monitor
from sozialmonitor.build.publicity import HIDDEN, check_publicity, is_hidden
from sozialmonitor.build.typology_command import add_typology_command
from sozialmonitor.catalog.loader import list_monitors, load_catalogues
from sozialmonitor.catalog.validation import list_known, suggest_remedy
from sozialmonitor.domain.audience import Audience
from sozialmonitor.domain.characters import make_printable
from sozialmonitor.domain.errors import Defect, InputError, SozialmonitorError
from sozialmonitor.domain.monitor import MonitorCatalogue
from sozialmonitor.domain.os_errors import describe_os_error
from sozialmonitor.domain.period import Period
from sozialmonitor.store.build_lock import hold_build
from sozialmonitor.store.paths import Folders, get_folders
from sozialmonitor.store.pointer import get_current_release
from sozialmonitor.store.release import load_release
from sozialmonitor.store.site import check_site_texts
from sozialmonitor.texts.format import format_integer
from sozialmonitor.texts.terminal import tolerate_missing_letters

Progress = Callable[[str], None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 = done, 1 = the input has defects, 2 = the call is wrong, 130 = interrupted."""
    tolerate_missing_letters()
    options = _parse(arguments)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        print("Abgebrochen.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # whoever read the output has gone: nobody is left to be told
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        print(_describe_failure(error), file=sys.stderr)
        return 1
    except InputError as error:
        _print_defects(error.defects, options.complaint)
        return 1
    except SozialmonitorError as error:
        print(f"Fehler: {error}", file=sys.stderr)
        return 1


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = GermanParser(prog="python -m sozialmonitor", description="Datenbestand prüfen und veröffentlichen")
    commands = parser.add_subparsers(required=True, metavar="BEFEHL", title="Befehle")
    for name, run, text in (
        ("build", _build, "alles prüfen und einen neuen Datenstand veröffentlichen"),
        ("check", _check, "nur prüfen, nichts schreiben"),
        ("status", _show_status, "zeigen, was veröffentlicht ist"),
    ):
        command = commands.add_parser(name, help=text)
        command.set_defaults(run=run, complaint="Der Datenbestand hat {}; nichts wurde geändert.")
        command.add_argument("--data", type=_name_folder, metavar="ORDNER", help="Ordner mit dem Katalog")
        command.add_argument("--geo", type=_name_folder, metavar="ORDNER", help="Ordner mit den Grenzen")
        command.add_argument(
            "--releases",
            type=_name_folder,
            metavar="ORDNER",
            help="Ordner der Datenstände; sonst ›releases‹ bei --data",
        )
        if run is _check:
            command.add_argument("monitor", metavar="MONITOR", nargs="?", help="nur diesen Monitor prüfen")
            command.set_defaults(complain=command.complain)
    add_typology_command(
        commands.add_parser("typology", help="die Gebiete einer beliebigen Tabelle in Klassen einteilen")
    )
    options = parser.parse_args(arguments)
    options.folders = get_folders(*(getattr(options, name, None) for name in ("data", "geo", "releases")))
    return options


def _name_folder(name: str) -> Path:
    """An empty name, as of a variable that is not set, is not the current folder."""
    if not name.strip():
        raise ValueError
    return Path(name)


def _describe_failure(error: OSError) -> str:
    """What the operating system refuses, without its words."""
    what = f"›{make_printable(str(error.filename))}‹" if error.filename else "eine Datei"
    return f"Fehler: Auf {what} lässt sich nicht zugreifen: {describe_os_error(error)}."


def _say(text: str) -> None:
    print(text, flush=True)


def _build(options: argparse.Namespace) -> int:
    with hold_build(options.folders.releases):
        return _publish(options)


def _publish(options: argparse.Namespace) -> int:
    # What only a release needs is loaded here: checking shall not wait for it.
    from sozialmonitor.build.package import build_geometries, build_package
    from sozialmonitor.build.release import write_release

    monitors = _load(options, _say)
    packages: dict[Audience, dict[str, bytes]] = {audience: {} for audience in Audience}
    for built in monitors:
        _say(f"Vereinfache die Grenzen: {built.catalogue.monitor.title}")
        geometries = build_geometries(built)
        for audience in Audience:
            packages[audience] |= build_package(built, geometries, audience) or {}
    summaries = {audience: {"monitors": _summarise(monitors, audience)} for audience in Audience}
    _say("Schreibe den Datenstand")
    release_id = write_release(packages, summaries, options.folders.releases)
    _say(f"Veröffentlicht: Datenstand {release_id} in {options.folders.releases}")
    return 0


def _check(options: argparse.Namespace) -> int:
    known = list_monitors(options.folders.data)
    if options.monitor is not None and known and options.monitor not in known:
        remedy = suggest_remedy(options.monitor, known, f"vorhanden sind: {list_known(known)}")
        options.complain(f"den Monitor ›{options.monitor}‹ gibt es nicht; {remedy}")
    _load(options, _say, options.monitor)
    _say("Keine Mängel gefunden.")
    return 0


def _load(options: argparse.Namespace, say: Progress, only: str | None = None) -> list[BuiltMonitor]:
    """Load and compute all monitors, or ``only`` one; raises InputError with every defect of all of them.

    Whatever a release is made of comes from here, so that ``check`` refuses what ``build`` would.
    """
    say("Lese die Kataloge" if only is None else "Lese den Katalog")
    folders: Folders = options.folders
    catalogues, defects = load_catalogues(folders.data, only)
    if only is None:
        defects += _check_whole(folders.data, catalogues)
    if options.data is not None and options.geo is None:
        say(f"Grenzen aus dem Ordner {folders.geo}; einen anderen nennt --geo")
    monitors: list[BuiltMonitor] = []
    for catalogue in catalogues:
        say(f"Prüfe und rechne: {catalogue.monitor.title} ({len(catalogue.indicators)} Indikatoren)")
        built, found = build_monitor(catalogue, folders.data, folders.geo)
        monitors.append(built)
        for note in [*built.notes, *([HIDDEN] if is_hidden(catalogue) else [])]:
            say(f"  Hinweis: {note}")
        defects = [*defects, *found]
    if defects:
        raise InputError(defects)
    return monitors


def _check_whole(data: Path, catalogues: Sequence[MonitorCatalogue]) -> list[Defect]:
    """What belongs to no single monitor."""
    known = list_monitors(data)
    if not known:  # probably the wrong folder, which has been said
        return []
    defects = check_site_texts(data)
    return defects + (check_publicity(catalogues, data) if len(catalogues) == len(known) else [])


def _summarise(monitors: Sequence[BuiltMonitor], audience: Audience) -> dict[str, object]:
    summary: dict[str, object] = {}
    for built in monitors:
        visible = {key for key, item in built.catalogue.indicators.items() if audience.may_see(item.audience)}
        blocks = [block for block in built.blocks if block.indicator in visible]
        if blocks:
            summary[built.catalogue.monitor.id] = {
                "title": built.catalogue.monitor.title,
                "indicators": len(visible),
                "observations": sum(int(block.block.values.size) for block in blocks),
                "newest_period": max((period for block in blocks for period in block.periods), key=Period),
            }
    return summary


def _show_status(options: argparse.Namespace) -> int:
    release_id = get_current_release(options.folders.releases)
    _say(f"Veröffentlicht ist der Datenstand {release_id}")
    for audience in Audience:
        release = load_release(options.folders.releases, release_id, audience)
        _say(f"  Zielgruppe {audience}:")
        for monitor in release.manifest.monitors.values():
            _say(
                f"    {monitor.title}: {monitor.indicators} Indikatoren, "
                f"{format_integer(monitor.observations)} Werte, neueste Periode {monitor.newest_period}"
            )
    return 0


def _print_defects(defects: Sequence[Defect], complaint: str) -> None:
    print(complaint.format(f"{len(defects)} Mängel" if len(defects) != 1 else "einen Mangel"), file=sys.stderr)
    for defect in defects:
        print(f"\n  Ort:    {defect.place}\n  Befund: {defect.finding}\n  Abhilfe: {defect.remedy}", file=sys.stderr)
