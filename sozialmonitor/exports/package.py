"""Frictionless Data Package: machine-readable table and description in one archive."""

from __future__ import annotations

import json

from sozialmonitor.domain.source import Source
from sozialmonitor.exports.archive import build_archive
from sozialmonitor.exports.cells import list_signs
from sozialmonitor.exports.tables import PROVENANCE, build_machine_csv
from sozialmonitor.texts.german import text
from sozialmonitor.views.export.notes import list_sources
from sozialmonitor.views.export.rows import COLUMNS
from sozialmonitor.views.export.view import Export

_TYPES = {"value": "number", "numerator": "number", "denominator": "number", "decimals": "integer"}


def build_data_package(export: Export) -> bytes:
    """ZIP with ``datapackage.json`` (schema, sources, licences, notes) and the table of values."""
    description = json.dumps(_describe(export), ensure_ascii=False, indent=2).encode("utf-8")
    return build_archive({"datapackage.json": description, "values.csv": build_machine_csv(export)})


def _describe(export: Export) -> dict[str, object]:
    sources = list_sources(export.catalogue, export.indicators)
    licences = [export.catalogue.licences[key] for key in dict.fromkeys(source.licence for source in sources)]
    return {
        "profile": "tabular-data-package",
        "name": export.name.replace("_", "-"),
        "title": export.title,
        "version": export.release,
        "description": "\n".join(f"{label}: {note}" for label, note in export.notes),
        "sources": [_describe_source(source) for source in sources],
        "licenses": [
            {"name": item.id, "title": item.title} | ({"path": str(item.url)} if item.url else {}) for item in licences
        ],
        "method": export.method,
        "signs": dict(list_signs()),
        "indicators": [item.model_dump(mode="json", exclude={"audience"}) for item in export.indicators],
        "resources": [_describe_table()],
    }


def _describe_source(source: Source) -> dict[str, str]:
    return {"title": source.citation} | ({"path": str(source.url)} if source.url else {})


def _describe_table() -> dict[str, object]:
    names = (*COLUMNS, *PROVENANCE)
    return {
        "name": "values",
        "path": "values.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "schema": {
            "fields": [
                {"name": name, "type": _TYPES.get(name, "string"), "title": text(f"export.{name}")} for name in names
            ],
            "missingValues": [""],
            "primaryKey": ["indicator", "geography", "code", "period"],
        },
    }
