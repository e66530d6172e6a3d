"""Files that nothing reads: whoever put one there believes that it counts.

Hidden files, what operating systems leave behind, and a README are no part of a catalogue.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import islice
from pathlib import Path

from sozialmonitor.catalog.folders import MOST_FILES, describe_misnamed, find_misnamed, is_passed_over, spell, walk
from sozialmonitor.catalog.indicators import FOLDER, list_files
from sozialmonitor.catalog.parts import Parts
from sozialmonitor.catalog.telling import tell_first
from sozialmonitor.catalog.validation import suggest
from sozialmonitor.domain.errors import Defect

HEAD = "monitor.yaml"
"""What makes a folder a monitor."""

_HEAD_FILES = (HEAD, "geographies.yaml", "sources.yaml", "tables.yaml", "typologies.yaml")
_CATALOGUE_ENDINGS = frozenset({".yaml", ".yml", ".csv"})
_OTHER_FOLDERS = frozenset({"site", "releases"})
_POINTER = "current.json"


def check_monitor_folder(folder: Path, name: str, parts: Parts) -> list[Defect]:
    """Every file of a monitor's folder that neither the program nor the catalogue names."""
    tables, geographies = parts.tables, parts.geographies
    read = {*_HEAD_FILES, *(f"{FOLDER}/{path.name}" for path in list_files(folder))}
    read |= {table.file for table in tables.items.values()} | {item.areas for item in geographies.items.values()}
    is_known = tables.is_whole and geographies.is_whole
    is_known &= tables.named == set(tables.items) and geographies.named == set(geographies.items)
    defects: list[Defect] = []
    for path in islice(walk(folder), MOST_FILES):
        file = path.relative_to(folder).as_posix()
        if file not in read and (is_known or path.suffix != ".csv"):  # a broken table may be the one that names it
            defects.append(_describe(file, folder, name, read))
    return _tell(defects, f"{name}/")


def check_data_folder(data: Path, monitors: Sequence[Path]) -> list[Defect]:
    """Files of a catalogue that lie beside the monitors, or in a folder that is none."""
    defects: list[Defect] = []
    for path in sorted(data.iterdir()):
        if is_passed_over(path) or path in monitors or path.name in _OTHER_FOLDERS:
            continue
        if path.is_dir():
            inside = [] if (path / _POINTER).exists() else islice(walk(path), MOST_FILES)
            if misnamed := find_misnamed(path / HEAD, path, f"{data.name}/{path.name}/{HEAD}"):
                defects.append(misnamed)
            elif any(_is_catalogue(item) for item in inside):
                finding = "In diesem Ordner liegen Dateien eines Katalogs, aber keine monitor.yaml"
                defects.append(
                    Defect(f"{data.name}/{path.name}/", finding, "monitor.yaml ergänzen oder den Ordner entfernen")
                )
        elif path.name != "licences.yaml" and _is_catalogue(path):
            defects.append(_describe(path.name, data, data.name, {"licences.yaml"}))
    return _tell(defects, f"{data.name}/")


def _is_catalogue(path: Path) -> bool:
    return path.suffix.lower() in _CATALOGUE_ENDINGS


def _describe(file: str, folder: Path, name: str, read: Collection[str]) -> Defect:
    """What to do with a file; no name is proposed that another file has, nor one of another kind."""
    absent = [item for item in read if not (folder / item).exists()]
    spelt = spell(file)
    if spelt.startswith(f"{FOLDER}/") and spelt.endswith(".yaml") and not (folder / spelt).exists():
        absent.append(spelt)
    if wanted := next((item for item in absent if spell(item) == spelt), None):
        return describe_misnamed(file, wanted, f"{name}/")
    place, finding = f"{name}/{file}", "Diese Datei wird von niemandem gelesen"
    if likely := suggest(file, sorted(item for item in absent if Path(item).suffix == Path(spelt).suffix)):
        return Defect(place, finding, f"gemeint ist vermutlich ›{likely}‹; umbenennen oder entfernen")
    is_copy = any(Path(item).stem in Path(spelt).stem for item in read)
    if spelt.endswith(".csv") and not is_copy:
        return Defect(place, finding, "in tables.yaml oder geographies.yaml nennen oder entfernen")
    return Defect(place, finding, "gehört nicht hierher: löschen oder an einem anderen Ort aufbewahren")


def _tell(defects: list[Defect], place: str) -> list[Defect]:
    return tell_first(defects, lambda defect: defect, place, "Von niemandem gelesen", "Datei")
