"""What lies at the border is German, what lies a zone farther is not."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from sozialmonitor.build.boundaries.germany import find_german

PLACES = {
    "Helgoland": (7.89, 54.18),
    "Borkum": (6.70, 53.59),
    "Sylt": (8.31, 54.91),
    "Flensburg": (9.43, 54.78),
    "Fehmarn": (11.19, 54.44),
    "Rügen": (13.43, 54.67),
    "Ahlbeck": (14.19, 53.94),
    "Görlitz": (14.99, 51.15),
    "Zittau": (14.81, 50.90),
    "Bad Elster": (12.23, 50.28),
    "Passau": (13.46, 48.57),
    "Berchtesgaden": (13.00, 47.63),
    "Oberstdorf": (10.28, 47.41),
    "Konstanz": (9.18, 47.66),
    "Lörrach": (7.66, 47.61),
    "Saarbrücken": (6.99, 49.23),
    "Selfkant": (5.89, 51.03),
    "Emlichheim": (6.85, 52.61),
    "Berlin": (13.40, 52.52),
}
ELSEWHERE = {
    "Pardubice": (15.78, 50.04),
    "Prag": (14.42, 50.08),
    "Ostsee": (14.6, 54.7),
    "Kopenhagen": (12.57, 55.68),
    "Linz": (14.29, 48.31),
    "Bern": (7.45, 46.95),
    "Innsbruck-Süd": (11.4, 47.05),
    "Nancy": (6.18, 48.69),
    "Brüssel": (4.35, 50.85),
    "Amsterdam": (4.9, 52.37),
    "Nordsee": (6.0, 55.0),
    "Posen": (16.93, 52.41),
    "Stettin-Ost": (15.2, 53.4),
}


@pytest.mark.parametrize("name", [*PLACES, *ELSEWHERE])
def test_places_are_german_or_not(name: str) -> None:
    x, y = (PLACES | ELSEWHERE)[name]
    shapes = np.array([shapely.box(x - 0.03, y - 0.03, x + 0.03, y + 0.03)], dtype=object)
    assert find_german(shapes).tolist() == [name in PLACES]


def test_what_has_no_place_is_not_german() -> None:
    shapes = np.array([shapely.Polygon(), shapely.box(np.inf, 50, np.inf, 51)], dtype=object)
    assert find_german(shapes).tolist() == [False, False]
