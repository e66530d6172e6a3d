"""Loading the catalogue of one monitor, and of all of them."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from sozialmonitor.catalog.areas import load_areas
from sozialmonitor.catalog.document import Document, load_document
from sozialmonitor.catalog.references import check_references
from sozialmonitor.catalog.typologies import load_typologies
from sozialmonitor.catalog.validation import parse_model
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.geography import Area, Geography
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.monitor import Monitor, MonitorCatalogue
from sozialmonitor.domain.source import Licence, Source
from sozialmonitor.domain.table import Table

T = TypeVar("T", Geography, Source, Table, Licence)


def load_catalogues(data: Path) -> tuple[list[MonitorCatalogue], list[Defect]]:
    """Load every monitor below ``data``: each folder that holds a ``monitor.yaml``.

    Returns:
        The catalogues in the order they are shown, and every defect of all of them.
    """
    licences, defects = _load_list(Licence, data / "licences.yaml", data, "licences")
    folders = sorted(path.parent for path in data.glob("*/monitor.yaml"))
    if not folders:
        defects.append(Defect(f"{data.name}/", "Hier liegt kein Monitor", "einen Ordner mit monitor.yaml anlegen"))
    catalogues: list[MonitorCatalogue] = []
    for folder in folders:
        catalogue, found = load_catalogue(folder, licences)
        defects += found
        if catalogue is not None:
            catalogues.append(catalogue)
    return sorted(catalogues, key=lambda item: (item.monitor.order, item.monitor.id)), defects


def load_catalogue(folder: Path, licences: dict[str, Licence]) -> tuple[MonitorCatalogue | None, list[Defect]]:
    """Load one monitor's folder and check everything that refers to something else."""
    root = folder.parent
    monitor, defects = _load_monitor(folder)
    geographies, found = _load_list(Geography, folder / "geographies.yaml", root, "geographies")
    defects += found
    sources, found = _load_list(Source, folder / "sources.yaml", root, "sources")
    defects += found
    tables, found = _load_list(Table, folder / "tables.yaml", root, "tables")
    defects += found
    indicators, documents, found = _load_indicators(folder)
    defects += found
    typologies, found = load_typologies(folder, get_file_name(folder, root), indicators, geographies)
    defects += found
    areas: dict[str, tuple[Area, ...]] = {}
    for geography in geographies.values():
        path = folder / geography.areas
        areas[geography.id], found = load_areas(path, get_file_name(path, root), folder)
        defects += found
    if monitor is None:
        return None, defects
    catalogue = MonitorCatalogue(monitor, geographies, areas, sources, licences, tables, indicators, typologies)
    return catalogue, defects + check_references(catalogue, folder, documents)


def get_file_name(path: Path, root: Path) -> str:
    """How a file is called in messages: its path from the data folder's name on."""
    return f"{root.name}/{path.relative_to(root).as_posix()}"


def _load_monitor(folder: Path) -> tuple[Monitor | None, list[Defect]]:
    path = folder / "monitor.yaml"
    document, defects = load_document(path, get_file_name(path, folder.parent))
    if document is None:
        return None, defects
    monitor, found = parse_model(Monitor, document.data, document)
    defects += found
    if monitor is not None and monitor.id != folder.name:
        remedy = "Ordner und id gleich benennen"
        defects.append(
            Defect(document.locate(("id",)), f"Die id ›{monitor.id}‹ weicht vom Ordner ›{folder.name}‹ ab", remedy)
        )
    return monitor, defects


def _load_list(model: type[T], path: Path, root: Path, key: str) -> tuple[dict[str, T], list[Defect]]:
    """Load a file that holds a list of models under one key."""
    document: Document | None
    unreadable: list[Defect]
    document, unreadable = load_document(path, get_file_name(path, root))
    if document is None:
        return {}, unreadable
    entries = document.data.get(key) if isinstance(document.data, dict) else None
    if not isinstance(entries, list):
        return {}, [*unreadable, Defect(document.name, f"Die Liste ›{key}‹ fehlt", f"die Datei mit ›{key}:‹ beginnen")]
    items: dict[str, T] = {}
    defects = list(unreadable)
    for index, entry in enumerate(entries):
        item, found = parse_model(model, entry, document, (key, index))
        defects += found
        if item is None:
            continue
        if item.id in items:
            defects.append(
                Defect(document.locate((key, index)), f"Die id ›{item.id}‹ steht zweimal", "eine der beiden umbenennen")
            )
        items[item.id] = item
    return items, defects


def _load_indicators(folder: Path) -> tuple[dict[str, Indicator], dict[str, Document], list[Defect]]:
    """Load one file per indicator; the file name is the id."""
    indicators: dict[str, Indicator] = {}
    documents: dict[str, Document] = {}
    defects: list[Defect] = []
    for path in sorted((folder / "indicators").glob("*.yaml")):
        document, found = load_document(path, get_file_name(path, folder.parent))
        defects += found
        if document is None:
            continue
        data = {"id": path.stem, **document.data} if isinstance(document.data, dict) else document.data
        indicator, found = parse_model(Indicator, data, document)
        defects += found
        if indicator is not None and indicator.id != path.stem:
            remedy = "id weglassen oder die Datei ebenso benennen"
            finding = f"Die id ›{indicator.id}‹ weicht vom Dateinamen ›{path.stem}‹ ab"
            defects.append(Defect(document.locate(("id",)), finding, remedy))
        elif indicator is not None:
            indicators[indicator.id] = indicator
            documents[indicator.id] = document
    if not indicators and not defects:
        name = get_file_name(folder / "indicators", folder.parent)
        defects.append(
            Defect(name, "Der Monitor hat keinen Indikator", "mindestens eine Datei indicators/….yaml anlegen")
        )
    return indicators, documents, defects
