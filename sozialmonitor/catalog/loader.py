"""Loading the catalogue of one monitor, and of all of them."""

from __future__ import annotations

from pathlib import Path

from sozialmonitor.catalog.areas import load_areas
from sozialmonitor.catalog.document import Document, load_document
from sozialmonitor.catalog.indicators import load_indicators
from sozialmonitor.catalog.lists import load_list
from sozialmonitor.catalog.parts import Part, Parts
from sozialmonitor.catalog.references import check_references
from sozialmonitor.catalog.strays import HEAD, check_data_folder, check_monitor_folder
from sozialmonitor.catalog.typologies import load_typologies
from sozialmonitor.catalog.validation import parse_model
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.geography import Area, Geography
from sozialmonitor.domain.monitor import Monitor, MonitorCatalogue
from sozialmonitor.domain.source import Licence, Source
from sozialmonitor.domain.table import Table


def list_monitors(data: Path) -> list[str]:
    """Ids of all monitors below ``data``: each folder that holds a ``monitor.yaml``."""
    names = (path.parent.name for path in data.glob(f"*/{HEAD}"))
    return sorted(name for name in names if not name.startswith("."))


def load_catalogues(data: Path, only: str | None = None) -> tuple[list[MonitorCatalogue], list[Defect]]:
    """Load every monitor below ``data``, or ``only`` one.

    Returns:
        The catalogues in the order they are shown, and every defect of all of them. A catalogue whose own files
        contradict each other is left out: it cannot be computed with.
    """
    if not data.is_dir():
        finding = "Das ist kein Ordner" if data.exists() else "Den Ordner gibt es nicht"
        return [], [Defect(str(data), finding, "mit --data den Ordner mit dem Katalog angeben")]
    licences, defects = load_list(Licence, data / "licences.yaml", f"{data.name}/licences.yaml")
    folders = [data / name for name in list_monitors(data)]
    strays = check_data_folder(data, folders)
    defects += strays
    if not folders and not any(HEAD in stray.remedy for stray in strays):
        remedy = f"einen Ordner mit {HEAD} anlegen oder mit --data den richtigen Ordner angeben"
        defects.append(Defect(f"{data.name}/", "Hier liegt kein Monitor", remedy))
    catalogues: list[MonitorCatalogue] = []
    for folder in folders:
        if only in (None, folder.name):
            catalogue, found = load_catalogue(folder, licences)
            defects += found
            if catalogue is not None:
                catalogues.append(catalogue)
    return sorted(catalogues, key=lambda item: (item.monitor.order, item.monitor.id)), defects


def load_catalogue(folder: Path, licences: Part[Licence]) -> tuple[MonitorCatalogue | None, list[Defect]]:
    """Load one monitor's folder and check everything that refers to something else.

    Returns:
        The catalogue, None if it has a defect, and every defect. Files that nothing reads keep it from being
        published, but not from being computed with.
    """
    name = f"{folder.parent.name}/{folder.name}"
    parts, defects = _load_parts(folder, name, licences)
    defects += check_references(parts, name)
    strays = check_monitor_folder(folder, name, parts)
    return None if defects else parts.assemble(), defects + strays


def _load_parts(folder: Path, name: str, licences: Part[Licence]) -> tuple[Parts, list[Defect]]:
    monitor, document, defects = _load_monitor(folder, f"{name}/{HEAD}")
    geographies, found = load_list(Geography, folder / "geographies.yaml", f"{name}/geographies.yaml")
    defects += found
    sources, found = load_list(Source, folder / "sources.yaml", f"{name}/sources.yaml")
    defects += found
    tables, found = load_list(Table, folder / "tables.yaml", f"{name}/tables.yaml")
    defects += found
    indicators, found = load_indicators(folder, name)
    defects += found
    typologies, found = load_typologies(folder, name, indicators, geographies)
    defects += found
    areas: dict[str, tuple[Area, ...]] = {}
    whole: set[str] = set()
    for geography in geographies.items.values():
        areas[geography.id], found = load_areas(folder / geography.areas, f"{name}/{geography.areas}", folder)
        defects += found
        if not found:
            whole.add(geography.id)
    return Parts(
        monitor, document, geographies, sources, tables, indicators, typologies, licences, areas, frozenset(whole)
    ), defects


def _load_monitor(folder: Path, name: str) -> tuple[Monitor | None, Document | None, list[Defect]]:
    document, defects = load_document(folder / HEAD, name, folder)
    if document is None:
        return None, None, defects
    monitor, found = parse_model(Monitor, document.data, document)
    defects += found
    if monitor is not None and monitor.id != folder.name:
        finding = f"Die id ›{monitor.id}‹ weicht vom Ordner ›{folder.name}‹ ab"
        defects.append(Defect(document.locate(("id",)), finding, "Ordner und id gleich benennen"))
    return monitor, document, defects
