"""Make the boundaries under ``geo/``: schematic Stadtteile for Mannheim and Flensburg, official Gemeinden.

    python scripts/make_boundaries.py --geo ../shared/geo --facts ../shared/facts

The outlines and the Gemeinden are BKG VG250, state 1 January 2016. Output is EPSG:4326 with six
decimals (about ten centimetres) and the same bytes at every run.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from schematic import draw_cells, fit_weights, join_detached_parts, move_inside
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry
from tables import ROOT, Row, read_rows

METRES = "EPSG:25832"
DEGREES = "EPSG:4326"
DECIMALS = 6
SLIVER_HECTARES = 5.0
"""No Stadtteil of either city is this small; a smaller polygon is a mistake of the drawing."""

CITIES_FILE = "vg250_2016_mannheim_flensburg.geojson"
GEMEINDEN_FILE = "vg250_2016_saarland_trier.geojson"

Feature = tuple[str, str, BaseGeometry]
"""Code, name, polygon in degrees."""


def round_degrees(geometries: gpd.GeoSeries) -> list[BaseGeometry]:
    """To degrees with a fixed number of decimals, without corners that became the same."""
    degrees = geometries.to_crs(DEGREES).to_numpy()
    rounded = shapely.transform(degrees, lambda corners: np.round(corners, DECIMALS))
    return list(shapely.remove_repeated_points(rounded))


def make_schematic(outline: BaseGeometry, areas: list[Row]) -> list[Feature]:
    """Partition a city around its area centres, with cells as large as the areas are known to be.

    Every centre of both cities lies inside its outline today; ``move_inside`` guards against new ones.
    """
    points = gpd.GeoSeries.from_xy(
        [float(row["lon"]) for row in areas], [float(row["lat"]) for row in areas], crs=DEGREES
    )
    inside = gpd.GeoSeries([move_inside(point, outline) for point in points.to_crs(METRES)], crs=METRES)
    centres = np.column_stack([inside.x, inside.y])
    weights = fit_weights(centres, np.array([float(row["area_ha"]) for row in areas]), outline)
    cells = round_degrees(gpd.GeoSeries(draw_cells(centres, weights, outline), crs=METRES))
    polygons = join_detached_parts(cells, list(inside.to_crs(DEGREES)))
    return [(row["code"], row["name"], polygon) for row, polygon in zip(areas, polygons, strict=True)]


def make_gemeinden(path: Path) -> list[Feature]:
    """The official polygons, only reduced to code and name. They already fit together without repair."""
    frame = gpd.read_file(path)
    return list(zip(frame["AGS"], frame["GEN"], frame.geometry, strict=True))


def check_coverage(features: list[Feature], outline: BaseGeometry | None = None) -> None:
    """Refuse polygons that overlap, leave gaps, are slivers or do not fill the city."""
    polygons = gpd.GeoSeries([polygon for _, _, polygon in features], crs=DEGREES)
    metres = polygons.to_crs(METRES)
    rules = {
        "a polygon is invalid": bool(polygons.is_valid.all()),
        "a polygon is empty": not polygons.is_empty.any(),
        "polygons overlap or their borders do not match": bool(shapely.coverage_is_valid(polygons.to_numpy())),
        "a polygon is too small to be an area": metres.area.min() > SLIVER_HECTARES * 1e4,
    }
    if outline is not None:
        rules["the city is not filled"] = metres.union_all().symmetric_difference(outline).area < 1e-5 * outline.area
    broken = [finding for finding, holds in rules.items() if not holds]
    if broken:
        raise RuntimeError("; ".join(broken))


def write_geojson(path: Path, features: list[Feature]) -> None:
    """One feature a line, ordered by code, so that a change can be read in a diff."""
    path.parent.mkdir(parents=True, exist_ok=True)
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    lines = []
    for code, name, polygon in sorted(features, key=lambda feature: feature[0]):
        geometry = mapping(shapely.normalize(polygon))
        record = {"type": "Feature", "properties": {"code": code, "name": name}, "geometry": geometry}
        lines.append(json.dumps(record, ensure_ascii=False, separators=(",", ":")))
    head = '{"type":"FeatureCollection",\n"crs":' + json.dumps(crs, separators=(",", ":")) + ',\n"features":[\n'
    path.write_text(head + ",\n".join(lines) + "\n]}\n", encoding="utf-8", newline="\n")


def main() -> None:
    """Make, check and write the boundaries of all three monitors."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument(
        "--geo", type=Path, default=ROOT.parent / "shared" / "geo", help="folder of official boundaries"
    )
    parser.add_argument(
        "--facts", type=Path, default=ROOT.parent / "shared" / "facts", help="folder with the centre points"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "geo", help="folder written to")
    arguments = parser.parse_args()

    outlines = gpd.read_file(arguments.geo / CITIES_FILE).to_crs(METRES).set_index("AGS").geometry
    mannheim = read_rows(arguments.facts / "mannheim" / "stadtteile.csv")
    flensburg = read_rows(arguments.facts / "flensburg" / "district.csv")
    flensburg = [{**row, "code": row["district_id"].zfill(2)} for row in flensburg]
    for name, ags, areas in (("mannheim", "08222000", mannheim), ("flensburg", "01001000", flensburg)):
        features = make_schematic(outlines[ags], areas)
        check_coverage(features, outlines[ags])
        write_geojson(arguments.out / name / "stadtteile.geojson", features)

    gemeinden = make_gemeinden(arguments.geo / GEMEINDEN_FILE)
    check_coverage(gemeinden)
    write_geojson(arguments.out / "gemeinden" / "gemeinden.geojson", gemeinden)


if __name__ == "__main__":
    main()
