"""Turn the published figures of Saarland and the Trier region into the lists and tables of ``data/gemeinden``.

python scripts/import_gemeinden.py --facts ../shared/facts
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tables import UNKNOWN, Row, parse_arguments, read_rows, to_decimal_point, write_areas, write_values

REGION_CODE = "saarland-trier"
REGION_NAME = "Saarland und Region Trier"

KREISE = {
    "07211": "Stadt Trier",
    "07235": "Landkreis Trier-Saarburg",
    "10041": "Regionalverband Saarbrücken",
    "10042": "Landkreis Merzig-Wadern",
    "10043": "Landkreis Neunkirchen",
    "10044": "Landkreis Saarlouis",
    "10045": "Saarpfalz-Kreis",
    "10046": "Landkreis St. Wendel",
}

BLOCKED = "x"
POPULATION_SERIES = ("population", "male", "female", "area_km2")

INKAR_SERIES = {
    "q_PBG_bev": "persons_per_thousand",
    "q_newfBGu15_bev": "children",
    "a_ewfBG": "employable",
    "a_ewfBG_f": "employable_women",
    "a_ewfBG_u25_": "employable_young",
    "a_ewfBG_55um_": "employable_older",
    "a_ewfBG_allein": "employable_single_parents",
    "a_BG1P": "households_single",
    "a_BG5um": "households_large",
    "a_BGKind": "households_children",
    "a_ALGII_SGBII": "payments_living",
    "a_Unterkunft_SGBII": "payments_housing",
}
"""INKAR's own short names in the words of the catalogue."""


def clean_name(name: str) -> str:
    """``Sulzbach/ Saar, Stadt`` → ``Sulzbach/Saar``: the rank is no part of the name."""
    return re.sub(r"/\s+", "/", name.split(",", 1)[0]).strip()


def write_area_lists(population: list[Row], areas: Path) -> None:
    """Gemeinden by AGS, their Kreis by the first five digits, and the region."""
    names = {row["ags"]: clean_name(row["name"]) for row in population}
    write_areas(areas / "gemeinden.csv", ((ags, name, ags[:5]) for ags, name in names.items()))
    write_areas(areas / "kreise.csv", ((code, name, REGION_CODE) for code, name in KREISE.items()))
    write_areas(areas / "region.csv", [(REGION_CODE, REGION_NAME, "")])


def population_rows(population: list[Row]) -> Iterator[tuple[str, ...]]:
    """Residents and area per Gemeinde; Kreise and region are added up by the program.

    Trittenheim (07235207) belonged to a Kreis outside the region before 2013. Its cells are blocked,
    and the totals of the years without it are written out: they are complete without it, too.
    """
    gemeinden = sorted({row["ags"] for row in population})
    by_year: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in population:
        by_year[row["year"]][row["ags"]] = row
    totals = []
    for year, rows in by_year.items():
        for ags in gemeinden:
            counts = _get_counts(rows[ags]) if ags in rows else [BLOCKED] * len(POPULATION_SERIES)
            yield "gemeinden", ags, year, *counts
        absent = [ags for ags in gemeinden if ags not in rows]
        totals += [
            ("kreise", kreis, year, *_add_up([row for row in rows.values() if row["ags"].startswith(kreis)]))
            for kreis in sorted({ags[:5] for ags in absent})
        ]
        if absent:
            totals.append(("region", REGION_CODE, year, *_add_up(list(rows.values()))))
    yield from sorted(totals)


def _get_counts(row: Row) -> list[str]:
    return [row["population"], row["male"], row["female"], to_decimal_point(row["area_km2"])]


def _add_up(rows: list[Row]) -> list[str]:
    counts = [_get_counts(row) for row in rows]
    whole = [str(sum(int(row[column]) for row in counts)) for column in range(3)]
    return [*whole, f"{sum(float(row[3]) for row in counts):.2f}"]


def inkar_rows(inkar: list[Row]) -> Iterator[tuple[str, ...]]:
    """One row per Gemeinde and year; a value INKAR does not publish gets the sign for unknown."""
    values = {(row["ags"], row["year"], row["indicator"]): row["value"] for row in inkar}
    for ags, year in sorted({(row["ags"], row["year"]) for row in inkar}):
        yield "gemeinden", ags, year, *(values.get((ags, year, name), UNKNOWN) for name in INKAR_SERIES)


def main() -> None:
    """Write every file of the monitor that is made from published figures."""
    arguments = parse_arguments("Saarland and Trier region: published figures → data/gemeinden")
    facts, folder = arguments.facts / "gemeinden", arguments.data / "gemeinden"
    population = read_rows(facts / "population.csv")
    write_area_lists(population, folder / "areas")
    write_values(folder / "values" / "bevoelkerung.csv", POPULATION_SERIES, population_rows(population))
    inkar = read_rows(facts / "inkar_social_benefits.csv")
    write_values(folder / "values" / "grundsicherung.csv", tuple(INKAR_SERIES.values()), inkar_rows(inkar))


if __name__ == "__main__":
    main()
