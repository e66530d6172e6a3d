"""A small map as an SVG string, for pages, slides and documents: no script, no tiles, about a millisecond."""

from __future__ import annotations

import math
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from sozialmonitor.calc.rounding import Floats
from sozialmonitor.charts.colours import BACKGROUND, SIGN, TEXT

HATCH, DOTS = "hatch", "dots"
"""Fills that are no colours: no value, and kept secret."""

GRID = 480
"""Units of the drawing on its longer side; a unit is half a pixel of a map 240 pixels wide."""


@dataclass(frozen=True)
class SvgPaths:
    """Geometry of a map, built once per geography and filled as often as needed.

    Attributes:
        paths: content of the ``d`` attribute, one per area in the order of the areas' codes.
        width, height: extent of the drawing, in units of the paths.
    """

    paths: tuple[str, ...]
    width: int
    height: int


def build_svg_paths(outlines: Sequence[Sequence[Floats]], *, grid: int = GRID) -> SvgPaths:
    """Project the outlines of all areas onto the drawing.

    Args:
        outlines: per area its rings, each of the shape ``(points, 2)`` in degrees, longitude first.
        grid: units on the longer side; take more for maps that are printed large.
    """
    points = np.concatenate([ring for outline in outlines for ring in outline])
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    # A city or a district is small: stretching longitudes by the cosine is as good as any projection.
    stretch = math.cos(math.radians((south + north) / 2))
    width, height = max((east - west) * stretch, 1e-9), max(north - south, 1e-9)
    scale = grid / max(width, height)
    factor, origin = np.array([stretch * scale, -scale]), np.array([west, north])
    paths = tuple("".join(_draw_ring((ring - origin) * factor) for ring in outline) for outline in outlines)
    return SvgPaths(paths, math.ceil(width * scale), math.ceil(height * scale))


def _draw_ring(ring: Floats) -> str:
    """A ring in whole units, without points that fall together."""
    points = np.rint(ring).astype(np.int64)
    steps = np.diff(points, axis=0)
    steps = steps[steps.any(axis=1)]
    if len(steps) < 3:
        return ""  # an islet smaller than a unit
    moves = "".join(f"l{x},{y}" for x, y in steps[:-1].tolist())
    return f"M{points[0, 0]},{points[0, 1]}{moves}z"


def build_svg_map(
    paths: SvgPaths,
    fills: Sequence[str],
    *,
    width: int,
    title: str,
    description: str,
    highlight: int | Sequence[int] | None = None,
) -> str:
    """Draw a map; all texts are escaped here.

    Args:
        paths: geometry of the areas. fills: one per area: a colour, HATCH or DOTS.
        width: pixels; it shrinks where there is less room.
        title, description: text alternative, spoken instead of the drawing.
        highlight: positions of areas with a strong outline.
    """
    # Patterns are found by id in the whole page, and a hidden map would hide those of all others.
    mark = f"sm{zlib.crc32((title + description).encode()):08x}"
    unit = max(paths.width, paths.height) / GRID
    areas = "".join(
        f"<path d='{path}' fill='{_name_fill(fill, mark)}'/>" for path, fill in zip(paths.paths, fills, strict=True)
    )
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='-2 -2 {paths.width + 4} {paths.height + 4}' width='{width}' "
        f"role='img' aria-labelledby='{mark}t {mark}d' style='max-width:100%;height:auto'>"
        f"<title id='{mark}t'>{escape(title)}</title><desc id='{mark}d'>{escape(description)}</desc>"
        f"{_build_patterns(fills, mark, unit)}"
        f"<g fill-rule='evenodd' stroke='{SIGN}' stroke-width='{0.9 * unit:g}' stroke-linejoin='round'>{areas}</g>"
        f"{_outline(paths, highlight, unit)}</svg>"
    )


def _name_fill(fill: str, mark: str) -> str:
    return f"url(#{mark}{fill})" if fill in (HATCH, DOTS) else escape(fill)


def _build_patterns(fills: Sequence[str], mark: str, unit: float) -> str:
    box = f"width='{12 * unit:g}' height='{12 * unit:g}' patternUnits='userSpaceOnUse' viewBox='0 0 6 6'"
    signs = {
        HATCH: f"<path d='M-1,1L1,-1M0,6L6,0M5,7L7,5' stroke='{SIGN}' stroke-width='1'/>",
        DOTS: f"<circle cx='3' cy='3' r='1.1' fill='{SIGN}'/>",
    }
    found = [
        f"<pattern id='{mark}{name}' {box}><rect width='6' height='6' fill='{BACKGROUND}'/>{sign}</pattern>"
        for name, sign in signs.items()
        if name in fills
    ]
    return f"<defs>{''.join(found)}</defs>" if found else ""


def _outline(paths: SvgPaths, highlight: int | Sequence[int] | None, unit: float) -> str:
    positions = () if highlight is None else (highlight,) if isinstance(highlight, int) else highlight
    if not positions:
        return ""
    outlines = "".join(paths.paths[position] for position in positions)
    return f"<path d='{outlines}' fill='none' stroke='{TEXT}' stroke-width='{4 * unit:g}' stroke-linejoin='round'/>"
