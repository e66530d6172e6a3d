"""The class painted for an area follows from the published figure and the legend; nothing of the program is asked.

Values are read from the CSV files with ``csv`` and divided with ``decimal``; the class is looked up in the words of
the legend; the colour is read from the drawing and, once more, from a picture of it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.e2e.map_page import ZERO, Key, MapPage
from tests.support.browser import assert_clean
from tests.support.server import ROOT
from tests.support.town import read_csv

DATA = ROOT / "data"


@dataclass(frozen=True)
class Case:
    """An indicator in one period, and how its values follow from the columns of files."""

    monitor: str
    indicator: str
    level: str
    period: str
    areas: tuple[str, ...]
    value: str
    divisor: str | None = None

    @property
    def query(self) -> dict[str, str]:
        return {"monitor": self.monitor, "indikator": self.indicator, "ebene": self.level, "periode": self.period}

    def compute(self, code: str) -> Decimal:
        value = self._look_up(self.value, code)
        if self.divisor:
            value = 100 * value / self._look_up(self.divisor, code)
        return value.quantize(Decimal("0.1"), ROUND_HALF_UP)

    def _look_up(self, column: str, code: str) -> Decimal:
        file, name = column.split(".")
        wanted = (self.level, code, self.period)
        rows = read_csv(DATA / self.monitor / "values" / f"{file}.csv")
        (cell,) = [row[name] for row in rows if (row["geography"], row["area"], row["period"]) == wanted]
        return Decimal(cell)


CASES = [
    Case(
        "mannheim",
        "arbeitslosenquotient",
        "stadtteile",
        "2015",
        ("071", "020", "032", "061", "162"),
        "arbeitslosigkeit.quotient",
    ),
    Case(
        "flensburg",
        "arbeitslosenanteil",
        "stadtteile",
        "2022",
        ("02", "09", "01", "13", "03"),
        "arbeitslose.unemployed",
        "altersgruppen.age_18_to_under_65",
    ),
    Case(
        "gemeinden",
        "kinderarmut",
        "gemeinden",
        "2022",
        ("10042115", "10044116", "10046113", "10043113", "10041100"),
        "grundsicherung.children",
    ),
]


def find_class(classes: list[Key], value: float) -> Key:
    """The class whose label takes the value in: exactly one, for zero too."""
    fitting = [key for key in classes if key.holds(value)]
    assert len(fitting) == 1, (value, classes)
    return fitting[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.indicator)
def test_the_painted_class_follows_from_the_figure(page: Page, case: Case) -> None:
    opened = MapPage.open(page, **case.query)
    assert opened.wait_painted()["period"] == case.period
    classes, table = opened.read_classes(), opened.read_table()
    names = {row["code"]: row["name"] for row in read_csv(DATA / case.monitor / "areas" / f"{case.level}.csv")}
    has_zero = classes[0].label == ZERO
    found = set()
    for code in case.areas:
        value = case.compute(code)
        expected = find_class(classes, float(value))
        painted = opened.inspect(code)
        assert painted["value"] == float(value), code
        assert painted["class"] == classes.index(expected) - has_zero, code
        assert painted["colour"] == expected.colour, code
        written = f"{value}".replace(".", ",")
        assert table[names[code]][0].strip("()") == written, code
        assert f"{names[code]}: {written} %" in painted["label"], code
        found.add(painted["class"])
    assert len(found) >= 3, "the five areas shall tell classes apart"
    assert_clean(page)


@pytest.mark.parametrize("case", CASES[:2], ids=lambda case: case.indicator)
def test_the_picture_shows_the_colour_of_the_legend(page: Page, case: Case) -> None:
    opened = MapPage.open(page, **case.query)
    classes = opened.read_classes()
    for code in case.areas[:3]:
        x, y = opened.find_point(code)
        clip = {"x": int(x), "y": int(y), "width": 1, "height": 1}
        red, green, blue = Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB").getpixel((0, 0))
        assert f"#{red:02x}{green:02x}{blue:02x}" == find_class(classes, float(case.compute(code))).colour, code


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.indicator)
def test_map_and_table_agree_on_every_area(page: Page, case: Case) -> None:
    opened = MapPage.open(page, **case.query)
    table = opened.read_table()
    areas = read_csv(DATA / case.monitor / "areas" / f"{case.level}.csv")
    assert len(table) == len(areas)
    for area in areas:
        painted, written = opened.inspect(area["code"]), table[area["name"]][0].strip("()")
        if painted["value"] is None:
            assert not any(sign.isdigit() for sign in written), area
        else:
            assert float(written.replace(".", "").replace(",", ".").replace("−", "-")) == painted["value"], area
