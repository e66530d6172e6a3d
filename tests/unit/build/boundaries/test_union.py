"""Joining and simplifying never fail, whatever partition an office draws."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from sozialmonitor.build.boundaries.shapes import AreaShapes
from sozialmonitor.build.boundaries.systems import compute_square_metres
from sozialmonitor.build.boundaries.union import close_gaps, unite_groups
from sozialmonitor.build.package import DETAIL
from sozialmonitor.build.topology import build_topology, simplify_together
from sozialmonitor.domain.geography import Area


def draw_partition(seed: int, cells: int, side: float, error: float) -> np.ndarray:
    """Cells of a square that fit but for an error of the given size, some with a spike, a pinch or a tiny hole."""
    rng = np.random.default_rng(seed)
    frame = shapely.box(9, 50, 9 + side, 50 + side)
    points = shapely.MultiPoint(np.array([9, 50]) + side * rng.random((cells, 2)))
    drawn = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=frame)) if cells > 1 else [frame]
    shapes = []
    for cell in shapely.intersection(drawn, frame):
        kind = rng.integers(5)
        ring = shapely.get_coordinates(shapely.segmentize(cell, side / 10) if kind else cell)[:-1]
        if kind == 1:
            ring = ring + rng.normal(0, error, ring.shape)
        if kind == 2:  # a spike
            ring = np.insert(ring, 1, [ring[0] + [side / 3, error], ring[0] + [side / 3.001, error / 2]], axis=0)
        if kind == 3:  # two sides nearly touch
            ring = np.insert(ring, 1, ring[len(ring) // 2] + error, axis=0)
        shape = shapely.Polygon(ring)
        if kind == 4:
            shape = shapely.difference(shape, shape.representative_point().buffer(error, quad_segs=1))
        sound = shapely.make_valid(shape, method="structure", keep_collapsed=False)
        if sound.geom_type in ("Polygon", "MultiPolygon") and not sound.is_empty:
            shapes.append(sound)
    return np.array(shapes, dtype=object)


def list_areas(count: int) -> tuple[Area, ...]:
    return tuple(Area(f"{number}", f"{number}", None) for number in range(count))


def check_topology(areas: AreaShapes, share: float) -> None:
    """Every area is drawn, with rings that are rings."""
    topology: dict[str, Any] = json.loads(build_topology(areas, share).plain)
    drawn = topology["objects"]["areas"]["geometries"]
    assert [item["properties"]["code"] for item in drawn] == [area.code for area in areas.areas]
    for item in drawn:
        polygons = [item["arcs"]] if item["type"] == "Polygon" else item["arcs"]
        assert polygons
        for ring in (ring for polygon in polygons for ring in polygon):
            assert sum(len(topology["arcs"][arc if arc >= 0 else ~arc]) - 1 for arc in ring) >= 3


@given(
    seed=st.integers(0, 2**32 - 1),
    cells=st.integers(1, 12),
    side=st.sampled_from([0.001, 0.05, 0.5, 3.0]),
    error=st.sampled_from([1e-12, 1e-9, 1e-8, 1e-7, 1e-5]),
)
@settings(max_examples=40)
def test_nasty_partitions_are_joined_and_simplified(seed: int, cells: int, side: float, error: float) -> None:
    shapes = draw_partition(seed, cells, side, error)
    if not len(shapes):
        return
    groups = [str(number) for number in np.random.default_rng(seed).integers(0, 2, len(shapes))]
    united, _ = unite_groups(shapes, groups, sorted(set(groups)))
    assert shapely.is_valid(united).all()
    assert not shapely.is_empty(united).any()
    for found in (shapes, united):
        for share in DETAIL.values():
            check_topology(AreaShapes(list_areas(len(found)), found), share)


def test_what_projecting_tears_is_simplified_all_the_same() -> None:
    """A hole without area, as the union of Köln's Stadtteile had: simplifying it together stops the library."""
    flat = shapely.Polygon(
        shapely.box(0, 0, 1000, 1000).exterior,
        [shapely.LinearRing([(10, 10), (10.00000001, 10), (10.00000001, 10), (10, 10)])],
    )
    shapes = np.array([flat, shapely.box(1000, 0, 2000, 1000)], dtype=object)
    with pytest.raises(shapely.errors.GEOSException):
        shapely.coverage_simplify(shapes, 1.0)
    simplified = simplify_together(shapes, 1.0)
    assert shapely.area(simplified).tolist() == [1e6, 1e6]


def test_an_area_too_small_for_the_grid_is_still_drawn() -> None:
    shapes = np.array([shapely.box(6, 47.5, 14, 54), shapely.box(14.9, 54.9, 14.9001, 54.9001)], dtype=object)
    for share in DETAIL.values():
        check_topology(AreaShapes(list_areas(2), shapes), share)


def test_small_gaps_are_closed_and_places_kept() -> None:
    outer = shapely.box(9, 50, 9.01, 50.01)
    holes = [shapely.box(9.001, 50.001, 9.001 + side, 50.001 + side) for side in (0.00005, 0.0005)]
    small, large = (float(size) for size in compute_square_metres(np.array(holes, dtype=object)))
    assert small < 100 < large
    for hole, closed in zip(holes, (1, 0), strict=True):
        shape = shapely.difference(outer, hole)
        found, count = close_gaps(shape)
        assert count == closed
        assert found.equals(outer if closed else shape)


def test_the_union_of_each_group_stands_in_its_place() -> None:
    squares = shapely.box(*np.array([[9 + i / 100, 50, 9.01 + i / 100, 50.01] for i in range(4)]).T)
    united, closed = unite_groups(squares, ["b", "a", "a", "b"], ["a", "b"])
    assert closed == 0
    assert united[0].equals(shapely.box(9.01, 50, 9.03, 50.01))
    assert united[1].equals(shapely.union_all(squares[[0, 3]]))
