"""Turn the published figures of Flensburg into the area lists and value tables of ``data/flensburg``.

    python scripts/import_flensburg.py --facts ../shared/facts

The digital compilation of the Sozialatlas has errors. None is corrected here: a doubtful cell becomes a
sign of official statistics, listed with its finding in ``flensburg_findings``; the same findings stand in
German in ``data/flensburg/sources.yaml``. Two files have columns that are left out altogether:

* ``basic_benefits_income``: men and women of 2021 are shifted by one row against the age groups.
* ``births``: the published birth rate, because its definition is not in the compilation.

The city itself is published by age group only. Elsewhere its value is the sum of the areas, and of the people
who belong to none where their number is published. Tables of characteristics leave these people out, because
their characteristics are not published in every year: counts and totals then cover the same people.

Tables about the city as a whole (debt counselling, support for families, residence status) are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flensburg_findings import LIMITED, SIGNS, SUPPRESSED, WITHOUT_MEANING
from tables import UNKNOWN, Row, parse_arguments, read_rows, write_areas, write_values

CITY_CODE = "01001000"
CITY_NAME = "Flensburg"
UNASSIGNED = "UNASSIGNED"


@dataclass(frozen=True)
class ValueTable:
    """One value table that is taken over column by column from one file of the compilation.

    Attributes:
        series: series id → column of the compilation. missing: what an empty cell means.
        unassigned: sign for series that have no meaning for people without an area.
    """

    id: str
    file: str
    series: Mapping[str, str]
    missing: str = UNKNOWN
    unassigned: Mapping[str, str] = field(default_factory=dict)


TABLES = (
    ValueTable("geburten", "births_by_district", {"births": "births"}),
    ValueTable("kleinkinder", "age_groups_by_district", {"age_0_to_under_7": "age_0_to_under_7"}),
    ValueTable(
        "migrationshintergrund",
        "migration_background_by_district",
        {"foreign_citizenship": "foreign_citizenship", "german_citizenship": "german_citizenship"},
    ),
    ValueTable(
        "beschaeftigung",
        "employed_with_pension_insurance_by_district",
        {"employed": "residents", "employment_rate": "employment_rate"},
    ),
    ValueTable(
        "existenzsicherung",
        "beneficiaries_age_15_to_under_65_by_district",
        {"recipients": "total", "share": "percentage_of_total_residents"},
        unassigned={"share": WITHOUT_MEANING},
    ),
    ValueTable("grundsicherung", "basic_benefits_income_by_district", {"age_65_and_above": "age_65_and_above"}),
    ValueTable("wohngeld", "housing_benefit_by_district", {"recipients": "residents"}),
    ValueTable("raeumungsklagen", "risk_homelessness_by_district", {"households": "residents"}, missing=SUPPRESSED),
    ValueTable(
        "wohnhilfen",
        "housing_assistance_cases_by_district",
        {"consultations": "general_consulting"},
        missing=SUPPRESSED,
    ),
)

AGE_GROUPS = {
    "age_under_18": "children_age_under_18_by_district",
    "age_18_to_under_65": "residents_age_18_to_under_65_by_district",
    "age_65_and_above": "residents_age_65_and_above_by_district",
}
"""Series of the table ``altersgruppen`` → file of the compilation."""

FINE_AGE_GROUPS = (
    "age_under_18",
    "age_18_to_under_30",
    "age_30_to_under_45",
    "age_45_to_under_65",
    "age_65_to_under_80",
    "age_80_and_above",
)
WORKING_AGE = FINE_AGE_GROUPS[1:4]
OLD_AGE = FINE_AGE_GROUPS[4:]


def area_of(row: Row) -> str:
    """Code of the row's area; rows without a number are people who belong to no area."""
    return f"{int(row['district_id']):02d}" if row["district_id"] else UNASSIGNED


def index_rows(rows: Sequence[Row]) -> dict[tuple[str, str], Row]:
    """Rows by area and year; every pair occurs once."""
    indexed = {(area_of(row), row["year"]): row for row in rows}
    assert len(indexed) == len(rows), "an area occurs twice in a year"
    return indexed


def to_cell(table: str, series: str, area: str, period: str, text: str, missing: str = UNKNOWN) -> str:
    """The cell of a value file: the published digits, or the sign that explains why there are none."""
    sign = SIGNS.get((table, series, area, period))
    if sign == LIMITED:
        return f"({text})"
    return sign or text or missing


def copied_rows(facts: Path, table: ValueTable) -> Iterator[tuple[str, ...]]:
    """Rows of a table that is taken over as published."""
    for (area, year), row in index_rows(read_rows(facts / f"{table.file}.csv")).items():
        signs = table.unassigned if area == UNASSIGNED else {}
        cells = (
            signs.get(series) or to_cell(table.id, series, area, year, row[column], table.missing)
            for series, column in table.series.items()
        )
        yield "stadtteile", area, year, *cells


def sum_columns(row: Row, columns: Sequence[str]) -> str:
    """Sum of published counts, as text."""
    return str(sum(int(row[column]) for column in columns))


def resident_rows(facts: Path) -> Iterator[tuple[str, ...]]:
    """Residents per area, and of the city as the sum of its published age groups."""
    rows = read_rows(facts / "residents_by_district.csv")
    years = {row["year"] for row in rows}
    for row in rows:
        yield "stadtteile", area_of(row), row["year"], row["residents"]
    for row in read_rows(facts / "age_groups_of_residents.csv"):
        if row["year"] in years:
            yield "stadt", CITY_CODE, row["year"], sum_columns(row, FINE_AGE_GROUPS)


