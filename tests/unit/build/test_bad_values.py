"""Value files that an office gets wrong: exact place, finding and remedy, and nothing published."""

from __future__ import annotations

import pytest

from tests.support.town import NAME, Town

POPULATION = "values/einwohner.csv"
VALUES = f"data/{NAME}/{POPULATION}"
SIGNS = "( . - ... x / • )"


def test_many_wrong_cells_are_told_in_part(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"stadtteile,011,{year},ja,1\n" for year in range(1900, 1950))
    (town.folder / POPULATION).write_text(f"geography,area,period,population,under_18\n{rows}", encoding="utf-8")
    assert town.run("check") == 1
    told = capsys.readouterr().err
    assert told.count("›ja‹ ist keine Zahl") == 20
    assert "Befund: Keine Zahl: 30 weitere Zellen" in told


@pytest.mark.parametrize("end", ["\n", "\n\n", "  \n", ",,,,\n", "\r\n"])
def test_lines_without_content_are_skipped_wherever_they_stand(town: Town, end: str) -> None:
    text = (town.folder / POPULATION).read_text(encoding="utf-8")
    first, rest = text.split("\n", 1)
    (town.folder / POPULATION).write_text(f"{first}\n{end}{rest}{end}", encoding="utf-8")
    assert town.run("check") == 0


def test_a_table_of_many_periods_is_refused_at_once(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """Its series would be dense: every period by every area."""
    rows = "".join(f"stadtbezirke,01,{1000 + number % 9000}-{number % 12 + 1:02d},1\n" for number in range(23_000))
    (town.folder / "values/kita.csv").write_text(f"geography,area,period,places\n{rows}", encoding="utf-8")
    assert town.run("check") == 1
    assert "Befund: Die Tabelle hat 9000 Perioden\n  Abhilfe: höchstens 600 sind möglich" in capsys.readouterr().err
