"""Turn the published figures of Mannheim into the area lists and value tables of ``data/mannheim``.

python scripts/import_mannheim.py --facts ../shared/facts
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tables import Row, parse_arguments, read_rows, write_areas, write_values

CITY_CODE = "08222000"
CITY_NAME = "Mannheim"

GEOGRAPHY_OF_LEVEL = {"Stadtteile": "stadtteile", "Stadtbezirke": "stadtbezirke", "Vergleich": "stadt"}
"""Levels of the Statistikatlas in the words of the catalogue, finest first."""

UNEMPLOYMENT_TABLES = {
    "arbeitslosigkeit": "Arbeitslosenquotient",
    "arbeitslosigkeit-auslaender": "Arbeitslosenquotient - Ausländer",
}


def write_area_lists(facts: Path, areas: Path) -> None:
    """Stadtteile, Stadtbezirke and the city, each with the area it belongs to."""
    quarters = read_rows(facts / "stadtteile.csv")
    districts = read_rows(facts / "stadtbezirke.csv")
    write_areas(areas / "stadtteile.csv", ((row["code"], row["name"], row["district_code"]) for row in quarters))
    write_areas(areas / "stadtbezirke.csv", ((row["district_code"], row["name"], CITY_CODE) for row in districts))
    write_areas(areas / "stadt.csv", [(CITY_CODE, CITY_NAME, "")])


def population_rows(facts: Path) -> Iterator[tuple[str, ...]]:
    """Residents per Stadtteil; the city is their sum and therefore not written down twice."""
    for row in read_rows(facts / "population.csv"):
        counts = (row["population"], row["female"], row["with_migration_background"], row["foreign"])
        yield "stadtteile", row["code"], row["year"], *counts


def unemployment_rows(rows: list[Row], indicator: str) -> Iterator[tuple[str, ...]]:
    """Unemployed and quotient as published, per area and for the city.

    The comparison rows also hold Germany and Baden-Württemberg; only the city belongs to this monitor.
    """
    for level, geography in GEOGRAPHY_OF_LEVEL.items():
        for row in rows:
            if row["level"] != level or row["indicator"] != indicator:
                continue
            if level == "Vergleich" and row["name"] != CITY_NAME:
                continue
            area = CITY_CODE if level == "Vergleich" else row["code"]
            yield geography, area, row["year"], row["unemployed"], row["unemployment_quotient_percent"]


def main() -> None:
    """Write every file of the monitor that is made from published figures."""
    arguments = parse_arguments("Mannheim: published figures → data/mannheim")
    facts, folder = arguments.facts / "mannheim", arguments.data / "mannheim"
    write_area_lists(facts, folder / "areas")
    series = ("population", "female", "with_migration_background", "foreign")
    write_values(folder / "values" / "einwohner.csv", series, population_rows(facts))
    published = read_rows(facts / "unemployment_quotient.csv")
    for table, indicator in UNEMPLOYMENT_TABLES.items():
        rows = unemployment_rows(published, indicator)
        write_values(folder / "values" / f"{table}.csv", ("unemployed", "quotient"), rows)


if __name__ == "__main__":
    main()