def age_group_rows(facts: Path) -> Iterator[tuple[str, ...]]:
    """Three age groups per area and of the city, 2011, 2012 and from 2017 on."""
    groups = [index_rows(read_rows(facts / f"{file}.csv")) for file in AGE_GROUPS.values()]
    for area, year in groups[0]:
        yield "stadtteile", area, year, *(group[area, year]["residents"] for group in groups)
    for row in read_rows(facts / "age_groups_of_residents.csv"):
        sums = (sum_columns(row, columns) for columns in (("age_under_18",), WORKING_AGE, OLD_AGE))
        yield "stadt", CITY_CODE, row["year"], *sums


def fine_age_group_rows(facts: Path) -> Iterator[tuple[str, ...]]:
    """Six age groups per area and of the city, for the years in which areas have them."""
    rows = read_rows(facts / "age_groups_by_district.csv")
    years = {row["year"] for row in rows}
    for row in rows:
        yield "stadtteile", area_of(row), row["year"], *(row[group] for group in FINE_AGE_GROUPS)
    for row in read_rows(facts / "age_groups_of_residents.csv"):
        if row["year"] in years:
            yield "stadt", CITY_CODE, row["year"], *(row[group] for group in FINE_AGE_GROUPS)


def unemployed_rows(facts: Path) -> Iterator[tuple[str, ...]]:
    """Unemployed per area, and those without an area, whose number is known for 2021 and 2022 only."""
    for row in read_rows(facts / "unemployed_residents_by_district.csv"):
        yield "stadtteile", area_of(row), row["year"], row["residents"]
    for row in read_rows(facts / "unemployed_residents_categorized_by_district.csv"):
        if area_of(row) == UNASSIGNED:
            yield "stadtteile", UNASSIGNED, row["year"], row["unemployed_total"]


def sgb2_rows(facts: Path) -> Iterator[tuple[str, ...]]:
    """People in SGB II households per area: all, and those who cannot work (mostly children).

    Those without an area are known for 2021 and 2022 only, from the table of characteristics.
    """
    everyone = index_rows(read_rows(facts / "beneficiaries_by_district.csv"))
    children = index_rows(read_rows(facts / "inactive_beneficiaries_households_by_district.csv"))
    for area, year in everyone:
        yield "stadtteile", area, year, everyone[area, year]["residents"], children[area, year]["residents"]
    for row in read_rows(facts / "beneficiaries_characteristics_by_district.csv"):
        if area_of(row) == UNASSIGNED:
            total = sum_columns(row, ("employability", "unemployability"))
            yield "stadtteile", UNASSIGNED, row["year"], total, row["unemployability"]


def recover_count(percentage: str, total: str) -> str:
    """The count behind a published percentage, in whole people.

    The published figure has one decimal, so the count is exact for totals below 1,000 and off by one
    person at most for larger ones. It must give the published percentage again.
    """
    count = round(float(percentage) * int(total) / 100)
    assert abs(100 * count / int(total) - float(percentage)) <= 0.0501, (percentage, total)
    return str(count)


def characteristic_rows(
    facts: Path, table: str, file: str, total: str, shares: Mapping[str, str]
) -> Iterator[tuple[str, ...]]:
    """A total and the counts recovered from its published percentages, per area.

    People without an area are left out: their percentages are not published in every year.
    """
    for (area, year), row in index_rows(read_rows(facts / file)).items():
        if area == UNASSIGNED:
            continue
        counts = (
            to_cell(table, series, area, year, recover_count(row[column], row[total]))
            for series, column in shares.items()
        )
        yield "stadtteile", area, year, row[total], *counts


UNEMPLOYED_SHARES = {"sgb_ii": "percentage_sgb_ii", "age_under_25": "percentage_age_under_25"}
SGB2_SHARES = {"single_parents": "percentage_single_parents", "foreign_citizenship": "percentage_foreign_citizenship"}


def write_area_lists(facts: Path, areas: Path) -> None:
    """The 13 Stadtteile and the city they belong to."""
    rows = read_rows(facts / "district.csv")
    write_areas(areas / "stadtteile.csv", ((area_of(row), row["name"], CITY_CODE) for row in rows))
    write_areas(areas / "stadt.csv", [(CITY_CODE, CITY_NAME, "")])


def write_value_tables(facts: Path, values: Path) -> None:
    """Every value table, in a stable order."""
    for table in TABLES:
        write_values(values / f"{table.id}.csv", tuple(table.series), copied_rows(facts, table))
    write_values(values / "einwohner.csv", ("residents",), resident_rows(facts))
    write_values(values / "altersgruppen.csv", tuple(AGE_GROUPS), age_group_rows(facts))
    write_values(values / "altersgruppen-fein.csv", FINE_AGE_GROUPS, fine_age_group_rows(facts))
    write_values(values / "arbeitslose.csv", ("unemployed",), unemployed_rows(facts))
    write_values(values / "sgb2.csv", ("beneficiaries", "not_employable"), sgb2_rows(facts))
    write_values(
        values / "arbeitslose-merkmale.csv",
        ("unemployed", *UNEMPLOYED_SHARES),
        characteristic_rows(
            facts,
            "arbeitslose-merkmale",
            "unemployed_residents_categorized_by_district.csv",
            "unemployed_total",
            UNEMPLOYED_SHARES,
        ),
    )
    write_values(
        values / "sgb2-merkmale.csv",
        ("employable", *SGB2_SHARES),
        characteristic_rows(
            facts, "sgb2-merkmale", "beneficiaries_characteristics_by_district.csv", "employability", SGB2_SHARES
        ),
    )


def main() -> None:
    """Write every file of the monitor that is made from published figures."""
    arguments = parse_arguments("Flensburg: published figures → data/flensburg")
    facts, folder = arguments.facts / "flensburg", arguments.data / "flensburg"
    write_area_lists(facts, folder / "areas")
    write_value_tables(facts, folder / "values")


if __name__ == "__main__":
    main()
