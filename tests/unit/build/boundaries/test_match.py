"""Drawn areas against the list, in both directions."""

from __future__ import annotations

import ast
import time

from sozialmonitor.build.boundaries.drawing import Feature
from sozialmonitor.build.boundaries.match import check_match
from sozialmonitor.domain.geography import Area
from tests.support.sources import list_modules

SLOW_TO_IMPORT = {"geopandas", "pandas", "pyogrio", "pyproj", "scipy", "topojson"}


def test_all_gemeinden_of_germany_are_matched_at_once() -> None:
    """It once took half a minute."""
    codes = [f"{number:08d}" for number in range(11_000)]
    features = tuple(Feature(number, code, object()) for number, code in enumerate(codes, start=1))
    areas = tuple(Area(code, "x", None) for code in codes[5:])
    start = time.process_time()
    defects = check_match((*features, features[-1]), areas, "x")
    assert time.process_time() - start < 1
    assert [defect.finding for defect in defects] == [
        "Das Gebiet ›00010999‹ hat mehrere Flächen (Nummer 11000, 11000)",
        *(f"Die Fläche ›{code}‹ gehört zu keinem Gebiet der Liste" for code in codes[:5]),
    ]


def test_a_code_without_its_zeros_is_recognised() -> None:
    features = (Feature(1, "22", object()), Feature(2, "x", object()))
    defects = check_match(features, (Area("022", "Hafen", None), Area("023", "Berg", None)), "x")
    assert [defect.remedy.split(";")[0] for defect in defects if "keinem Gebiet" in defect.finding] == [
        "gemeint ist vermutlich ›022‹",
        "Code berichtigen oder das Gebiet in areas/ ergänzen",
    ]


def test_checking_boundaries_imports_nothing_slow() -> None:
    """A check of one monitor may take a second; each of these libraries takes a good part of it."""
    for module in list_modules():
        if module.name.startswith("sozialmonitor/build/boundaries/"):
            top = [node for node in module.tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
            names = {alias.name for node in top if isinstance(node, ast.Import) for alias in node.names}
            names |= {node.module or "" for node in top if isinstance(node, ast.ImportFrom)}
            assert not {name.split(".")[0] for name in names} & SLOW_TO_IMPORT, module.name
