"""What is known about the digital compilation of Flensburg's Sozialatlas beyond its tables.

Doubtful cells, each with the finding that makes it doubtful. Every finding is visible in the tables alone.
"""

from __future__ import annotations

UNRELIABLE = "/"
SUPPRESSED = "•"
LIMITED = "()"
WITHOUT_MEANING = "x"

AREAS = tuple(f"{number:02d}" for number in range(1, 14))

Cell = tuple[str, str, str, str]
"""Table, series, area code, period."""

SIGNS: dict[Cell, str] = {
    # Births of 2011 stand in alphabetical order of the areas' names. Births divided by the published rate
    # give the women of child-bearing age; they agree with 2012 only when the column is re-sorted.
    **{("geburten", "births", area, "2011"): UNRELIABLE for area in AREAS},
    # 165 repeats the line above (Neustadt); with 413 and 571 in the years around it cannot be right.
    ("wohngeld", "recipients", "03", "2018"): UNRELIABLE,
    # 415 is nearly twice the number of any other year (182 to 261).
    ("wohngeld", "recipients", "08", "2012"): LIMITED,
    # 0.0 per cent of 82 unemployed, after 12.9 per cent of 85 in the year before.
    ("arbeitslose-merkmale", "age_under_25", "13", "2022"): UNRELIABLE,
}
"""Cells that are not taken over as they are, each with its finding."""
