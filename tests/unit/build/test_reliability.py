"""A value whose base is small, secret or unknown is printed in brackets; a base that reaches no value is a defect."""

from __future__ import annotations

import pytest

from sozialmonitor.domain.status import Status
from tests.support.bad_input import Case, check_case
from tests.support.town import NAME, Town

INDICATOR = "indicators/jugendquotient.yaml"


def declare_base(town: Town, rows: str) -> None:
    """The youth ratio rests on a table of its own, with a minimum of 100."""
    town.append(
        "tables.yaml",
        "  - id: basis\n    file: values/basis.csv\n    source: musteratlas\n    reference: 12-31\n"
        "    complete: false\n    series:\n      asked: {title: Befragte}\n",
    )
    town.append(INDICATOR, "reliability:\n  base: basis.asked\n  minimum: 100\n  note: Der Wert ist unsicher.\n")
    (town.folder / "values/basis.csv").write_text(f"geography,area,period,asked\n{rows}", encoding="utf-8")


ENOUGH = "stadtbezirke,01,2023,500\nstadtbezirke,02,2023,500\nstadt,09999000,2023,1000\n"


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ({"2023": "100"}, Status.VALUE),
        ({"2023": "99"}, Status.LIMITED),
        ({"2023": "•"}, Status.LIMITED),
        ({"2023": "."}, Status.LIMITED),
        ({"2023": "/"}, Status.LIMITED),
        ({"2023": "-"}, Status.LIMITED),
        ({}, Status.LIMITED),
        ({"2021": "100"}, Status.VALUE),
        ({"2021": "100", "2023": "•"}, Status.LIMITED),
        ({"2010": "100", "2022": "99"}, Status.LIMITED),
    ],
)
def test_only_a_base_that_is_known_to_be_large_enough_makes_a_value_reliable(
    town: Town, cells: dict[str, str], status: Status
) -> None:
    """The other areas have a base in every one of these years: a gap is one of the area, not of the table."""
    others = "".join(f"stadtteile,{area},2023,500\n" for area in ("012", "013", "021", "022", "023"))
    own = "".join(f"stadtteile,011,{period},{cell}\n" for period, cell in cells.items())
    declare_base(town, others + own + ENOUGH)
    assert town.run("build") == 0
    found = town.load_store().get_observations(NAME, "jugendquotient", "stadtteile")
    assert Status(found.block.statuses[found.periods.index("2023"), 0]) is status


def test_a_base_that_does_not_reach_a_level_is_told(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    told = (
        f"data/{NAME}/{INDICATOR}, Schlüssel reliability.base",
        "Der Indikator hat Werte für die Gliederung ›stadtteile‹, die Reihe ›basis.asked‹ hat dort keine",
        "eine Reihe angeben, die alle Gliederungen des Indikators erreicht, oder ihre Werte ergänzen",
    )
    check_case(town, Case("a level without a base", lambda town: declare_base(town, ENOUGH), (told,)), capsys)
