"""A typology from a preset, from a YAML file, or from both."""

from __future__ import annotations

from pathlib import Path

from sozialmonitor.build.typology_table import DYNAMIC_COLUMN, STATUS_COLUMN
from sozialmonitor.catalog.document import Document, load_document
from sozialmonitor.catalog.typologies import get_preset_keys
from sozialmonitor.catalog.validation import parse_model
from sozialmonitor.domain.errors import Defect
from sozialmonitor.domain.refusals import quote
from sozialmonitor.domain.typology import Preset, Typology
from sozialmonitor.domain.typology_presets import PRESETS


def load_typology(preset: str | None, path: Path | None) -> tuple[Typology | None, list[Defect]]:
    """The preset, with every key that the file gives in its place; without a preset the file declares it all.

    Args:
        preset: a member of ``Preset``; the file may name one too. path: YAML file with keys of ``Typology``.

    Returns:
        The typology, or None and every defect.
    """
    if path is None:
        return PRESETS[Preset(preset or "")], []
    document, defects = load_document(path, path.name)
    if document is None or defects:
        return None, defects
    if not isinstance(document.data, dict):
        return parse_model(Typology, document.data, document)
    named = document.data.get("preset", preset)
    if preset not in (None, named):
        place = document.locate(("preset",))
        finding = f"Die Datei nennt die Vorlage ›{quote(named)}‹, der Aufruf ›{preset}‹"
        return None, [Defect(place, finding, "eine der beiden Angaben weglassen")]
    typology, defects = parse_model(Typology, {**get_preset_keys(named), **document.data}, document)
    if typology is not None:
        defects = _check_indicators(typology, document)
    return (None, defects) if defects else (typology, [])


def _check_indicators(typology: Typology, document: Document) -> list[Defect]:
    return [
        Defect(
            document.locate(("indicators", position, "indicator")),
            f"›{item.indicator}‹ ist keine Spalte eines Indikators",
            "als s1, s2, … für den Status oder d1, d2, … für die Dynamik schreiben",
        )
        for position, item in enumerate(typology.indicators)
        if not (STATUS_COLUMN.fullmatch(item.indicator) or DYNAMIC_COLUMN.fullmatch(item.indicator))
    ]
