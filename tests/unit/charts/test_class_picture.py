"""The map of a typology: its codes arrive unchanged, and its colours can be told apart."""

from __future__ import annotations

import itertools
import re

import numpy as np
import numpy.typing as npt
import pytest

from sozialmonitor.calc.typology.classes import UNCLASSED
from sozialmonitor.calc.typology.series import compute_period, list_typology_periods
from sozialmonitor.charts.class_picture import build_class_picture
from sozialmonitor.charts.colours import get_group_colours
from sozialmonitor.charts.map_message import encode_message
from sozialmonitor.charts.map_picture import Symbol
from sozialmonitor.store.store import Store
from sozialmonitor.views.typology.class_map import ClassMap, build_class_map
from sozialmonitor.views.typology.series import collect_typology_series
from tests.support.messages import decode
from tests.support.town import NAME

JUST_NOTICEABLE = 2.3
"""Difference in CIELAB that an eye just sees."""

_SIGHTS = {
    "ordinary": np.eye(3),
    "without red": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "without green": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "without blue": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
"""Linear RGB as it is seen; Machado, Oliveira and Fernandes (2009), severity 1."""

_TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
_WHITE = np.array([0.9505, 1.0, 1.089])


def to_lab(colour: str, sight: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Lightness and two hues, as an eye of this kind sees the colour."""
    channels = np.array([int(colour[start : start + 2], 16) for start in (1, 3, 5)]) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    x, y, z = (_TO_XYZ @ np.clip(sight @ linear, 0, 1)) / _WHITE
    x, y, z = (item ** (1 / 3) if item > 0.008856 else 7.787 * item + 16 / 116 for item in (x, y, z))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def arrange(rows: int, columns: int, sight: str) -> npt.NDArray[np.float64]:
    """Colours of the groups, shape ``(rows, columns, 3)``."""
    found = [to_lab(colour, _SIGHTS[sight]) for colour in get_group_colours(rows, columns)]
    return np.array(found).reshape(rows, columns, 3)


@pytest.mark.parametrize("sight", _SIGHTS)
@pytest.mark.parametrize(("rows", "columns"), [(4, 3), (3, 3), (4, 2), (4, 1), (5, 1), (7, 1), (12, 1)])
def test_neighbours_in_the_matrix_can_be_told_apart(rows: int, columns: int, sight: str) -> None:
    colours = arrange(rows, columns, sight)
    for axis in (0, 1):
        steps = np.linalg.norm(np.diff(colours, axis=axis), axis=2)
        assert steps.min(initial=np.inf) > JUST_NOTICEABLE


@pytest.mark.parametrize(("rows", "columns"), list(itertools.product(range(2, 8), range(1, 4))))
def test_more_burden_is_darker_whatever_the_dynamik(rows: int, columns: int) -> None:
    found = get_group_colours(rows, columns)
    assert len(set(found)) == len(found) == rows * columns
    assert all(re.fullmatch(r"#[0-9a-f]{6}", item) for item in found)
    for sight in _SIGHTS:
        assert (np.diff(arrange(rows, columns, sight)[:, :, 0], axis=0) < 0).all()


def test_a_single_row_or_column_lies_in_the_middle() -> None:
    assert get_group_colours(4, 1)[0] == get_group_colours(4, 3)[1]
    assert get_group_colours(3, 3)[0] == get_group_colours(4, 3)[0]
    assert get_group_colours(3, 3)[-1] == get_group_colours(4, 3)[-1]
    assert len(get_group_colours(1, 1)) == 1


def build(store: Store, monitor: str, typology_id: str, period: str, positions: tuple[int, ...] = ()) -> ClassMap:
    typology = store.get_catalogue(monitor).typologies[typology_id]
    series = collect_typology_series(store, monitor, typology)
    results = {item: compute_period(series, item) for item in list_typology_periods(series)}
    return build_class_map(store, monitor, typology, results, period, positions)


@pytest.fixture(scope="module")
def town_map(town_store: Store) -> ClassMap:
    """Six areas; one is too small in 2023, and only then there is Dynamik."""
    return build(town_store, NAME, "wachstum", "2023", (1, 4))


def test_codes_of_all_periods_travel_unchanged(town_map: ClassMap) -> None:
    _, blocks = decode(encode_message(build_class_picture(town_map), 1))
    for period, codes in enumerate(town_map.codes):
        assert blocks["value", period] == [None if code == UNCLASSED else int(code) for code in codes]


def test_periods_without_dynamik_show_status_alone(town_map: ClassMap) -> None:
    assert town_map.has_dynamic == (False, True)
    alone, both = build_class_picture(town_map).classes
    assert (alone.labels[0], alone.grid, len(alone.colours)) == ("Status hoch", None, 4)
    assert (both.labels[0], len(both.colours)) == ("Status hoch, Dynamik positiv", 12)
    assert both.grid is not None
    assert (both.grid.rows, both.grid.columns) == (
        ("hoch", "mittel", "niedrig", "sehr niedrig"),
        ("positiv", "stabil", "negativ"),
    )
    assert both.labels[-1] == "Status sehr niedrig, Dynamik negativ"


def test_every_code_is_a_class_of_its_own(town_map: ClassMap) -> None:
    for classes in build_class_picture(town_map).classes:
        codes = np.arange(len(classes.colours))
        np.testing.assert_array_equal(np.searchsorted(classes.breaks, codes, side="right"), codes)


def test_areas_not_valued_are_grey_and_say_so(town_map: ClassMap) -> None:
    picture = build_class_picture(town_map)
    assert picture.symbol is Symbol.CATEGORY
    names = {code: name for code, (name, _) in picture.signs.items()}
    marked = [[names.get(int(code), "") for code in row] for row in picture.statuses]
    assert marked[1][5] == "not_valued"
    _, sign = picture.signs[next(code for code, name in names.items() if name == "not_valued")]
    assert (sign.label, sign.pattern, sign.has_value, sign.is_classed) == ("nicht bewertet", "plain", False, False)


def test_areas_close_to_another_class_are_marked(real_store: Store) -> None:
    view = build(real_store, "flensburg", "status-dynamik", "2022")
    picture = build_class_picture(view)
    (borderline,) = (code for code, (name, _) in picture.signs.items() if name == "borderline")
    np.testing.assert_array_equal(picture.statuses == borderline, view.is_borderline)
    assert view.is_borderline.any(), "otherwise nothing was tested"


def test_clusters_keep_their_names_and_get_no_status(real_store: Store) -> None:
    picture = build_class_picture(build(real_store, "flensburg", "aehnliche-stadtteile", "2022"))
    assert picture.classes[-1].labels == ("Cluster 1", "Cluster 2", "Cluster 3", "Cluster 4")


@pytest.mark.parametrize(
    ("period", "positions"), [("2021", (1, 4)), ("2023", ()), ("2023", (4, 1))], ids=["period", "none", "order"]
)
def test_whatever_changes_the_picture_changes_its_version(
    town_store: Store, town_map: ClassMap, period: str, positions: tuple[int, ...]
) -> None:
    other = build(town_store, NAME, "wachstum", period, positions)
    assert other.key == town_map.key, "the numbers are the same"
    assert other.version != town_map.version
    assert build(town_store, NAME, "wachstum", "2023", (1, 4)).version == town_map.version
