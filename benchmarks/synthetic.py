"""Synthetic monitors on real boundaries: the layout of a city's catalogue, invented values, labelled as such."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import yaml

SEED = 20240531
SERIES_PER_TABLE = 5
"""All areas of Germany over all years: with more columns a file would have more cells than the reader takes."""
YEARS = range(2005, 2023)
_NOTICE = "Synthetische Zahlen für Messungen, ohne jede Bedeutung."


@dataclass(frozen=True)
class Plan:
    """One synthetic monitor; with a typology it also counts inhabitants and classes its areas."""

    areas: int
    indicators: int
    has_typology: bool = False

    @property
    def monitor(self) -> str:
        """Id of the monitor."""
        return f"synthetisch-{self.areas}-{self.indicators}" + ("-typologie" if self.has_typology else "")


def write_monitor(plan: Plan, boundaries: gpd.GeoDataFrame, data: Path, geo: Path) -> None:
    """Write catalogue, values and boundaries of a synthetic monitor, as a city would deliver them."""
    folder = data / plan.monitor
    for name in ("areas", "values", "indicators"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    frame = boundaries.head(plan.areas).sort_values("code").reset_index(drop=True)
    (geo / plan.monitor).mkdir(parents=True, exist_ok=True)
    frame.to_file(geo / plan.monitor / "gebiete.geojson", driver="GeoJSON", COORDINATE_PRECISION=6)
    frame[["code", "name"]].assign(parent="alle").to_csv(folder / "areas" / "gebiete.csv", index=False)
    pd.DataFrame([{"code": "alle", "name": "Alle Gebiete", "parent": ""}]).to_csv(
        folder / "areas" / "alle.csv", index=False
    )
    values = invent_values(plan, frame["code"])
    for table, columns in _share_out(plan).items():
        values[["geography", "area", "period", *columns]].to_csv(folder / "values" / f"{table}.csv", index=False)
    documents: dict[str, Any] = {
        "monitor.yaml": _describe_monitor(plan),
        "geographies.yaml": _describe_geographies(plan),
        "sources.yaml": _describe_sources(),
        "tables.yaml": _describe_tables(plan),
    }
    documents |= {
        f"indicators/{key}.yaml": _describe_indicator(plan, key, title) for key, title in list_indicators(plan).items()
    }
    if plan.has_typology:
        documents |= {"typologies.yaml": _describe_typology(plan), "indicators/einwohner.yaml": _describe_inhabitants()}
    for name, document in documents.items():
        _write_yaml(folder / name, document)
    licence = {"id": "synthetisch", "title": _NOTICE, "short_title": "synthetisch"}
    _write_yaml(data / "licences.yaml", {"licences": [licence]})


def list_indicators(plan: Plan) -> dict[str, str]:
    """Titles by id."""
    return {f"anteil-{number:02}": f"Synthetischer Anteil {number:02}" for number in range(1, plan.indicators + 1)}


def invent_values(plan: Plan, codes: pd.Series[str]) -> pd.DataFrame:
    """Counts for every area and year: a population, and for each indicator a part of it. Always the same ones."""
    generator = np.random.default_rng([SEED, plan.areas, plan.indicators])
    shape = (len(YEARS), len(codes))
    population = np.maximum(350, generator.lognormal(7.5, 1.1, len(codes)) * np.ones(shape)).round().astype(int)
    table: dict[str, Any] = {
        "geography": "gebiete",
        "area": np.tile(codes.to_numpy(dtype=object), len(YEARS)),
        "period": np.repeat(list(YEARS), len(codes)),
        "population": population.ravel(),
    }
    for key in list_indicators(plan):
        level = generator.beta(2, 14, len(codes))
        drift = np.cumsum(generator.normal(0, 0.01, shape), axis=0)
        share = np.clip(level + drift, 0.002, 0.9)
        table[_get_column(key)] = np.rint(share * population).astype(int).ravel()
    return pd.DataFrame(table)


def _share_out(plan: Plan) -> dict[str, list[str]]:
    """Columns by table: inhabitants in the first, the indicators in as many as it takes."""
    keys = list(list_indicators(plan))
    tables = {"einwohner": ["population"]}
    for start in range(0, len(keys), SERIES_PER_TABLE):
        part = keys[start : start + SERIES_PER_TABLE]
        tables[f"zahlen-{start // SERIES_PER_TABLE + 1:02}"] = [_get_column(key) for key in part]
    return tables


def _find_series(plan: Plan, key: str) -> str:
    """The series of an indicator as formulas name it."""
    column = _get_column(key)
    return next(f"{table}.{column}" for table, columns in _share_out(plan).items() if column in columns)


def _get_column(key: str) -> str:
    return key.replace("-", "_")


def _describe_monitor(plan: Plan) -> Mapping[str, Any]:
    return {
        "id": plan.monitor,
        "title": f"Synthetisch {plan.areas}",
        "subtitle": f"{plan.areas} Gebiete, erfundene Zahlen",
        "introduction": _NOTICE,
        "limits": _NOTICE,
        "territory": "alle",
        "reference_label": "Gesamtwert",
        "default_indicator": "anteil-01",
        "default_geography": "gebiete",
        "small_areas": {"population": "einwohner.population"},
        "themes": [{"id": "synthetisch", "title": "Synthetisch", "description": _NOTICE}],
    }


def _describe_geographies(plan: Plan) -> Mapping[str, Any]:
    status = {"label": "Gemeinden am 1. Januar 2021", "valid_from": "2021-01-01"}
    boundaries = {"source": "grenzen", "kind": "official"}
    return {
        "geographies": [
            {
                "id": "gebiete",
                "title": "Gebiete",
                "singular": "Gebiet",
                "areas": "areas/gebiete.csv",
                "parent": "alle",
                "territorial_status": dict(status),  # the same one twice would be written as an alias
                "boundaries": {**boundaries, "file": f"{plan.monitor}/gebiete.geojson"},
            },
            {
                "id": "alle",
                "title": "Alle Gebiete",
                "singular": "Alle Gebiete",
                "areas": "areas/alle.csv",
                "territorial_status": dict(status),
                "boundaries": {**boundaries, "dissolve": "gebiete"},
            },
        ]
    }


def _describe_sources() -> Mapping[str, Any]:
    shared = {"publisher": "Sozialmonitor, Leistungsmessung", "licence": "synthetisch"}
    return {
        "sources": [
            {"id": "zahlen", "title": "Synthetische Zahlen", "citation": _NOTICE, **shared},
            {
                "id": "grenzen",
                "title": "Verwaltungsgebiete 1:5 000 000 (VG5000), Stand 1. Januar 2021",
                "citation": "© GeoBasis-DE / BKG 2021 (Daten verändert)",
                **shared,
            },
        ]
    }


def _describe_tables(plan: Plan) -> Mapping[str, Any]:
    titles = {"population": "Synthetische Bevölkerung"}
    titles |= {_get_column(key): f"{title}, Zähler" for key, title in list_indicators(plan).items()}
    return {
        "tables": [
            {
                "id": table,
                "file": f"values/{table}.csv",
                "source": "zahlen",
                "reference": "12-31",
                "series": {column: {"title": titles[column]} for column in columns},
            }
            for table, columns in _share_out(plan).items()
        ]
    }


def _describe_typology(plan: Plan) -> Mapping[str, Any]:
    indicators = [{"indicator": key, "direction": "lower_is_better"} for key in list_indicators(plan)]
    texts = {"title": "Synthetische Typologie", "description": _NOTICE, "limits": _NOTICE}
    rules = {"id": "synthetisch", "preset": "berlin_mss", "geography": "gebiete", "indicators": indicators}
    return {"typologies": [{**rules, **texts}]}


def _describe_inhabitants() -> Mapping[str, Any]:
    return {
        **_describe_texts("Synthetische Einwohnerzahl"),
        "unit": "persons",
        "decimals": 0,
        "direction": "neutral",
        "formula": {"operator": "count", "numerator": ["einwohner.population"]},
    }


def _describe_texts(title: str) -> Mapping[str, Any]:
    texts = dict.fromkeys(("description", "definition", "relevance", "reading", "limits"), _NOTICE)
    return {"title": title, "short_title": title, "theme": "synthetisch", **texts}


def _describe_indicator(plan: Plan, key: str, title: str) -> Mapping[str, Any]:
    return {
        **_describe_texts(title),
        "unit": "percent",
        "decimals": 1,
        "direction": "neutral",
        "formula": {
            "operator": "share",
            "numerator": [_find_series(plan, key)],
            "denominator": ["einwohner.population"],
        },
        "numerator_label": "synthetische Personen",
        "denominator_label": "synthetische Einwohnerinnen und Einwohner",
    }


def _write_yaml(path: Path, document: Mapping[str, Any]) -> None:
    path.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")
