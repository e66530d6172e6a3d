"""Outlines for small maps: every area, closed, in the order of its values, with borders that stay shared."""

from __future__ import annotations

import numpy as np
import pytest

from sozialmonitor.domain.errors import UnknownKeyError
from sozialmonitor.store.store import Store
from tests.support.town import NAME


def compute_area(ring: np.ndarray) -> float:
    """Area of a closed ring in square degrees."""
    x, y = ring.T
    return abs(float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum())) / 2


@pytest.mark.parametrize("share", [0.0, 1 / 480])
def test_every_area_has_closed_read_only_rings_inside_the_bounds(town_store: Store, share: float) -> None:
    for geography in ("stadtteile", "stadtbezirke", "stadt"):
        outlines = town_store.get_outlines(NAME, geography, share)
        assert len(outlines) == len(town_store.get_areas(NAME, geography))
        (south, west), (north, east) = town_store.get_bounds(NAME, geography)
        for ring in (ring for outline in outlines for ring in outline):
            np.testing.assert_array_equal(ring[0], ring[-1])
            assert not ring.flags.writeable
            assert ((ring >= (west - 1e-4, south - 1e-4)) & (ring <= (east + 1e-4, north + 1e-4))).all()


@pytest.mark.parametrize("share", [0.0, 1 / 480])
def test_areas_fill_the_town_without_overlap(town_store: Store, share: float) -> None:
    """Shared borders lost the same points on both sides."""
    parts = town_store.get_outlines(NAME, "stadtteile", share)
    whole = town_store.get_outlines(NAME, "stadt", share)
    total = sum(compute_area(ring) for outline in parts for ring in outline)
    assert total == pytest.approx(sum(compute_area(ring) for outline in whole for ring in outline), rel=0.01)


def test_simplifying_leaves_fewer_points(real_store: Store) -> None:
    def count(share: float) -> int:
        outlines = real_store.get_outlines("gemeinden", "gemeinden", share)
        return sum(len(ring) for outline in outlines for ring in outline)

    assert count(1 / 480) < 0.6 * count(0.0)


def test_an_unknown_geography_has_no_outlines(town_store: Store) -> None:
    with pytest.raises(UnknownKeyError):
        town_store.get_outlines(NAME, "../stadt")
