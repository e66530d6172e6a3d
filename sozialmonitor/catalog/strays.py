"""Files that nothing reads: whoever put one there believes that it counts.

Hidden files, what operating systems leave behind, and a README are no part of a catalogue.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from pathlib import Path

from sozialmonitor.catalog.indicators import FOLDER, list_files
from sozialmonitor.catalog.parts import Parts
from sozialmonitor.catalog.telling import tell_first
from sozialmonitor.catalog.validation import suggest
from sozialmonitor.domain.errors import Defect

_HEAD_FILES = ("monitor.yaml", "geographies.yaml", "sources.yaml", "tables.yaml", "typologies.yaml")
_SYSTEM_FILES = frozenset({"readme.md", "thumbs.db", "desktop.ini"})
_CATALOGUE_ENDINGS = frozenset({".yaml", ".yml", ".csv"})
_OTHER_FOLDERS = frozenset({"site", "releases"})
_POINTER = "current.json"
_MOST_FILES = 5000


def check_monitor_folder(folder: Path, name: str, parts: Parts) -> list[Defect]:
    """Every file of a monitor's folder that neither the program nor the catalogue names."""
    tables, geographies = parts.tables, parts.geographies
    read = {*_HEAD_FILES, *(f"{FOLDER}/{path.name}" for path in list_files(folder))}
    read |= {table.file for table in tables.items.values()} | {item.areas for item in geographies.items.values()}
    is_known = tables.is_whole and geographies.is_whole
    is_known &= tables.named == set(tables.items) and geographies.named == set(geographies.items)
    defects: list[Defect] = []
    for path in islice(_walk(folder), _MOST_FILES):
        file = path.relative_to(folder).as_posix()
        if file not in read and (is_known or path.suffix != ".csv"):  # a broken table may be the one that names it
            defects.append(_describe(file, name, read))
    return _tell(defects, f"{name}/")


def check_data_folder(data: Path, monitors: Sequence[Path]) -> list[Defect]:
    """Files of a catalogue that lie beside the monitors, or in a folder that is none."""
    defects: list[Defect] = []
    for path in sorted(data.iterdir()) if data.is_dir() else ():
        if _is_passed_over(path) or path in monitors or path.name in _OTHER_FOLDERS:
            continue
        if path.is_dir():
            inside = [] if (path / _POINTER).exists() else islice(_walk(path), _MOST_FILES)
            if any(_is_catalogue(item) for item in inside):
                finding = "In diesem Ordner liegen Dateien eines Katalogs, aber keine monitor.yaml"
                defects.append(
                    Defect(f"{data.name}/{path.name}/", finding, "monitor.yaml ergänzen oder den Ordner entfernen")
                )
        elif path.name != "licences.yaml" and _is_catalogue(path):
            defects.append(_describe(path.name, data.name, {"licences.yaml"}))
    return _tell(defects, f"{data.name}/")


def _walk(folder: Path) -> Iterator[Path]:
    """Files below a folder; links to folders are not followed, so there is an end."""
    for path in sorted(folder.iterdir()):
        if _is_passed_over(path):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        else:
            yield path


def _is_passed_over(path: Path) -> bool:
    return path.name.startswith(".") or path.name.lower() in _SYSTEM_FILES


def _is_catalogue(path: Path) -> bool:
    return path.suffix.lower() in _CATALOGUE_ENDINGS


def _describe(file: str, name: str, read: Collection[str]) -> Defect:
    path = Path(file)
    plain = path.with_suffix({".yml": ".yaml"}.get(path.suffix.lower(), path.suffix.lower())).as_posix()
    place, finding = f"{name}/{file}", "Diese Datei wird von niemandem gelesen"
    if plain != file and (plain in read or plain.startswith(f"{FOLDER}/")):
        return Defect(place, finding, f"in ›{Path(plain).name}‹ umbenennen oder entfernen")
    if likely := suggest(file, sorted(read)):
        return Defect(place, finding, f"gemeint ist vermutlich ›{likely}‹; umbenennen oder entfernen")
    if plain.endswith(".csv"):
        return Defect(place, finding, "in tables.yaml oder geographies.yaml nennen oder entfernen")
    return Defect(place, finding, "entfernen oder den Namen berichtigen")


def _tell(defects: list[Defect], place: str) -> list[Defect]:
    return tell_first(defects, lambda defect: defect, place, "Von niemandem gelesen", "Datei")
