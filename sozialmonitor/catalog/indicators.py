"""Loading the indicators of a monitor: one file each, and the file's name is the id."""

from __future__ import annotations

from pathlib import Path

from sozialmonitor.catalog.document import Document, load_document
from sozialmonitor.catalog.folders import describe_misnamed, is_passed_over, spell
from sozialmonitor.catalog.parts import Part
from sozialmonitor.catalog.validation import parse_model
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.indicator import Indicator
from sozialmonitor.domain.text import is_id, suggest_id

FOLDER = "indicators"
MOST_INDICATORS = 500


def load_indicators(folder: Path, name: str) -> tuple[Part[Indicator], list[Defect]]:
    """Load all indicators of the monitor in ``folder``, which is called ``name`` in messages."""
    paths = list_files(folder)
    misnamed = [path for path in _list_misnamed(folder) if not path.with_name(spell(path.name)).exists()]
    defects = [describe_misnamed(path.name, spell(path.name), f"{name}/{FOLDER}/") for path in misnamed]
    if not paths and misnamed:
        return Part(is_whole=False), defects
    if not paths:
        remedy = "mindestens eine Datei indicators/….yaml anlegen"
        return Part(is_whole=False), [Defect(f"{name}/{FOLDER}", "Der Monitor hat keinen Indikator", remedy)]
    if len(paths) > MOST_INDICATORS:
        finding = f"Der Monitor hat {len(paths)} Indikatoren"
        return Part(is_whole=False), [Defect(f"{name}/{FOLDER}", finding, f"höchstens {MOST_INDICATORS} sind möglich")]
    part: Part[Indicator] = Part(named=_list_ids([*paths, *misnamed]))
    for path in paths:
        indicator, document, found = _load_indicator(path, f"{name}/{FOLDER}/{path.name}", folder)
        defects += found
        if document is not None:
            part.places[path.stem] = document, ()
        if indicator is not None:
            part.items[path.stem] = indicator
    return part, defects


def list_files(folder: Path) -> list[Path]:
    """The files of all indicators of a monitor, without hidden ones."""
    return sorted(path for path in (folder / FOLDER).glob("*.yaml") if not is_passed_over(path))


def _list_misnamed(folder: Path) -> list[Path]:
    """Files that would be read if their names ended in ``.yaml``."""
    paths = (folder / FOLDER).glob("*")
    return sorted(
        path
        for path in paths
        if path.suffix != ".yaml" and spell(path.name).endswith(".yaml") and not is_passed_over(path)
    )


def _list_ids(paths: list[Path]) -> frozenset[str]:
    """Ids of indicators, also where the file's name is to be written otherwise."""
    return frozenset(path.stem for path in paths) | frozenset(suggest_id(path.stem) or path.stem for path in paths)


def _load_indicator(path: Path, name: str, folder: Path) -> tuple[Indicator | None, Document | None, list[Defect]]:
    if not is_id(path.stem):
        return None, None, [_describe_file_name(path.stem, name)]
    document, defects = load_document(path, name, folder)
    if document is None:
        return None, None, defects
    data = {"id": path.stem, **document.data} if isinstance(document.data, dict) else document.data
    indicator, found = parse_model(Indicator, data, document)
    if indicator is not None and indicator.id != path.stem:
        finding = f"Die id ›{indicator.id}‹ weicht vom Dateinamen ›{path.stem}‹ ab"
        found.append(Defect(document.locate(("id",)), finding, "id weglassen oder die Datei ebenso benennen"))
        indicator = None
    return indicator, document, defects + found


def _describe_file_name(stem: str, name: str) -> Defect:
    likely = suggest_id(stem)
    hint = f", zum Beispiel in ›{likely}.yaml‹" if likely else ""
    remedy = f"umbenennen{hint}; nur die Kleinbuchstaben a bis z, Ziffern und einzelne Bindestriche verwenden"
    return Defect(name, f"Der Dateiname ›{stem[:80]}‹ ist keine Kennung", remedy)
