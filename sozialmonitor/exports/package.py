"""Frictionless Data Package: machine-readable table, description and boundaries in one archive."""

from __future__ import annotations

import json

from sozialmonitor import __version__
from sozialmonitor.exports.archive import build_archive
from sozialmonitor.exports.cells import list_signs
from sozialmonitor.exports.tables import build_machine_csv
from sozialmonitor.texts.german import text
from sozialmonitor.views.export_view import COLUMNS, Export

_TYPES = {"value": "number", "numerator": "number", "denominator": "number", "decimals": "integer"}


def build_data_package(export: Export) -> bytes:
    """ZIP with ``datapackage.json`` (schema, sources, licences, notes) and the table of values."""
    description = json.dumps(_describe(export), ensure_ascii=False, indent=2).encode("utf-8")
    return build_archive({"datapackage.json": description, "values.csv": build_machine_csv(export)})


def _describe(export: Export) -> dict[str, object]:
    catalogue = export.catalogue
    fields = [{"name": name, "type": _TYPES.get(name, "string"), "title": text(f"export.{name}")} for name in COLUMNS]
    resource = {
        "name": "values",
        "path": "values.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "schema": {
            "fields": fields,
            "missingValues": [""],
            "primaryKey": ["indicator", "geography", "code", "period", "name"],
        },
    }
    return {
        "profile": "tabular-data-package",
        "name": export.name.replace("_", "-"),
        "title": export.title,
        "version": __version__,
        "description": "\n".join(f"{label}: {note}" for label, note in export.notes),
        "sources": [{"title": source.citation} for source in catalogue.sources.values()],
        "licenses": [
            {"name": item.id, "title": item.title} | ({"path": str(item.url)} if item.url else {})
            for item in catalogue.licences.values()
        ],
        "signs": dict(list_signs()),
        "indicators": [item.model_dump(mode="json", exclude={"audience"}) for item in export.indicators],
        "resources": [resource],
    }
