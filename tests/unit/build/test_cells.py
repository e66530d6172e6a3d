"""What is proposed for a cell with a decimal comma can be read as it stands."""

from __future__ import annotations

import pytest

from sozialmonitor.build.cells import describe_cell


@pytest.mark.parametrize(("text", "right"), [("5,1", "5.1"), ("-5,1", "-5.1"), ("1.234,50", "1234.50")])
def test_a_decimal_comma_is_put_right(text: str, right: str) -> None:
    defect = describe_cell("werte.csv", text, "eine Zahl eintragen")
    assert defect.finding == f"›{text}‹ hat ein Dezimalkomma"
    assert defect.remedy == f"mit Dezimalpunkt schreiben: ›{right}‹"


@pytest.mark.parametrize("text", ["viel", "5,", ",5", "1,2,3"])
def test_for_anything_else_the_remedy_is_the_caller_s(text: str) -> None:
    defect = describe_cell("werte.csv", text, "eine Zahl eintragen")
    assert defect.finding == f"›{text}‹ ist keine Zahl"
    assert defect.remedy == "eine Zahl eintragen"
