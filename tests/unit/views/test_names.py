"""Areas are found by what somebody types of their names."""

from __future__ import annotations

import pytest

from sozialmonitor.views.names import build_label_keys, find_codes

LABELS = {"1": "Altstadt", "2": "Köln", "3": "Mühlhausen", "4": "Neustadt (4)", "5": "Neustadt (5)", "6": "Stadtmitte"}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("stadt", ["6", "1", "4", "5"]),
        ("KOLN", ["2"]),
        (" mühl ", ["3"]),
        ("(5)", ["5"]),
        ("gibtesnicht", []),
        ("", []),
        ("  ", []),
    ],
)
def test_those_that_begin_with_it_come_first(typed: str, expected: list[str]) -> None:
    assert find_codes(build_label_keys(LABELS), typed, 10) == expected


def test_no_more_are_found_than_wanted() -> None:
    assert find_codes(build_label_keys(LABELS), "stadt", 2) == ["6", "1"]
